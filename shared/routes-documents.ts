import { createDocumentRequest, renameDocumentRequest } from './api.ts'
import { placesResponse } from './api-places.ts'
import { planFileResponse, takenPlanFileResponse } from './api-plan-file.ts'
import { shareRequest, sharingResponse } from './api-seats.ts'
import type { Route } from './routes.ts'

const document = {
  status: 200,
  words: 'A document: its id, title, kind, counts and times',
} as const
const sharing = { status: 200, json: sharingResponse } as const
const done = { status: 204 } as const

/** Documents, their files and their pictures. */
export const DOCUMENT_ROUTES: readonly Route[] = [
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
    about:
      'Shares a document with an account, a group or organisation of the directory, or everyone',
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
    query: {
      format: 'docx, pdf, html, markdown, json, zip, csv or xlsx',
      version: 'the id or number of a version; unless given, the text as it is now',
      since: 'an earlier version: what changed since is shown, in a Word file or PDF',
      comments: 'yes: with the comments you may see, in a Word file',
    },
    answer: { status: 200, words: 'The file' },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/places',
    about: 'The headings and the rows of plans that can be linked to',
    policy: { on: 'readDocument' },
    query: { of: 'ids to find out about, at most 200, with commas between them' },
    answer: { status: 200, json: placesResponse },
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
      order: '`take`: rows go where they stand in the file',
    },
    answer: { status: 200, json: takenPlanFileResponse },
  },
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
]
