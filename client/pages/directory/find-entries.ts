import { groupsIn } from '../../../shared/directory/model.ts'
import type { Entry, Noun } from '../../../shared/directory/model.ts'
import { nestGroups } from '../../../shared/directory/nesting.ts'
import type { DirectoryView } from './directory-view.ts'
import { factsOf } from './words.ts'

export interface FoundEntry {
  entry: Entry
  /** How far inside other groups it stands; 0 while something is searched for. */
  depth: number
}

/**
 * Entries of one kind by name, groups below those they are part of. Each word has to stand
 * somewhere in the name, other names, initials or what the list says of the entry.
 */
export function findEntries(view: DirectoryView, noun: Noun, words: string): FoundEntry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  if (noun === 'group' && wanted.length === 0) {
    return nestGroups(groupsIn(view.directory)).map(({ group, depth }) => ({ entry: group, depth }))
  }
  return view.directory.entries
    .filter((entry) => entry.noun === noun && fits(entry, view, wanted))
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
    .map((entry) => ({ entry, depth: 0 }))
}

function fits(entry: Entry, view: DirectoryView, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true
  const letters = entry.noun === 'person' ? [entry.initials] : []
  const said = [entry.name, ...entry.aliases, ...letters, ...factsOf(entry, view)]
  const searched = said.join(' ').toLowerCase()
  return wanted.every((word) => searched.includes(word))
}
