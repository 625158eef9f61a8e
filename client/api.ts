import type {
  ChangeEntryRequest,
  CreateDocumentRequest,
  DirectoryResponse,
  DocumentSummary,
  EntryRequest,
  ErrorResponse,
  ImportDirectoryRequest,
  ImportDirectoryResponse,
  ImportReport,
  ImportResponse,
  SettleRequest,
  SheetsResponse,
  TemplateSummary,
  UploadResponse,
} from '../shared/api.ts'
import type { Answer, AnswerRequest, YouSaidResponse } from '../shared/answers.ts'
import type {
  Consultation,
  ConsultationRequest,
  Term,
  WordsResponse,
  YoungReading,
} from '../shared/consultations.ts'
import type { ReportConcernRequest, ReportConcernResponse } from '../shared/safety/concerns.ts'
import type { VoteRequest, VotesResponse } from '../shared/votes.ts'
import type {
  BringBackRequest,
  BringBackResponse,
  CompareResponse,
  CopyVersionRequest,
  MakeVersionRequest,
  VersionSummary,
  VersionsResponse,
  WithdrawVersionRequest,
} from '../shared/api-versions.ts'
import type { Entry } from '../shared/directory/model.ts'
import type { TableNoun } from '../shared/directory/tables.ts'
import type {
  AccountSummary,
  AuditCheckResponse,
  AuditEntry,
  ChangeAccountRequest,
  ChangeMeRequest,
  CodeResponse,
  InviteRequest,
  LinkResponse,
  MakeTokenRequest,
  MeResponse,
  NewLinkResponse,
  NewTokenResponse,
  PasskeySummary,
  ProofResponse,
  SessionSummary,
  ShareRequest,
  SharingResponse,
  SignInRequest,
  TokenSummary,
} from '../shared/api-seats.ts'

import type { RemovedRowsResponse } from '../shared/api-removed-rows.ts'

/** What browsers are handed to make or use a passkey, as it came from the server. */
type PasskeyCreation = import('@simplewebauthn/browser').PublicKeyCredentialCreationOptionsJSON
type PasskeyUse = import('@simplewebauthn/browser').PublicKeyCredentialRequestOptionsJSON

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

export function findMe(): Promise<MeResponse> {
  return ask('GET', '/api/me')
}

export function changeMe(input: ChangeMeRequest): Promise<MeResponse> {
  return ask('PATCH', '/api/me', input)
}

/** What a one-time link is for; it is not used up. */
export function lookAtLink(link: string): Promise<LinkResponse> {
  return ask('POST', '/api/links/look', { link })
}

export function signIn(input: SignInRequest): Promise<MeResponse> {
  return ask('POST', '/api/sign-in', input)
}

/** Asks for a sign-in link by e-mail. The answer is the same whether anybody has the address. */
export function askForLink(email: string): Promise<void> {
  return ask('POST', '/api/sign-in/mail', { email })
}

export function signOut({ isEverywhere }: { isEverywhere: boolean }): Promise<MeResponse> {
  return ask('POST', isEverywhere ? '/api/sign-out/everywhere' : '/api/sign-out')
}

export function listSessions(): Promise<SessionSummary[]> {
  return ask('GET', '/api/me/sessions')
}

export function endSession(id: string): Promise<void> {
  return ask('DELETE', `/api/me/sessions/${encodeURIComponent(id)}`)
}

export function readProof(): Promise<ProofResponse> {
  return ask('GET', '/api/me/proof')
}

/** Sends a code to the person who is signed in. */
export function askForCode(): Promise<CodeResponse> {
  return ask('POST', '/api/me/proof/code')
}

export function proveByCode(code: string): Promise<ProofResponse> {
  return ask('POST', '/api/me/proof', { code })
}

export function listPasskeys(): Promise<PasskeySummary[]> {
  return ask('GET', '/api/me/passkeys')
}

export function renamePasskey(id: string, name: string): Promise<PasskeySummary> {
  return ask('PATCH', `/api/me/passkeys/${encodeURIComponent(id)}`, { name })
}

export function removePasskey(id: string): Promise<void> {
  return ask('DELETE', `/api/me/passkeys/${encodeURIComponent(id)}`)
}

/** The two halves of making a passkey; between them the browser asks the person. */
export function beginPasskey(): Promise<PasskeyCreation> {
  return ask('POST', '/api/me/passkeys/options')
}

