import { describe, expect, it } from 'vitest'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import type { Store } from '../../../server/storage/store.ts'
import { createFakeMachine } from '../../support/fake-machine.ts'
import { createFaultyDisk } from '../../support/faulty-fs.ts'
import type { FaultyDisk } from '../../support/faulty-fs.ts'
import { createRandom } from '../../support/random.ts'
import type { Random } from '../../support/random.ts'

/** What somebody was told is stored, and everything that was ever asked to be. */
interface Book {
  /** Tokens by document, in order. */
  acknowledged: Map<string, string[]>
  asked: Map<string, string[]>
  records: Map<string, { told: number; asked: number }>
  contents: Map<string, string>
  removing: Set<string>
}

const DATA = '/data'
/** The long form: POWER_CUTS=16 npx vitest run tests/server/storage/power-cut.test.ts */
const SEEDS = Array.from(
  { length: Number(process.env['POWER_CUTS'] ?? 8) },
  (_, index) => index + 1,
)
const STATES_PER_SEED = 128

describe('a power cut', () => {
  it.each(SEEDS)(
    '[ST9] loses nothing that was acknowledged, wherever it comes (seed %i)',
    async (seed) => {
      const states = await collectStates(seed)
      const random = createRandom(seed + 1000)
      expect(states.length).toBe(STATES_PER_SEED)
      for (const { disk, book } of states) {
        const store = await openOn(disk, 'later')
        await expectKept(store, book)
        // The power goes again, right after everything was healed.
        const again = disk.afterPowerCut(random)
        await store.close()
        const reopened = await openOn(again, 'last')
        await expectKept(reopened, book)
        await reopened.close()
      }
    },
  )
})

/** Runs a busy server and keeps what its disk could be found as, at moments spread over the run. */
async function collectStates(seed: number): Promise<{ disk: FaultyDisk; book: Book }[]> {
  const operations = await run(createFaultyDisk(), seed, () => undefined)
  const random = createRandom(seed)
  const moments = new Map<number, number>()
  for (let index = 0; index < STATES_PER_SEED; index++) {
    const at = random.below(operations)
    moments.set(at, (moments.get(at) ?? 0) + 1)
  }
  const states: { disk: FaultyDisk; book: Book }[] = []
  await run(createFaultyDisk(), seed, (disk, book, at) => {
    for (let index = 0; index < (moments.get(at) ?? 0); index++) {
      states.push({ disk: disk.afterPowerCut(random), book: structuredClone(book) })
    }
  })
  return states
}

async function run(
  disk: FaultyDisk,
  seed: number,
  watch: (disk: FaultyDisk, book: Book, operation: number) => void,
): Promise<number> {
  const book: Book = {
    acknowledged: new Map(),
    asked: new Map(),
    records: new Map(),
    contents: new Map(),
    removing: new Set(),
  }
  let operations = 0
  disk.before = () => watch(disk, book, operations++)
  const random = createRandom(seed)
  for (const boot of ['one', 'two']) {
    const store = await openOn(disk, boot)
    await Promise.all(
      ['a', 'b', 'c'].map((id) => work(store, { id: `${id}-${boot}`, book, random })),
    )
    if (boot === 'two') await work(store, { id: 'a-one', book, random })
    await store.close()
  }
  return operations
}

/** Somebody who makes a document, types, compacts, changes its record, and may remove it. */
async function work(
  store: Store,
  { id, book, random }: { id: string; book: Book; random: Random },
): Promise<void> {
  const asked = book.asked.get(id) ?? []
  const acknowledged = book.acknowledged.get(id) ?? []
  let next = asked.length
  const token = () => {
    const made = `${id}:${next++}`
    asked.push(made)
    return made
  }
  book.asked.set(id, asked)
  if (next === 0) {
    const first = token()
    await store.updates.create(id, encode([first], random))
    acknowledged.push(first)
    book.acknowledged.set(id, acknowledged)
  }
  for (let step = 0; step < 14; step++) {
    const action = random.below(10)
    if (action < 6) {
      const some = Array.from({ length: 1 + random.below(4) }, token)
      await Promise.all(
        some.map(async (each) => {
          await store.updates.append(id, encode([each], random))
          acknowledged.push(each)
        }),
      )
    } else if (action === 6) {
      const { updates, lastSequence } = await store.updates.load(id)
      const late = token()
      const appended = store.updates.append(id, encode([late], random))
      await store.updates.compact(id, encode(updates.flatMap(decode), random), lastSequence)
      await appended
      acknowledged.push(late)
    } else if (action === 7) {
      const bytes = `picture ${id} ${step} ${'x'.repeat(random.below(1500))}`
      book.contents.set(await store.contents.put(Buffer.from(bytes)), bytes)
    } else {
      const kind = random.pick(['document', 'account'] as const)
      const told = book.records.get(`${kind}/${id}`) ?? { told: 0, asked: 0 }
      book.records.set(`${kind}/${id}`, told)
      told.asked++
      const value = { count: told.asked, words: 'w'.repeat(random.below(1500)) }
      await store.records.change(kind, id, () => value)
      told.told = told.asked
    }
  }
  if (id === 'c-one') {
    book.removing.add(id)
    await store.updates.remove(id)
    await store.records.change('document', id, () => null)
  }
}

async function expectKept(store: Store, book: Book): Promise<void> {
  for (const [id, acknowledged] of book.acknowledged) {
    if (book.removing.has(id)) continue
    const { updates } = await store.updates.load(id)
    const found = updates.flatMap(decode)
    expect(found.filter((token) => acknowledged.includes(token))).toEqual(acknowledged)
    expect(found).toEqual((book.asked.get(id) ?? []).slice(0, found.length))
  }
  for (const [key, { told, asked }] of book.records) {
    const kind = key.startsWith('account') ? 'account' : 'document'
    const id = key.slice(kind.length + 1)
    if (book.removing.has(id)) continue
    const value = await store.records.read(kind, id).catch(() => null)
    if (told === 0 && value === null) continue
    const count = Number(Object(value?.value)['count'])
    expect(count).toBeGreaterThanOrEqual(told)
    expect(count).toBeLessThanOrEqual(asked)
  }
  for (const [hash, text] of book.contents) {
    expect(Buffer.from((await store.contents.read(hash)) ?? []).toString()).toBe(text)
  }
}

function openOn(disk: FaultyDisk, boot: string): Promise<Store> {
  return openEmbeddedStore({
    folder: DATA,
    disk,
    machine: createFakeMachine({ boot }),
    patienceMs: 0,
    now: () => new Date(0),
  })
}

/** Tokens with stuffing, so that writes span sectors. */
function encode(tokens: string[], random: Random): Uint8Array {
  return Buffer.from(JSON.stringify([tokens, 'y'.repeat(random.below(700))]))
}

function decode(update: Uint8Array): string[] {
  const [tokens] = JSON.parse(Buffer.from(update).toString()) as [string[]] // as `encode` made it
  return tokens
}
