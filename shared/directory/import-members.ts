import type { FoundRow, FoundTable } from './found-tables.ts'
import { findNamed, lineKey, putEntry } from './import-draft.ts'
import type { Draft, DraftLine, Pointed } from './import-draft.ts'
import { noteChange } from './import-fields.ts'
import { MEMBER_ROLE_NAMES, kindNamed } from './kinds.ts'
import { MAX_MEMBERS, MAX_NAME, nameOf } from './model.ts'
import type { Group, Membership, Noun } from './model.ts'
import { HEADINGS } from './tables.ts'

/** Reads a row that puts a person into a group. */
export function readMember(draft: Draft, table: FoundTable, { row, cells }: FoundRow): void {
  const { group: groupName = '', person: personName = '' } = cells
  const line: DraftLine = {
    key: lineKey(table, { row, cells }),
    noun: 'members',
    row,
    name: `${personName} in ${groupName}`,
    outcome: 'unclear',
    changes: [],
    notes: [],
    choices: [],
  }
  draft.lines.set(line.key, line)
  const group = requireEntry(draft, line, { noun: 'group', name: groupName, id: cells['groupId'] })
  const person = requireEntry(draft, line, {
    noun: 'person',
    name: personName,
    id: cells['personId'],
  })
  if (group?.noun !== 'group' || person === null) return
  const known = group.members.find((member) => member.person === person.id)
  const pair = `${group.id} ${person.id}`
  const why = whyNot({ isTwice: draft.claimed.has(pair), isNew: known === undefined, group })
  if (why !== null) {
    line.notes.push(why)
    return
  }
  draft.claimed.add(pair)
  line.outcome = known === undefined ? 'new' : 'unchanged'
  const before: Membership = known ?? {
    person: person.id,
    role: 'member',
    representing: '',
    organisation: null,
  }
  const after = readMembership(draft, line, { before, cells })
  const members =
    known === undefined
      ? [...group.members, after]
      : group.members.map((member) => (member === known ? after : member))
  putEntry(draft, { ...group, members })
}

function whyNot(row: { isTwice: boolean; isNew: boolean; group: Group }): string | null {
  if (row.isTwice) return 'This stands in the file twice.'
  if (row.isNew && row.group.members.length >= MAX_MEMBERS) {
    return `A group has at most ${MAX_MEMBERS} members.`
  }
  return null
}

/** By id where the file has one we know, or else by name. What is missing is said on the line. */
function requireEntry(
  draft: Draft,
  line: DraftLine,
  { noun, name, id = '' }: { noun: Noun; name: string; id: string | undefined },
) {
  const byId = draft.entries.get(id)
  if (byId?.noun === noun) return byId
  const pointed: Pointed = findNamed(draft, { noun, name, now: null })
  if (pointed.state === 'found') return draft.entries.get(pointed.id) ?? null
  line.notes.push(
    pointed.state === 'unclear'
      ? pointed.why
      : `There is no ${noun} “${name}” in the directory or in this file.`,
  )
  return null
}

function readMembership(
  draft: Draft,
  line: DraftLine,
  { before, cells }: { before: Membership; cells: Readonly<Record<string, string>> },
): Membership {
  const role = readRole(line, before, cells)
  const after: Membership = {
    person: before.person,
    role,
    representing: role === 'representing' ? readRepresenting(line, before, cells) : '',
    organisation: readOrganisation(draft, line, { before, cells }),
  }
  const [shownBefore, shownAfter] = [before, after].map((membership) => ({
    role: MEMBER_ROLE_NAMES[membership.role],
    representing: membership.representing,
    organisation: nameOf(draft.entries, membership.organisation),
  }))
  for (const field of ['role', 'representing', 'organisation'] as const) {
    noteChange(line, {
      field: HEADINGS.members[field],
      before: shownBefore?.[field] ?? '',
      after: shownAfter?.[field] ?? '',
    })
  }
  return after
}

function readRepresenting(
  line: DraftLine,
  before: Membership,
  { representing: cell = '' }: Readonly<Record<string, string>>,
): string {
  if (cell === '') return before.representing
  if (cell.length <= MAX_NAME) return cell
  const heading = HEADINGS.members.representing
  line.notes.push(`“${heading}” is longer than ${MAX_NAME} letters and was left as it is.`)
  return before.representing
}

/** Whom somebody represents says that they do, where no role is given. */
function readRole(
  line: DraftLine,
  before: Membership,
  { role: cell = '', representing = '' }: Readonly<Record<string, string>>,
): Membership['role'] {
  if (cell === '')
    return representing === '' || before.role === 'chair' ? before.role : 'representing'
  const role = kindNamed(MEMBER_ROLE_NAMES, cell)
  if (role !== null) return role
  line.notes.push(
    `“${cell}” is none of ${Object.values(MEMBER_ROLE_NAMES).join(', ')}. “${HEADINGS.members.role}” was left as it is.`,
  )
  return before.role
}

function readOrganisation(
  draft: Draft,
  line: DraftLine,
  { before, cells }: { before: Membership; cells: Readonly<Record<string, string>> },
): string | null {
  const { organisation: name = '' } = cells
  if (name === '') return before.organisation
  const pointed = findNamed(draft, { noun: 'organisation', name, now: before.organisation })
  if (pointed.state === 'found') return pointed.id
  const why =
    pointed.state === 'unclear' ? pointed.why : `“${name}” is not in the directory or in this file.`
  line.notes.push(`${why} “${HEADINGS.members.organisation}” was left as it is.`)
  return before.organisation
}
