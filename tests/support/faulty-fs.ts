import { dirname } from 'node:path'
import type { Disk, DiskFile } from '../../server/storage/embedded/disk.ts'
import type { Random } from './random.ts'

/** `index` counts the operations of its kind from 1. */
export interface Operation {
  kind: 'write' | 'sync' | 'syncFolder' | 'rename' | 'create' | 'truncate' | 'remove'
  path: string
  index: number
}

export interface FaultyDisk extends Disk {
  /** Called before each operation that changes something; what it throws, the operation fails with. */
  before: (operation: Operation) => void
  /** Bytes that can still be written; a write past it writes what fits and fails. */
  freeBytes: number
  /** What a machine could find after losing its power now. The disk itself goes on. */
  afterPowerCut(random: Random): FaultyDisk
  /** The same as the file system shows it now: a process was killed. */
  afterKill(): FaultyDisk
  /** Every file with its bytes, as the file system shows it now. */
  files(): Map<string, Buffer>
}

type Node = FileNode | FolderNode

interface FileNode {
  kind: 'file'
  shown: Buffer
  durable: Buffer
  /** Since the last sync, in order. */
  pending: ({ kind: 'write'; position: number; bytes: Buffer } | { kind: 'size'; to: number })[]
}

interface FolderNode {
  kind: 'folder'
  shown: Map<string, Node>
  durable: Map<string, Node>
  /** Since the last sync, in order; a rename is one entry. Null: the name is gone. */
  pending: Map<string, Node | null>[]
}

const SECTOR_BYTES = 512

/**
 * A file system in memory that keeps what is shown and what is on the disk apart. After a power cut
 * every sector that was not synced is there or not, on its own; so is every name that was made,
 * changed or removed; and a file may be longer than what was written of it, with zeros.
 * A sync that fails forgets what it should have written, as Linux does: trying again is no help.
 */
export function createFaultyDisk(root: FolderNode = emptyFolder()): FaultyDisk {
  const counts = new Map<string, number>()

  function count(kind: Operation['kind'], path: string): void {
    const index = (counts.get(kind) ?? 0) + 1
    counts.set(kind, index)
    disk.before({ kind, path, index })
  }

  function find(path: string): Node | undefined {
    let node: Node | undefined = root
    for (const name of path.split('/').filter(Boolean)) {
      node = node?.kind === 'folder' ? node.shown.get(name) : undefined
    }
    return node
  }

  function requireFolder(path: string): FolderNode {
    const node = find(path)
    if (node?.kind !== 'folder') throw failure('ENOENT', path)
    return node
  }

  function setName(path: string, node: Node | null): void {
    const change = new Map([[nameOf(path), node]])
    changeNames(requireFolder(dirname(path)), change)
  }

  function free(node: Node | undefined): void {
    if (node?.kind === 'file') disk.freeBytes += node.shown.length
  }

  const disk: FaultyDisk = {
    before: () => undefined,
    freeBytes: Number.POSITIVE_INFINITY,
    async open(path, mode) {
      const found = find(path)
      if (found?.kind === 'folder') throw failure('EISDIR', path)
      if (mode === 'exclusive' && found !== undefined) return null
      if ((mode === 'read' || mode === 'change') && found === undefined) return null
      if (found !== undefined && mode !== 'create')
        return fileOf(disk, { node: found, path, count })
      count('create', path)
      if (found !== undefined) {
        resize(found, 0)
        return fileOf(disk, { node: found, path, count })
      }
      const node: FileNode = {
        kind: 'file',
        shown: Buffer.alloc(0),
        durable: Buffer.alloc(0),
        pending: [],
      }
      setName(path, node)
      return fileOf(disk, { node, path, count })
    },
    async readFile(path) {
      const node = find(path)
      return node?.kind === 'file' ? Buffer.from(node.shown) : null
    },
    has: async (path) => find(path) !== undefined,
    async list(path) {
      const node = find(path)
      return node?.kind === 'folder' ? [...node.shown.keys()] : null
    },
    async makeFolder(path) {
      if (find(path) !== undefined) return
      await disk.makeFolder(dirname(path))
      count('create', path)
      setName(path, emptyFolder())
    },
    async rename(before, after) {
      const node = find(before)
      if (node === undefined) throw failure('ENOENT', before)
      count('rename', after)
      free(find(after))
      if (dirname(before) !== dirname(after)) throw failure('EXDEV', before)
      const change = new Map<string, Node | null>([
        [nameOf(before), null],
        [nameOf(after), node],
      ])
      changeNames(requireFolder(dirname(after)), change)
    },
    async remove(path) {
      if (find(path) === undefined) return
      count('remove', path)
      free(find(path))
      setName(path, null)
    },
    async removeEmptyFolder(path) {
      const node = find(path)
      if (node?.kind !== 'folder' || node.shown.size > 0) return
      count('remove', path)
      setName(path, null)
    },
    async syncFolder(path) {
      const node = requireFolder(path)
      const changes = node.pending.splice(0)
      count('syncFolder', path)
      for (const change of changes) applyNames(node.durable, change)
    },
    afterPowerCut: (random) => createFaultyDisk(survive(root, random)),
    afterKill: () => createFaultyDisk(keep(root)),
    files: () => new Map(filesOf(root, '')),
  }
  return disk
}

