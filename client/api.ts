import type {
  CreateDocumentRequest,
  DocumentSummary,
  ErrorResponse,
  ImportReport,
  ImportResponse,
  TemplateSummary,
  UploadResponse,
} from '../shared/api.ts'
import type { ProofResponse } from '../shared/api-seats.ts'
import type { RemovedRowsResponse } from '../shared/api-removed-rows.ts'
import { youngView } from './components/young-view.ts'

/** The only place that talks HTTP. Every failure is a Problem whose message can be shown as it is. */
export class Problem extends Error {
  /** A refusal code of the server, or what went wrong on the way to it. */
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'Problem'
    this.code = code
  }
}

/** How far a Word file has come: its bytes on the way, then the server reading it. */
export type ImportProgress = { step: 'sending'; share: number } | { step: 'reading' }

export interface Upload<Result> {
  /** Rejects with a Problem; its code is `cancelled` after cancel(). */
  result: Promise<Result>
  cancel: () => void
}

export function readProof(): Promise<ProofResponse> {
  return ask('GET', '/api/me/proof')
}

export function listTemplates(): Promise<TemplateSummary[]> {
  return ask('GET', '/api/templates')
}

export function listDocuments(): Promise<DocumentSummary[]> {
  return ask('GET', '/api/documents')
}

export function readDocument(id: string): Promise<DocumentSummary> {
  return ask('GET', documentPath(id))
}

export function readReport(id: string): Promise<ImportReport> {
  return ask('GET', `${documentPath(id)}/report`)
}

export function createDocument(input: CreateDocumentRequest): Promise<DocumentSummary> {
  return ask('POST', '/api/documents', input)
}

export function renameDocument(id: string, title: string): Promise<DocumentSummary> {
  return ask('PATCH', documentPath(id), { title })
}

export function removeDocument(id: string): Promise<void> {
  return ask('DELETE', documentPath(id))
}

export function restoreDocument(id: string): Promise<DocumentSummary> {
  return ask('POST', `${documentPath(id)}/restore`)
}

export function removeDemo(): Promise<void> {
  return ask('DELETE', '/api/demo')
}

/** Sends a Word file and waits until it is a document. */
export function importWordFile(
  file: File,
  onProgress: (progress: ImportProgress) => void,
): Upload<ImportResponse> {
  return send(`/api/imports?name=${encodeURIComponent(file.name)}`, file, onProgress)
}

/** Stores a picture; the answer names its content. */
export function uploadImage(file: Blob): Upload<UploadResponse> {
  return send('/api/images', file)
}

/** `version`: '' is the text as it is now; `since`: '' shows no changes. */
export interface DownloadOptions {
  format: string
  version: string
  since: string
  hasComments: boolean
}

/** A document as a file, made by the server on the spot. */
export async function downloadDocument(
  documentId: string,
  { format, version, since, hasComments }: DownloadOptions,
): Promise<{ name: string; file: Blob }> {
  const query = new URLSearchParams({ format })
  if (version !== '') query.set('version', version)
  if (since !== '') query.set('since', since)
  if (hasComments) query.set('comments', 'yes')
  const response = await reach(`${documentPath(documentId)}/export?${query}`)
  if (!response.ok) return readAnswer(response.status, await response.text())
  const header = response.headers.get('content-disposition') ?? ''
  const name = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1] ?? 'Document'
  return { name: decodeURIComponent(name), file: await response.blob() }
}

async function reach(path: string): Promise<Response> {
  try {
    return await fetch(path)
  } catch {
    throw unreachable() // fetch says no more than that it failed
  }
}

export function documentPath(id: string): string {
  return `/api/documents/${encodeURIComponent(id)}`
}

const signedOutListeners = new Set<() => void>()
let askPerson: () => Promise<boolean> = async () => false

/** Told when the server does not know this browser any more. Returns its own stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/**
 * How somebody is asked to show once more that it is them, when the server wants that: true once they
 * did. What they wanted is then tried again. Returns its own stop.
 */
export function onProofNeeded(prove: () => Promise<boolean>): () => void {
  askPerson = prove
  return () => {
    askPerson = async () => false
  }
}

/** For what the browser fetches by itself, such as a download. Rejects if they did not show it. */
export async function needFreshProof(): Promise<void> {
  const { freshUntil } = await readProof()
  if (freshUntil === null && !(await askPerson())) throw notProven()
}

/** Asks the server: only for the files of this folder that are named api-…. */
export async function ask<Result>(method: string, path: string, body?: unknown): Promise<Result> {
  try {
    return await askOnce(method, path, body)
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.code !== 'proof_needed') throw problem
    if (!(await askPerson())) throw notProven()
    return askOnce(method, path, body)
  }
}

async function askOnce<Result>(method: string, path: string, body?: unknown): Promise<Result> {
  const view = youngView()
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(view === null ? {} : { 'folkmoot-view': view }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  } catch {
    throw unreachable() // fetch says no more than that it failed
  }
  return readAnswer(response.status, await response.text())
}

/** XMLHttpRequest, because fetch cannot tell how much of a body has gone out. */
export function send<Result>(
  path: string,
  body: Blob,
  onProgress?: (progress: ImportProgress) => void,
): Upload<Result> {
  const request = new XMLHttpRequest()
  const result = new Promise<Result>((resolve, reject) => {
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) {
        onProgress?.({ step: 'sending', share: event.loaded / event.total })
      }
    })
    request.upload.addEventListener('load', () => onProgress?.({ step: 'reading' }))
    request.addEventListener('error', () => reject(unreachable()))
    request.addEventListener('abort', () => reject(new Problem('cancelled', 'You stopped this.')))
    request.addEventListener('load', () => {
      try {
        resolve(readAnswer<Result>(request.status, request.responseText))
      } catch (problem) {
        reject(problem instanceof Error ? problem : unclear())
      }
    })
  })
  request.open('POST', path)
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.send(body)
  return { result, cancel: () => request.abort() }
}

function readAnswer<Result>(status: number, text: string): Result {
  const body: unknown = text === '' ? undefined : parseJson(text)
  // Our own server of the same build wrote it, by the types of shared/api.ts.
  if (status >= 200 && status < 300) return body as Result
  if (!isErrorResponse(body)) throw unclear()
  if (body.code === 'signed_out') for (const listener of signedOutListeners) listener()
  throw new Problem(body.code, body.message)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unclear() // a page of a proxy, not our server
  }
}

function isErrorResponse(body: unknown): body is ErrorResponse {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'message' in body &&
    typeof body.message === 'string'
  )
}

function notProven(): Problem {
  return new Problem('cancelled', 'Nothing was changed: you did not confirm that it is you.')
}

function unreachable(): Problem {
  return new Problem(
    'unreachable',
    'Folkmoot could not reach the server. Check your connection, then try again.',
  )
}

function unclear(): Problem {
  return new Problem('unclear', 'The server did not answer as it should. Please try again.')
}

/** Rows that were taken out of the plans of a document within 30 days, the newest first. */
export function listRemovedRows(documentId: string): Promise<RemovedRowsResponse> {
  return ask('GET', `/api/documents/${encodeURIComponent(documentId)}/removed-rows`)
}
