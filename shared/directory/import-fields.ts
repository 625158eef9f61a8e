import type { FoundRow } from './found-tables.ts'
import { putEntry } from './import-draft.ts'
import type { Draft, DraftLine } from './import-draft.ts'
import type { FieldChange } from './import-plan.ts'
import { GROUP_KIND_NAMES, ORGANISATION_KIND_NAMES, kindNamed } from './kinds.ts'
import { MAX_AGE, MAX_ALIASES, MAX_INITIALS, MAX_NAME } from './model.ts'
import type { Entry } from './model.ts'
import { isEmail, splitAliases } from './names.ts'
import { HEADINGS } from './tables.ts'

/** Takes over the fields of a row that stand for themselves. An empty cell keeps what is there. */
export function readFields(
  draft: Draft,
  line: DraftLine,
  { id, cells }: { id: string; cells: FoundRow['cells'] },
): void {
  const entry = draft.entries.get(id)
  if (entry === undefined) return
  putEntry(draft, withFields(entry, line, cells))
}

function withFields(entry: Entry, line: DraftLine, cells: FoundRow['cells']): Entry {
  switch (entry.noun) {
    case 'organisation': {
      const heading = HEADINGS.organisations
      const { kind, contactRole, contactMailbox } = entry
      return {
        ...entry,
        ...namesOf(entry, line, cells),
        kind: take(line, heading.kind, cells['kind'], kind, kindOf(ORGANISATION_KIND_NAMES)),
        contactRole: take(line, heading.contactRole, cells['contactRole'], contactRole, TEXT),
        contactMailbox: take(
          line,
          heading.contactMailbox,
          cells['contactMailbox'],
          contactMailbox,
          EMAIL,
        ),
      }
    }
    case 'group': {
      const heading = HEADINGS.groups
      const { kind, ages, reaches } = entry
      const from = take(line, heading.agesFrom, cells['agesFrom'], ages?.from ?? null, AGE)
      const to = take(line, heading.agesTo, cells['agesTo'], ages?.to ?? null, AGE)
      return {
        ...entry,
        ...namesOf(entry, line, cells),
        kind: take(line, heading.kind, cells['kind'], kind, kindOf(GROUP_KIND_NAMES)),
        ages: asAges(from ?? to, to ?? from),
        reaches: take(line, heading.reaches, cells['reaches'], reaches, TEXT),
      }
    }
    case 'person': {
      const heading = HEADINGS.people
      const { initials, title, email } = entry
      return {
        ...entry,
        ...namesOf(entry, line, cells),
        initials: take(line, heading.initials, cells['initials'], initials, INITIALS),
        title: take(line, heading.title, cells['title'], title, TEXT),
        email: take(line, heading.email, cells['email'], email, EMAIL),
      }
    }
  }
}

function namesOf(entry: Entry, line: DraftLine, cells: FoundRow['cells']) {
  const heading = entry.noun === 'person' ? HEADINGS.people.aliases : HEADINGS.groups.aliases
  // A row that was found by a name keeps the name there is: "PW" or "CLLR WICK" is no new one.
  const name = cells['id'] === entry.id ? cells['name'] : undefined
  return {
    name: take(line, HEADINGS.people.name, name, entry.name, TEXT),
    aliases: take(line, heading, cells['aliases'], entry.aliases, ALIASES),
  }
}

function asAges(from: number | null, to: number | null): { from: number; to: number } | null {
  if (from === null || to === null) return null
  return { from: Math.min(from, to), to: Math.max(from, to) }
}

/** How the text of a cell becomes a value; null for text that cannot be one. */
interface Reading<Value> {
  read(cell: string): Value | null
  show(value: Value): string
  /** Ends the sentence that begins with what the cell says. */
  refusal: string
}

const TEXT: Reading<string> = {
  read: (cell) => (cell.length > MAX_NAME ? null : cell),
  show: (text) => text,
  refusal: `is longer than ${MAX_NAME} letters.`,
}

const INITIALS: Reading<string> = {
  ...TEXT,
  read: (cell) => (cell.length > MAX_INITIALS ? null : cell),
  refusal: `is longer than ${MAX_INITIALS} letters.`,
}

const EMAIL: Reading<string> = {
  ...TEXT,
  read: (cell) => (isEmail(cell) ? cell : null),
  refusal: 'is not an e-mail address.',
}

const AGE: Reading<number | null> = {
  read: (cell) => (/^\d{1,2}$/.test(cell) && Number(cell) <= MAX_AGE ? Number(cell) : null),
  show: (age) => String(age ?? ''),
  refusal: `is not an age from 0 to ${MAX_AGE}.`,
}

const ALIASES: Reading<readonly string[]> = {
  read: (cell) => {
    const aliases = splitAliases(cell)
    return aliases.length > MAX_ALIASES ? null : aliases
  },
  show: (aliases) => aliases.join('; '),
  refusal: `is more than ${MAX_ALIASES} names.`,
}

function kindOf<Kind extends string>(names: Record<Kind, string>): Reading<Kind> {
  return {
    read: (cell) => kindNamed(names, cell),
    show: (kind) => names[kind],
    refusal: `is none of ${Object.values(names).join(', ')}.`,
  }
}

function take<Value>(
  line: DraftLine,
  heading: string,
  cell: string | undefined,
  before: Value,
  { read, show, refusal }: Reading<Value>,
): Value {
  if (cell === undefined || cell === '') return before
  const after = read(cell)
  if (after === null) {
    line.notes.push(`“${shorten(cell)}” ${refusal} “${heading}” was left as it is.`)
    return before
  }
  if (show(after) === show(before)) return before
  noteChange(line, { field: heading, before: show(before), after: show(after) })
  return after
}

export function noteChange(line: DraftLine, change: FieldChange): void {
  if (change.before !== change.after) line.changes.push(change)
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
