import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Client } from '../sync/client.ts'
import { lettersIn, seed, Typist } from '../sync/scenarios.ts'
import { KINDS, Server } from '../sync/servers.ts'

/**
 * npm run bench -- council [--seconds 600] [--editors 200] [--documents 20]
 *
 * A council's normal day: so many editors, spread over documents of 30 pages, each typing two letters
 * a second. Shown: from a letter to its confirmation (aim p95 ≤ 150, p99 ≤ 500 ms), to the window of
 * somebody else in the document, and the most memory the server had (aim ≤ 512 MB). Exit code 1 if
 * a letter was never confirmed.
 */
const PER_SECOND = 2

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    editors: { type: 'string', default: '200' },
    documents: { type: 'string', default: '20' },
  },
})
const editors = Number(values.editors)
const documents = Number(values.documents)
const { folkmoot } = KINDS
if (folkmoot === undefined) throw new Error('There is no Folkmoot to measure')
const server = await Server.start(folkmoot)

/** When each document message of an editor left, as long as it is not confirmed. */
const unconfirmed: number[][] = []
const confirmed: number[] = []
const seen: number[] = []
const sentAt = new Map<string, number>()
const typists: Typist[] = []
for (let place = 0; place < documents; place++) await seed(server, `plan-${place}`)
for (let i = 0; i < editors; i++) {
  const place = i % documents
  const client = new Client(server, `plan-${place}`, i)
  const waiting: number[] = []
  unconfirmed.push(waiting)
  let confirmedCount = 0
  client.onSaved = (count) => {
    const now = performance.now()
    for (const at of waiting.splice(0, count - confirmedCount)) confirmed.push(now - at)
    confirmedCount = count
  }
  client.onSent = () => waiting.push(performance.now())
  await client.synced
  typists.push(new Typist(client, { room: place, clientId: 5_000 + i }))
  // One in each document looks at what comes from the others.
  if (i >= documents) continue
  client.onUpdate = (update) => {
    const now = performance.now()
    for (const letter of lettersIn(update)) {
      const at = sentAt.get(`${place} ${letter}`)
      if (at !== undefined) seen.push(now - at)
    }
  }
}
await typeFor(5)
confirmed.length = 0
seen.length = 0
let mostMemory = 0
const watch = setInterval(() => {
  mostMemory = Math.max(mostMemory, server.memory())
}, 1_000)
const start = performance.now()
const cpuBefore = server.cpu()
const letters = await typeFor(Number(values.seconds))
const cpu = (server.cpu() - cpuBefore) / 1_000 / (performance.now() - start)
while (
  unconfirmed.some(({ length }) => length > 0) &&
  performance.now() - start < 30_000 + 1_000 * Number(values.seconds)
) {
  await sleep(100)
}
clearInterval(watch)
const lost = unconfirmed.reduce((sum, { length }) => sum + length, 0)
process.stdout.write(
  [
    `${editors} editors in ${documents} documents, ${letters} letters in ${values.seconds} s`,
    `confirmed ms     ${summary(confirmed)}`,
    `seen ms          ${summary(seen)}`,
    `never confirmed  ${lost}`,
    `memory MB        most ${inMb(mostMemory)}, at the end ${inMb(server.memory())}`,
    `CPU              ${(cpu * 100).toFixed(0)} % of a core`,
    '',
  ].join('\n'),
)
await server.stop()
process.exit(lost === 0 ? 0 : 1)

/** How many letters were typed. */
async function typeFor(seconds: number): Promise<number> {
  const begin = performance.now()
  let count = 0
  while (performance.now() - begin < seconds * 1_000) {
    const due = ((performance.now() - begin) / 1_000) * PER_SECOND * typists.length
    for (; count < due; count++) typists[count % typists.length]?.type(sentAt)
    await sleep(1)
  }
  return count
}

function summary(waits: readonly number[]): string {
  const sorted = waits.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(1) ?? '–'
  return `p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  most ${at(1)}  (${sorted.length})`
}

function inMb(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0)
}
