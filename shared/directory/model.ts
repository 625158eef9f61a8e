import type { MemberRole, OrganisationKind, GroupKind } from './kinds.ts'

/**
 * Who belongs to the partnership. Adults only: young people take part through their group and are
 * never listed by name.
 */
export interface Directory {
  /** Counts the changes, from 0. */
  revision: number
  entries: readonly Entry[]
  /** Keys of the questions that somebody has answered with "leave it so". */
  settled: readonly string[]
}

export type Entry = Organisation | Group | Person
export type Noun = Entry['noun']

interface Named {
  id: string
  /** The revision of the directory that changed this entry last. */
  revision: number
  isDemo: boolean
  name: string
  aliases: readonly string[]
}

export interface Organisation extends Named {
  noun: 'organisation'
  kind: OrganisationKind
  /** A person's id. */
  champion: string | null
  /** Whom the public may turn to: what the post or team is called and its mailbox. No person. */
  contactRole: string
  contactMailbox: string
}

export interface Group extends Named {
  noun: 'group'
  kind: GroupKind
  /** The group it is part of. */
  parent: string | null
  /** Of the young people in it, inclusive. */
  ages: { from: number; to: number } | null
  /** Area and people it reaches. */
  reaches: string
  /** Each person once. */
  members: readonly Membership[]
}

export interface Membership {
  person: string
  role: MemberRole
  /** Whom they speak for; '' unless the role is `representing`. */
  representing: string
  /** Null: the person's own. */
  organisation: string | null
}

export interface Person extends Named {
  noun: 'person'
  initials: string
  title: string
  organisation: string | null
  /** Never public; '' for everybody who may not change the directory. */
  email: string
}

export const EMPTY_DIRECTORY: Directory = { revision: 0, entries: [], settled: [] }

export const MAX_ENTRIES = 10_000
export const MAX_MEMBERS = 500
export const MAX_ALIASES = 20
export const MAX_NAME = 200
export const MAX_INITIALS = 8
export const MAX_AGE = 99

export function organisationsIn({ entries }: Pick<Directory, 'entries'>): Organisation[] {
  return entries.filter((entry) => entry.noun === 'organisation')
}

export function groupsIn({ entries }: Pick<Directory, 'entries'>): Group[] {
  return entries.filter((entry) => entry.noun === 'group')
}

export function peopleIn({ entries }: Pick<Directory, 'entries'>): Person[] {
  return entries.filter((entry) => entry.noun === 'person')
}

/** Cost: one pass; ask once and keep the answer where many are looked up. */
export function entriesById({ entries }: Pick<Directory, 'entries'>): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]))
}

/** The name of the entry with this id; '' where there is none. */
export function nameOf(byId: ReadonlyMap<string, Entry>, id: string | null): string {
  return (id === null ? undefined : byId.get(id))?.name ?? ''
}
