import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import folkmoot from '../adapter.mjs'

/** How to start a server that speaks the y-websocket protocol, and how to reach a room of it. */
export interface Kind {
  name: string
  start(options: { port: number; dir: string }): { args: string[]; env: Record<string, string> }
  path(room: string, clientNo: number): string
  /** Hocuspocus: each message begins with the name of the room, and the first asks to be let in. */
  isPrefixed: boolean
}

const PEERS = join(tmpdir(), 'folkmoot-bench-peers')
const HOCUSPOCUS = join(PEERS, 'hocuspocus')
const Y_WEBSOCKET = join(PEERS, 'y-websocket')

export const KINDS: Record<string, Kind> = {
  folkmoot: {
    name: 'folkmoot',
    start: (options) => folkmoot.command(options),
    path: folkmoot.path,
    isPrefixed: false,
  },
  'y-websocket': {
    name: 'y-websocket',
    start({ port, dir }) {
      install(Y_WEBSOCKET, { 'y-websocket': '2.1.0', 'y-leveldb': '^0.2.0', yjs: '^13.6.0' })
      return {
        args: [join(Y_WEBSOCKET, 'node_modules/y-websocket/bin/server.cjs')],
        env: { HOST: '127.0.0.1', PORT: String(port), YPERSISTENCE: dir },
      }
    },
    path: (room) => `/${room}`,
    isPrefixed: false,
  },
  hocuspocus: {
    name: 'hocuspocus',
    start({ port, dir }) {
      install(HOCUSPOCUS, {
        '@hocuspocus/server': '^4.7.0',
        '@hocuspocus/extension-database': '^4.7.0',
        'y-protocols': '^1.0.6',
        yjs: '^13.6.0',
      })
      const program = join(HOCUSPOCUS, 'server.mjs')
      copyFileSync(join(import.meta.dirname, 'peers/hocuspocus.mjs'), program)
      return { args: [program], env: { PORT: String(port), DATA_DIR: dir } }
    },
    path: () => '/',
    isPrefixed: true,
  },
}

/** A server in a process of its own, on the first core where there are several. */
export class Server {
  readonly kind: Kind
  readonly port: number
  readonly #dir: string
  readonly #process: ChildProcess

  private constructor(kind: Kind, { port, dir }: { port: number; dir: string }) {
    this.kind = kind
    this.port = port
    this.#dir = dir
    const { args, env } = kind.start({ port, dir })
    this.#process = spawn('taskset', ['-c', '0', process.execPath, ...args], {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }

  static async start(kind: Kind): Promise<Server> {
    const dir = mkdtempSync(join(tmpdir(), 'folkmoot-bench-data-'))
    const server = new Server(kind, { port: await freePort(), dir })
    while (!(await isListening(server.port))) await sleep(50)
    return server
  }

  /** CPU time of all its threads, kernel included, in µs. */
  cpu(): number {
    const tasks = `/proc/${this.#process.pid}/task`
    const times = readdirSync(tasks).map((task) => {
      const [time] = readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')
      return Number(time) / 1_000
    })
    return times.reduce((sum, time) => sum + time, 0)
  }

  /** Resident memory in bytes. */
  memory(): number {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
  }

  async stop(): Promise<void> {
    const hasEnded = once(this.#process, 'exit')
    this.#process.kill('SIGKILL')
    await hasEnded
    rmSync(this.#dir, { recursive: true, force: true })
  }
}

function install(folder: string, dependencies: Record<string, string>): void {
  if (existsSync(join(folder, 'node_modules'))) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true))
    socket.on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}
