import { Refusal } from '../../shared/refusals.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { FileToRead, ImportedDocument, TrackedChanges } from './imported-document.ts'
import { WorkQueue } from '../work-queue.ts'
import { runInWorker } from '../worker.ts'
import type { WorkerLimits } from '../worker.ts'

export interface DocxJob extends FileToRead {
  trackedChanges: TrackedChanges
}

export type DocxOutcome =
  | { state: 'read'; document: ImportedDocument }
  | { state: 'refused'; code: RefusalCode; message: string }

const LIMITS: WorkerLimits = { timeMs: 20_000, memoryMb: 256 }
const queue = new WorkQueue({
  atOnce: 2,
  waiting: 8,
  busy: 'Several files are being read just now. Please try again in a minute.',
})

/** Reads a Word file in a worker of its own, which is ended after 20 seconds or 256 MB. */
export function readDocx(
  file: FileToRead,
  options: { trackedChanges?: TrackedChanges; signal?: AbortSignal; limits?: WorkerLimits },
): Promise<ImportedDocument> {
  const job: DocxJob = {
    fileName: file.fileName,
    bytes: file.bytes,
    trackedChanges: options.trackedChanges ?? 'accept',
  }
  const { signal, limits = LIMITS } = options
  return queue.enter(() => readInWorker(job, { signal, limits }), signal)
}

async function readInWorker(
  job: DocxJob,
  { signal, limits }: { signal: AbortSignal | undefined; limits: WorkerLimits },
): Promise<ImportedDocument> {
  const outcome = await runInWorker<DocxOutcome>({
    name: 'docx',
    job,
    limits,
    signal,
    tooMuch,
    unreadable,
  })
  if (outcome.state === 'read') return outcome.document
  throw new Refusal(outcome.code, outcome.message)
}

function tooMuch(): Refusal {
  return new Refusal(
    'too_large',
    'This file takes too long to read. Split it into smaller documents and bring them one by one.',
  )
}

function unreadable(): Refusal {
  return new Refusal(
    'unreadable_file',
    'This file could not be read. Open it in Word, save it again as .docx and bring the new file.',
  )
}
