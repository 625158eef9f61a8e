import { describePerson, sayRole } from '../../../shared/directory/blocks.ts'
import { GROUP_KIND_NAMES, ORGANISATION_KIND_NAMES } from '../../../shared/directory/kinds.ts'
import { nameOf } from '../../../shared/directory/model.ts'
import type { Entry, Group, Noun, Organisation, Person } from '../../../shared/directory/model.ts'
import type { Question } from '../../../shared/directory/questions.ts'
import { unreachable } from '../../../shared/unreachable.ts'
import type { DirectoryView } from './directory-view.ts'

export const NOUN_NAMES: Record<Noun, { one: string; many: string; none: string }> = {
  organisation: {
    one: 'an organisation',
    many: 'Organisations',
    none: 'No organisation has these words.',
  },
  group: { one: 'a group', many: 'Groups', none: 'No group has these words.' },
  person: { one: 'a person', many: 'People', none: 'Nobody has these words.' },
}

/** What stands under a name in the list. */
export function factsOf(entry: Entry, view: DirectoryView): string[] {
  switch (entry.noun) {
    case 'organisation':
      return organisationFacts(entry, view)
    case 'group':
      return groupFacts(entry, view)
    case 'person':
      return personFacts(entry, view)
  }
}

function organisationFacts(entry: Organisation, { byId, staff }: DirectoryView): string[] {
  const champion = nameOf(byId, entry.champion)
  const contact = [entry.contactRole, entry.contactMailbox].filter(Boolean).join(', ')
  return [
    ORGANISATION_KIND_NAMES[entry.kind],
    sayPeople(staff.get(entry.id) ?? 0),
    ...(champion === '' ? [] : [`Champion: ${champion}`]),
    ...(contact === '' ? [] : [`Public contact: ${contact}`]),
  ]
}

function groupFacts(entry: Group, { byId }: DirectoryView): string[] {
  const chairs = entry.members.filter(({ role }) => role === 'chair')
  const chairNames = chairs.map(({ person }) => nameOf(byId, person))
  return [
    GROUP_KIND_NAMES[entry.kind],
    ...(entry.kind === 'everyPartner' ? ['Stands for each organisation'] : []),
    ...(entry.members.length === 0 ? [] : [sayMembers(entry.members.length)]),
    ...(chairNames.length === 0 ? [] : [`Chair: ${chairNames.join(', ')}`]),
    ...(entry.ages === null ? [] : [`Ages ${entry.ages.from} to ${entry.ages.to}`]),
    ...(entry.reaches === '' ? [] : [entry.reaches]),
  ]
}

function personFacts(entry: Person, { byId, groupsOf }: DirectoryView): string[] {
  const about = describePerson(entry, byId)
  const groups = (groupsOf.get(entry.id) ?? []).map(({ group, membership }) => {
    const role = sayRole(membership)
    return role === '' ? group.name : `${group.name} (${role.toLowerCase()})`
  })
  return [...(about === '' ? [] : [about]), ...(entry.email === '' ? [] : [entry.email]), ...groups]
}

function sayPeople(count: number): string {
  return count === 1 ? '1 person' : `${count} people`
}

function sayMembers(count: number): string {
  return count === 1 ? '1 member' : `${count} members`
}

/** A question in one sentence, with what it would help to do. */
export function sayQuestion(question: Question, { byId }: DirectoryView): string {
  const names = question.entries.map((id) => nameOf(byId, id))
  const [first = ''] = names
  switch (question.kind) {
    case 'sameName':
      return `“${question.name}” names ${names.length} entries. Are they the same?`
    case 'nearName':
      return `“${question.names[0]}” and “${question.names[1]}” look alike. Are they the same?`
    case 'sameInitials':
      return `${question.initials} stands for ${listed(names)}. A plan that says ${question.initials} does not say who is meant.`
    case 'initialsDoNotFit':
      return `${question.initials} does not fit ${first}. ${question.fitting} would.`
    case 'noOrganisation':
      return `${first} has no organisation.`
    case 'noChampion':
      return `${first} has no champion.`
    default:
      return unreachable(question)
  }
}

/** What it means to leave a question as it is. */
export function sayLeaving({ kind }: Question): string {
  switch (kind) {
    case 'sameName':
    case 'nearName':
      return 'They are different'
    case 'sameInitials':
    case 'initialsDoNotFit':
      return 'Keep these initials'
    case 'noOrganisation':
      return 'None needed'
    case 'noChampion':
      return 'None needed'
    default:
      return unreachable(kind)
  }
}

/** "Ann, Bea and Cai" */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
