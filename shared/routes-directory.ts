import { changeEntryRequest, entryRequest, importDirectoryRequest, settleRequest } from './api.ts'
import type { Route } from './routes.ts'

const done = { status: 204 } as const

/** Organisations, groups and people of the partnership. */
export const DIRECTORY_ROUTES: readonly Route[] = [
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
]