export function addPasskey(name: string, made: unknown): Promise<PasskeySummary> {
  return ask('POST', '/api/me/passkeys', { name, made })
}

/** The two halves of using one: to come in, or to show once more that it is oneself. */
export function beginPasskeyUse(): Promise<PasskeyUse> {
  return ask('POST', '/api/sign-in/passkey/options')
}

export function signInByPasskey(used: unknown, isShared: boolean): Promise<void> {
  return ask('POST', '/api/sign-in/passkey', { used, isShared })
}

export function proveByPasskey(used: unknown): Promise<void> {
  return ask('POST', '/api/me/proof/passkey', { used })
}

/** The newest first, at most 100; '' for everybody and everything. */
export function listAudit(query: {
  who: string
  about: string
  before?: number
}): Promise<AuditEntry[]> {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value !== undefined)
  return ask('GET', `/api/audit?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}`)
}

/** Reads the whole log and says whether it is whole. */
export function checkAudit(): Promise<AuditCheckResponse> {
  return ask('GET', '/api/audit/check')
}

/** What is shown of the OpenAPI description. */
export interface ApiDescription {
  paths: Record<string, Record<string, ApiRoute>>
}

interface ApiRoute {
  summary: string
  'x-for-scripts': boolean
  parameters: { name: string; in: string; description?: string }[]
  requestBody?: { content: Record<string, { schema?: { properties?: object } }> }
}

export function readApi(): Promise<ApiDescription> {
  return ask('GET', '/api/openapi.json')
}

export function listTokens(): Promise<TokenSummary[]> {
  return ask('GET', '/api/me/tokens')
}

export function makeToken(input: MakeTokenRequest): Promise<NewTokenResponse> {
  return ask('POST', '/api/me/tokens', input)
}

export function removeToken(id: string): Promise<void> {
  return ask('DELETE', `/api/me/tokens/${encodeURIComponent(id)}`)
}

export function listAccounts(): Promise<AccountSummary[]> {
  return ask('GET', '/api/accounts')
}

export function invite(input: InviteRequest): Promise<NewLinkResponse> {
  return ask('POST', '/api/accounts', input)
}

export function makeLink(accountId: string): Promise<NewLinkResponse> {
  return ask('POST', `/api/accounts/${encodeURIComponent(accountId)}/link`)
}

export function changeAccount(
  accountId: string,
  input: ChangeAccountRequest,
): Promise<AccountSummary> {
  return ask('PATCH', `/api/accounts/${encodeURIComponent(accountId)}`, input)
}

export function readSharing(documentId: string): Promise<SharingResponse> {
  return ask('GET', `${documentPath(documentId)}/sharing`)
}

export function share(
  documentId: string,
  who: string,
  input: ShareRequest,
): Promise<SharingResponse> {
  return ask('PUT', sharePath(documentId, who), input)
}

export function unshare(documentId: string, who: string): Promise<SharingResponse> {
  return ask('DELETE', sharePath(documentId, who))
}

export function listVersions(documentId: string): Promise<VersionsResponse> {
  return ask('GET', `${documentPath(documentId)}/versions`)
}

export function makeVersion(
  documentId: string,
  input: MakeVersionRequest,
): Promise<VersionSummary> {
  return ask('POST', `${documentPath(documentId)}/versions`, input)
}

export function withdrawVersion(
  documentId: string,
  versionId: string,
  input: WithdrawVersionRequest,
): Promise<VersionSummary> {
  return ask('POST', `${versionPath(documentId, versionId)}/withdrawal`, input)
}

export function copyVersion(
  documentId: string,
  versionId: string,
  input: CopyVersionRequest,
): Promise<DocumentSummary> {
  return ask('POST', `${versionPath(documentId, versionId)}/copy`, input)
}

/** Each is the id of a version or safety point, or `live`. */
export function compareVersions(
  documentId: string,
  { before, after }: { before: string; after: string },
): Promise<CompareResponse> {
  const query = new URLSearchParams({ before, after })
  return ask('GET', `${documentPath(documentId)}/compare?${query}`)
}

