import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Node } from '@tiptap/pm/model'
import { Refusal } from '../../shared/refusals.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { documentSchema } from '../../shared/schema/index.ts'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import { WorkQueue } from '../work-queue.ts'
import type { ExportedDocument } from './export-format.ts'

/** What the other process is told, and what it answers. */
export interface WritingJob extends PackedText {
  format: string
  papers: { path: string; document: PackedText }[]
}

/** A text on its way to the other process, which takes nothing but plain values. */
interface PackedText extends Omit<ExportedDocument, 'body' | 'since' | 'papers'> {
  body: DocumentJson
  since: { label: string; body: DocumentJson } | null
}

export type WritingOutcome =
  | { state: 'written'; bytes: Uint8Array }
  | { state: 'refused'; code: RefusalCode; message: string }

export interface WritingLimits {
  timeMs: number
  memoryMb: number
}

const LIMITS: WritingLimits = { timeMs: 60_000, memoryMb: 1_024 }
const MEMORY_LOOK_MS = 250
const queue = new WorkQueue({
  atOnce: 2,
  waiting: 8,
  busy: 'Several files are being made just now. Please try again in a minute.',
})

/**
 * Writes a document in a process of its own. A thread would not do: the PDF compiler is not
 * JavaScript, so nothing else can stop it, and if it fails it must not take the server with it.
 */
export function writeInProcess(
  format: string,
  document: ExportedDocument,
  { signal, limits = LIMITS }: { signal?: AbortSignal | undefined; limits?: WritingLimits } = {},
): Promise<Uint8Array> {
  const { papers = [], ...alone } = document
  const job: WritingJob = {
    ...packText(alone),
    format,
    papers: papers.map((paper) => ({ path: paper.path, document: packText(paper.document) })),
  }
  return queue.enter(() => run(job, { signal, limits }), signal)
}

function packText({ body, since, ...rest }: Omit<ExportedDocument, 'papers'>): PackedText {
  return {
    ...rest,
    body: asJson(body),
    since: since && { ...since, body: asJson(since.body) },
  }
}

/** What `packText` has packed. */
export function unpackText({ body, since, ...rest }: PackedText): Omit<ExportedDocument, 'papers'> {
  return {
    ...rest,
    body: documentSchema.nodeFromJSON(body),
    since: since && { ...since, body: documentSchema.nodeFromJSON(since.body) },
  }
}

function asJson(body: Node): DocumentJson {
  return body.toJSON() as DocumentJson // ProseMirror types its JSON as anything
}

async function run(
  job: WritingJob,
  { signal, limits }: { signal: AbortSignal | undefined; limits: WritingLimits },
): Promise<Uint8Array> {
  signal?.throwIfAborted()
  const child = fork(findWriter(), {
    execArgv: ['--max-old-space-size=512'],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let stop = (_error: unknown): void => undefined
  const handleAbort = () => stop(signal?.reason)
  try {
    const outcome = await new Promise<WritingOutcome>((resolve, reject) => {
      stop = reject
      child.once('message', (message) => resolve(message as WritingOutcome)) // written by writer.ts
      child.once('error', reject)
      child.once('close', () => reject(failed()))
      child.send(job, (error) => error !== null && reject(failed()))
      signal?.addEventListener('abort', handleAbort, { once: true })
      watch(child.pid, limits, () => reject(tooMuch()), ended)
    })
    if (outcome.state === 'refused') throw new Refusal(outcome.code, outcome.message)
    return outcome.bytes
  } finally {
    signal?.removeEventListener('abort', handleAbort)
    child.kill('SIGKILL')
    await ended
  }
}

/** Calls back once the process has taken too long or, where the system tells, too much memory. */
function watch(
  pid: number | undefined,
  { timeMs, memoryMb }: WritingLimits,
  tooMuchTaken: () => void,
  ended: Promise<void>,
): void {
  const timer = setTimeout(tooMuchTaken, timeMs)
  const looking = setInterval(async () => {
    if ((await residentMb(pid)) > memoryMb) tooMuchTaken()
  }, MEMORY_LOOK_MS)
  void ended.then(() => {
    clearTimeout(timer)
    clearInterval(looking)
  })
}

/** Linux alone says what a process holds without another program; elsewhere 0. */
async function residentMb(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0
  try {
    const status = await readFile(`/proc/${pid}/status`, 'latin1')
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0 // it has just ended
  }
}

/** The source is started through a small script; the built program lies in the server's folder. */
function findWriter(): string {
  if (import.meta.url.endsWith('.ts')) {
    return fileURLToPath(new URL('writer.dev.mjs', import.meta.url))
  }
  // Code that two entries share is built one folder below them.
  const beside = new URL('export-writer.js', import.meta.url)
  return fileURLToPath(
    existsSync(beside) ? beside : new URL('../export-writer.js', import.meta.url),
  )
}

function tooMuch(): Refusal {
  return new Refusal(
    'too_large',
    'This document is too large for a file of this kind. Take it out as a web page or as plain text.',
  )
}

function failed(): Refusal {
  return new Refusal(
    'unavailable',
    'The file could not be made. Please try again, or take another kind of file.',
  )
}
