import type { z } from 'zod'
import type { Operation } from './access.ts'
import {
  changeEntryRequest,
  createDocumentRequest,
  entryRequest,
  importDirectoryRequest,
  renameDocumentRequest,
  settleRequest,
} from './api.ts'
import { planFileResponse, takenPlanFileResponse } from './api-plan-file.ts'
import {
  bringBackRequest,
  bringBackResponse,
  copyVersionRequest,
  makeVersionRequest,
  versionSummary,
  versionsResponse,
  withdrawVersionRequest,
} from './api-versions.ts'
import {
  askWordRequest,
  changeWordsRequest,
  consultation,
  consultationRequest,
  settleConsultationRequest,
  wordsResponse,
  youngReading,
} from './consultations.ts'
import {
  concern,
  concernSummary,
  noteConcernRequest,
  reportConcernRequest,
  reportConcernResponse,
} from './safety/concerns.ts'
import { voteRequest, votesResponse } from './votes.ts'
import {
  accountSummary,
  addPasskeyRequest,
  auditEntry,
  changeAccountRequest,
  changeMeRequest,
  codeResponse,
  inviteRequest,
  linkResponse,
  lookAtLinkRequest,
  mailLinkRequest,
  makeTokenRequest,
  meResponse,
  newLinkResponse,
  newTokenResponse,
  passkeySummary,
  proofResponse,
  proveByCodeRequest,
  proveByPasskeyRequest,
  renamePasskeyRequest,
  sessionSummary,
  shareRequest,
  sharingResponse,
  signInByPasskeyRequest,
  signInRequest,
  tokenSummary,
} from './api-seats.ts'

/**
 * Every route of the API: what it is for and who may use it. A test holds this list against the
 * routes the server has and tries each of them in every role; the description at
 * /api/openapi.json is made of it.
 */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Parameters as `:name`. */
  path: string
  about: string
  policy: Policy
  /** Refused with `proof_needed` unless the person showed within ten minutes that it is them. */
  needsFreshProof?: true
  /** JSON of this form, or the bytes of a file. */
  body?: z.ZodType | 'bytes'
  /** Parameters after the question mark. */
  query?: Record<string, string>
  answer: Answer
}

/** `ask` is about no document in particular, `on` about the one in the path. */
export type Policy = 'anybody' | { ask: Operation } | { on: Operation }

export interface Answer {
  status: 200 | 201 | 202 | 204
  /** JSON of this form, a list of it, JSON described in words, or a file; nothing for 202 and 204. */
  json?: z.ZodType
  isList?: boolean
  words?: string
}

const document = {
  status: 200,
  words: 'A document: its id, title, kind, counts and times',
} as const
const sharing = { status: 200, json: sharingResponse } as const
const done = { status: 204 } as const

