import { entriesById, groupsIn, peopleIn } from '../../../shared/directory/model.ts'
import type { Directory, Entry, Group, Membership } from '../../../shared/directory/model.ts'
import { openQuestions } from '../../../shared/directory/questions.ts'
import type { Question } from '../../../shared/directory/questions.ts'

/** A directory with what its lists look up, worked out once. */
export interface DirectoryView {
  directory: Directory
  byId: ReadonlyMap<string, Entry>
  questions: readonly Question[]
  questionsOf: ReadonlyMap<string, readonly Question[]>
  /** How many people an organisation has, by its id. */
  staff: ReadonlyMap<string, number>
  groupsOf: ReadonlyMap<string, readonly { group: Group; membership: Membership }[]>
}

export function viewOf(directory: Directory): DirectoryView {
  const questions = openQuestions(directory)
  const questionsOf = new Map<string, Question[]>()
  for (const question of questions) {
    for (const id of question.entries) addTo(questionsOf, id, question)
  }
  const staff = new Map<string, number>()
  for (const { organisation } of peopleIn(directory)) {
    if (organisation !== null) staff.set(organisation, (staff.get(organisation) ?? 0) + 1)
  }
  const groupsOf = new Map<string, { group: Group; membership: Membership }[]>()
  for (const group of groupsIn(directory)) {
    for (const membership of group.members) {
      addTo(groupsOf, membership.person, { group, membership })
    }
  }
  const byId = entriesById(directory)
  return { directory, byId, questions, questionsOf, staff, groupsOf }
}

function addTo<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const items = map.get(key)
  if (items === undefined) map.set(key, [item])
  else items.push(item)
}
