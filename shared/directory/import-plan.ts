import { findTable } from './found-tables.ts'
import type { FoundTable, Sheet } from './found-tables.ts'
import { openDraft } from './import-draft.ts'
import type { Draft } from './import-draft.ts'
import { readChampion, readEntry, readParent } from './import-entries.ts'
import { readMember } from './import-members.ts'
import type { Directory, Entry } from './model.ts'
import { TABLE_NOUNS } from './tables.ts'
import type { TableNoun } from './tables.ts'

/** What an import would do, and the entries there would be after it. */
export interface ImportPlan {
  tables: readonly PlannedTable[]
  /** Names of sheets without headings that mean anything to us. */
  skipped: readonly string[]
  lines: readonly ImportLine[]
  /** All entries, changed or not; new ones have ids for which `isNewId` is true. */
  entries: readonly Entry[]
}

export interface PlannedTable {
  name: string
  noun: TableNoun
  /** Headings whose columns are left out. */
  unknown: readonly string[]
}

/** One row of a file. */
export interface ImportLine {
  /** The same for the same row of the same file. */
  key: string
  noun: TableNoun
  /** As a spreadsheet numbers it. */
  row: number
  name: string
  /** `unclear` rows are left out until somebody says what they mean. */
  outcome: 'new' | 'changed' | 'unchanged' | 'unclear'
  changes: readonly FieldChange[]
  /** Plain sentences: why it is unclear, or what of the row was left out. */
  notes: readonly string[]
  /** What an unclear row may mean. */
  choices: readonly LineChoice[]
}

export interface FieldChange {
  /** The heading. */
  field: string
  before: string
  after: string
}

/** `value` goes into `choices`: 'add', or the id of an entry. */
export interface LineChoice {
  value: string
  label: string
}

/** What somebody said about unclear rows, by the key of the line. */
export type ImportChoices = Readonly<Record<string, string>>

/**
 * Compares the tables of a file with a directory. Rows are matched by id, or by name and other
 * names. Nothing is ever removed, and an empty cell keeps what is there. Where it cannot be seen
 * who is meant, the row is unclear. Deterministic, so what was shown is what will be done.
 */
export function planImport(
  directory: Pick<Directory, 'entries'>,
  { sheets, choices = {} }: { sheets: readonly Sheet[]; choices?: ImportChoices },
): ImportPlan {
  const found = sheets.map((sheet, index) => findTable(sheet, index))
  const tables = found
    .filter((table) => table !== null)
    .sort((one, other) => TABLE_NOUNS.indexOf(one.noun) - TABLE_NOUNS.indexOf(other.noun))
  const draft = openDraft(directory.entries, choices)
  const isOf = (table: FoundTable, noun: TableNoun) => table.noun === noun
  for (const table of tables) {
    if (!isOf(table, 'members')) for (const row of table.rows) readEntry(draft, table, row)
  }
  // Whom an entry points to may stand further down or in a later table.
  for (const table of tables) {
    if (isOf(table, 'organisations')) for (const row of table.rows) readChampion(draft, table, row)
    if (isOf(table, 'groups')) for (const row of table.rows) readParent(draft, table, row)
    if (isOf(table, 'members')) for (const row of table.rows) readMember(draft, table, row)
  }
  return {
    tables: tables.map(({ noun, sheet, unknown }) => ({
      name: sheets[sheet]?.name ?? '',
      noun,
      unknown,
    })),
    skipped: sheets.filter((_, index) => found[index] === null).map(({ name }) => name),
    lines: linesOf(draft),
    entries: [...draft.entries.values()],
  }
}

export type ImportCounts = Record<ImportLine['outcome'], number>

export function countLines(lines: readonly ImportLine[]): ImportCounts {
  const counts: ImportCounts = { new: 0, changed: 0, unchanged: 0, unclear: 0 }
  for (const { outcome } of lines) counts[outcome] += 1
  return counts
}

function linesOf({ lines }: Draft): ImportLine[] {
  return [...lines.values()].map((line) => {
    const isChanged = line.outcome === 'unchanged' && line.changes.length > 0
    return { ...line, outcome: isChanged ? 'changed' : line.outcome }
  })
}
