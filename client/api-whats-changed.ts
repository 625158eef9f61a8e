import type { SheetResponse, WriteSheetRequest } from '../shared/whats-changed.ts'
import { ask, documentPath } from './api.ts'

export function readSheet(documentId: string): Promise<SheetResponse> {
  return ask('GET', `${documentPath(documentId)}/whats-changed`)
}

export function writeSheet(documentId: string, request: WriteSheetRequest): Promise<SheetResponse> {
  return ask('PUT', `${documentPath(documentId)}/whats-changed`, request)
}

/** Where what people said and what was done is as a file. */
export function youSaidFile(documentId: string, format: 'docx' | 'pdf'): string {
  return `${documentPath(documentId)}/you-said/file?format=${format}`
}

/** Where the sheet is as a file. */
export function sheetFile(documentId: string, format: 'docx' | 'pdf'): string {
  return `${documentPath(documentId)}/whats-changed/file?format=${format}`
}
