import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const PROGRAM = resolve(import.meta.dirname, '../../dist/server/main.js')
const READY = /running at (http:\/\/\S+)/

export interface RunningServer {
  /** Without a slash at the end. */
  url: string
  dataFolder: string
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
      ...environment,
    },
  })
  const exit = once(server, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode === null && server.signalCode === null) server.kill(signal)
    await exit
  }
  const url = await new Promise<string>((resolveUrl, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const found = READY.exec(said)?.[1]
      if (found !== undefined) resolveUrl(found.replace(/\/$/, ''))
    }
    server.stdout.on('data', listen)
    server.stderr.on('data', listen)
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)))
  })
  return {
    url,
    dataFolder,
    stop: async () => {
      await end('SIGTERM')
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
    },
    kill: () => end('SIGKILL'),
  }
}
