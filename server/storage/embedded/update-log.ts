import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { DamagedLog } from '../store.ts'
import type { LoadedUpdates } from '../store.ts'
import type { Disk, DiskFile } from './disk.ts'
import { temporaryName, writeAside } from './disk.ts'
import { FRAME_BYTES, encodeBlock, encodeLog, encodeSeal, scanLog } from './log-format.ts'
import type { LogContent, LogScan } from './log-format.ts'
import { Turns } from './turns.ts'

/** How much of a queue goes out in one write. */
const BATCH_BYTES = 8 * 1024 * 1024
const SEAL_AFTER_MS = 1_000
/** While block follows block so many zeros go out ahead: to write over them is cheaper than behind them. */
const AHEAD_BYTES = 16 * 1024

/** What is on the disk for certain: where it ends, and the number of the last update. */
interface Tail {
  end: number
  sequence: number
}

interface OpenLog {
  state: 'open'
  tail: Tail
  file: DiskFile
  isSealed: boolean
  /** Where the file ends: behind `tail.end` stand zeros, or a seal. Null: no block was written yet. */
  writtenTo: number | null
}

/** `failed`: nothing is acknowledged before the file is cut back to `end`, or written anew. */
type Condition =
  | { state: 'unread' }
  | { state: 'resting'; tail: Tail }
  | OpenLog
  | { state: 'failed'; tail: Tail; repair: 'cut' | 'rewrite' }

type SoundLog = Extract<LogScan, { state: 'sound' }>

interface Waiting {
  update: Uint8Array
  resolve: (sequence: number) => void
  reject: (reason: unknown) => void
}

export interface UpdateLogOptions {
  disk: Disk
  documentId: string
  path: string
}

/**
 * The updates of one document on the disk. Everything runs in turns; appends that wait while a
 * flush runs go out together in the next one (group commit).
 */
export class UpdateLog {
  readonly #disk: Disk
  readonly #documentId: string
  readonly #path: string
  readonly #turns = new Turns()
  #waiting: Waiting[] = []
  #isFlushing = false
  #hasWritten = false
  #sealTimer: NodeJS.Timeout | null = null
  #condition: Condition = { state: 'unread' }

  constructor({ disk, documentId, path }: UpdateLogOptions) {
    this.#disk = disk
    this.#documentId = documentId
    this.#path = path
  }

  /** True once it knows where the file ends, which takes reading it. */
  get isRead(): boolean {
    return this.#condition.state !== 'unread'
  }

