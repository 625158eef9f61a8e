import { readDocx } from './docx.ts'
import { refuseOtherFiles } from './file-kind.ts'
import type { FileToRead, ImportedDocument, TrackedChanges } from './imported-document.ts'
import type { WorkerLimits } from '../worker.ts'

export interface ReadOptions {
  /** 'accept' unless told otherwise. */
  trackedChanges?: TrackedChanges
  /** Ends the reading; the promise is rejected with the signal's reason. */
  signal?: AbortSignal
  /** 20 seconds and 256 MB unless told otherwise. */
  limits?: WorkerLimits
}

type ReadFormat = (file: FileToRead, options: ReadOptions) => Promise<ImportedDocument>

/** The formats that can be brought in, by the name that `refuseOtherFiles` gives them. */
const FORMATS: Record<'docx', ReadFormat> = { docx: readDocx }

/**
 * Reads a file somebody brought. It is read in a worker with limits of memory and time, at most two
 * at once; the rest wait in a short queue.
 *
 * @throws {Refusal} `unreadable_file` or `too_large`, with a sentence that says what to do;
 * `too_many` when the queue is full.
 */
export async function readFile(
  file: FileToRead,
  options: ReadOptions = {},
): Promise<ImportedDocument> {
  return FORMATS[refuseOtherFiles(file)](file, options)
}
