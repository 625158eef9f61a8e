import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { StoreLocked } from '../../../server/storage/embedded/lock.ts'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import type { Store } from '../../../server/storage/store.ts'
import { createFakeMachine } from '../../support/fake-machine.ts'
import { createFaultyDisk } from '../../support/faulty-fs.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

const HOLDER = join(import.meta.dirname, '../../support/hold-store.ts')

describe('the lock on the folder', () => {
  it('[ST16] a second process says so and exits with 1, and the first goes on', async () => {
    const folder = await makeTemporaryFolder()
    const first = startHolder(folder)
    await once(first.stdout ?? first, 'data')
    const started = performance.now()
    const second = startHolder(folder)
    const said: string[] = []
    second.stderr?.on('data', (text) => said.push(String(text)))
    expect(await once(second, 'close')).toEqual([1, null])
    expect(performance.now() - started).toBeLessThan(20_000)
    expect(said.join('')).toBe(
      `The data folder ${folder} is in use by another Folkmoot (process ${first.pid}). ` +
        'Stop that one first, or choose another folder with DATA_DIR.',
    )
    expect(first.exitCode).toBeNull()
    await expect(openEmbeddedStore({ folder })).rejects.toThrow(StoreLocked)
  })

  it('[ST16] the lock of a process that was killed is taken over, with all it had stored', async () => {
    const folder = await makeTemporaryFolder()
    for (let round = 0; round < 3; round++) {
      const holder = startHolder(folder)
      await once(holder.stdout ?? holder, 'data')
      holder.kill('SIGKILL')
      await once(holder, 'close')
      const started = performance.now()
      const store = await openEmbeddedStore({ folder })
      expect(performance.now() - started).toBeLessThan(20_000)
      expect((await store.updates.load('held')).lastSequence).toBeGreaterThan(0)
      await store.updates.remove('held')
      await store.close()
    }
  })

  it('[ST16] one process cannot open a folder twice, and can open it again after closing', async () => {
    const folder = await makeTemporaryFolder()
    const first = await openEmbeddedStore({ folder })
    await expect(openEmbeddedStore({ folder })).rejects.toThrow(StoreLocked)
    await first.close()
    await (await openEmbeddedStore({ folder })).close()
    expect(await readdir(folder)).not.toContain('lock')
  })

  it('[ST16] of ten that find a stale lock at once, one gets the folder', async () => {
    const disk = createFaultyDisk()
    await openOn(disk, createFakeMachine({ boot: 'before' }))
    const all = Array.from({ length: 10 }, (_, index) => ({
      pid: index + 1,
      started: 'x',
      boot: 'now',
      space: 'here',
    }))
    const opened = await Promise.allSettled(
      all.map((mark) => openOn(disk, createFakeMachine(mark, all))),
    )
    const reasons = opened.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(reasons.length).toBe(9)
    for (const reason of reasons) expect(reason).toBeInstanceOf(StoreLocked)
  })

  it('[ST16] a process of another machine or container holds it as long as its beat changes', async () => {
    const disk = createFaultyDisk()
    const elsewhere = await openOn(disk, createFakeMachine({ space: 'elsewhere' }))
    const lock = '/data/lock'
    const readFile = disk.readFile.bind(disk)
    let beats = 0
    disk.readFile = async (path) =>
      path === lock
        ? Buffer.from(String(await readFile(path)).replace(/"beats":\d+/, `"beats":${beats++}`))
        : readFile(path)
    await expect(openOn(disk, createFakeMachine())).rejects.toThrow(StoreLocked)
    disk.readFile = readFile
    await (await openOn(disk, createFakeMachine())).close()
    await elsewhere.close()
  })

  it('[ST16] who stood still and was taken over stores nothing more', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const disk = createFaultyDisk()
    const frozen = await openOn(disk, createFakeMachine({ space: 'elsewhere' }))
    await frozen.updates.create('plan', Uint8Array.of(1))
    const store = await openOn(disk, createFakeMachine())
    vi.advanceTimersByTime(1000)
    await vi.waitFor(() =>
      expect(frozen.updates.append('plan', Uint8Array.of(2))).rejects.toThrow(StoreLocked),
    )
    await frozen.close()
    await expect(openOn(disk, createFakeMachine())).rejects.toThrow(StoreLocked)
    await store.close()
  })

  it('[ST16] a lock that is not whole is one that nobody holds', async () => {
    const folder = await makeTemporaryFolder()
    await (await openEmbeddedStore({ folder })).close()
    await writeFile(join(folder, 'lock'), '{"pid":')
    const store = await openEmbeddedStore({ folder, patienceMs: 1 })
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
    })
    await store.close()
  })
})

function startHolder(folder: string): ChildProcess {
  const holder = spawn(process.execPath, ['--import', 'tsx', HOLDER, folder])
  onTestFinished(() => {
    holder.kill('SIGKILL')
  })
  return holder
}

function openOn(
  disk: ReturnType<typeof createFaultyDisk>,
  machine: ReturnType<typeof createFakeMachine>,
): Promise<Store> {
  return openEmbeddedStore({
    folder: '/data',
    disk,
    machine,
    patienceMs: 1,
    now: () => new Date(0),
  })
}