export const ROUTES: readonly Route[] = [
  // ── Coming in ──────────────────────────────────────────────────────────────────────────────
  {
    method: 'GET',
    path: '/api/me',
    about: 'Who you are here, if anybody',
    policy: 'anybody',
    answer: { status: 200, json: meResponse },
  },
  {
    method: 'PATCH',
    path: '/api/me',
    about: 'Changes your name and colour',
    policy: { ask: 'manageOwnSeat' },
    body: changeMeRequest,
    answer: { status: 200, json: meResponse },
  },
  {
    method: 'POST',
    path: '/api/links/look',
    about: 'What a one-time link is for; it is not used up',
    policy: 'anybody',
    body: lookAtLinkRequest,
    answer: { status: 200, json: linkResponse },
  },
  {
    method: 'POST',
    path: '/api/sign-in',
    about: 'Uses a one-time link; the answer sets the cookie of a session',
    policy: 'anybody',
    body: signInRequest,
    answer: { status: 200, json: meResponse },
  },
  {
    method: 'POST',
    path: '/api/sign-in/mail',
    about: 'Sends a sign-in link to an address, if somebody here has it',
    policy: 'anybody',
    body: mailLinkRequest,
    answer: { status: 202 },
  },
  {
    method: 'POST',
    path: '/api/sign-out',
    about: 'Ends this session',
    policy: { ask: 'manageOwnSeat' },
    answer: { status: 200, json: meResponse },
  },
  {
    method: 'POST',
    path: '/api/sign-out/everywhere',
    about: 'Ends all your sessions',
    policy: { ask: 'manageOwnSeat' },
    answer: { status: 200, json: meResponse },
  },
  {
    method: 'GET',
    path: '/api/me/proof',
    about: 'How you can show once more that it is you, and until when the last time counts',
    policy: { ask: 'manageOwnSeat' },
    answer: { status: 200, json: proofResponse },
  },
  {
    method: 'POST',
    path: '/api/me/proof/code',
    about: 'Sends a code that shows that it is you: by e-mail, or to where the server runs',
    policy: { ask: 'manageOwnSeat' },
    answer: { status: 200, json: codeResponse },
  },
  {
    method: 'POST',
    path: '/api/me/proof',
    about: 'Takes the code; the session gets another token',
    policy: { ask: 'manageOwnSeat' },
    body: proveByCodeRequest,
    answer: { status: 200, json: proofResponse },
  },
  {
    method: 'POST',
    path: '/api/me/proof/passkey',
    about: 'Shows with a passkey that it is you; the session gets another token',
    policy: { ask: 'manageOwnSeat' },
    body: proveByPasskeyRequest,
    answer: done,
  },
  {
    method: 'POST',
    path: '/api/sign-in/passkey/options',
    about: 'What a browser needs to sign in with a passkey (WebAuthn)',
    policy: 'anybody',
    answer: { status: 200, words: 'PublicKeyCredentialRequestOptionsJSON' },
  },
  {
    method: 'POST',
    path: '/api/sign-in/passkey',
    about: 'Signs in with a passkey; the answer sets the cookie of a session',
    policy: 'anybody',
    body: signInByPasskeyRequest,
    answer: done,
  },
  {
    method: 'GET',
    path: '/api/me/passkeys',
    about: 'Your passkeys',
    policy: { ask: 'manageOwnSeat' },
    answer: { status: 200, json: passkeySummary, isList: true },
  },
  {
    method: 'POST',
    path: '/api/me/passkeys/options',
    about: 'What a browser needs to make a passkey (WebAuthn)',
    policy: { ask: 'manageOwnSeat' },
    needsFreshProof: true,
    answer: { status: 200, words: 'PublicKeyCredentialCreationOptionsJSON' },
  },
  {
    method: 'POST',
    path: '/api/me/passkeys',
    about: 'Keeps a passkey that the browser has made',
    policy: { ask: 'manageOwnSeat' },
    needsFreshProof: true,
    body: addPasskeyRequest,
    answer: { status: 201, json: passkeySummary },
  },
  {
    method: 'PATCH',
    path: '/api/me/passkeys/:id',
    about: 'Gives a passkey another name',
    policy: { ask: 'manageOwnSeat' },
    body: renamePasskeyRequest,
    answer: { status: 200, json: passkeySummary },
  },
  {
    method: 'DELETE',
    path: '/api/me/passkeys/:id',
    about: 'Removes a passkey: it opens nothing any more',
    policy: { ask: 'manageOwnSeat' },
    answer: done,
  },
  {
    method: 'GET',
    path: '/api/me/sessions',
    about: 'Where you are signed in',
    policy: { ask: 'manageOwnSeat' },
    answer: { status: 200, json: sessionSummary, isList: true },
  },
  {
    method: 'DELETE',
    path: '/api/me/sessions/:id',
    about: 'Ends one of your sessions',
    policy: { ask: 'manageOwnSeat' },
    answer: done,
  },
  // ── People ─────────────────────────────────────────────────────────────────────────────────
  {
    method: 'GET',
    path: '/api/accounts',
    about: 'Everybody who has a seat',
    policy: { ask: 'manageAccounts' },
    answer: { status: 200, json: accountSummary, isList: true },
  },
  {
    method: 'POST',
    path: '/api/accounts',
    about: 'Invites a colleague; the link works once, for seven days',
    policy: { ask: 'manageAccounts' },
    needsFreshProof: true,
    body: inviteRequest,
    answer: { status: 201, json: newLinkResponse },
  },
  {
    method: 'PATCH',
    path: '/api/accounts/:id',
    about: 'Changes the role or address of a colleague, or suspends them',
    policy: { ask: 'manageAccounts' },
    needsFreshProof: true,
    body: changeAccountRequest,
    answer: { status: 200, json: accountSummary },
  },
  {
    method: 'POST',
    path: '/api/accounts/:id/link',
    about: 'Makes a new one-time link for a colleague; to sign in, it works for 15 minutes',
    policy: { ask: 'manageAccounts' },
    needsFreshProof: true,
    answer: { status: 201, json: newLinkResponse },
  },
  // ── Documents ──────────────────────────────────────────────────────────────────────────────
  {
    method: 'GET',
    path: '/api/documents',
    about: 'The documents you may see, last changed first',
    policy: { ask: 'listDocuments' },
    answer: { status: 200, words: 'A list of documents' },
  },
  {
    method: 'POST',
    path: '/api/documents',
    about: 'Makes a document from a template',
    policy: { ask: 'createDocument' },
    body: createDocumentRequest,
    answer: { ...document, status: 201 },
  },
  {
    method: 'GET',
    path: '/api/documents/:id',
    about: 'What is known about a document; its text is at /sync and in exports',
    policy: { on: 'readDocument' },
    answer: document,
  },
  {
    method: 'PATCH',
    path: '/api/documents/:id',
    about: 'Gives a document another title',
    policy: { on: 'renameDocument' },
    body: renameDocumentRequest,
    answer: document,
  },
  {
    method: 'DELETE',
    path: '/api/documents/:id',
    about: 'Puts a document into the trash',
    policy: { on: 'removeDocument' },
    answer: done,
  },
  {
    method: 'GET',
    path: '/api/trash',
    about: 'The documents in the trash',
    policy: { ask: 'removeDocument' },
    answer: { status: 200, words: 'A list of documents' },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/restore',
    about: 'Takes a document out of the trash',
    policy: { ask: 'removeDocument' },
    answer: document,
  },
  {
    method: 'GET',
    path: '/api/documents/:id/sharing',
    about: 'Whom a document is shared with, in a sentence and one by one',
    policy: { on: 'seeSharing' },
    answer: sharing,
  },
  {
    method: 'PUT',
    path: '/api/documents/:id/shares/:who',
    about: 'Shares a document with an account, or with everyone who signs in',
    policy: { on: 'shareDocument' },
    body: shareRequest,
    answer: sharing,
  },
  {
    method: 'DELETE',
    path: '/api/documents/:id/shares/:who',
    about: 'Ends sharing a document; open windows close within a second',
    policy: { on: 'shareDocument' },
    answer: sharing,
  },
  {
    method: 'GET',
    path: '/api/documents/:id/report',
    about: 'What was read from the Word file a document was made of',
    policy: { on: 'readDocument' },
    answer: { status: 200, words: 'The report of an import' },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/export',
    about: 'The document as a file',
    policy: { on: 'exportDocument' },
    query: { format: 'docx, pdf, html, markdown, json, zip, csv or xlsx' },
    answer: { status: 200, words: 'The file' },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/plan-file',
    about: 'What a CSV or Excel file of the plans would change, at most 5 MB; nothing is kept',
    policy: { on: 'editDocument' },
    body: 'bytes',
    query: { name: 'the name of the file' },
    answer: { status: 200, json: planFileResponse },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/plan-file/take',
    about: 'Changes the plans as the same file was shown to change them',
    policy: { on: 'editDocument' },
    body: 'bytes',
    query: {
      name: 'the name of the file',
      seen: 'from the answer that showed it',
      missing: '`remove`: rows that are not in the file go',
    },
    answer: { status: 200, json: takenPlanFileResponse },
  },
  {
    method: 'POST',
    path: '/api/imports',
    about: 'Makes a document of a Word file, at most 20 MB',
    policy: { ask: 'importDocument' },
    body: 'bytes',
    query: { name: 'the name of the file' },
    answer: { status: 201, words: 'The document, and the report of the import' },
  },
  {
    method: 'GET',
    path: '/api/templates',
    about: 'The templates there are',
    policy: { ask: 'createDocument' },
    answer: { status: 200, words: 'A list of templates' },
  },
  {
    method: 'DELETE',
    path: '/api/demo',
    about: 'Removes the demo documents for good',
    policy: { ask: 'removeDocument' },
    answer: done,
  },
  // ── Versions ───────────────────────────────────────────────────────────────────────────────
  {
    method: 'GET',
    path: '/api/documents/:id/versions',
    about: 'The versions and safety points of a document, the newest first',
    policy: { on: 'seeVersions' },
    answer: { status: 200, json: versionsResponse },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/versions',
    about: 'Makes a version: freezes the text as it is under a label',
    policy: { on: 'makeVersion' },
    body: makeVersionRequest,
    answer: { status: 201, json: versionSummary },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/versions/:version',
    about: 'A version with its text, checked against its hash',
    policy: { on: 'seeVersions' },
    answer: { status: 200, words: 'The label and the text of the version' },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/versions/:version/withdrawal',
    about: 'Withdraws a version with a reason; it stays readable',
    policy: { on: 'withdrawVersion' },
    body: withdrawVersionRequest,
    answer: { status: 200, json: versionSummary },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/versions/:version/copy',
    about: 'Makes a new document with the text of a version',
    policy: { on: 'copyVersion' },
    body: copyVersionRequest,
    answer: { ...document, status: 201 },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/bring-back',
    about: 'Brings a row, a clause, a section or all of a version back into the text',
    policy: { on: 'bringBack' },
    body: bringBackRequest,
    answer: { status: 200, json: bringBackResponse },
  },
  // ── Concerns ───────────────────────────────────────────────────────────────────────────────
  {
    method: 'POST',
    path: '/api/concerns',
    about: 'Says that something is wrong, to those who look after people’s safety alone',
    policy: { ask: 'reportConcern' },
    body: reportConcernRequest,
    answer: { status: 201, json: reportConcernResponse },
  },
  {
    method: 'GET',
    path: '/api/concerns',
    about: 'The concerns, without their words',
    policy: { ask: 'handleConcern' },
    answer: { status: 200, json: concernSummary, isList: true },
  },
  {
    method: 'POST',
    path: '/api/concerns/:concern/open',
    about: 'Opens a concern, which is recorded',
    policy: { ask: 'handleConcern' },
    answer: { status: 200, json: concern },
  },
  {
    method: 'POST',
    path: '/api/concerns/:concern/notes',
    about: 'Notes what was done about a concern',
    policy: { ask: 'handleConcern' },
    body: noteConcernRequest,
    answer: { status: 200, json: concern },
  },
  // ── Consultations ──────────────────────────────────────────────────────────────────────────
  {
    method: 'GET',
    path: '/api/documents/:id/reading',
    about: 'The document by sections, in plain words where they are written, with what can change',
    policy: { on: 'readConsultation' },
    answer: { status: 200, json: youngReading },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/consultations',
    about: 'The consultations on a document',
    policy: { on: 'readConsultation' },
    answer: { status: 200, json: consultation, isList: true },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/consultations',
    about: 'Starts a consultation on a document',
    policy: { on: 'runConsultation' },
    body: consultationRequest,
    answer: { status: 201, json: consultation },
  },
  {
    method: 'PUT',
    path: '/api/documents/:id/consultations/:consultation',
    about: 'Changes what a consultation says',
    policy: { on: 'runConsultation' },
    body: consultationRequest,
    answer: { status: 200, json: consultation },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/consultations/:consultation/settle',
    about: 'Closes a consultation before its day, or says that its answers are out',
    policy: { on: 'runConsultation' },
    body: settleConsultationRequest,
    answer: { status: 200, json: consultation },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/votes',
    about: 'How you voted; how all did, for those who run the consultation',
    policy: { on: 'readConsultation' },
    answer: { status: 200, json: votesResponse },
  },
  {
    method: 'PUT',
    path: '/api/documents/:id/votes',
    about: 'Agrees, disagrees or is not sure about a part',
    policy: { on: 'vote' },
    body: voteRequest,
    answer: { status: 200, json: votesResponse },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/words',
    about: 'The words of a document that are explained, and those people asked about',
    policy: { on: 'readConsultation' },
    answer: { status: 200, json: wordsResponse },
  },
  {
    method: 'PUT',
    path: '/api/documents/:id/words',
    about: 'Explains words of a document',
    policy: { on: 'runConsultation' },
    body: changeWordsRequest,
    answer: { status: 200, json: wordsResponse },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/words/asked',
    about: 'Says that a word is not understood',
    policy: { on: 'readConsultation' },
    body: askWordRequest,
    answer: done,
  },
  // ── Pictures ───────────────────────────────────────────────────────────────────────────────
  {
    method: 'POST',
    path: '/api/images',
    about: 'Keeps a picture, at most 8 MB; the answer names its content',
    policy: { ask: 'uploadImage' },
    body: 'bytes',
    answer: { status: 201, words: 'The SHA-256 of the picture, and its size' },
  },
  {
    method: 'GET',
    path: '/api/contents/:hash',
    about: 'A picture',
    policy: { ask: 'readImage' },
    answer: { status: 200, words: 'The picture' },
  },
  // ── Directory ──────────────────────────────────────────────────────────────────────────────
  {
    method: 'GET',
    path: '/api/directory',
    about: 'Organisations, groups and people, and the questions they raise',
    policy: { ask: 'readDirectory' },
    answer: { status: 200, words: 'The directory' },
  },
  {
    method: 'POST',
    path: '/api/directory/entries',
    about: 'Adds an organisation, a group or a person',
    policy: { ask: 'editDirectory' },
    body: entryRequest,
    answer: { status: 201, words: 'The entry' },
  },
  {
    method: 'PUT',
    path: '/api/directory/entries/:id',
    about: 'Changes an entry',
    policy: { ask: 'editDirectory' },
    body: changeEntryRequest,
    answer: { status: 200, words: 'The entry' },
  },
  {
    method: 'DELETE',
    path: '/api/directory/entries/:id',
    about: 'Removes an entry; it can be restored for a week',
    policy: { ask: 'editDirectory' },
    answer: done,
  },
  {
    method: 'POST',
    path: '/api/directory/entries/:id/restore',
    about: 'Brings an entry back',
    policy: { ask: 'editDirectory' },
    answer: { status: 200, words: 'The entry' },
  },
  {
    method: 'PUT',
    path: '/api/directory/questions',
    about: 'Settles a question about two entries',
    policy: { ask: 'editDirectory' },
    body: settleRequest,
    answer: done,
  },
  {
    method: 'GET',
    path: '/api/directory/export',
    about: 'The directory as a workbook, or one of its tables as CSV',
    policy: { ask: 'readDirectory' },
    needsFreshProof: true,
    query: { format: 'xlsx or csv', table: 'with csv: which one' },
    answer: { status: 200, words: 'The file' },
  },
  {
    method: 'POST',
    path: '/api/directory/tables',
    about: 'Reads the tables of a CSV or Excel file, without keeping anything',
    policy: { ask: 'editDirectory' },
    body: 'bytes',
    query: { name: 'the name of the file' },
    answer: { status: 200, words: 'The tables' },
  },
  {
    method: 'POST',
    path: '/api/directory/imports',
    about: 'Brings rows of such tables into the directory',
    policy: { ask: 'editDirectory' },
    body: importDirectoryRequest,
    answer: { status: 200, words: 'What was added and changed' },
  },
  // ── Scripts ────────────────────────────────────────────────────────────────────────────────
  {
    method: 'GET',
    path: '/api/me/tokens',
    about: 'The tokens of your scripts',
    policy: { ask: 'makeToken' },
    answer: { status: 200, json: tokenSummary, isList: true },
  },
  {
    method: 'POST',
    path: '/api/me/tokens',
    about: 'Makes a token for a script; it is in this answer and nowhere else',
    policy: { ask: 'makeToken' },
    needsFreshProof: true,
    body: makeTokenRequest,
    answer: { status: 201, json: newTokenResponse },
  },
  {
    method: 'DELETE',
    path: '/api/me/tokens/:id',
    about: 'Ends a token',
    policy: { ask: 'makeToken' },
    answer: done,
  },
  {
    method: 'GET',
    path: '/api/openapi.json',
    about: 'This description',
    policy: 'anybody',
    answer: { status: 200, words: 'OpenAPI 3.1' },
  },
  // ── Audit ──────────────────────────────────────────────────────────────────────────────────
  {
    method: 'GET',
    path: '/api/audit',
    about: 'What was done by whom, the newest first, 100 at a time',
    policy: { ask: 'readAudit' },
    query: { before: 'the number of an entry: those before it' },
    answer: { status: 200, json: auditEntry, isList: true },
  },
]
