import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { ownerLinkIn } from './sign-in.ts'

const root = resolve(import.meta.dirname, '../..')

export interface RunningProgram {
  address: string
  /** The secret of the owner's link; null where somebody has come in already. */
  ownerLink: string | null
  /** What it has printed to standard output. */
  output(): string
  process: ChildProcess
  /** Sends a signal and waits for the end; the exit code, null after SIGKILL. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts the program from its source as a process of its own and waits for its address. */
export async function startProgram(env: Record<string, string>): Promise<RunningProgram> {
  const { child, output, errors, hasEnded } = spawnProgram(env)
  while (!output().includes('\n')) {
    const code = await Promise.race([once(child.stdout, 'data').then(() => undefined), hasEnded])
    if (code !== undefined) throw new Error(`The server ended with ${code}: ${errors()}`)
  }
  return {
    address: /http:\S+/.exec(output())?.[0] ?? '',
    ownerLink: ownerLinkIn(output()),
    output,
    process: child,
    async end(signal) {
      child.kill(signal)
      return hasEnded
    },
  }
}

/** Starts the program where it is expected not to run: how it ends and what it says. */
export async function failToStart(env: Record<string, string>) {
  const { output, errors, hasEnded } = spawnProgram(env)
  const code = await hasEnded
  return { code, output: output(), errors: errors() }
}

function spawnProgram(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'], PORT: '0', REHEARSE: 'no', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { output: '', errors: '' }
  child.stdout.on('data', (chunk) => (text.output += String(chunk)))
  child.stderr.on('data', (chunk) => (text.errors += String(chunk)))
  const hasEnded = once(child, 'close').then(([code]): number | null =>
    typeof code === 'number' ? code : null,
  )
  return { child, hasEnded, output: () => text.output, errors: () => text.errors }
}
