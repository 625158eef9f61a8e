import { crc32 } from 'node:zlib'
import { fromBufferPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { Refusal } from '../../../shared/refusals.ts'

/** A Word file as a box of parts by path ("word/document.xml"). */
export interface Archive {
  has(path: string): boolean
  /** The bytes of a part; null if it is not there. Checked against its stated size and checksum. */
  read(path: string): Promise<Uint8Array | null>
}

const MAX_ENTRIES = 2_000
const MAX_UNPACKED_BYTES = 100 * 1024 * 1024
const MAX_PART_BYTES = 50 * 1024 * 1024
/** Of the whole file: single parts of a real Word file (its styles) shrink far more. */
const MAX_RATIO = 100

/**
 * Opens the container and judges its directory before anything is unpacked.
 *
 * @throws {Refusal} `too_large` for a container that would unpack to too much, `unreadable_file`
 * for a broken or locked one.
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const zip = await refuseBroken(() =>
    fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
  )
  if (zip.entryCount > MAX_ENTRIES) throw tooMuch()
  const entries = await refuseBroken(() => listEntries(zip))
  let unpacked = 0
  for (const entry of entries.values()) {
    unpacked += entry.uncompressedSize
    if (entry.isEncrypted()) {
      throw new Refusal(
        'unreadable_file',
        'This file is protected with a password. Open it in Word, remove the password and save it again.',
      )
    }
  }
  if (unpacked > MAX_UNPACKED_BYTES || unpacked > bytes.byteLength * MAX_RATIO) throw tooMuch()
  let left = MAX_UNPACKED_BYTES
  return {
    has: (path) => entries.has(path),
    read: async (path) => {
      const entry = entries.get(path)
      if (entry === undefined) return null
      if (entry.uncompressedSize > Math.min(MAX_PART_BYTES, left)) throw tooMuch()
      const part = await refuseBroken(() => unpack(zip, entry))
      left -= part.byteLength
      if (crc32(part) !== entry.crc32) throw damaged()
      return part
    },
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    // Of two parts with one name the first counts, as in Word.
    if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry)
  }
  return entries
}

/** yauzl ends the stream with an error as soon as more comes out than the directory says. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function refuseBroken<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    // Every failure of the library is a file that is not as a zip file should be.
    throw error instanceof Refusal ? error : damaged()
  }
}

function damaged(): Refusal {
  return new Refusal(
    'unreadable_file',
    'This file is damaged or was not sent completely. Open it in Word, save it again and bring the new file.',
  )
}

function tooMuch(): Refusal {
  return new Refusal(
    'too_large',
    'This file unpacks to far more than a document needs, so it was not opened. Save it again in Word and bring the new file.',
  )
}
