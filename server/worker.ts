import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

/** What one piece of work may take before it is ended. */
export interface WorkerLimits {
  timeMs: number
  memoryMb: number
}

export interface WorkerRun {
  name: keyof typeof SOURCES
  job: object
  limits: WorkerLimits
  signal: AbortSignal | undefined
  /** The errors to reject with. */
  tooMuch(): Error
  unreadable(): Error
}

/** The files of the workers; built, each lies in the server's folder under its name. */
const SOURCES = {
  docx: './imports/docx-worker.ts',
  spreadsheet: './imports/spreadsheet-worker.ts',
  compare: './comparing/compare-worker.ts',
} as const

/** Starts a worker, waits for the one message it sends, and ends it, whatever happens. */
export function runInWorker<Outcome>(run: WorkerRun): Promise<Outcome> {
  const { name, job, limits, signal, tooMuch, unreadable } = run
  return new Promise((resolve, reject) => {
    const worker = new Worker(findWorker(name), {
      workerData: job,
      argv: [SOURCES[name]],
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
    worker.once('message', (outcome: Outcome) => end(() => resolve(outcome)))
    worker.once('error', (error) =>
      end(() => {
        const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        const refusal = isOutOfMemory ? tooMuch() : unreadable()
        refusal.cause = error
        reject(refusal)
      }),
    )
    worker.once('exit', () => end(() => reject(unreadable())))
  })
}

/** The source is started through a small script; the built worker lies in the server's folder. */
function findWorker(name: WorkerRun['name']): URL {
  if (import.meta.url.endsWith('.ts')) return new URL('worker.dev.mjs', import.meta.url)
  // Code that two entries share is built one folder below them.
  const beside = new URL(`${name}-worker.js`, import.meta.url)
  return existsSync(beside) ? beside : new URL(`../${name}-worker.js`, import.meta.url)
}
