import { crc32 } from 'node:zlib'

/**
 * The file of one document's updates. Why it looks like this: docs/decisions/0010-update-log.md.
 *
 *   head   "folkmoot" | format u32 | base u64 | crc u32 over the document's id and these bytes
 *   block  length u32 | crc of body u32 | check of (position, length, crc of body) u32 | body
 *          body = updates, each as length u32 | bytes
 *   seal   a block without a body: what stands before it is on the disk
 *   zeros  while blocks follow each other: the next ones are written over them
 *
 * Little-endian. Updates are numbered from base + 1. A block is what one flush wrote; the next one
 * is written only when it is on the disk, over the seal. So after a crash at most the last block is
 * torn, and nothing that checks out can stand behind it.
 */
const LOG_FORMAT = 1
const HEAD_BYTES = 24
export const FRAME_BYTES = 12

export type LogScan =
  | {
      state: 'sound'
      base: number
      updates: Uint8Array[]
      /** Where the next block goes; what stands behind was never acknowledged. */
      end: number
      /** True if the file ends with a seal right at `end`. */
      isSealed: boolean
    }
  | { state: 'damaged'; reason: string }

const MAGIC = 'folkmoot'

function encodeHead(documentId: string, base: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(MAGIC, 0, 'latin1')
  head.writeUInt32LE(LOG_FORMAT, 8)
  head.writeBigUInt64LE(BigInt(base), 12)
  head.writeUInt32LE(checkOfHead(head, documentId), 20)
  return head
}

/** `position`: where in the file it will stand. At least one update. */
export function encodeBlock(updates: readonly Uint8Array[], position: number): Buffer {
  const length = updates.reduce((sum, update) => sum + 4 + update.length, 0)
  const block = Buffer.allocUnsafe(FRAME_BYTES + length)
  let at = FRAME_BYTES
  for (const update of updates) {
    block.writeUInt32LE(update.length, at)
    block.set(update, at + 4)
    at += 4 + update.length
  }
  writeFrame(block, { position, length, crc: crc32(block.subarray(FRAME_BYTES)) })
  return block
}

export function encodeSeal(position: number): Buffer {
  const seal = Buffer.allocUnsafe(FRAME_BYTES)
  writeFrame(seal, { position, length: 0, crc: 0 })
  return seal
}

/** A whole file, not yet sealed. */
export function encodeLog({
  documentId,
  base,
  updates,
}: LogContent & { documentId: string }): LogFile {
  const head = encodeHead(documentId, base)
  const block = encodeBlock(updates, head.length)
  const end = head.length + block.length
  return { bytes: Buffer.concat([head, block]), end }
}

export interface LogContent {
  /** The sequence number before the first update. */
  base: number
  /** At least one. */
  updates: readonly Uint8Array[]
}

export interface LogFile {
  bytes: Buffer
  end: number
}

/** Reads a file. Never fails: says what it is. */
export function scanLog(bytes: Buffer, documentId: string): LogScan {
  const problem = problemOfHead(bytes, documentId)
  if (problem !== null) return { state: 'damaged', reason: problem }
  const updates: Uint8Array[] = []
  let at = HEAD_BYTES
  let isSealed = false
  while (at < bytes.length) {
    const frame = readFrame(bytes, at)
    if (frame?.length === 0) {
      isSealed = at + FRAME_BYTES === bytes.length
      break
    }
    const body = frame === null ? null : readBody(bytes, frame)
    if (frame === null || body === null) {
      if (hasFrameAfter(bytes, at)) {
        return { state: 'damaged', reason: `the bytes at ${at} fail their checksum` }
      }
      break
    }
    updates.push(...body)
    at += FRAME_BYTES + frame.length
  }
  // The first block is on the disk before the file has its name, so it is never torn by a crash.
  if (updates.length === 0) return { state: 'damaged', reason: 'its beginning is missing' }
  const base = Number(bytes.readBigUInt64LE(12))
  return { state: 'sound', base, updates, end: at, isSealed }
}

interface Frame {
  position: number
  length: number
  crc: number
}

function problemOfHead(bytes: Buffer, documentId: string): string | null {
  if (bytes.length < HEAD_BYTES) return 'its beginning is missing'
  if (bytes.readUInt32LE(20) !== checkOfHead(bytes, documentId)) {
    return 'its first bytes fail their checksum, or it belongs to another document'
  }
  const format = bytes.readUInt32LE(8)
  if (format > LOG_FORMAT) return `it was written by a newer Folkmoot (format ${format})`
  return null
}

function checkOfHead(head: Buffer, documentId: string): number {
  return crc32(head.subarray(0, 20), crc32(documentId))
}

function readFrame(bytes: Buffer, position: number): Frame | null {
  if (position + FRAME_BYTES > bytes.length) return null
  const length = bytes.readUInt32LE(position)
  const crc = bytes.readUInt32LE(position + 4)
  const frame = { position, length, crc }
  return bytes.readUInt32LE(position + 8) === checkOfFrame(frame) ? frame : null
}

function readBody(bytes: Buffer, frame: Frame): Uint8Array[] | null {
  const start = frame.position + FRAME_BYTES
  const body = bytes.subarray(start, start + frame.length)
  if (body.length < frame.length || crc32(body) !== frame.crc) return null
  const updates: Uint8Array[] = []
  let next = 0
  while (next < body.length) {
    const length = body.readUInt32LE(next)
    // A copy: a view would keep the bytes of the whole file in memory.
    updates.push(new Uint8Array(body.subarray(next + 4, next + 4 + length)))
    next += 4 + length
  }
  return updates
}

/** True if something that was written after the block at `at` still checks out. */
function hasFrameAfter(bytes: Buffer, at: number): boolean {
  // From the end, where a seal is found at once.
  for (let next = bytes.length - FRAME_BYTES; next > at; next--) {
    if (readFrame(bytes, next) !== null) return true
  }
  return false
}

function writeFrame(target: Buffer, frame: Frame): void {
  target.writeUInt32LE(frame.length, 0)
  target.writeUInt32LE(frame.crc, 4)
  target.writeUInt32LE(checkOfFrame(frame), 8)
}

/**
 * Over 16 bytes this is a tenth of the cost of a CRC, and a search may ask at every byte of a file.
 * Each step is a bijection (MurmurHash3, fmix32), so a change of any one word is always noticed.
 */
function checkOfFrame({ position, length, crc }: Frame): number {
  let check = 0x666f6c6b
  for (const word of [position >>> 0, Math.floor(position / 2 ** 32), length, crc]) {
    check ^= word
    check = Math.imul(check ^ (check >>> 16), 0x85ebca6b)
    check = Math.imul(check ^ (check >>> 13), 0xc2b2ae35)
    check ^= check >>> 16
  }
  return check >>> 0
}
