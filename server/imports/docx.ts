import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../../shared/refusals.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { FileToRead, ImportedDocument, TrackedChanges } from './imported-document.ts'
import { ReadingQueue } from './reading-queue.ts'

export interface DocxJob extends FileToRead {
  trackedChanges: TrackedChanges
}

export type DocxOutcome =
  | { state: 'read'; document: ImportedDocument }
  | { state: 'refused'; code: RefusalCode; message: string }

/** What one reading may take before it is ended. */
export interface ReadingLimits {
  timeMs: number
  memoryMb: number
}

const LIMITS: ReadingLimits = { timeMs: 20_000, memoryMb: 256 }
const queue = new ReadingQueue({ atOnce: 2, waiting: 8 })

/** Reads a Word file in a worker of its own, which is ended after 20 seconds or 256 MB. */
export function readDocx(
  file: FileToRead,
  options: { trackedChanges?: TrackedChanges; signal?: AbortSignal; limits?: ReadingLimits },
): Promise<ImportedDocument> {
  const job: DocxJob = {
    fileName: file.fileName,
    bytes: file.bytes,
    trackedChanges: options.trackedChanges ?? 'accept',
  }
  const { signal, limits = LIMITS } = options
  return queue.enter(() => runWorker(job, { signal, limits }), signal)
}

function runWorker(
  job: DocxJob,
  { signal, limits }: { signal: AbortSignal | undefined; limits: ReadingLimits },
): Promise<ImportedDocument> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(findWorker(), {
      workerData: job,
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, stackSizeMb: 4 },
    })
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', handleAbort)
      void worker.terminate()
      settle()
    }
    const handleAbort = () => end(() => reject(signal?.reason))
    const timer = setTimeout(() => end(() => reject(tooMuch())), limits.timeMs)
    signal?.addEventListener('abort', handleAbort, { once: true })
    worker.once('message', (outcome: DocxOutcome) =>
      end(() => {
        if (outcome.state === 'read') resolve(outcome.document)
        else reject(new Refusal(outcome.code, outcome.message))
      }),
    )
    worker.once('error', (error) => end(() => reject(refusalOf(error))))
    worker.once('exit', () => end(() => reject(unreadable())))
  })
}

/** The source is started through a small script; the built worker lies in the server's folder. */
function findWorker(): URL {
  if (import.meta.url.endsWith('.ts')) return new URL('docx-worker.dev.mjs', import.meta.url)
  // Code that two entries share is built one folder below them.
  const beside = new URL('docx-worker.js', import.meta.url)
  return existsSync(beside) ? beside : new URL('../docx-worker.js', import.meta.url)
}

function refusalOf(error: Error): Refusal {
  const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  const refusal = isOutOfMemory ? tooMuch() : unreadable()
  refusal.cause = error
  return refusal
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
