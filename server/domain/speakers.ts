import type { Role } from '../../shared/access.ts'
import type { StoredThread } from './threads-record.ts'

/** Who speaks in a thread, as a group or a kind of people: never a name. */
export function speakerOf({ comments: [first] }: StoredThread): string {
  if (first === undefined) return WORDS.public
  return first.author.group?.name ?? WORDS[first.author.role]
}

const WORDS: Record<Role, string> = {
  officer: 'Officers',
  editor: 'Partners',
  young: 'Young people',
  approver: 'Approvers',
  moderator: 'Moderators',
  public: 'Others',
  operator: 'Others',
}
