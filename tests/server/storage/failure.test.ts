import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import type { Store } from '../../../server/storage/store.ts'
import { createFakeMachine } from '../../support/fake-machine.ts'
import { createFaultyDisk } from '../../support/faulty-fs.ts'
import type { FaultyDisk, Operation } from '../../support/faulty-fs.ts'
import { createRandom } from '../../support/random.ts'

const DATA = '/data'
const KINDS: Operation['kind'][] = ['write', 'sync', 'syncFolder', 'rename', 'create', 'truncate']

describe('a disk that fails', () => {
  it.each(KINDS)(
    '[ST13] a failed %s never turns into an acknowledgement, whichever it is',
    async (kind) => {
      for (let failing = 1; failing <= 400; failing++) {
        const disk = createFaultyDisk()
        let store = await open(disk, 'one')
        await store.updates.create('plan', token(0))
        let calls = 0
        disk.before = (operation) => {
          // Every call fails once without a restart after it, and once with one.
          if (operation.kind === kind && ++calls === Math.ceil(failing / 2)) throw new Error('I/O')
        }
        const told = await typeAndCompact(store)
        if (failing % 2 === 0) {
          await store.close()
          disk.before = () => undefined
          store = await open(disk, 'two')
        }
        told.push(await acknowledged(store, 900))
        const found = await open(disk.afterPowerCut(createRandom(failing)), 'three')
        const { updates } = await found.updates.load('plan')
        expect(updates.flatMap(tokensOf)).toEqual(expect.arrayContaining(told.filter(isNumber)))
        await Promise.all([store.close(), found.close()])
        if (calls < Math.ceil(failing / 2)) return
      }
    },
  )

  it('[ST13] after a failed sync the log is cut back to what is certain before it goes on', async () => {
    const disk = createFaultyDisk()
    const store = await open(disk, 'one')
    await store.updates.create('plan', token(0))
    const seen: string[] = []
    disk.before = ({ kind, path }) => {
      if (!path.endsWith('updates.log')) return
      seen.push(kind)
      if (seen.length === 2) throw new Error('I/O error')
    }
    await expect(store.updates.append('plan', token(1))).rejects.toThrow('I/O error')
    await store.updates.append('plan', token(2))
    expect(seen).toEqual(['write', 'sync', 'truncate', 'sync', 'write', 'sync'])
    await store.close()
  })

  it('[ST13] while the disk keeps failing nothing is acknowledged, and after it everything is', async () => {
    const disk = createFaultyDisk()
    const store = await open(disk, 'one')
    await store.updates.create('plan', token(0))
    disk.before = ({ kind }) => {
      if (kind === 'sync') throw new Error('I/O error')
    }
    for (let round = 1; round <= 20; round++) {
      const all = [round, round + 100].map((each) => store.updates.append('plan', token(each)))
      expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
        'rejected',
        'rejected',
      ])
    }
    disk.before = () => undefined
    expect(await store.updates.append('plan', token(1))).toBe(2)
    expect((await store.updates.load('plan')).updates.flatMap(tokensOf)).toEqual([0, 1])
    await store.close()
  })

  it('[ST13] a block whose sync failed before a kill is written again before it counts', async () => {
    const disk = createFaultyDisk()
    const killed = await open(disk, 'one')
    await killed.updates.create('plan', token(0))
    disk.before = ({ kind, path }) => {
      if (kind === 'sync' && path.endsWith('updates.log')) throw new Error('I/O error')
      if (kind === 'truncate') throw new Error('killed here')
    }
    await expect(killed.updates.append('plan', token(1))).rejects.toThrow('I/O error')
    disk.before = () => undefined
    const store = await open(disk, 'two')
    const loaded = await store.updates.load('plan')
    const next = await store.updates.append('plan', token(2))
    expect(next).toBe(loaded.lastSequence + 1)
    for (let seed = 0; seed < 50; seed++) {
      const found = await open(disk.afterPowerCut(createRandom(seed)), 'three')
      expect((await found.updates.load('plan')).lastSequence).toBe(next)
      await found.close()
    }
    await Promise.all([store.close(), killed.close()])
  })

  it('[ST14] a full disk refuses, keeps what there is, and serves again when there is room', async () => {
    for (let free = 0; free < 400; free += 7) {
      const disk = createFaultyDisk()
      const store = await open(disk, 'one')
      await store.updates.create('plan', token(0))
      await store.records.change('account', 'ada', () => ({ name: 'Ada' }))
      disk.freeBytes = free
      const told = [0]
      for (let each = 1; each < 30; each++) {
        const answer = await acknowledged(store, each)
        if (answer !== null) told.push(answer)
      }
      expect(told.length).toBeLessThan(30)
      const large = { name: 'Ada', about: 'x'.repeat(free) }
      await expect(store.records.change('account', 'ada', () => large)).rejects.toThrow('ENOSPC')
      await expect(store.contents.put(Buffer.alloc(free + 1))).rejects.toThrow('ENOSPC')
      await expect(store.updates.create('new', Buffer.alloc(free))).rejects.toThrow('ENOSPC')
      expect((await store.records.read('account', 'ada'))?.value).toEqual({ name: 'Ada' })
      expect([...disk.files().keys()].filter((path) => path.endsWith('.tmp'))).toEqual([])
      disk.freeBytes = 1_000_000
      told.push(Number(await acknowledged(store, 500)))
      await store.records.change('account', 'ada', () => large)
      await store.contents.put(Buffer.alloc(free + 1))
      await store.updates.create('new', Buffer.alloc(free))
      expect((await store.updates.load('plan')).updates.flatMap(tokensOf)).toEqual(told)
      await store.close()
    }
  })

  it('[ST13] reading a record waits for the write before it', async () => {
    const disk = createFaultyDisk()
    const store = await open(disk, 'one')
    await store.records.change('account', 'ada', () => 1)
    const changing = store.records.change('account', 'ada', () => 2)
    const reading = store.records.read('account', 'ada')
    await Promise.race([changing, reading.then(() => expect.fail('read first'))])
    expect((await reading)?.value).toBe(2)
    await store.close()
  })
})

