import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Disk } from '../../../server/storage/embedded/disk.ts'
import { scanLog } from '../../../server/storage/embedded/log-format.ts'
import { readLog } from '../../../server/storage/embedded/reader.ts'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import type { Store } from '../../../server/storage/store.ts'
import { createFakeMachine } from '../../support/fake-machine.ts'
import { createFaultyDisk } from '../../support/faulty-fs.ts'
import type { FaultyDisk } from '../../support/faulty-fs.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const HEAD_BYTES = 24

it('[ST20] a log that grows is written over zeros, and ends with its last update once it is quiet', async () => {
  const disk = createFaultyDisk()
  const store = await open(disk, 'one')
  await store.updates.create('plan', update(0))
  const sizes: number[] = []
  for (let each = 1; each <= 4; each++) {
    await store.updates.append('plan', update(each))
    sizes.push(logOn(disk).length)
  }
  // The first stands alone; the second brings zeros, and those behind it go over them.
  const [alone = 0, ahead = 0, ...later] = sizes
  expect(ahead).toBeGreaterThan(alone + 10_000)
  expect(later).toEqual([ahead, ahead])

  // Whoever is killed now, or whatever of the zeros is missing, everything else is there.
  const killed = await open(disk.afterKill(), 'two')
  expect((await killed.updates.load('plan')).updates).toHaveLength(5)
  expect(await killed.updates.append('plan', update(5))).toBe(6)
  await killed.close()
  const bytes = logOn(disk)
  const { end } = soundIn(bytes)
  for (let size = end; size <= bytes.length; size += 97) {
    expect(soundIn(bytes.subarray(0, size))).toMatchObject({ end, isSealed: false })
  }

  await vi.advanceTimersByTimeAsync(2_000)
  await store.updates.exists('plan') // its turn comes behind what the timer began
  expect(logOn(disk).length).toBeLessThan(end + 100)
  expect(soundIn(logOn(disk))).toMatchObject({ end, isSealed: true })
  await store.updates.append('plan', update(5))
  expect(logOn(disk).length).toBeLessThan(end + 100)
  await store.close()
})

it('[ST20] who reads a log while zeros in it are written over sees no damage', async () => {
  const disk = createFaultyDisk()
  const store = await open(disk, 'one')
  await store.updates.create('plan', update(0))
  for (let each = 1; each <= 3; each++) await store.updates.append('plan', update(each))
  const whole = logOn(disk)
  const { end } = soundIn(whole)
  // The third was zeros still when the reader came by, and a fourth stands behind it already.
  const holed = Buffer.from(whole)
  const length = (end - HEAD_BYTES) / 4 // all blocks are alike
  holed.fill(0, end - 2 * length, end - length)
  expect(scanLog(holed, 'plan').state).toBe('damaged')
  const answers = [holed, whole]
  const busy: Disk = {
    ...disk,
    async open(path, mode) {
      const file = await disk.open(path, mode)
      return file && { ...file, read: async () => answers.shift() ?? whole }
    },
  }
  const read = await readLog(busy, { folder: '/data', documentId: 'plan' })
  expect(read?.scan).toMatchObject({ state: 'sound', end })
  // What is found again is damage.
  answers.push(holed, holed)
  const again = await readLog(busy, { folder: '/data', documentId: 'plan' })
  expect(again?.scan.state).toBe('damaged')
  await store.close()
})

function open(disk: FaultyDisk, boot: string): Promise<Store> {
  const machine = createFakeMachine({ boot })
  return openEmbeddedStore({ folder: '/data', disk, machine, onProblem: () => undefined })
}

function update(each: number): Uint8Array {
  return new Uint8Array([each, each, each])
}

function logOn(disk: FaultyDisk): Buffer {
  const [, bytes] = [...disk.files()].find(([path]) => path.endsWith('updates.log')) ?? []
  if (bytes === undefined) throw new Error('There is no log')
  return bytes
}

function soundIn(bytes: Buffer) {
  const scan = scanLog(bytes, 'plan')
  if (scan.state === 'damaged') throw new Error(scan.reason)
  return scan
}
