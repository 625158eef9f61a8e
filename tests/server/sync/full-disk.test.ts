import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import type { Store } from '../../../server/storage/store.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { createFaultyDisk } from '../../support/faulty-fs.ts'
import { startSync } from './start-sync.ts'

/** A data folder of 16 MB: on a real file system in memory where we may mount one, and on a fake. */
interface SmallDisk {
  store: Store
  fill(): void
  free(): void
  remove(): void
}

const MEGABYTES = 16
const disks: [name: string, open: () => Promise<SmallDisk>][] = [['a fake disk', openFake]]
if (canMount()) disks.push(['a file system of 16 MB', openMounted])

describe.each(disks)('%s', (_name, open) => {
  it('[SY59] full: nothing is confirmed and everybody told; with room again it saves by itself', async () => {
    const disk = await open()
    const world = await startSync({ store: disk.store, isRealTime: true })
    try {
      const id = await world.createDocument('Hello')
      const author = await world.join(id)
      author.type(' before')
      await author.saved(1)
      disk.fill()
      const filled = performance.now()
      author.type(` ${'while '.repeat(2_000)}`)
      await author.next('event', ({ event }) => event?.type === 'storage.failing')
      expect(performance.now() - filled).toBeLessThan(5_000)
      author.type(' after')
      const newcomer = await world.join(id)
      expect(newcomer.words).not.toContain('while')
      expect(author.all('saved')).toHaveLength(1)

      disk.free()
      const freed = performance.now()
      await author.saved(3)
      expect(performance.now() - freed).toBeLessThan(10_000)
      await newcomer.next('update')
      expect((await world.stored(id)).getXmlFragment(BODY).toString()).toBe(author.words)
    } finally {
      await world.stop()
      await disk.store.close()
      disk.remove()
    }
  })
})

async function openFake(): Promise<SmallDisk> {
  const disk = createFaultyDisk()
  disk.freeBytes = MEGABYTES * 1024 ** 2
  let taken = 0
  return {
    store: await openEmbeddedStore({ folder: '/data', disk }),
    fill() {
      taken = disk.freeBytes
      disk.freeBytes = 0
    },
    free() {
      disk.freeBytes += taken
    },
    remove() {},
  }
}

async function openMounted(): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-small-'))
  mount(folder)
  const filler = join(folder, 'filler')
  return {
    store: await openEmbeddedStore({ folder: join(folder, 'data') }),
    fill() {
      for (let size = MEGABYTES * 1024 ** 2; size > 0; size = Math.floor(size / 2)) {
        try {
          for (;;) writeFileSync(filler, new Uint8Array(size), { flag: 'a' })
        } catch {
          // It is full for pieces of this size.
        }
      }
    },
    free: () => rmSync(filler),
    remove() {
      spawnSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function mount(folder: string): boolean {
  const options = ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', folder]
  return spawnSync('mount', options).status === 0
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-mount-'))
  const isMounted = mount(folder)
  if (isMounted) spawnSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
  return isMounted
}
