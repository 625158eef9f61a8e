import type { StoredComment, StoredThread } from './threads-record.ts'

/** A seat that nobody has: whoever wrote this cannot be found any more. */
const NOBODY = 'erased'

export interface Erased {
  id: string
  /** Of a young person: it goes wherever it stands alone. */
  nickname: string | null
}

/**
 * A thread without the words and the name of somebody; null if nothing is left of it. Where others
 * have answered it keeps its place, and words that came into the text stay.
 */
export function withoutPerson(thread: StoredThread, { id, nickname }: Erased): StoredThread | null {
  const [first, ...replies] = thread.comments
  if (first === undefined) return null
  const others = replies.filter(({ author }) => author.seat !== id)
  const isTheirs = first.author.seat === id
  const { suggestion, answer } = thread
  if (isTheirs && others.length === 0 && answer === null && !isDecided(suggestion)) return null
  const isAccepted = suggestion?.decision.is === 'accepted'
  const left = suggestion === null || isAccepted ? suggestion : { ...suggestion, words: '' }
  const comments = [isTheirs ? emptied(first) : first, ...others].map((each) => ({
    ...each,
    reactions: each.reactions.filter(({ seat }) => seat !== id),
  }))
  const { resolved } = thread
  const isResolver = isTheirs && resolved !== null && resolved.by === nickname
  return {
    ...thread,
    suggestion: isTheirs ? left : suggestion,
    resolved: isResolver ? { ...resolved, by: NO_NAME } : resolved,
    comments,
  }
}

/** A thread whose young people are nobody in particular any more; their words and group stay. */
export function withoutNicknames(thread: StoredThread): StoredThread {
  const isNamed = ({ author }: StoredComment) => author.role === 'young' && author.seat !== NOBODY
  if (!thread.comments.some(isNamed)) return thread
  const names = new Set(thread.comments.filter(isNamed).map(({ author }) => author.name))
  const { resolved } = thread
  return {
    ...thread,
    resolved: resolved !== null && names.has(resolved.by) ? { ...resolved, by: NO_NAME } : resolved,
    comments: thread.comments.map((each) =>
      isNamed(each) ? { ...each, author: { ...nobody(each), group: each.author.group } } : each,
    ),
  }
}

const NO_NAME = 'A young person'

function emptied(comment: StoredComment): StoredComment {
  return { ...comment, author: nobody(comment), body: '', isWithdrawn: true, reactions: [] }
}

function nobody({ author: { role } }: StoredComment): StoredComment['author'] {
  const name = role === 'young' ? NO_NAME : 'Somebody'
  return { seat: NOBODY, name, colour: 0, role, group: null }
}

function isDecided(suggestion: StoredThread['suggestion']): boolean {
  return suggestion !== null && suggestion.decision.is !== 'open'
}
