import { beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { DamagedLog, DamagedRecord } from '../../../server/storage/store.ts'
import type { Store } from '../../../server/storage/store.ts'
import { createFakeMachine } from '../../support/fake-machine.ts'
import { createDiskWith, createFaultyDisk } from '../../support/faulty-fs.ts'
import type { FaultyDisk } from '../../support/faulty-fs.ts'
import { createRandom } from '../../support/random.ts'

const DATA = '/data'
const LOG = `${DATA}/documents/plan/updates.log`
const RECORD = `${DATA}/documents/plan/record.json`
/** The marks around what one flush wrote (server/storage/embedded/log-format.ts). */
const FRAME_BYTES = 12

const updates = Array.from({ length: 200 }, (_, index) => {
  const random = createRandom(index)
  return Uint8Array.from({ length: 1 + random.below(40) }, () => random.below(256))
})
/** The file system after a clean stop, and the size of the log after each update. */
let sound: Map<string, Buffer>
const ends: number[] = []

beforeAll(async () => {
  const disk = createFaultyDisk()
  const store = await open(disk)
  for (const [index, update] of updates.entries()) {
    if (index === 0) await store.updates.create('plan', update)
    else await store.updates.append('plan', update)
    await store.updates.load('plan') // after it, the flush is over and its seal written
    ends.push((disk.files().get(LOG)?.length ?? 0) - FRAME_BYTES)
  }
  await store.records.change('document', 'plan', () => ({ title: 'Plan', words: 1200 }))
  await store.updates.create('other', Uint8Array.of(1))
  await store.records.change('document', 'other', () => ({ title: 'Other' }))
  await store.close()
  sound = disk.files()
})

describe('a torn tail', () => {
  it('[ST10] heals wherever the log is cut, and only the update that was cut is gone', async () => {
    const first = ends[0] ?? 0
    const log = logBytes()
    for (let size = 0; size <= log.length; size++) {
      const disk = diskWithLog(log.subarray(0, size))
      const store = await open(disk)
      if (size < first) {
        await expect(store.updates.load('plan')).rejects.toThrow(DamagedLog)
      } else {
        const whole = ends.filter((end) => end <= size).length
        expect(await loadText(store)).toBe(upTo(whole))
        expect(await store.updates.append('plan', Uint8Array.of(7))).toBe(whole + 1)
        expect((await store.updates.load('plan')).updates.length).toBe(whole + 1)
      }
      await store.close()
    }
  })

  it('[ST10] heals when the file has grown and its bytes are not there, or only some', async () => {
    const log = logBytes().subarray(0, -FRAME_BYTES)
    const start = ends[198] ?? 0
    for (let size = start; size < log.length; size++) {
      for (const [zeroFrom, zeroTo] of [
        [size, log.length],
        [start, size],
      ] as const) {
        const torn = Buffer.from(log).fill(0, zeroFrom, zeroTo)
        if (torn.equals(log)) continue
        const store = await open(diskWithLog(torn))
        expect(await loadText(store)).toBe(upTo(199))
        await store.close()
      }
    }
  })
})

describe('bit rot', () => {
  it('[ST11] a flipped bit in a log that was closed is noticed or harmless, 10,000 times', async () => {
    const outcome = { noticed: 0, harmless: 0 }
    const random = createRandom(11)
    for (let round = 0; round < 10_000; round++) {
      const log = Buffer.from(logBytes())
      flipBit(log, random.below(log.length * 8))
      const disk = diskWithLog(log)
      const store = await open(disk)
      const loaded = await loadText(store).catch((error: unknown) => error)
      if (loaded instanceof DamagedLog) {
        outcome.noticed++
        expect(disk.files().get(LOG)?.equals(log)).toBe(true)
      } else {
        outcome.harmless++
        expect(loaded).toBe(upTo(200))
      }
      await store.close()
    }
    // Only the seal at the end may be hit without harm.
    expect(outcome.harmless).toBeLessThan(250)
  })

  it('[ST11] after a crash at most the last update goes, which may be one nobody was told of', async () => {
    const unsealed = logBytes().subarray(0, -FRAME_BYTES)
    const lastStart = ends[198] ?? 0
    for (let bit = 0; bit < unsealed.length * 8; bit += 5) {
      const log = Buffer.from(unsealed)
      flipBit(log, bit)
      const store = await open(diskWithLog(log))
      const loaded = loadText(store)
      if (bit >= lastStart * 8) expect(await loaded).toBe(upTo(199))
      else await expect(loaded).rejects.toThrow(DamagedLog)
      await store.close()
    }
  })

  it('[ST11] a damaged document takes no edits, its file stays untouched, the others serve', async () => {
    const log = Buffer.from(logBytes())
    flipBit(log, 5000)
    const disk = diskWithLog(log)
    const store = await open(disk)
    await expect(store.updates.append('plan', Uint8Array.of(1))).rejects.toThrow(DamagedLog)
    await expect(store.updates.compact('plan', Uint8Array.of(1), 200)).rejects.toThrow(DamagedLog)
    expect(await store.updates.append('other', Uint8Array.of(2))).toBe(2)
    await store.close()
    expect(disk.files().get(LOG)?.equals(log)).toBe(true)
  })

  it('[ST11] damage that comes while the server runs is noticed on the next load', async () => {
    const disk = diskWithLog(logBytes())
    const store = await open(disk)
    await store.updates.load('plan')
    const file = await disk.open(LOG, 'change')
    await file?.write(600, Uint8Array.of(1, 2, 3, 4))
    await expect(store.updates.load('plan')).rejects.toThrow(DamagedLog)
    await store.close()
  })

  it('[ST11] the log of another document is noticed', async () => {
    const other = sound.get(`${DATA}/documents/other/updates.log`) ?? Buffer.alloc(0)
    const store = await open(diskWithLog(other))
    await expect(store.updates.load('plan')).rejects.toThrow(DamagedLog)
    await store.close()
  })

  it('[ST12] a flipped bit in a record is noticed, and lists leave it out and say so', async () => {
    const record = sound.get(RECORD) ?? Buffer.alloc(0)
    for (let bit = 0; bit < record.length * 8; bit++) {
      const rotten = Buffer.from(record)
      flipBit(rotten, bit)
      const problems: string[] = []
      const disk = createDiskWith(new Map([...sound, [RECORD, rotten]]))
      const store = await open(disk, (problem) => problems.push(problem))
      const read = await store.records.read('document', 'plan').catch((error: unknown) => error)
      const listed = (await store.records.list('document')).map(({ id }) => id).sort()
      if (read instanceof DamagedRecord) {
        expect(listed).toEqual(['other'])
        expect(problems.length).toBe(1)
      } else {
        // White space at the end.
        expect(read).toEqual({ id: 'plan', value: { title: 'Plan', words: 1200 }, revision: 1 })
      }
      await store.close()
    }
  })

  it('[ST7] a content whose bytes changed is not given out', async () => {
    const disk = createFaultyDisk()
    const store = await open(disk)
    const hash = await store.contents.put(Buffer.from('a picture'))
    const file = await disk.open(`${DATA}/contents/${hash.slice(0, 2)}/${hash}`, 'change')
    await file?.write(3, Buffer.from('b'))
    await expect(store.contents.read(hash)).rejects.toThrow('damaged')
    await store.close()
  })
})

describe('missing files', () => {
  it('[ST6] whichever file is deleted, nothing starts anew', async () => {
    for (const path of sound.keys()) {
      const disk = createDiskWith(new Map([...sound].filter(([each]) => each !== path)))
      if (path === `${DATA}/folkmoot.json`) {
        await expect(open(disk)).rejects.toThrow('is not empty and not a Folkmoot data folder')
        continue
      }
      if (path === `${DATA}/records/.keep`) {
        await expect(open(disk)).rejects.toThrow('has lost its folder records')
        continue
      }
      if (path.endsWith('/.keep')) continue
      const problems: string[] = []
      const store = await open(disk, (problem) => problems.push(problem))
      const [, , , id = '', name] = path.split('/')
      if (name === 'updates.log') {
        await expect(store.updates.load(id)).rejects.toThrow(DamagedLog)
        await expect(store.updates.create(id, Uint8Array.of(1))).rejects.toThrow(DamagedLog)
      } else {
        await expect(store.records.read('document', id)).rejects.toThrow(DamagedRecord)
        await store.records.list('document')
        expect(problems).toEqual([
          `The stored record ${id} (document) is damaged: its file is missing`,
        ])
      }
      await store.close()
      expect([...disk.files().keys()].sort()).toEqual(
        [...sound.keys()].filter((each) => each !== path).sort(),
      )
    }
  })
})

function open(disk: FaultyDisk, onProblem?: (message: string) => void): Promise<Store> {
  const machine = createFakeMachine()
  return openEmbeddedStore({ folder: DATA, disk, machine, onProblem, now: () => new Date(0) })
}

function logBytes(): Buffer {
  return sound.get(LOG) ?? Buffer.alloc(0)
}

function diskWithLog(log: Buffer): FaultyDisk {
  return createDiskWith(new Map([...sound, [LOG, log]]))
}

/** As text, because comparing thousands of byte arrays takes minutes. */
async function loadText(store: Store): Promise<string> {
  const { updates, lastSequence } = await store.updates.load('plan')
  return [lastSequence, ...updates.map((update) => Buffer.from(update).toString('hex'))].join()
}

function upTo(count: number): string {
  return [count, ...updates.slice(0, count).map((each) => Buffer.from(each).toString('hex'))].join()
}

function flipBit(bytes: Buffer, bit: number): void {
  const at = bit >> 3
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7))
}
