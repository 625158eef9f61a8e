import {
  bringBackRequest,
  bringBackResponse,
  copyVersionRequest,
  makeVersionRequest,
  versionSummary,
  versionsResponse,
  withdrawVersionRequest,
} from './api-versions.ts'
import type { Route } from './routes.ts'

const document = {
  status: 200,
  words: 'A document: its id, title, kind, counts and times',
} as const

/** Frozen versions of a document. */
export const VERSION_ROUTES: readonly Route[] = [
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
    method: 'GET',
    path: '/api/documents/:id/compare',
    about: 'What changed between two versions, or a version and the text as it is now',
    policy: { on: 'seeVersions' },
    query: {
      before: 'a version or a safety point',
      after: 'the same, or `live`, which is meant unless given',
    },
    answer: {
      status: 200,
      words: 'The changes in words, and the later text with every change marked',
    },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/bring-back',
    about: 'Brings a row, a clause, a section or all of a version back into the text',
    policy: { on: 'bringBack' },
    body: bringBackRequest,
    answer: { status: 200, json: bringBackResponse },
  },
]
