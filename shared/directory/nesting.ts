import type { Entry, Group } from './model.ts'

/** Whether a group is the other one or lies somewhere inside it. */
export function isInside(
  byId: ReadonlyMap<string, Entry>,
  { group, of }: { group: string; of: string },
): boolean {
  const seen = new Set<string>()
  let at: string | null = group
  while (at !== null && !seen.has(at)) {
    if (at === of) return true
    seen.add(at)
    at = parentOf(byId.get(at))
  }
  return false
}

function parentOf(entry: Entry | undefined): string | null {
  return entry?.noun === 'group' ? entry.parent : null
}

export interface NestedGroup {
  group: Group
  /** 0 for groups that are part of no other. */
  depth: number
}

/** Groups with those that are part of them below, each level by name. */
export function nestGroups(groups: readonly Group[]): NestedGroup[] {
  const ids = new Set(groups.map(({ id }) => id))
  const byParent = new Map<string | null, Group[]>()
  for (const group of groups) {
    const parent = group.parent !== null && ids.has(group.parent) ? group.parent : null
    byParent.set(parent, [...(byParent.get(parent) ?? []), group])
  }
  const below = (parent: string | null, depth: number): NestedGroup[] =>
    (byParent.get(parent) ?? [])
      .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
      .flatMap((group) => [{ group, depth }, ...below(group.id, depth + 1)])
  return below(null, 0)
}
