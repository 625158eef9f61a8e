import { setTimeout } from 'node:timers/promises'
import type { Disk } from './disk.ts'
import { LOCK, TAKEOVER, UnusableFolder } from './folder.ts'
import { processMark } from './machine.ts'
import type { Machine, ProcessMark } from './machine.ts'

/** Another process has the data folder open. */
export class StoreLocked extends UnusableFolder {
  constructor(folder: string, holder: string) {
    super(
      `The data folder ${folder} is in use by another Folkmoot${holder}. ` +
        'Stop that one first, or choose another folder with DATA_DIR.',
    )
    this.name = 'StoreLocked'
  }
}

export interface LockOptions {
  disk: Disk
  folder: string
  machine: Machine
  /** How long a lock of another machine or container may go without a beat. */
  patienceMs: number
}

export interface FolderLock {
  /** False once somebody has taken the folder over, because this process stood still for too long. */
  isHeld(): boolean
  release(): Promise<void>
}

const BEAT_MS = 1000

/**
 * One process per data folder. The lock file names its holder; a holder that is gone is told by its
 * process number, boot and start time, or, from another machine or container, by a missing beat.
 *
 * @throws {StoreLocked}
 */
export async function lockFolder(options: LockOptions): Promise<FolderLock> {
  const { disk, folder, machine } = options
  const path = `${folder}/${LOCK}`
  const mark = machine.self()
  if (!(await place(disk, path, content(mark, 0)))) await takeOver(options, mark)

  let isHeld = true
  let beats = 0
  let beating = Promise.resolve()
  const timer = setInterval(() => {
    beating = beating.then(beat)
  }, BEAT_MS)
  timer.unref()

  async function beat(): Promise<void> {
    if (!isHeld) return
    const found = await readMark(disk, path).catch(() => 'unreadable' as const)
    // A disk that fails for a moment is no takeover.
    if (found === 'unreadable') return
    if (found === null || !isSame(found.mark, mark)) {
      isHeld = false
      return
    }
    // A beat that cannot be written is made up by the next.
    await overwrite(disk, path, content(mark, ++beats)).catch(() => undefined)
  }

  return {
    isHeld: () => isHeld,
    async release() {
      clearInterval(timer)
      await beating
      const found = await readMark(disk, path)
      isHeld = false
      if (found !== null && isSame(found.mark, mark)) await disk.remove(path)
    },
  }
}

/** Replaces a lock whose holder is gone. Two that try at once exclude each other by a second file. */
async function takeOver(options: LockOptions, mark: ProcessMark): Promise<void> {
  const { disk, folder } = options
  const path = `${folder}/${LOCK}`
  await requireGone(options, path)
  const aside = `${folder}/${TAKEOVER}`
  if (!(await place(disk, aside, content(mark, 0)))) {
    await requireGone(options, aside)
    await disk.remove(aside)
    if (!(await place(disk, aside, content(mark, 0)))) throw new StoreLocked(folder, '')
  }
  try {
    // Whoever was faster has put a lock of their own here, and runs.
    await requireGone(options, path)
    await disk.rename(aside, path)
  } catch (error) {
    await disk.remove(aside)
    throw error
  }
}

async function requireGone(options: LockOptions, path: string): Promise<void> {
  const { disk, folder, machine, patienceMs } = options
  const found = await readMark(disk, path)
  if (found === null) return
  const holder = found.mark === null ? '' : ` (process ${found.mark.pid})`
  const isRunning = found.mark === null ? 'unknown' : machine.isRunning(found.mark)
  if (isRunning === false) return
  if (isRunning === true) throw new StoreLocked(folder, holder)
  await setTimeout(patienceMs)
  const later = await readMark(disk, path)
  if (later !== null && later.text !== found.text) throw new StoreLocked(folder, holder)
}

/** Null if there is no lock; its mark is null if it is not whole (a crash while it was written). */
async function readMark(
  disk: Disk,
  path: string,
): Promise<{ text: string; mark: ProcessMark | null } | null> {
  const bytes = await disk.readFile(path)
  if (bytes === null) return null
  const text = bytes.toString('utf8')
  try {
    return { text, mark: processMark.parse(JSON.parse(text)) }
  } catch {
    return { text, mark: null }
  }
}

/** False if the file is there already. */
async function place(disk: Disk, path: string, text: string): Promise<boolean> {
  const file = await disk.open(path, 'exclusive')
  if (file === null) return false
  await file.write(0, Buffer.from(text))
  await file.close()
  return true
}

async function overwrite(disk: Disk, path: string, text: string): Promise<void> {
  const file = await disk.open(path, 'change')
  if (file === null) return
  await file.write(0, Buffer.from(text))
  await file.close()
}

/** The beats only grow, so a text written over an older one covers it. */
function content(mark: ProcessMark, beats: number): string {
  return `${JSON.stringify({ ...mark, beats })}\n`
}

function isSame(one: ProcessMark | null, other: ProcessMark): boolean {
  return (
    one !== null &&
    one.pid === other.pid &&
    one.started === other.started &&
    one.boot === other.boot &&
    one.space === other.space
  )
}
