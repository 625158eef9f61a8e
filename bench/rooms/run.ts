import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import * as Y from 'yjs'
import { z } from 'zod'
import { SYNC } from '../../shared/protocol.ts'
import { BODY } from '../../shared/schema/index.ts'
import { Client } from '../sync/client.ts'
import { KINDS, Server } from '../sync/servers.ts'
import type { Kind } from '../sync/servers.ts'

/**
 * npm run bench -- rooms [--rooms 3000] [--times 3]
 *
 * So many documents are opened, typed into and left, a few at a time, and then all of them again. Shown
 * each time: how long after the last has left no room is in memory any more (aim ≤ 60 s), and the
 * memory of the server with its garbage collected. The first time makes the documents; what the
 * later times add is what leaks (aim ≤ 32 MB).
 */
const AT_ONCE = 10
const MEMORY = z.object({
  open: z.number(),
  live: z.number(),
  rss: z.number(),
  heapUsed: z.number(),
})
type Memory = z.infer<typeof MEMORY>

const { values } = parseArgs({
  options: {
    rooms: { type: 'string', default: '3000' },
    times: { type: 'string', default: '3' },
  },
})
const { folkmoot } = KINDS
if (folkmoot === undefined) throw new Error('There is no Folkmoot to measure')
const kind: Kind = {
  ...folkmoot,
  start(options) {
    const { args, env } = folkmoot.start(options)
    return { args: ['--expose-gc', ...args], env }
  },
}
const server = await Server.start(kind)
show('before', await memory())
for (let time = 1; time <= Number(values.times); time++) {
  const names = Array.from({ length: Number(values.rooms) }, (_, index) => `left-${index}`)
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let name = names.pop(); name !== undefined; name = names.pop()) await visit(name)
    }),
  )
  const leftAt = performance.now()
  const atEnd = await memory()
  const noneLive = await until(({ live }) => live === 0, leftAt)
  const noneOpen = await until(({ open }) => open === 0, leftAt)
  show(`time ${time}`, atEnd)
  show(`no text after ${noneLive} s, no room after ${noneOpen} s`, await memory())
}
await server.stop()
process.exit(0)

/** Comes, types a word, sees it confirmed, goes. */
async function visit(name: string): Promise<void> {
  const client = await Client.join(server, name, 1)
  const isSaved = new Promise<void>((resolve) => {
    client.onSaved = () => resolve()
  })
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('We mend the nets before the spring tide. ')])
  doc.getXmlFragment(BODY).insert(0, [paragraph])
  client.send(SYNC.update, Y.encodeStateAsUpdate(doc))
  await isSaved
  await client.leave()
}

/** Seconds from `start`. */
async function until(is: (now: Memory) => boolean, start: number): Promise<string> {
  while (!is(await memory())) await sleep(500)
  return ((performance.now() - start) / 1_000).toFixed(1)
}

async function memory(): Promise<Memory> {
  const response = await fetch(`http://127.0.0.1:${server.port}/memory`)
  return MEMORY.parse(await response.json())
}

function show(when: string, { open, live, rss, heapUsed }: Memory): void {
  const inMb = (bytes: number) => (bytes / 2 ** 20).toFixed(1)
  process.stdout.write(
    `${when}: ${open} open, ${live} live, RSS ${inMb(rss)} MB, heap ${inMb(heapUsed)} MB\n`,
  )
}
