import { fromSafeCell } from './formula.ts'
import { tidy } from './names.ts'
import { HEADINGS, TABLE_NAMES, TABLE_NOUNS } from './tables.ts'
import type { TableNoun } from './tables.ts'

/** A sheet of a workbook, or the one table of a CSV file: cells as text, as they stand. */
export interface Sheet {
  name: string
  rows: readonly (readonly string[])[]
}

/** A sheet in which the headings of one of our tables were found. */
export interface FoundTable {
  noun: TableNoun
  /** Position of the sheet in the file. */
  sheet: number
  rows: FoundRow[]
  /** Headings that mean nothing to us: their columns are left out. */
  unknown: string[]
}

export interface FoundRow {
  /** As a spreadsheet numbers it, from 1. */
  row: number
  /** Tidied text by field; only columns that the sheet has. */
  cells: Readonly<Record<string, string>>
}

/** Other words for our headings, as they are in the lists people have. */
const OTHER_WORDS: Record<TableNoun, Record<string, readonly string[]>> = {
  organisations: {
    name: ['organisation', 'organisation name', 'partner', 'agency', 'service'],
    aliases: ['aliases', 'alias', 'also known as', 'short name', 'abbreviation'],
    kind: ['type', 'sector'],
    contactMailbox: ['mailbox'],
  },
  people: {
    name: ['full name', 'member', 'member name', 'person', 'contact', 'officer'],
    aliases: ['aliases', 'alias', 'also called'],
    initials: ['initial', 'key'],
    title: ['job title', 'post', 'position', 'role', 'job'],
    organisation: ['organisation name', 'service', 'agency', 'partner', 'employer', 'department'],
    email: ['email', 'email address', 'e-mail address', 'mail', 'contact email'],
  },
  groups: {
    name: ['group', 'group name'],
    aliases: ['aliases', 'alias', 'also known as', 'short name', 'abbreviation'],
    kind: ['type'],
    parent: ['parent', 'parent group', 'belongs to'],
    agesFrom: ['age from', 'youngest'],
    agesTo: ['age to', 'oldest'],
    reaches: ['reaches', 'area', 'who is reached'],
  },
  members: {
    group: ['group name'],
    person: ['member', 'name', 'member name', 'full name'],
    role: ['role in group'],
    representing: ['represents'],
    organisation: ['organisation'],
  },
}

const NEEDED: Record<TableNoun, readonly string[]> = {
  organisations: ['name'],
  people: ['name'],
  groups: ['name'],
  members: ['group', 'person'],
}

/** Councils put a title above the headings of a table. */
const ROWS_ABOVE = 10

/** Null where no row near the top has the headings of a table. */
export function findTable({ name, rows }: Sheet, sheet: number): FoundTable | null {
  for (const [at, headings] of rows.slice(0, ROWS_ABOVE).entries()) {
    const noun = nounOf(headings, name)
    if (noun === null) continue
    const fields = headings.map((heading) => fieldOf(noun, heading))
    const found = rows.slice(at + 1).flatMap((cells, index): FoundRow[] => {
      if (cells.every((cell) => cell.trim() === '')) return []
      return [{ row: at + index + 2, cells: byField(fields, cells) }]
    })
    const unknown = headings.filter(
      (heading, index) => tidy(heading) !== '' && fields[index] === null,
    )
    return { noun, sheet, rows: found, unknown: unknown.map(tidy) }
  }
  return null
}

/** The table that most of the headings belong to; the name of the sheet decides between equals. */
function nounOf(headings: readonly string[], sheetName: string): TableNoun | null {
  const filled = headings.filter((heading) => tidy(heading) !== '')
  if (filled.length < 2 && !isNamed(sheetName)) return null
  let best: { noun: TableNoun; score: number } | null = null
  for (const noun of TABLE_NOUNS) {
    const fields = new Set(filled.map((heading) => fieldOf(noun, heading)))
    if (!NEEDED[noun].every((field) => fields.has(field))) continue
    fields.delete(null)
    const score = fields.size + (isNameOf(noun, sheetName) ? 2.5 : 0)
    if (best === null || score > best.score) best = { noun, score }
    else if (score === best.score) best = { noun: moreLikely(best.noun, noun), score }
  }
  return best?.noun ?? null
}

/** Where headings alone do not tell, a list of names is most often one of people. */
function moreLikely(one: TableNoun, other: TableNoun): TableNoun {
  return [one, other].includes('people') ? 'people' : one
}

function isNamed(sheetName: string): boolean {
  return TABLE_NOUNS.some((noun) => isNameOf(noun, sheetName))
}

function isNameOf(noun: TableNoun, sheetName: string): boolean {
  return sheetName.toLowerCase().includes(TABLE_NAMES[noun].toLowerCase())
}

function fieldOf(noun: TableNoun, heading: string): string | null {
  const wanted = asPlain(heading)
  for (const [field, written] of Object.entries(HEADINGS[noun])) {
    const words = [written, ...(OTHER_WORDS[noun][field] ?? [])]
    if (words.some((each) => asPlain(each) === wanted)) return field
  }
  return null
}

function asPlain(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll('z', 's')
    .replace(/[^a-z]/g, '')
}

/** Of two columns with one heading the first counts. */
function byField(
  fields: readonly (string | null)[],
  cells: readonly string[],
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [index, field] of fields.entries()) {
    if (field !== null && !(field in found)) found[field] = tidy(fromSafeCell(cells[index] ?? ''))
  }
  return found
}
