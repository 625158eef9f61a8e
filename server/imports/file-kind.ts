import { Refusal } from '../../shared/refusals.ts'
import type { FileToRead } from './imported-document.ts'

/** Larger files are refused before anything looks into them. */
const MAX_FILE_BYTES = 20 * 1024 * 1024

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ZIP = [0x50, 0x4b, 0x03, 0x04]
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06]

/**
 * Tells by its first bytes what a file is; its name may lie.
 *
 * @throws {Refusal} `too_large` or `unreadable_file` for everything that is not a zip container
 * (what is inside the container is looked at by the worker).
 */
export function refuseOtherFiles({ fileName, bytes }: FileToRead): 'docx' {
  if (bytes.byteLength === 0) throw new Refusal('unreadable_file', 'This file is empty.')
  if (bytes.byteLength > MAX_FILE_BYTES) {
    throw new Refusal(
      'too_large',
      'This file is larger than 20 MB. Make its pictures smaller in Word and save it again.',
    )
  }
  if (startsWith(bytes, ZIP) || startsWith(bytes, EMPTY_ZIP)) return 'docx'
  throw new Refusal('unreadable_file', sayWhatItIs(bytes, fileName))
}

function sayWhatItIs(bytes: Uint8Array, fileName: string): string {
  if (startsWith(bytes, OLE)) {
    if (includesText(bytes, 'EncryptedPackage')) {
      return 'This file is protected with a password. Open it in Word, remove the password and save it again.'
    }
    return 'This is an older Word file (.doc). Open it in Word and save it as .docx.'
  }
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1').trimStart()
  if (start.startsWith('%PDF')) {
    return 'This is a PDF. Bring the Word file it was made from (.docx).'
  }
  if (start.startsWith('{\\rtf')) {
    return 'This is a rich text file (.rtf). Open it in Word and save it as .docx.'
  }
  if (/^(<!doctype|<html|<\?xml)/i.test(start)) {
    return 'This is a web page or XML file, not a Word file. Open it in Word and save it as .docx.'
  }
  if (/\.docx$/i.test(fileName)) {
    return 'This file is not a Word file, or it is damaged. Open it in Word and save it again as .docx.'
  }
  return 'Only Word files (.docx) can be brought in.'
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}

/** Names inside OLE files are UTF-16. */
function includesText(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text, 0, 'utf16le')
}
