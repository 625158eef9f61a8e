import type { Entry } from '../../shared/directory/model.ts'
import { isInside } from '../../shared/directory/nesting.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { StoredEntry } from './directory-record.ts'

/** Takes out of entries whatever points to one that is not among them. */
export function withoutPointersTo(entries: readonly StoredEntry[]): StoredEntry[] {
  const ids = new Set(entries.map(({ id }) => id))
  const kept = (id: string | null) => (id !== null && ids.has(id) ? id : null)
  return entries.map((entry): StoredEntry => {
    switch (entry.noun) {
      case 'organisation':
        return { ...entry, champion: kept(entry.champion) }
      case 'person':
        return { ...entry, organisation: kept(entry.organisation) }
      case 'group':
        return {
          ...entry,
          parent: kept(entry.parent),
          members: entry.members
            .filter(({ person }) => ids.has(person))
            .map((member) => ({ ...member, organisation: kept(member.organisation) })),
        }
    }
  })
}

/**
 * What an entry points to has to be there.
 *
 * @throws {Refusal} `invalid` if it is not, a member stands twice, or a group would be inside itself.
 */
export function requireSound(entries: readonly StoredEntry[], entry: StoredEntry): void {
  const there = new Map(
    entries.flatMap((each) => (each.removedAt === null ? [[each.id, each] as const] : [])),
  )
  const pointers: [noun: Entry['noun'], id: string | null][] = pointersOf(entry)
  if (pointers.some(([noun, id]) => id !== null && there.get(id)?.noun !== noun)) {
    throw new Refusal('invalid', 'This points to somebody who is not in the directory any more.')
  }
  if (entry.noun !== 'group') return
  if (new Set(entry.members.map(({ person }) => person)).size < entry.members.length) {
    throw new Refusal('invalid', 'Please list each member once.')
  }
  const all = new Map(entries.map((each) => [each.id, each]))
  if (entry.parent !== null && isInside(all, { group: entry.parent, of: entry.id })) {
    throw new Refusal('invalid', 'A group cannot be part of itself.')
  }
}

function pointersOf(entry: StoredEntry): [noun: Entry['noun'], id: string | null][] {
  switch (entry.noun) {
    case 'organisation':
      return [['person', entry.champion]]
    case 'person':
      return [['organisation', entry.organisation]]
    case 'group':
      return [
        ['group', entry.parent],
        ...entry.members.flatMap(({ person, organisation }): [Entry['noun'], string | null][] => [
          ['person', person],
          ['organisation', organisation],
        ]),
      ]
  }
}

/**
 * Whoever changed the entry could not see what points to removed entries, so that stays where
 * nothing was put in its place.
 */
export function withHiddenPointers(
  entries: readonly StoredEntry[],
  { before, after }: { before: StoredEntry; after: StoredEntry },
): StoredEntry {
  const removed = new Set(entries.flatMap(({ id, removedAt }) => (removedAt === null ? [] : [id])))
  const kept = (now: string | null, old: string | null) =>
    now === null && old !== null && removed.has(old) ? old : now
  if (after.noun === 'organisation' && before.noun === 'organisation') {
    return { ...after, champion: kept(after.champion, before.champion) }
  }
  if (after.noun === 'person' && before.noun === 'person') {
    return { ...after, organisation: kept(after.organisation, before.organisation) }
  }
  if (after.noun !== 'group' || before.noun !== 'group') return after
  const old = new Map(before.members.map((member) => [member.person, member]))
  const members = after.members.map((member) => ({
    ...member,
    organisation: kept(member.organisation, old.get(member.person)?.organisation ?? null),
  }))
  const hidden = before.members.filter(({ person }) => removed.has(person))
  return {
    ...after,
    parent: kept(after.parent, before.parent),
    members: [...members, ...hidden],
  }
}

/** Ids that were made up elsewhere become those of the map, wherever they stand. */
export function withIds(entry: Entry, ids: ReadonlyMap<string, string>): Entry {
  const real = (id: string) => ids.get(id) ?? id
  const realOrNull = (id: string | null) => (id === null ? null : real(id))
  const id = real(entry.id)
  switch (entry.noun) {
    case 'organisation':
      return { ...entry, id, champion: realOrNull(entry.champion) }
    case 'person':
      return { ...entry, id, organisation: realOrNull(entry.organisation) }
    case 'group':
      return {
        ...entry,
        id,
        parent: realOrNull(entry.parent),
        members: entry.members.map((member) => ({
          ...member,
          person: real(member.person),
          organisation: realOrNull(member.organisation),
        })),
      }
  }
}
