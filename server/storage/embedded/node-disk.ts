import type { FileHandle } from 'node:fs/promises'
import { constants, write } from 'node:fs'
import { access, mkdir, open, readFile, readdir, rename, rm, rmdir } from 'node:fs/promises'
import type { Disk, DiskFile, OpenMode } from './disk.ts'

/**
 * Where every write reaches the disk before it returns, `writeThrough` is one call instead of two: a
 * third of the work of a small append.
 */
const IS_THROUGH = process.platform === 'linux'

const FLAGS: Record<OpenMode, string | number> = {
  read: 'r',
  change: IS_THROUGH ? constants.O_RDWR | constants.O_DSYNC : 'r+',
  create: 'w',
  exclusive: 'wx',
}

/** The error that means there is nothing to open. */
const NONE: Record<OpenMode, string | null> = {
  read: 'ENOENT',
  change: 'ENOENT',
  create: null,
  exclusive: 'EEXIST',
}

/** The disk of this machine. */
export const nodeDisk: Disk = {
  async open(path, mode) {
    const opening = open(path, FLAGS[mode])
    const none = NONE[mode]
    const handle = none === null ? await opening : await orNull(opening, none)
    return handle === null ? null : fileOf(handle, mode === 'change' && IS_THROUGH)
  },
  readFile: (path) => orNull(readFile(path), 'ENOENT'),
  async has(path) {
    return (
      (await orNull(
        access(path).then(() => true),
        'ENOENT',
      )) === true
    )
  },
  list: (path) => orNull(orNull(readdir(path), 'ENOENT'), 'ENOTDIR'),
  async makeFolder(path) {
    await mkdir(path, { recursive: true })
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  async removeEmptyFolder(path) {
    await orNull(orNull(rmdir(path), 'ENOENT'), 'ENOTEMPTY')
  },
  async syncFolder(path) {
    // Windows cannot open folders; its file system writes names through its own journal.
    if (process.platform === 'win32') return
    const handle = await open(path, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
}

function fileOf(handle: FileHandle, isThrough: boolean): DiskFile {
  return {
    sizeBytes: async () => (await handle.stat()).size,
    async read(position, length) {
      const bytes = Buffer.alloc(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, position + done)
        if (bytesRead === 0) break
        done += bytesRead
      }
      return bytes.subarray(0, done)
    },
    write: (position, bytes) => writeAll(handle, position, bytes),
    async writeThrough(position, bytes) {
      await writeAll(handle, position, bytes)
      if (!isThrough) await handle.datasync()
    },
    truncate: (sizeBytes) => handle.truncate(sizeBytes),
    sync: () => handle.datasync(),
    close: () => handle.close(),
  }
}

/** By its number: a handle makes three promises for each write, and writes are what there is most of. */
function writeAll({ fd }: FileHandle, position: number, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const writeFrom = (done: number): void => {
      write(fd, bytes, done, bytes.length - done, position + done, (error, count) => {
        if (error !== null) reject(error)
        else if (done + count < bytes.length) writeFrom(done + count)
        else resolve()
      })
    }
    writeFrom(0)
  })
}

async function orNull<T>(outcome: Promise<T>, code: string): Promise<T | null> {
  try {
    return await outcome
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return null
    throw error
  }
}
