import type {
  ChangeEntryRequest,
  DirectoryResponse,
  EntryRequest,
  ImportDirectoryRequest,
  ImportDirectoryResponse,
  SettleRequest,
  SheetsResponse,
} from '../shared/api.ts'
import type { Entry } from '../shared/directory/model.ts'
import type { TableNoun } from '../shared/directory/tables.ts'
import { ask, send } from './api.ts'
import type { ImportProgress, Upload } from './api.ts'

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

function entryPath(id: string): string {
  return `/api/directory/entries/${encodeURIComponent(id)}`
}
