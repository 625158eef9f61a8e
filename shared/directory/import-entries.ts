import { initialsOf } from '../reading/key.ts'
import type { FoundRow, FoundTable } from './found-tables.ts'
import { entriesLike, entriesNamed, findNamed, lineKey, newId, putEntry } from './import-draft.ts'
import type { Draft, DraftLine } from './import-draft.ts'
import { noteChange, readFields } from './import-fields.ts'
import { isInside } from './nesting.ts'
import type { LineChoice } from './import-plan.ts'
import { describePerson } from './blocks.ts'
import { MAX_NAME, nameOf } from './model.ts'
import type { Entry, Noun } from './model.ts'
import { nameKey } from './names.ts'
import { HEADINGS } from './tables.ts'

const NOUNS = { organisations: 'organisation', people: 'person', groups: 'group' } as const

/** Reads a row of organisations, people or groups, without what it points to in later tables. */
export function readEntry(draft: Draft, table: FoundTable, found: FoundRow): void {
  if (table.noun === 'members') return
  const noun = NOUNS[table.noun]
  const { name = '' } = found.cells
  const key = lineKey(table, found)
  const line: DraftLine = {
    key,
    noun: table.noun,
    row: found.row,
    name,
    outcome: 'unclear',
    changes: [],
    notes: [],
    choices: [],
  }
  draft.lines.set(key, line)
  const match = settle(draft, line, matchRow(draft, noun, found))
  if (match.state === 'unclear') {
    line.notes.push(match.why)
    return
  }
  line.outcome = match.state === 'new' ? 'new' : 'unchanged'
  const id = match.state === 'new' ? addEntry(draft, noun, name) : match.id
  draft.subjects.set(key, id)
  draft.claimed.add(id)
  readFields(draft, line, { id, cells: found.cells })
  if (noun === 'person') readOrganisation(draft, line, { id, found })
}

/** What somebody has said about an unclear row. */
function settle(draft: Draft, line: DraftLine, match: Match): Match {
  if (match.state !== 'unclear') return match
  line.choices = match.choices
  const chosen = match.choices.find(({ value }) => value === draft.choices[line.key])
  if (chosen === undefined) return match
  return chosen.value === 'add' ? { state: 'new' } : { state: 'known', id: chosen.value }
}

type Match =
  | { state: 'known'; id: string }
  | { state: 'new' }
  | { state: 'unclear'; why: string; choices: LineChoice[] }

const ADD: LineChoice = { value: 'add', label: 'Add it as a new one' }

function matchRow(draft: Draft, noun: Noun, { cells }: FoundRow): Match {
  const { name = '', id } = cells
  if (nameKey(name) === '') return { state: 'unclear', why: 'There is no name.', choices: [] }
  if (name.length > MAX_NAME) {
    return { state: 'unclear', why: `The name is longer than ${MAX_NAME} letters.`, choices: [] }
  }
  const byId = id === undefined ? undefined : draft.entries.get(id)
  const named = byId?.noun === noun ? [byId] : narrow(draft, entriesNamed(draft, noun, name), cells)
  const free = named.filter((entry) => !draft.claimed.has(entry.id))
  if (named.length > 0 && free.length === 0) {
    return { state: 'unclear', why: 'This name stands in the file twice.', choices: [ADD] }
  }
  const [only, ...others] = free
  if (only !== undefined && others.length === 0) return { state: 'known', id: only.id }
  if (only !== undefined) {
    const why = `There are several called “${name}”.`
    return { state: 'unclear', why, choices: [...free.map((each) => itIs(draft, each)), ADD] }
  }
  const alike = entriesLike(draft, noun, name)
  if (alike.length === 0) return { state: 'new' }
  const why = `This looks like “${alike[0]?.name ?? ''}”, but is not the same.`
  const open = alike.filter(({ id }) => !draft.claimed.has(id))
  return { state: 'unclear', why, choices: [...open.map((each) => itIs(draft, each)), ADD] }
}

/** Of several people with one name, those with the e-mail address or organisation of the row. */
function narrow(draft: Draft, named: Entry[], cells: FoundRow['cells']): Entry[] {
  if (named.length < 2) return named
  const { email = '', organisation = '' } = cells
  const byEmail = named.filter(
    (each) => each.noun === 'person' && email !== '' && sameText(each.email, email),
  )
  if (byEmail.length > 0) return byEmail
  const employer = entriesNamed(draft, 'organisation', organisation)
  const byEmployer = named.filter(
    (each) => each.noun === 'person' && employer.some(({ id }) => id === each.organisation),
  )
  return byEmployer.length > 0 ? byEmployer : named
}

