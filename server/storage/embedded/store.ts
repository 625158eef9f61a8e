import { resolve } from 'node:path'
import type { Store } from '../store.ts'
import { createContents } from './contents.ts'
import type { Disk } from './disk.ts'
import { UnusableFolder, initialiseFolder, inspectFolder, removeLeftovers } from './folder.ts'
import { StoreLocked, lockFolder } from './lock.ts'
import { thisMachine } from './machine.ts'
import type { Machine } from './machine.ts'
import { nodeDisk } from './node-disk.ts'
import { createRecords } from './records.ts'
import { createUpdates } from './updates.ts'

export interface EmbeddedStoreOptions {
  /** Made if it is missing. */
  folder: string
  now?: () => Date
  /** Told, once each, of damage that a call cannot reject with. */
  onProblem?: (message: string) => void
  disk?: Disk
  machine?: Machine
  patienceMs?: number
}

/**
 * The store in a folder of this machine, for one process at a time.
 *
 * @throws {UnusableFolder} and its subclass {StoreLocked}, with a sentence for whoever starts this.
 */
export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<Store> {
  const {
    now = () => new Date(),
    onProblem = () => undefined,
    disk = nodeDisk,
    machine = thisMachine,
    patienceMs = 2500,
  } = options
  const folder = resolve(options.folder)
  const lock = await openFolder(folder, async () => {
    await inspectFolder(disk, folder)
    await disk.makeFolder(folder)
    return lockFolder({ disk, folder, machine, patienceMs })
  })
  try {
    await openFolder(folder, async () => {
      // Looked at again, because another process may have made it meanwhile.
      const found = await inspectFolder(disk, folder)
      if (found === 'empty') await initialiseFolder(disk, folder, now())
      await removeLeftovers(disk, folder)
    })
  } catch (error) {
    await lock.release()
    throw error
  }

  const told = new Set<string>()
  function onDamage({ message }: Error): void {
    if (!told.has(message)) onProblem(message)
    told.add(message)
  }
  const records = createRecords({ disk, folder, onDamage })
  const updates = createUpdates(disk, folder)
  const contents = createContents(disk, folder)

  let isClosed = false
  /** Every call passes here first. */
  async function enter<T>(call: () => Promise<T>): Promise<T> {
    if (isClosed) throw new Error('The store is closed')
    if (!lock.isHeld()) throw new StoreLocked(folder, '')
    return call()
  }

  return {
    records: {
      read: (kind, id) => enter(() => records.read(kind, id)),
      list: (kind) => enter(() => records.list(kind)),
      change: (kind, id, change) => enter(() => records.change(kind, id, change)),
    },
    updates: {
      create: (id, first) => enter(() => updates.create(id, first)),
      append: (id, update) => enter(() => updates.append(id, update)),
      load: (id) => enter(() => updates.load(id)),
      compact: (id, merged, sequence) => enter(() => updates.compact(id, merged, sequence)),
      exists: (id) => enter(() => updates.exists(id)),
      remove: (id) => enter(() => updates.remove(id)),
    },
    contents: {
      put: (bytes) => enter(() => contents.put(bytes)),
      read: (hash) => enter(() => contents.read(hash)),
      list: () => enter(() => contents.list()),
      remove: (hash) => enter(() => contents.remove(hash)),
    },
    async close() {
      if (isClosed) return
      isClosed = true
      await Promise.all([records.close(), updates.close(), contents.close()])
      await lock.release()
    },
  }
}

/** What the operating system refuses becomes a sentence. */
async function openFolder<T>(folder: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof UnusableFolder || !(error instanceof Error)) throw error
    throw new UnusableFolder(`The data folder ${folder} cannot be used: ${error.message}.`)
  }
}
