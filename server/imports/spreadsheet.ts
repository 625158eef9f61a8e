import { TABLE_LIMITS } from '../../shared/api.ts'
import { readCsv } from '../../shared/directory/csv.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { FileToRead } from './imported-document.ts'
import { WorkQueue } from '../work-queue.ts'
import { tooManyCells, unreadableSheet } from './spreadsheet/refusals.ts'
import { runInWorker } from '../worker.ts'
import type { WorkerLimits } from '../worker.ts'

/** A sheet of a workbook, or a CSV file: cells as text. */
export interface ReadSheet {
  name: string
  rows: string[][]
}

/** What a file may hold. */
export interface CellLimits {
  rows: number
  columns: number
  sheets: number
  cellLetters: number
}

export interface SpreadsheetJob {
  bytes: Uint8Array
  cells: CellLimits
}

export type SpreadsheetOutcome =
  | { state: 'read'; sheets: ReadSheet[] }
  | { state: 'refused'; code: RefusalCode; message: string }

/** A list of 5,000 rows is a tenth of this. */
export const MAX_TABLE_FILE_BYTES = 5 * 1024 * 1024

const LIMITS: WorkerLimits = { timeMs: 10_000, memoryMb: 128 }
const queue = new WorkQueue({
  atOnce: 1,
  waiting: 8,
  busy: 'Several files are being read just now. Please try again in a minute.',
})

/**
 * Reads the tables of an Excel workbook (.xlsx, in a worker of its own) or of a CSV file, as text.
 *
 * @throws {Refusal} `too_large` over 5,000 rows, 50 columns, 20 sheets or 2,000 letters in a cell
 * (unless other limits are given);
 * `unreadable_file` for everything that is neither; `too_many` while several are being read.
 */
export async function readTables(
  { fileName, bytes }: FileToRead,
  {
    signal,
    limits = LIMITS,
    cells = TABLE_LIMITS,
  }: { signal?: AbortSignal; limits?: WorkerLimits; cells?: CellLimits } = {},
): Promise<ReadSheet[]> {
  if (bytes.byteLength === 0) throw new Refusal('unreadable_file', 'This file is empty.')
  if (startsWith(bytes, 'PK')) {
    const job: SpreadsheetJob = { bytes, cells }
    return queue.enter(() => readInWorker(job, { signal, limits }), signal)
  }
  const rows = readCsv(decode(bytes), cells)
  if (rows === null || hasLongCell(rows, cells)) throw tooManyCells(cells)
  return [{ name: fileName.replace(/\.[^.]*$/, ''), rows }]
}

async function readInWorker(
  job: SpreadsheetJob,
  { signal, limits }: { signal: AbortSignal | undefined; limits: WorkerLimits },
): Promise<ReadSheet[]> {
  const outcome = await runInWorker<SpreadsheetOutcome>({
    name: 'spreadsheet',
    job,
    limits,
    signal,
    tooMuch: () => tooManyCells(job.cells),
    unreadable: unreadableSheet,
  })
  if (outcome.state === 'read') return outcome.sheets
  throw new Refusal(outcome.code, outcome.message)
}

/** UTF-8, or UTF-16 by its mark; anything else is what Excel calls "CSV (comma delimited)". */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  const text = isUtf16 ? new TextDecoder('utf-16le').decode(bytes) : decodeBytes(bytes)
  // oxlint-disable-next-line no-control-regex -- no text has these: it is some other kind of file
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text) || looksLikeOtherText(text)) {
    throw unreadableSheet()
  }
  return text
}

function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // What is no UTF-8 is older than it. TextDecoder takes this code for Latin-1 in Node 20.
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    return text.replace(/[\u0080-\u009f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 128] ?? '')
  }
}

/** What Windows has where Latin-1 has control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function looksLikeOtherText(text: string): boolean {
  return /^\s*(?:<|%PDF|\{\\rtf)/.test(text)
}

function hasLongCell(rows: readonly (readonly string[])[], { cellLetters }: CellLimits): boolean {
  return rows.some((cells) => cells.some(({ length }) => length > cellLetters))
}

function startsWith(bytes: Uint8Array, letters: string): boolean {
  return [...letters].every((letter, index) => bytes[index] === letter.charCodeAt(0))
}
