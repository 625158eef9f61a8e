import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import type { AccountRole } from '../../shared/access.ts'
import { inviteTo, ownerLinkIn, signIn } from './sign-in.ts'

const PROGRAM = resolve(import.meta.dirname, '../../dist/server/main.js')
const READY = /running at (http:\/\/\S+)/

export interface RunningServer {
  /** Without a slash at the end. */
  url: string
  dataFolder: string
  /** The Cookie header of the owner, who has come in; null where one had before. */
  ownerCookie: string | null
  /** Asks it to stop, waits until it has, and removes a data folder made for it. */
  stop: () => Promise<void>
  /** Ends it at once, as a power cut would; the data folder stays. */
  kill: () => Promise<void>
}

export interface ServerOptions {
  /** Kept afterwards; without one the server gets a new folder of its own. */
  dataFolder?: string
  port?: number
  environment?: Record<string, string>
}

/** Starts the built server, as `npm start` does, and waits until it says where it is. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { port = 0, environment = {} } = options
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'folkmoot-')))
  const server = spawn(process.execPath, [PROGRAM], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataFolder,
      REHEARSE: 'no',
      ...environment,
    },
  })
  const exit = once(server, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode === null && server.signalCode === null) server.kill(signal)
    await exit
  }
  let said = ''
  const url = await new Promise<string>((resolveUrl, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const found = READY.exec(said)?.[1]
      if (found !== undefined) resolveUrl(found.replace(/\/$/, ''))
    }
    server.stdout.on('data', listen)
    server.stderr.on('data', listen)
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)))
  })
  const ownerLink = ownerLinkIn(said)
  return {
    url,
    dataFolder,
    ownerCookie: ownerLink === null ? null : await signIn(url, ownerLink),
    stop: async () => {
      await end('SIGTERM')
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
    },
    kill: () => end('SIGKILL'),
  }
}

/** The secret of a link for one more person. */
export async function invitationTo(
  { url, ownerCookie }: RunningServer,
  person: { name?: string; role?: AccountRole } = {},
): Promise<string> {
  return (await inviteTo(url, ownerCookie ?? '', person)).link
}

/** Signs somebody new in, in the cookies of a browser's window. */
export async function letIn(
  server: RunningServer,
  context: BrowserContext,
  name: string,
  role: AccountRole = 'officer',
): Promise<void> {
  const link = await invitationTo(server, { name, role })
  await context.request.post(`${server.url}/api/sign-in`, {
    data: { link, person: { name, colour: name.length % 12 } },
  })
}
