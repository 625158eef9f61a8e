import { asSafeCell } from './formula.ts'
import { GROUP_KIND_NAMES, MEMBER_ROLE_NAMES, ORGANISATION_KIND_NAMES } from './kinds.ts'
import { entriesById, groupsIn, nameOf, organisationsIn, peopleIn } from './model.ts'
import type { Directory, Entry } from './model.ts'

/** The four tables a directory is written to and read from. */
export const TABLE_NOUNS = ['organisations', 'people', 'groups', 'members'] as const
export type TableNoun = (typeof TABLE_NOUNS)[number]

export const TABLE_NAMES: Record<TableNoun, string> = {
  organisations: 'Organisations',
  people: 'People',
  groups: 'Groups',
  members: 'Members',
}

/** The headings as they are written; the first ones of each table are those it cannot do without. */
export const HEADINGS = {
  organisations: {
    name: 'Name',
    aliases: 'Also called',
    kind: 'Kind',
    champion: 'Champion',
    contactRole: 'Public contact',
    contactMailbox: 'Public mailbox',
    id: 'Id',
  },
  people: {
    name: 'Name',
    aliases: 'Also known as',
    initials: 'Initials',
    title: 'Title',
    organisation: 'Organisation',
    email: 'E-mail',
    id: 'Id',
  },
  groups: {
    name: 'Name',
    aliases: 'Also called',
    kind: 'Kind',
    parent: 'Part of',
    agesFrom: 'Ages from',
    agesTo: 'Ages to',
    reaches: 'Who it reaches',
    id: 'Id',
  },
  members: {
    group: 'Group',
    person: 'Person',
    role: 'Role',
    representing: 'Representing',
    organisation: 'On behalf of',
    groupId: 'Group id',
    personId: 'Person id',
  },
} as const satisfies Record<TableNoun, Record<string, string>>

export interface WrittenTable {
  noun: TableNoun
  /** Of the sheet or file. */
  name: string
  /** Headings first; safe to open in a spreadsheet. */
  rows: string[][]
}

/**
 * The whole directory as tables. The ids at the end let a changed name be recognised when the
 * tables come back. `hasEmail` is for those who may change the directory.
 */
export function asTables(
  directory: Directory,
  { hasEmail }: { hasEmail: boolean },
): WrittenTable[] {
  const byId = entriesById(directory)
  const rows: Record<TableNoun, Record<string, string>[]> = {
    organisations: organisationsIn(directory).map((entry) => ({
      ...namesOf(entry),
      kind: ORGANISATION_KIND_NAMES[entry.kind],
      champion: nameOf(byId, entry.champion),
      contactRole: entry.contactRole,
      contactMailbox: entry.contactMailbox,
    })),
    people: peopleIn(directory).map((entry) => ({
      ...namesOf(entry),
      initials: entry.initials,
      title: entry.title,
      organisation: nameOf(byId, entry.organisation),
      email: entry.email,
    })),
    groups: groupsIn(directory).map((entry) => ({
      ...namesOf(entry),
      kind: GROUP_KIND_NAMES[entry.kind],
      parent: nameOf(byId, entry.parent),
      agesFrom: String(entry.ages?.from ?? ''),
      agesTo: String(entry.ages?.to ?? ''),
      reaches: entry.reaches,
    })),
    members: groupsIn(directory).flatMap((group) =>
      group.members.map((membership) => ({
        group: group.name,
        person: nameOf(byId, membership.person),
        role: MEMBER_ROLE_NAMES[membership.role],
        representing: membership.representing,
        organisation: nameOf(byId, membership.organisation),
        groupId: group.id,
        personId: membership.person,
      })),
    ),
  }
  return TABLE_NOUNS.map((noun) => {
    const fields = Object.entries(HEADINGS[noun]).filter(([field]) => hasEmail || field !== 'email')
    const lines = rows[noun].map((row) => fields.map(([field]) => asSafeCell(row[field] ?? '')))
    return { noun, name: TABLE_NAMES[noun], rows: [fields.map(([, heading]) => heading), ...lines] }
  })
}

function namesOf({ id, name, aliases }: Entry): Record<string, string> {
  return { id, name, aliases: aliases.join('; ') }
}