function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function itIs(draft: Draft, entry: Entry): LineChoice {
  const about = entry.noun === 'person' ? describePerson(entry, draft.entries) : ''
  return { value: entry.id, label: `It is ${entry.name}${about === '' ? '' : ` (${about})`}` }
}

function addEntry(draft: Draft, noun: Noun, name: string): string {
  const id = newId(draft)
  putEntry(draft, blankEntry(noun, { id, name }))
  return id
}

/** An organisation that only people's rows name is added on its own line. */
function readOrganisation(
  draft: Draft,
  line: DraftLine,
  { id, found }: { id: string; found: FoundRow },
): void {
  const { organisation: name = '' } = found.cells
  const person = draft.entries.get(id)
  if (nameKey(name) === '' || person?.noun !== 'person') return
  const pointed = findNamed(draft, { noun: 'organisation', name, now: person.organisation })
  if (pointed.state === 'unclear') {
    line.notes.push(`${pointed.why} The organisation was left as it is.`)
    return
  }
  let organisation = pointed.state === 'found' ? pointed.id : null
  if (organisation === null) {
    organisation = addEntry(draft, 'organisation', name)
    draft.lines.set(`${line.key}:organisation`, {
      key: `${line.key}:organisation`,
      noun: 'organisations',
      row: line.row,
      name,
      outcome: 'new',
      changes: [],
      notes: [],
      choices: [],
    })
  }
  const [before, after] = [
    nameOf(draft.entries, person.organisation),
    nameOf(draft.entries, organisation),
  ]
  if (person.organisation === organisation) return
  noteChange(line, { field: HEADINGS.people.organisation, before, after })
  putEntry(draft, { ...person, organisation })
}

/** Reads who the champion of an organisation is, once all people are read. */
export function readChampion(draft: Draft, table: FoundTable, found: FoundRow): void {
  const organisation = draft.entries.get(draft.subjects.get(lineKey(table, found)) ?? '')
  if (organisation?.noun !== 'organisation') return
  readPointer(draft, lineKey(table, found), {
    noun: 'person',
    name: found.cells['champion'],
    now: organisation.champion,
    heading: HEADINGS.organisations.champion,
    point: (champion) => ({ ...organisation, champion }),
  })
}

/** Reads which group a group is part of, once all groups are read. */
export function readParent(draft: Draft, table: FoundTable, found: FoundRow): void {
  const group = draft.entries.get(draft.subjects.get(lineKey(table, found)) ?? '')
  if (group?.noun !== 'group') return
  readPointer(draft, lineKey(table, found), {
    noun: 'group',
    name: found.cells['parent'],
    now: group.parent,
    heading: HEADINGS.groups.parent,
    point: (parent) =>
      isInside(draft.entries, { group: parent, of: group.id }) ? null : { ...group, parent },
  })
}

interface Pointer {
  noun: Noun
  name: string | undefined
  now: string | null
  heading: string
  /** The entry pointing there; null where it may not. */
  point: (id: string) => Entry | null
}

function readPointer(draft: Draft, key: string, pointer: Pointer): void {
  const { noun, name = '', now, heading, point } = pointer
  const line = draft.lines.get(key)
  if (line === undefined || nameKey(name) === '') return
  const pointed = findNamed(draft, { noun, name, now })
  const why =
    pointed.state === 'unclear' ? pointed.why : `“${name}” is not in the directory or in this file.`
  if (pointed.state !== 'found') {
    line.notes.push(`${why} “${heading}” was left as it is.`)
    return
  }
  if (pointed.id === now) return
  const changed = point(pointed.id)
  if (changed === null) {
    line.notes.push(`A group cannot be part of itself. “${heading}” was left as it is.`)
    return
  }
  const [before, after] = [nameOf(draft.entries, now), nameOf(draft.entries, pointed.id)]
  noteChange(line, { field: heading, before, after })
  putEntry(draft, changed)
}

/** An entry of which only the name is known. */
function blankEntry(noun: Noun, { id, name }: { id: string; name: string }): Entry {
  const named = { id, revision: 0, isDemo: false, name, aliases: [] }
  switch (noun) {
    case 'organisation':
      return { ...named, noun, kind: 'other', champion: null, contactRole: '', contactMailbox: '' }
    case 'group':
      return { ...named, noun, kind: 'working', parent: null, ages: null, reaches: '', members: [] }
    case 'person':
      return {
        ...named,
        noun,
        initials: initialsOf(name),
        title: '',
        organisation: null,
        email: '',
      }
  }
}
