import type { Node } from '@tiptap/pm/model'
import { writeCsv } from '../../shared/directory/csv.ts'
import { rowsOfAll, sheetsOf } from '../../shared/plan-file/plan-sheets.ts'
import type { PlanProgress } from '../../shared/plan-file/plan-progress.ts'
import type { PlanSheet } from '../../shared/plan-file/plan-sheets.ts'
import type { ExportFormat } from './export-format.ts'

export const planCsvFormat: ExportFormat = {
  extension: 'csv',
  mediaType: 'text/csv',
  writtenIn: 'place',
  isPlansOnly: true,
  write: ({ body, progress }) => writePlanCsv(body, progress),
}

export const planWorkbookFormat: ExportFormat = {
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  writtenIn: 'place',
  isPlansOnly: true,
  write: ({ body, progress }) => writePlanWorkbook(body, progress),
}

/** The action plans of a document as CSV, one row for each action. */
export function writePlanCsv(body: Node, progress: PlanProgress | null = null): string {
  return writeCsv(rowsOfAll(body, progress))
}

/** The action plans of a document as an Excel workbook, a sheet for each; every cell is text. */
export async function writePlanWorkbook(
  body: Node,
  progress: PlanProgress | null = null,
): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const sheets = sheetsOf(body, progress)
  const written = sheets.length === 0 ? [NO_PLAN] : sheets
  return writeExcelFile(
    written.map((sheet) => ({
      sheet: sheet.name,
      stickyRowsCount: 1,
      orientation: 'landscape' as const,
      columns: widthsOf(sheet),
      data: sheet.rows.map((row, index) =>
        row.map((value) =>
          value === ''
            ? null
            : {
                value: asExcelText(value),
                type: String,
                wrap: true,
                alignVertical: 'top' as const,
                ...(index === 0 && { fontWeight: 'bold' as const, backgroundColor: '#e3f0ea' }),
              },
        ),
      ),
    })),
  ).toBuffer()
}

const NO_PLAN: PlanSheet = {
  name: 'No action plan',
  rows: [['This document has no action plan.']],
}

/** Excel takes "_x0041_" in a text for the sign of that number: the first line says it is not. */
function asExcelText(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

/** In letters, by the longest line of each column; the mark at the end is nobody's reading. */
function widthsOf({ rows }: PlanSheet): { width: number }[] {
  const columns = rows[0]?.length ?? 0
  return Array.from({ length: columns }, (_, column) => {
    if (column === columns - 1) return { width: 12 }
    const lines = rows.flatMap((row) => (row[column] ?? '').split('\n'))
    return { width: Math.min(48, Math.max(12, ...lines.map(({ length }) => length + 2))) }
  })
}
