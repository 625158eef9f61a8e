import { writeCsv } from '../../shared/directory/csv.ts'
import type { WrittenTable } from '../../shared/directory/tables.ts'

/** A file on its way out. */
export interface WrittenFile {
  name: string
  mediaType: string
  bytes: Uint8Array
}

/** One table as CSV. */
export function writeCsvFile({ name, rows }: WrittenTable): WrittenFile {
  return {
    name: `${name}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    bytes: new TextEncoder().encode(writeCsv(rows)),
  }
}

/** All tables as the sheets of one Excel workbook; every cell is text, so nothing is calculated. */
export async function writeWorkbook(tables: readonly WrittenTable[]): Promise<WrittenFile> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const sheets = tables.map(({ name, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: (rows[0] ?? []).map((_, column) => ({ width: widthOf(rows, column) })),
    data: rows.map((row, index) =>
      row.map((value) =>
        value === ''
          ? null
          : { value, type: String, ...(index === 0 && { fontWeight: 'bold' as const }) },
      ),
    ),
  }))
  const bytes = await writeExcelFile(sheets).toBuffer()
  return {
    name: 'Directory.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes,
  }
}

/** In letters: as wide as the longest cell, within reason. */
function widthOf(rows: readonly (readonly string[])[], column: number): number {
  const longest = Math.max(...rows.map((row) => (row[column] ?? '').length))
  return Math.min(50, Math.max(10, longest + 2))
}
