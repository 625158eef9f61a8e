import { Refusal } from '../../../shared/refusals.ts'
import type { CellLimits } from '../spreadsheet.ts'

export function tooManyCells({ rows, columns, sheets, cellLetters }: CellLimits): Refusal {
  const counted = (count: number) => count.toLocaleString('en-GB')
  return new Refusal(
    'too_large',
    `This file holds more than can be read: at most ${counted(rows)} rows, ${columns} columns and ${sheets} sheets, and ${counted(cellLetters)} letters in a cell. Split it and bring the parts one by one.`,
  )
}

export function unreadableSheet(): Refusal {
  return new Refusal(
    'unreadable_file',
    'This file could not be read as a table. Bring an Excel workbook (.xlsx) without a password, or a CSV file.',
  )
}
