import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../shared/refusals.ts'
import type { DocxJob, DocxOutcome } from './docx.ts'
import { readWordFile } from './docx/reader.ts'

/** The entry of the worker: one job in, one outcome out. */
async function work(job: DocxJob): Promise<DocxOutcome> {
  try {
    return { state: 'read', document: await readWordFile(job) }
  } catch (error) {
    // Anything else is a bug in the reader: it ends the worker and reaches the main thread as such.
    if (!(error instanceof Refusal)) throw error
    return { state: 'refused', code: error.code, message: error.message }
  }
}

const outcome = await work(workerData as DocxJob) // written by docx.ts, which has the same type
parentPort?.postMessage(outcome, picturesOf(outcome))

/** Moved to the main thread, not copied. */
function picturesOf(outcome: DocxOutcome): ArrayBuffer[] {
  if (outcome.state === 'refused') return []
  return outcome.document.images.flatMap(({ bytes: { buffer } }) =>
    buffer instanceof ArrayBuffer ? [buffer] : [],
  )
}
