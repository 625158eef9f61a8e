import { createServer } from 'node:http'
import * as Y from 'yjs'
import { createLocalBus } from '../../server/bus/local.ts'
import { putRecord } from '../../server/domain/document-record.ts'
import { createId } from '../../server/ids.ts'
import { rehearse } from '../../server/rehearsal.ts'
import { openEmbeddedStore } from '../../server/storage/embedded/store.ts'
import { keepLists } from '../../server/storage/kept-lists.ts'
import type { Store } from '../../server/storage/store.ts'
import { documentGrammar } from '../../server/sync/grammar.ts'
import type { Grammar } from '../../server/sync/grammar.ts'
import { createRooms } from '../../server/sync/rooms.ts'
import { createSync } from '../../server/sync/socket.ts'
import { keepHeapSmall } from '../../server/sync/warmth.ts'
import { ROLES } from '../../shared/access.ts'

/**
 * The live engine and the store as the product runs them, for load clients: guard, rights and
 * fdatasync are on. It differs in what such clients need: a document comes to be by being joined,
 * the address says who joins (/sync/<document>?seat=<id>), limits per address and person are off,
 * the blocks of the usual test documents are allowed beside ours, and presence clocks
 * start with the client's, by which load clients know their messages again.
 *
 * PORT, DATA_DIR, COMPACT_AFTER (records), REHEARSE, FLOODS=closed (as in the product),
 * SOCKETS=counted (100 an address, 20 a person). On SIGUSR2
 * it says how many rooms are open and what memory it uses; so does GET /memory, with node
 * --expose-gc after the garbage is collected.
 */
keepHeapSmall()
const log = (line: string) => void process.stderr.write(`${line}\n`)
if (process.env['REHEARSE'] !== 'no') await rehearse({ log })
const now = () => new Date()
const store = makeOnDemand(
  keepLists(
    await openEmbeddedStore({ folder: process.env['DATA_DIR'] ?? 'data', onProblem: log }),
    ['document'],
  ),
)
const compactAfter = Number(process.env['COMPACT_AFTER'] ?? 500)
const bus = createLocalBus()
const rooms = createRooms({
  newId: createId,
  store,
  bus,
  now,
  log,
  grammar: withTestBlocks(),
  limits: { compactAfter },
  presenceClock: () => -1,
})
const sync = createSync({
  store,
  bus,
  rooms,
  async seatFor({ url }) {
    const query = new URL(url ?? '', 'ws://localhost').searchParams
    const id = query.get('seat') ?? '0'
    const role = ROLES.find((each) => each === query.get('role')) ?? 'officer'
    return { id: `seat-${id}`, name: `Participant ${id}`, colour: 1, role }
  },
  publicUrl: null,
  limits: {
    perAddress: Infinity,
    perSeat: Infinity,
    ...(process.env['SOCKETS'] === 'counted' && { perAddress: 100, perSeat: 20 }),
    ...(process.env['FLOODS'] === 'closed'
      ? {}
      : { inbox: { messages: Infinity, bytes: Infinity } }),
  },
  now,
  log,
})
const server = createServer((request, response) => {
  if (request.url !== '/memory') return response.writeHead(404).end()
  globalThis.gc?.()
  return response.end(JSON.stringify(memory()))
})
server.on('upgrade', sync.handleUpgrade)
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : address
  process.stdout.write(`Listening on http://127.0.0.1:${port}\n`)
})
process.on('SIGTERM', () => void stop())
process.on('SIGUSR2', () => log(JSON.stringify(memory())))

function memory() {
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage()
  return { ...rooms.count(), rss, heapUsed, external, arrayBuffers }
}

async function stop(): Promise<void> {
  server.close()
  await rooms.drain()
  sync.stop()
  await store.close()
  process.exit(0)
}

/** Asking for a document makes it. */
function makeOnDemand(inner: Store): Store {
  const making = new Map<string, Promise<void>>()
  const empty = Y.encodeStateAsUpdate(new Y.Doc())
  async function make(id: string): Promise<void> {
    const at = now().toISOString()
    await inner.updates.create(id, empty)
    await putRecord(inner, id, {
      title: id,
      kind: 'other',
      stage: '',
      version: '',
      words: 0,
      actions: 0,
      isDemo: false,
      createdAt: at,
      createdBy: { id: 'bench', name: 'Bench' },
      changedAt: at,
      origin: { from: 'template', template: 'blank' },
      place: { at: 'home' },
      sittings: [],
      shares: [{ who: { is: 'everyone' }, as: 'editor', until: null }],
    })
  }
  return {
    ...inner,
    records: {
      ...inner.records,
      async read(kind, id) {
        await making.get(id)
        const found = await inner.records.read(kind, id)
        if (found !== null || kind !== 'document') return found
        if (!making.has(id)) making.set(id, make(id))
        await making.get(id)
        making.delete(id)
        return inner.records.read(kind, id)
      },
    },
  }
}

/** y-prosemirror's usual names: documents of ../shared/bench and others are made of them. */
function withTestBlocks(): Grammar {
  const cell = new Set(['colspan', 'rowspan', 'colwidth'])
  return {
    roots: new Map([...documentGrammar.roots, ['default', 'blocks'], ['content', 'words']]),
    nodes: new Map([
      ['table', new Set()],
      ['tableRow', new Set()],
      ['tableHeader', cell],
      ['tableCell', cell],
      ['orderedList', new Set(['start'])],
      ...documentGrammar.nodes,
    ]),
    marks: documentGrammar.marks,
  }
}
