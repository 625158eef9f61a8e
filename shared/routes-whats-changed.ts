import type { Route } from './routes.ts'
import { sheetResponse, writeSheetRequest } from './whats-changed.ts'

/** The What’s Changed sheet of a document. */
export const WHATS_CHANGED_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/documents/:id/whats-changed',
    about: 'What is done now, what comes next and what changed, by level of involvement',
    policy: { on: 'readComments' },
    answer: { status: 200, json: sheetResponse },
  },
  {
    method: 'PUT',
    path: '/api/documents/:id/whats-changed',
    about: 'Writes a service’s own words into its sheet',
    policy: { on: 'answerComments' },
    body: writeSheetRequest,
    answer: { status: 200, json: sheetResponse },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/whats-changed/file',
    about: 'The sheet as a file',
    policy: { on: 'exportDocument' },
    query: { format: 'docx, pdf or html' },
    answer: { status: 200, words: 'The file' },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/you-said/file',
    about: 'What people said and what was done, as a file',
    policy: { on: 'exportDocument' },
    query: { format: 'docx, pdf or html' },
    answer: { status: 200, words: 'The file' },
  },
]
