import { z } from 'zod'
import { entriesById, groupsIn, peopleIn } from '../../shared/directory/model.ts'
import type { Directory, Entry, Group } from '../../shared/directory/model.ts'
import type { Store } from '../storage/store.ts'
import { asDirectory, readRecord } from './directory-record.ts'
import { keptMemberships } from './kept-memberships.ts'

/** Which groups and organisations of the directory somebody belongs to, and who looks after which. */
export interface Memberships {
  /** By the e-mail address that a person of the directory and an account share. */
  groupsOf(email: string): readonly string[]
  /** Youth groups whose responsible adult the account is. */
  lookedAfterBy(account: string): readonly string[]
  /** Null: there is no such youth group (any more). */
  youthGroup(id: string): { id: string; name: string; adults: readonly string[] } | null
  youthGroups(): readonly { id: string; name: string; adults: readonly string[] }[]
  /** The name of a group or organisation a document can be shared with; null: there is none. */
  nameOf(id: string): string | null
  shareable(): readonly Entry[]
}

export function readMemberships(store: Store): Promise<Memberships> {
  const kept = keptMemberships.get(store)
  if (kept !== undefined) return kept
  const reading = build(store)
  keptMemberships.set(store, reading)
  reading.catch(() => keptMemberships.delete(store))
  return reading
}

const youthGroupRecord = z.strictObject({ adults: z.array(z.string()) })

async function build(store: Store): Promise<Memberships> {
  const directory = asDirectory(await readRecord(store))
  const adults = new Map(
    (await store.records.list('youthGroup')).map(({ id, value }) => [
      id,
      youthGroupRecord.parse(value).adults,
    ]),
  )
  const byId = entriesById(directory)
  const byEmail = groupsByEmail(directory)
  const youth = groupsIn(directory)
    .filter(({ kind }) => kind === 'youth')
    .map(({ id, name }) => ({ id, name, adults: adults.get(id) ?? [] }))
  return {
    groupsOf: (email) => byEmail.get(email.trim().toLowerCase()) ?? [],
    lookedAfterBy: (account) =>
      youth.filter((group) => group.adults.includes(account)).map(({ id }) => id),
    youthGroup: (id) => youth.find((group) => group.id === id) ?? null,
    youthGroups: () => youth,
    nameOf(id) {
      const entry = byId.get(id)
      return entry === undefined || entry.noun === 'person' ? null : entry.name
    },
    shareable: () => directory.entries.filter(({ noun }) => noun !== 'person'),
  }
}

/** Whoever is in a part of a group is in the group; everybody with an organisation is a partner. */
function groupsByEmail(directory: Directory): Map<string, string[]> {
  const groups = groupsIn(directory)
  const parents = new Map(groups.map(({ id, parent }) => [id, parent]))
  const result = new Map<string, string[]>()
  for (const { id, email, organisation } of peopleIn(directory)) {
    if (email === '') continue
    const key = email.trim().toLowerCase()
    const ids = new Set(result.get(key))
    if (organisation !== null) ids.add(organisation)
    for (const group of groups) {
      if (isIn(group, id, organisation)) addWithParents(group.id, { parents, to: ids })
    }
    result.set(key, [...ids])
  }
  return result
}

function isIn(group: Group, person: string, organisation: string | null): boolean {
  if (group.kind === 'everyPartner') return organisation !== null
  return group.members.some((member) => member.person === person)
}

function addWithParents(
  group: string,
  { parents, to }: { parents: ReadonlyMap<string, string | null>; to: Set<string> },
): void {
  let next: string | null | undefined = group
  while (next !== null && next !== undefined && !to.has(next)) {
    to.add(next)
    next = parents.get(next)
  }
}
