import type { Ask, Comparison } from '../../shared/compare/comparison.ts'
import type { Directory } from '../../shared/reading/directory.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import { WorkQueue } from '../work-queue.ts'
import { runInWorker } from '../worker.ts'
import type { WorkerLimits } from '../worker.ts'

export interface CompareJob {
  before: DocumentJson
  after: DocumentJson
  /** Whom initials and names in lead cells mean. */
  directory: Directory
  /** Wishes that led to changes, by the id of the block or row. */
  asks: Ask[]
}

const LIMITS: WorkerLimits = { timeMs: 15_000, memoryMb: 512 }
const queue = new WorkQueue({
  atOnce: 2,
  waiting: 16,
  busy: 'Several texts are being compared just now. Please try again in a minute.',
})

/**
 * Compares two texts in a worker, which is ended after 15 seconds or 512 MB.
 *
 * @throws {Refusal} `too_large` when it takes longer; `too_many` when the queue is full.
 */
export function compareInWorker(
  job: CompareJob,
  { signal, limits = LIMITS }: { signal?: AbortSignal; limits?: WorkerLimits } = {},
): Promise<Comparison> {
  return queue.enter(
    () =>
      runInWorker<Comparison>({
        name: 'compare',
        job,
        limits,
        signal,
        tooMuch,
        unreadable: () => new Error('The comparing worker failed'),
      }),
    signal,
  )
}

function tooMuch(): Refusal {
  return new Refusal('too_large', 'These two texts take too long to compare.')
}
