import type { ExportName } from '../../shared/export-formats.ts'
import { docxFormat } from './docx.ts'
import type { ExportFormat, ExportedDocument } from './export-format.ts'
import { htmlFormat } from './html.ts'
import { jsonFormat } from './json.ts'
import { markdownFormat } from './markdown.ts'
import { pdfFormat } from './pdf.ts'
import { planCsvFormat, planWorkbookFormat } from './plan-file.ts'
import { writeInProcess } from './process.ts'
import { zipFormat } from './zip.ts'

/** The formats a document can leave in, by name, in the order they are offered in. */
export const EXPORTS = {
  docx: docxFormat,
  pdf: pdfFormat,
  html: htmlFormat,
  markdown: markdownFormat,
  xlsx: planWorkbookFormat,
  csv: planCsvFormat,
  zip: zipFormat,
  json: jsonFormat,
} as const satisfies Record<ExportName, ExportFormat>

/** The format of this name or with this extension; null if there is none. */
export function findExport(name: string): ExportName | null {
  const found = Object.entries(EXPORTS).find(
    ([key, { extension }]) => key === name || extension === name,
  )
  return found === undefined ? null : (found[0] as ExportName) // Object.entries forgets the key type
}

/**
 * Writes a document in a format. What takes long is written in a process of its own, so that the
 * server goes on serving; a few at once, and a few more wait.
 *
 * @throws {Refusal} `too_large`, `too_many` or `unavailable`, in plain words.
 */
export async function writeExport(
  name: ExportName,
  document: ExportedDocument,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<Uint8Array> {
  const format: ExportFormat = EXPORTS[name]
  if (format.writtenIn === 'process') return writeInProcess(name, document, { signal })
  const written = await format.write(document)
  return typeof written === 'string' ? new TextEncoder().encode(written) : written
}
