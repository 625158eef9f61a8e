import { fitsName } from '../reading/key.ts'
import { MEMBER_ROLE_NAMES } from './kinds.ts'
import { lettersOf, plainLetters } from './letters.ts'
import { entriesById, nameOf, organisationsIn, peopleIn } from './model.ts'
import type { Directory, Entry, Group, Membership, Person } from './model.ts'

/** What documents show of the directory: drawn from it each time, never typed twice. */
export interface GeneratedTable {
  caption: string
  headings: readonly string[]
  rows: readonly (readonly string[])[]
}

/**
 * The members of a group, chairs first and then as they stand in the directory; for "every
 * partner", the organisations and their champions. Without e-mail addresses where the public reads.
 * Null if there is no such group.
 */
export function membershipTable(
  directory: Directory,
  groupId: string,
  { isPublic }: { isPublic: boolean },
): GeneratedTable | null {
  const byId = entriesById(directory)
  const group = byId.get(groupId)
  if (group?.noun !== 'group') return null
  const headings = ['Member', 'Role', 'Service', ...(isPublic ? [] : ['E-mail address'])]
  const lines = group.kind === 'everyPartner' ? everyPartner(directory, byId) : members(group, byId)
  return {
    caption: group.name,
    headings,
    rows: lines.map(({ name, role, service, email }) => [
      name,
      role,
      service,
      ...(isPublic ? [] : [email]),
    ]),
  }
}

interface MemberLine {
  name: string
  role: string
  service: string
  email: string
}

function members({ members }: Group, byId: ReadonlyMap<string, Entry>): MemberLine[] {
  const isChair = ({ role }: Membership) => role === 'chair'
  const inOrder = [...members.filter(isChair), ...members.filter((each) => !isChair(each))]
  return inOrder.flatMap((membership) => {
    const person = byId.get(membership.person)
    if (person?.noun !== 'person') return []
    const organisation = nameOf(byId, membership.organisation ?? person.organisation)
    return [
      {
        name: person.name,
        role: sayRole(membership),
        service: joined(person.title, organisation),
        email: person.email,
      },
    ]
  })
}

/** "Chair", "Representing young carers"; nothing for those who are simply members. */
export function sayRole({ role, representing }: Membership): string {
  switch (role) {
    case 'chair':
      return MEMBER_ROLE_NAMES.chair
    case 'representing':
      return `${MEMBER_ROLE_NAMES.representing} ${representing}`.trim()
    case 'member':
      return ''
  }
}

function everyPartner(directory: Directory, byId: ReadonlyMap<string, Entry>): MemberLine[] {
  return organisationsIn(directory).map(({ name, champion }) => {
    const person = champion === null ? undefined : byId.get(champion)
    const isNamed = person?.noun === 'person'
    return {
      name: isNamed ? person.name : 'To be named',
      role: 'Champion',
      service: name,
      email: isNamed ? person.email : '',
    }
  })
}

/** "Participation team, voice@example.org": whom the public may ask. Null where none is given. */
export function contactLine(directory: Directory, organisationId: string): string | null {
  const entry = directory.entries.find(({ id }) => id === organisationId)
  if (entry?.noun !== 'organisation') return null
  return joined(entry.contactRole, entry.contactMailbox) || null
}

/** One line of a KEY, for letters that a document uses. */
export type KeyLine =
  | { state: 'known'; initials: string; name: string; /** Title and organisation. */ about: string }
  | { state: 'ambiguous'; initials: string; names: readonly string[] }
  /** `suggestion`: somebody whom these letters would fit. */
  | { state: 'unknown'; initials: string; suggestion: string | null }

/** Explains letters: people by initials, everybody by a short name. Each once, in their order. */
export function keyEntries(directory: Directory, initials: readonly string[]): KeyLine[] {
  const byId = entriesById(directory)
  const byLetters = new Map<string, Entry[]>()
  for (const entry of directory.entries) {
    for (const letters of lettersOf(entry)) {
      byLetters.set(letters, [...(byLetters.get(letters) ?? []), entry])
    }
  }
  const wanted = new Set(initials.map(plainLetters).filter((letters) => letters !== ''))
  return [...wanted].sort().map((letters): KeyLine => {
    const [only, ...others] = byLetters.get(letters) ?? []
    if (only === undefined) {
      const fitting = peopleIn(directory).filter(({ name }) => fitsName(letters, name))
      const suggestion = fitting.length === 1 ? (fitting[0]?.name ?? null) : null
      return { state: 'unknown', initials: letters, suggestion }
    }
    if (others.length > 0) {
      const names = [only, ...others].map(({ name }) => name)
      return { state: 'ambiguous', initials: letters, names }
    }
    const about = only.noun === 'person' ? describePerson(only, byId) : ''
    return { state: 'known', initials: letters, name: only.name, about }
  })
}

/** "Participation Officer, Merrowdale Council" */
export function describePerson(person: Person, byId: ReadonlyMap<string, Entry>): string {
  return joined(person.title, nameOf(byId, person.organisation))
}

function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(', ')
}