describe('open files', () => {
  it('[ST15] of 200 documents in use, at most 64 logs are open', async () => {
    const disk = createFaultyDisk()
    let openFiles = 0
    let most = 0
    const openFile = disk.open.bind(disk)
    disk.open = async (path, mode) => {
      const file = await openFile(path, mode)
      if (file === null || mode !== 'change' || !path.endsWith('.log')) return file
      most = Math.max(most, ++openFiles)
      return {
        ...file,
        close: async () => {
          openFiles--
          await file.close()
        },
      }
    }
    const store = await open(disk, 'one')
    const ids = Array.from({ length: 200 }, (_, index) => `d${index}`)
    for (const id of ids) await store.updates.create(id, token(0))
    for (let round = 1; round <= 3; round++) {
      for (const id of ids) {
        expect(await store.updates.append(id, token(round))).toBe(round + 1)
        await setImmediate() // as a disk that is not made of memory does
      }
    }
    expect(most).toBeLessThanOrEqual(65) // one opens while the one that rests closes
    await store.close()
    expect(openFiles).toBe(0)
  })
})

/** Types with a few hands at once, compacts in between; gives the tokens that were acknowledged. */
async function typeAndCompact(store: Store): Promise<(number | null)[]> {
  const told: (number | null)[] = []
  for (let round = 0; round < 4; round++) {
    for (let step = 0; step < 4; step++) {
      const hands = [1, 2, 3].map((hand) => acknowledged(store, round * 100 + step * 10 + hand))
      told.push(...(await Promise.all(hands)))
    }
    const { updates, lastSequence } = await store.updates.load('plan').catch(() => NOTHING)
    const merged = Buffer.from(JSON.stringify(updates.flatMap(tokensOf)))
    // A compaction that fails has changed nothing that counts.
    await store.updates.compact('plan', merged, lastSequence).catch(() => undefined)
  }
  return told
}

const NOTHING = { updates: [], lastSequence: 0 }

/** The token if it was acknowledged. */
async function acknowledged(store: Store, value: number): Promise<number | null> {
  try {
    await store.updates.append('plan', token(value))
    return value
  } catch {
    return null // refused: the caller was told
  }
}

function open(disk: FaultyDisk, boot: string): Promise<Store> {
  const machine = createFakeMachine({ boot })
  return openEmbeddedStore({ folder: DATA, disk, machine, patienceMs: 0, now: () => new Date(0) })
}

function token(value: number): Uint8Array {
  return Buffer.from(JSON.stringify([value]))
}

function tokensOf(update: Uint8Array): number[] {
  return JSON.parse(Buffer.from(update).toString()) as number[] // as `token` made it
}

function isNumber(value: number | null): value is number {
  return value !== null
}
