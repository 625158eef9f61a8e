// Folkmoot for a load harness that measures y-websocket servers: one default export that says how
// to start it, in the shape described there under "Add a server". The server is built once, from
// bench/sync/server.ts, which says in what it differs from the product.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
// Inside the tree, because the built server imports its packages from there; trees that share their
// packages build beside each other.
const outDir = join(root, 'node_modules/.cache', `folkmoot-bench-${hashOf(root).slice(0, 8)}`)

await build({
  configFile: false,
  root,
  logLevel: 'error',
  build: {
    ssr: join(import.meta.dirname, 'sync/server.ts'),
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
  },
})

/** A document id for any name. */
export function documentId(name) {
  return BigInt(`0x${hashOf(name)}`)
    .toString(36)
    .slice(0, 16)
}

function hashOf(text) {
  return createHash('sha256').update(text).digest('hex')
}

export default {
  name: 'Folkmoot',
  persists: true,
  settleMs: 500,
  command: ({ port, dir }) => ({
    cmd: process.execPath,
    args: [join(outDir, 'server.js')],
    cwd: root,
    env: { PORT: String(port), DATA_DIR: dir },
  }),
  path: (room, clientNo) => `/sync/${documentId(room)}?seat=${clientNo}`,
}
