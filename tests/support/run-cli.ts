import { runCommand } from '../../server/commands/run-command.ts'
import { createFixedClock } from './clock.ts'

export interface CliResult {
  code: number
  /** Standard output. */
  printed: string
  /** Standard error. */
  said: string
}

/** Runs the command line in this process. */
export async function runCli(args: string[], env: Record<string, string> = {}): Promise<CliResult> {
  const { now } = createFixedClock()
  let printed = ''
  let said = ''
  const code = await runCommand(args, {
    print: (text) => (printed += text),
    say: (line) => (said += `${line}\n`),
    env,
    now,
  })
  return { code, printed, said }
}
