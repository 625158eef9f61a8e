import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../shared/refusals.ts'
import { readWorkbook } from './spreadsheet/workbook.ts'
import type { SpreadsheetJob, SpreadsheetOutcome } from './spreadsheet.ts'

/** The entry of the worker: one job in, one outcome out. */
async function work({ bytes, cells }: SpreadsheetJob): Promise<SpreadsheetOutcome> {
  try {
    return { state: 'read', sheets: await readWorkbook(bytes, cells) }
  } catch (error) {
    // Anything else is a bug in the reader: it ends the worker and reaches the main thread as such.
    if (!(error instanceof Refusal)) throw error
    return { state: 'refused', code: error.code, message: error.message }
  }
}

parentPort?.postMessage(await work(workerData as SpreadsheetJob)) // spreadsheet.ts wrote it