  create(first: Uint8Array): Promise<void> {
    return this.#turns.take(async () => {
      if (await this.#disk.has(this.#path)) {
        throw new Error(`Document ${this.#documentId} has a text already`)
      }
      const folder = dirname(this.#path)
      await this.#disk.makeFolder(folder)
      try {
        await this.#replace({ base: 0, updates: [first] })
        await this.#disk.syncFolder(dirname(folder))
      } catch (error) {
        await this.#letGo()
        this.#condition = { state: 'unread' }
        // It does not exist as far as anybody was told; what cannot be removed is found by `verify`.
        await this.#disk.remove(this.#path).catch(() => undefined)
        throw error
      }
    })
  }

  append(update: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ update, resolve, reject })
      if (this.#isFlushing) return
      this.#isFlushing = true
      this.#takeFlushTurn()
    })
  }

  /** Changes nothing: what a crash has left is put right by the next write. */
  load(): Promise<LoadedUpdates> {
    return this.#turns.take(async () => {
      await this.#sealIfOpen()
      const { base, updates } = await this.#read()
      return { updates, lastSequence: base + updates.length }
    })
  }

  /** What is appended meanwhile waits, and goes into the new file. */
  compact(merged: Uint8Array, sequence: number): Promise<void> {
    return this.#turns.take(async () => {
      const { tail } = await this.#prepare()
      const { base, updates } = await this.#read()
      if (sequence <= base || sequence > tail.sequence) {
        throw new RangeError(
          `Cannot compact ${this.#documentId} up to ${sequence}: it holds ${base + 1}–${tail.sequence}`,
        )
      }
      await this.#replace({
        base: sequence - 1,
        updates: [merged, ...updates.slice(sequence - base)],
      })
    })
  }

  exists(): Promise<boolean> {
    return this.#turns.take(() => this.#disk.has(this.#path))
  }

  remove(): Promise<void> {
    return this.#turns.take(async () => {
      await this.#letGo()
      this.#condition = { state: 'unread' }
      const folder = dirname(this.#path)
      if (!(await this.#disk.has(folder))) return
      await this.#disk.remove(this.#path)
      await this.#disk.syncFolder(folder)
      await this.#disk.removeEmptyFolder(folder)
      await this.#disk.syncFolder(dirname(folder))
    })
  }

  /** Closes the file until it is needed again. */
  rest(): Promise<void> {
    return this.#turns.take(() => this.#letGo())
  }

  /** Writes what waits, then rests. */
  async finish(): Promise<void> {
    while (this.#isFlushing) await this.#turns.settled()
    await this.rest()
  }

  #takeFlushTurn(): void {
    // Every failure has been given to those who wait for it.
    void this.#turns.take(() => this.#flush())
  }

  async #flush(): Promise<void> {
    let batch: Waiting[] = []
    try {
      const log = await this.#prepare()
      batch = this.#takeBatch()
      const sequence = log.tail.sequence
      await this.#write(log, batch)
      batch.forEach(({ resolve }, index) => resolve(sequence + index + 1))
    } catch (error) {
      for (const { reject } of [...batch, ...this.#waiting.splice(0)]) reject(error)
    }
    // Lets those who were just answered queue their next update, so that it joins the next flush.
    await setImmediate()
    if (this.#waiting.length > 0) return this.#takeFlushTurn()
    this.#isFlushing = false
    this.#sealLater()
  }

  /** Once nothing was written for a moment: a seal after every key stroke would double the work. */
  #sealLater(): void {
    this.#hasWritten = true
    this.#sealTimer ??= setTimeout(() => {
      this.#sealTimer = null
      if (this.#hasWritten) this.#sealLater()
      else void this.#turns.take(() => this.#sealIfOpen())
      this.#hasWritten = false
    }, SEAL_AFTER_MS).unref()
  }

  async #sealIfOpen(): Promise<void> {
    if (this.#condition.state === 'open') await this.#seal(this.#condition)
  }

  #takeBatch(): Waiting[] {
    let sizeBytes = 0
    const past = this.#waiting.findIndex(({ update }, index) => {
      sizeBytes += update.length
      return index > 0 && sizeBytes > BATCH_BYTES
    })
    return this.#waiting.splice(0, past === -1 ? this.#waiting.length : past)
  }

  async #write(log: OpenLog, batch: Waiting[]): Promise<void> {
    const { file, tail, writtenTo } = log
    const block = encodeBlock(
      batch.map(({ update }) => update),
      tail.end,
    )
    const end = tail.end + block.length
    const isFilling = writtenTo !== null && end > writtenTo
    const bytes = isFilling ? Buffer.concat([block], block.length + AHEAD_BYTES) : block
    try {
      await file.writeThrough(tail.end, bytes)
    } catch (error) {
      await this.#fail(log, 'cut')
      throw error
    }
    this.#condition = {
      state: 'open',
      file,
      tail: { end, sequence: tail.sequence + batch.length },
      isSealed: false,
      writtenTo: Math.max(writtenTo ?? 0, tail.end + bytes.length),
    }
  }

  /** Says in the file that everything up to here was acknowledged. Not synced: it may get lost. */
  async #seal(log: OpenLog): Promise<void> {
    if (log.isSealed) return
    const { file, tail, writtenTo } = log
    try {
      if (writtenTo !== null && writtenTo > tail.end) await file.truncate(tail.end)
      await file.write(tail.end, encodeSeal(tail.end))
      this.#condition = { ...log, isSealed: true, writtenTo: null }
    } catch {
      // The updates are safe; half a seal may stand behind them and has to go before the next one.
      await this.#fail(log, 'cut')
    }
  }

  async #prepare(): Promise<OpenLog> {
    const condition = this.#condition
    switch (condition.state) {
      case 'open':
        return condition
      case 'unread':
        return this.#open()
      case 'resting':
        return this.#reopen(condition.tail)
      case 'failed':
        return condition.repair === 'cut' ? this.#cut(condition.tail) : this.#rewrite()
    }
  }

  /** The first use in this process. */
  async #open(): Promise<OpenLog> {
    const scan = await this.#read()
    // Without a seal, its end and its name may not be on the disk, and a sync that failed before a
    // crash would not fail again: written anew, they are there for certain.
    if (!scan.isSealed) return this.#rewrite()
    const tail = { end: scan.end, sequence: scan.base + scan.updates.length }
    return this.#settle({
      state: 'open',
      file: await this.#openFile(),
      tail,
      isSealed: true,
      writtenTo: null,
    })
  }

  async #reopen(tail: Tail): Promise<OpenLog> {
    const file = await this.#openFile()
    if ((await file.sizeBytes()) === tail.end + FRAME_BYTES) {
      return this.#settle({ state: 'open', file, tail, isSealed: true, writtenTo: null })
    }
    await closeQuietly(file)
    throw this.#damaged('it was changed from outside')
  }

  async #cut(tail: Tail): Promise<OpenLog> {
    const file = await this.#openFile()
    try {
      if ((await file.sizeBytes()) < tail.end) throw this.#damaged('it has become shorter')
      await file.truncate(tail.end)
      await file.sync()
      return this.#settle({ state: 'open', file, tail, isSealed: false, writtenTo: null })
    } catch (error) {
      await closeQuietly(file)
      throw error
    }
  }

  async #rewrite(): Promise<OpenLog> {
    await this.#replace(await this.#read())
    return this.#prepare()
  }

  /** Puts a whole new file in the place of the old one, or leaves the old one. */
  async #replace({ base, updates }: LogContent): Promise<void> {
    const { bytes, end } = encodeLog({ documentId: this.#documentId, base, updates })
    const tail = { end, sequence: base + updates.length }
    await writeAside(this.#disk, this.#path, bytes)
    await this.#disk.rename(temporaryName(this.#path), this.#path)
    const before = this.#condition
    // Until the folder is on the disk, a power cut could bring the old file back.
    this.#condition = { state: 'failed', tail, repair: 'rewrite' }
    if (before.state === 'open') await closeQuietly(before.file)
    await this.#disk.syncFolder(dirname(this.#path))
    const file = await this.#openFile()
    const log: OpenLog = { state: 'open', file, tail, isSealed: false, writtenTo: null }
    await this.#seal(this.#settle(log))
  }

  /** Everything that was acknowledged; before the first use also what the last flush has left. */
  async #read(): Promise<SoundLog> {
    const bytes = await this.#disk.readFile(this.#path)
    if (bytes === null) throw this.#damaged('its file is missing')
    const end = this.#condition.state === 'unread' ? bytes.length : this.#condition.tail.end
    const scan = scanLog(bytes.subarray(0, end), this.#documentId)
    if (scan.state === 'damaged') throw this.#damaged(scan.reason)
    if (this.#condition.state !== 'unread' && scan.end !== end) {
      throw this.#damaged('it has become shorter')
    }
    return scan
  }

  async #openFile(): Promise<DiskFile> {
    const file = await this.#disk.open(this.#path, 'change')
    if (file === null) throw this.#damaged('its file is missing')
    return file
  }

  async #letGo(): Promise<void> {
    clearTimeout(this.#sealTimer ?? undefined)
    this.#sealTimer = null
    if (this.#condition.state !== 'open') return
    await this.#seal(this.#condition)
    if (this.#condition.state !== 'open') return
    await closeQuietly(this.#condition.file)
    this.#condition = { state: 'resting', tail: this.#condition.tail }
  }

  async #fail({ file, tail }: OpenLog, repair: 'cut' | 'rewrite'): Promise<void> {
    this.#condition = { state: 'failed', tail, repair }
    await closeQuietly(file)
  }

  #settle(condition: OpenLog): OpenLog {
    this.#condition = condition
    return condition
  }

  #damaged(reason: string): DamagedLog {
    return new DamagedLog(this.#documentId, reason)
  }
}

async function closeQuietly(file: DiskFile): Promise<void> {
  // Everything that counts was synced before; a close that fails takes nothing back.
  await file.close().catch(() => undefined)
}