/** A disk that holds these files. */
export function createDiskWith(files: ReadonlyMap<string, Uint8Array>): FaultyDisk {
  const root = emptyFolder()
  for (const [path, bytes] of files) {
    let folder = root
    for (const name of dirname(path).split('/').filter(Boolean)) {
      const found = folder.shown.get(name)
      const next = found?.kind === 'folder' ? found : emptyFolder()
      changeNames(folder, new Map([[name, next]]))
      folder = next
    }
    changeNames(folder, new Map([[nameOf(path), fileWith(Buffer.from(bytes))]]))
  }
  return createFaultyDisk(keep(root))
}

function fileOf(
  disk: FaultyDisk,
  {
    node,
    path,
    count,
  }: { node: FileNode; path: string; count: (kind: Operation['kind'], path: string) => void },
): DiskFile {
  const file: DiskFile = {
    sizeBytes: async () => node.shown.length,
    read: async (position, length) => Buffer.from(node.shown.subarray(position, position + length)),
    async write(position, bytes) {
      count('write', path)
      const grows = Math.max(0, position + bytes.length - node.shown.length)
      const fits = grows <= disk.freeBytes ? bytes.length : bytes.length - (grows - disk.freeBytes)
      const written = Buffer.from(bytes.subarray(0, fits))
      disk.freeBytes -= Math.min(grows, disk.freeBytes)
      node.shown = overwrite(node.shown, { position, bytes: written })
      node.pending.push({ kind: 'write', position, bytes: written })
      if (fits < bytes.length) throw failure('ENOSPC', path)
    },
    async writeThrough(position, bytes) {
      await file.write(position, bytes)
      await file.sync()
    },
    async truncate(sizeBytes) {
      count('truncate', path)
      disk.freeBytes += Math.max(0, node.shown.length - sizeBytes)
      resize(node, sizeBytes)
    },
    async sync() {
      const changes = node.pending.splice(0)
      count('sync', path)
      for (const change of changes) {
        node.durable =
          change.kind === 'write' ? overwrite(node.durable, change) : sized(node.durable, change.to)
      }
    },
    close: async () => undefined,
  }
  return file
}

/** One of the states the disk may be found in. */
function survive(folder: FolderNode, random: Random): FolderNode {
  const names = new Map(folder.durable)
  for (const change of folder.pending) if (random.chance(0.5)) applyNames(names, change)
  return asFound(names, (node) =>
    node.kind === 'folder' ? survive(node, random) : fileWith(tear(node, random)),
  )
}

function tear(file: FileNode, random: Random): Buffer {
  let bytes = file.durable
  for (const change of file.pending) {
    if (change.kind === 'size') {
      if (random.chance(0.5)) bytes = sized(bytes, change.to)
      continue
    }
    const end = change.position + change.bytes.length
    // The new size may be on the disk without the bytes, and parts of it with some of them.
    const longest = Math.max(bytes.length, end)
    bytes = sized(bytes, bytes.length + random.below(longest - bytes.length + 1))
    for (let at = change.position; at < end; at = nextSector(at)) {
      if (random.chance(0.5)) continue
      const piece = change.bytes.subarray(at - change.position, nextSector(at) - change.position)
      if (at <= bytes.length) bytes = overwrite(bytes, { position: at, bytes: piece })
    }
  }
  return bytes
}

function nextSector(position: number): number {
  return (Math.floor(position / SECTOR_BYTES) + 1) * SECTOR_BYTES
}

function keep(folder: FolderNode): FolderNode {
  return asFound(folder.shown, (node) =>
    node.kind === 'folder' ? keep(node) : fileWith(node.shown),
  )
}

function asFound(names: Map<string, Node>, copy: (node: Node) => Node): FolderNode {
  const shown = new Map([...names].map(([name, node]) => [name, copy(node)]))
  return { kind: 'folder', shown, durable: new Map(shown), pending: [] }
}

function fileWith(bytes: Buffer): FileNode {
  return { kind: 'file', shown: Buffer.from(bytes), durable: Buffer.from(bytes), pending: [] }
}

function* filesOf(folder: FolderNode, path: string): Generator<[string, Buffer]> {
  for (const [name, node] of folder.shown) {
    if (node.kind === 'folder') yield* filesOf(node, `${path}/${name}`)
    else yield [`${path}/${name}`, node.shown]
  }
}

function changeNames(folder: FolderNode, change: Map<string, Node | null>): void {
  applyNames(folder.shown, change)
  folder.pending.push(change)
}

function applyNames(names: Map<string, Node>, change: Map<string, Node | null>): void {
  for (const [name, node] of change) {
    if (node === null) names.delete(name)
    else names.set(name, node)
  }
}

function resize(file: FileNode, to: number): void {
  file.shown = sized(file.shown, to)
  file.pending.push({ kind: 'size', to })
}

function sized(bytes: Buffer, to: number): Buffer {
  const result = Buffer.alloc(to)
  bytes.copy(result)
  return result
}

function overwrite(
  before: Buffer,
  { position, bytes }: { position: number; bytes: Buffer },
): Buffer {
  const result = sized(before, Math.max(before.length, position + bytes.length))
  bytes.copy(result, position)
  return result
}

function emptyFolder(): FolderNode {
  return { kind: 'folder', shown: new Map(), durable: new Map(), pending: [] }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}
