import { createServer } from 'node:http'
import { resolve, sep } from 'node:path'
import { createServer as createVite } from 'vite'
import { readConfig } from './config.ts'
import type { Folkmoot } from './folkmoot.ts'
import { addressOf, listen, ownerLinkInWords } from './listen.ts'
import { exitCodeOf, inWords } from './start-failure.ts'

/**
 * For development: one process and one port. Vite serves the client and swaps what changes in it;
 * when a file of the server changes, the server alone is taken down and put up again.
 */
const SETTLE_MS = 100
const root = resolve(import.meta.dirname, '..')
const sources = ['server', 'shared'].map((folder) => resolve(root, folder))

const config = (() => {
  try {
    return readConfig(process.env)
  } catch (error) {
    return fail(error)
  }
})()
const server = createServer((request, response) => {
  if (!/^\/(api|health)(\/|\?|$)/.test(request.url ?? '')) {
    return vite.middlewares(request, response)
  }
  running.then(
    (folkmoot) => folkmoot.handleRequest(request, response),
    (error: unknown) => response.writeHead(500).end(inWords(error)),
  )
})
const vite = await createVite({
  configFile: resolve(root, 'vite.config.ts'),
  appType: 'spa',
  server: {
    middlewareMode: true,
    hmr: { server },
    fs: { allow: ['client', 'shared', 'node_modules'].map((folder) => resolve(root, folder)) },
  },
})
server.on('upgrade', (request, socket, head) => {
  if (!request.url?.startsWith('/sync/')) return // Vite's own socket
  running.then(
    (folkmoot) => folkmoot.handleUpgrade(request, socket, head),
    () => socket.destroy(),
  )
})

let running = load().then(open)
let reloading = Promise.resolve()
let settling: NodeJS.Timeout | undefined
await running.then(() => listen(server, config)).catch(fail)
say(`Folkmoot is running at ${addressOf(server, config)}`)
const { ownerLink } = await running
if (ownerLink !== null) say(ownerLinkInWords(addressOf(server, config), ownerLink))

vite.watcher.add(sources)
vite.watcher.on('all', (_event, path) => {
  if (!sources.some((folder) => path.startsWith(folder + sep))) return
  clearTimeout(settling)
  settling = setTimeout(() => {
    reloading = reloading.then(reload)
  }, SETTLE_MS)
})
process.once('SIGINT', () => void leave())
process.once('SIGTERM', () => void leave())

type Open = typeof import('./folkmoot.ts').openFolkmoot

async function load(): Promise<Open> {
  const module = await vite.ssrLoadModule(resolve(root, 'server/folkmoot.ts'))
  return module['openFolkmoot'] as Open // the export of that file
}

function open(openFolkmoot: Open): Promise<Folkmoot> {
  return openFolkmoot(config, { servePage: async () => null, log: say })
}

/** Code that cannot be loaded leaves the running server as it is. */
async function reload(): Promise<void> {
  try {
    vite.environments['ssr']?.moduleGraph.invalidateAll()
    const openFolkmoot = await load()
    const stopped = running.then(
      (folkmoot) => folkmoot.stop(),
      () => undefined, // it never opened, which was said then
    )
    running = stopped.then(() => open(openFolkmoot))
    await running
    say('The server was reloaded.')
  } catch (error) {
    say(inWords(error))
  }
}

async function leave(): Promise<void> {
  await running.then((folkmoot) => folkmoot.stop()).catch((error: unknown) => say(inWords(error)))
  process.exit(0)
}

function fail(error: unknown): never {
  say(inWords(error))
  process.exit(exitCodeOf(error))
}

function say(line: string) {
  process.stderr.write(`${line}\n`)
}
