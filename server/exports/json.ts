import { SCHEMA_VERSION } from '../../shared/schema/index.ts'
import type { ExportFormat } from './export-format.ts'

/** The document as the program itself knows it: nothing is left out. */
export const jsonFormat: ExportFormat = {
  extension: 'json',
  mediaType: 'application/json',
  writtenIn: 'place',
  write: ({ title, body }) =>
    `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, title, body: body.toJSON() }, null, 2)}\n`,
}
