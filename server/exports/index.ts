import type { ExportFormat } from './export-format.ts'
import { jsonFormat } from './json.ts'
import { markdownFormat } from './markdown.ts'
import { planCsvFormat, planWorkbookFormat } from './plan-file.ts'

/** The formats a document can leave in, by the name they are asked for with. */
export const EXPORTS = {
  json: jsonFormat,
  markdown: markdownFormat,
  csv: planCsvFormat,
  xlsx: planWorkbookFormat,
} as const satisfies Record<string, ExportFormat>

export type ExportName = keyof typeof EXPORTS

export function isExportName(name: string): name is ExportName {
  return Object.hasOwn(EXPORTS, name)
}