export function bringBack(documentId: string, input: BringBackRequest): Promise<BringBackResponse> {
  return ask('POST', `${documentPath(documentId)}/bring-back`, input)
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

export function readDirectory(): Promise<DirectoryResponse> {
  return ask('GET', '/api/directory')
}

export function addEntry(entry: EntryRequest): Promise<Entry> {
  return ask('POST', '/api/directory/entries', entry)
}

export function changeEntry(id: string, entry: ChangeEntryRequest): Promise<Entry> {
  return ask('PUT', entryPath(id), entry)
}

export function removeEntry(id: string): Promise<void> {
  return ask('DELETE', entryPath(id))
}

export function restoreEntry(id: string): Promise<Entry> {
  return ask('POST', `${entryPath(id)}/restore`)
}

export function settleQuestion(answer: SettleRequest): Promise<void> {
  return ask('PUT', '/api/directory/questions', answer)
}

/** Reads the tables of a CSV or Excel file; nothing is kept of it. */
export function readTables(
  file: File,
  onProgress: (progress: ImportProgress) => void,
): Upload<SheetsResponse> {
  return send(`/api/directory/tables?name=${encodeURIComponent(file.name)}`, file, onProgress)
}

export function importDirectory(request: ImportDirectoryRequest): Promise<ImportDirectoryResponse> {
  return ask('POST', '/api/directory/imports', request)
}

/** Where the directory can be downloaded: all tables as a workbook, or one as CSV. */
export function directoryFile(table: TableNoun | 'all'): string {
  const query = table === 'all' ? 'format=xlsx' : `format=csv&table=${table}`
  return `/api/directory/export?${query}`
}

export function listConsultations(documentId: string): Promise<Consultation[]> {
  return ask('GET', `${documentPath(documentId)}/consultations`)
}

export function startConsultation(
  documentId: string,
  request: ConsultationRequest,
): Promise<Consultation> {
  return ask('POST', `${documentPath(documentId)}/consultations`, request)
}

export function changeConsultation(
  documentId: string,
  id: string,
  request: ConsultationRequest,
): Promise<Consultation> {
  const path = `${documentPath(documentId)}/consultations/${encodeURIComponent(id)}`
  return ask('PUT', path, request)
}

export function settleConsultation(
  documentId: string,
  id: string,
  to: 'closed' | 'answered',
): Promise<Consultation> {
  const path = `${documentPath(documentId)}/consultations/${encodeURIComponent(id)}`
  return ask('POST', `${path}/settle`, { to })
}

export function listWords(documentId: string): Promise<WordsResponse> {
  return ask('GET', `${documentPath(documentId)}/words`)
}

export function explainWords(documentId: string, terms: Term[]): Promise<WordsResponse> {
  return ask('PUT', `${documentPath(documentId)}/words`, { terms })
}

export function listAnswers(documentId: string): Promise<Answer[]> {
  return ask('GET', `${documentPath(documentId)}/answers`)
}

export function giveAnswer(documentId: string, request: AnswerRequest): Promise<Answer> {
  return ask('POST', `${documentPath(documentId)}/answers`, request)
}

export function readYouSaid(documentId: string): Promise<YouSaidResponse> {
  return ask('GET', `${documentPath(documentId)}/you-said`)
}

/** A document by sections, for a phone. */
export function readForPhone(documentId: string): Promise<YoungReading> {
  return ask('GET', `${documentPath(documentId)}/reading`)
}

export function listVotes(documentId: string): Promise<VotesResponse> {
  return ask('GET', `${documentPath(documentId)}/votes`)
}

export function vote(documentId: string, request: VoteRequest): Promise<VotesResponse> {
  return ask('PUT', `${documentPath(documentId)}/votes`, request)
}

export function askWord(documentId: string, word: string): Promise<void> {
  return ask('POST', `${documentPath(documentId)}/words/asked`, { word })
}

export function reportConcern(request: ReportConcernRequest): Promise<ReportConcernResponse> {
  return ask('POST', '/api/concerns', request)
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

function entryPath(id: string): string {
  return `/api/directory/entries/${encodeURIComponent(id)}`
}

export function documentPath(id: string): string {
  return `/api/documents/${encodeURIComponent(id)}`
}

function versionPath(documentId: string, versionId: string): string {
  return `${documentPath(documentId)}/versions/${encodeURIComponent(versionId)}`
}

function sharePath(documentId: string, who: string): string {
  return `${documentPath(documentId)}/shares/${encodeURIComponent(who)}`
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
