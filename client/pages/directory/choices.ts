import { describePerson } from '../../../shared/directory/blocks.ts'
import { ORGANISATION_KIND_NAMES } from '../../../shared/directory/kinds.ts'
import { groupsIn, organisationsIn, peopleIn } from '../../../shared/directory/model.ts'
import { isInside } from '../../../shared/directory/nesting.ts'
import type { ComboBoxItem } from '../../components/combo-box.tsx'
import type { DirectoryView } from './directory-view.ts'

/** Everybody, by name, told apart by post and organisation. */
export function peopleItems({ directory, byId }: DirectoryView): ComboBoxItem[] {
  return peopleIn(directory)
    .map((person) => ({
      id: person.id,
      name: person.name,
      about: describePerson(person, byId),
      words: [person.initials, ...person.aliases].join(' '),
    }))
    .sort(byName)
}

export function organisationItems({ directory }: DirectoryView): ComboBoxItem[] {
  return organisationsIn(directory)
    .map(({ id, name, kind, aliases }) => ({
      id,
      name,
      about: ORGANISATION_KIND_NAMES[kind],
      words: aliases.join(' '),
    }))
    .sort(byName)
}

/** The groups that a group can be part of: not itself, and none inside it. */
export function parentItems({ directory, byId }: DirectoryView, groupId: string): ComboBoxItem[] {
  return groupsIn(directory)
    .filter(({ id }) => !isInside(byId, { group: id, of: groupId }))
    .map(({ id, name, aliases }) => ({ id, name, words: aliases.join(' ') }))
    .sort(byName)
}

function byName(one: ComboBoxItem, other: ComboBoxItem): number {
  return one.name.localeCompare(other.name, 'en-GB')
}
