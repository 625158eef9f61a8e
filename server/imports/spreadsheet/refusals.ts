import { Refusal } from '../../../shared/refusals.ts'

export function tooManyCells(): Refusal {
  return new Refusal(
    'too_large',
    'This file holds more than can be read: at most 5,000 rows, 50 columns and 20 sheets, and 2,000 letters in a cell. Split it and bring the parts one by one.',
  )
}

export function unreadableSheet(): Refusal {
  return new Refusal(
    'unreadable_file',
    'This file could not be read as a table. Bring an Excel workbook (.xlsx) without a password, or a CSV file.',
  )
}
