import type { Comment, Thread } from '../../shared/comments/thread.ts'
import type { Reaction } from '../../shared/comments/kinds.ts'
import { REACTIONS } from '../../shared/comments/kinds.ts'
import { voiceOf } from './speakers.ts'
import type { StoredComment, StoredThread } from './threads-record.ts'

/** For whom something is shown: their seat, and what they may do on this document. */
export interface Viewer {
  seat: string
  readsInternal: boolean
  moderates: boolean
}

/**
 * A thread as one seat sees it; null if it sees nothing of it. What waits to be checked or was
 * hidden is seen by its author and by those who check, and who a young person is by nobody.
 */
export function viewThread(stored: StoredThread, viewer: Viewer): Thread | null {
  if (stored.visibility === 'internal' && !viewer.readsInternal) return null
  const [first, ...replies] = stored.comments
  if (first === undefined || !isSeen(first, viewer)) return null
  const {
    id,
    anchor,
    visibility,
    people,
    mayQuote,
    consultation,
    suggestion,
    madeVisible,
    resolved,
    answer,
    createdAt,
    changedAt,
  } = stored
  return {
    id,
    anchor,
    visibility,
    people,
    voice: voiceOf(stored),
    mayQuote,
    consultation,
    suggestion,
    madeVisible,
    resolved,
    answer,
    comments: [first, ...replies.filter((each) => isSeen(each, viewer))].map((each) =>
      viewComment(each, viewer),
    ),
    createdAt,
    changedAt,
  }
}

export function isSeen({ author, moderation }: StoredComment, viewer: Viewer): boolean {
  return moderation === 'shown' || author.seat === viewer.seat || viewer.moderates
}

function viewComment(stored: StoredComment, { seat }: Viewer): Comment {
  const { id, author, body, moderation, reason, isRedacted, isWithdrawn, reactions } = stored
  const { appealedAt, rule } = stored
  const { name, colour, role, group } = author
  return {
    id,
    author: { id: role === 'young' ? null : author.seat, name, colour, role, group },
    isMine: author.seat === seat,
    body,
    moderation,
    reason,
    rule,
    isRedacted,
    appealedAt,
    isWithdrawn,
    reactions: {
      counts: countReactions(reactions),
      mine: reactions.filter((each) => each.seat === seat).map(({ reaction }) => reaction),
    },
    createdAt: stored.createdAt,
    editedAt: stored.editedAt,
  }
}

function countReactions(reactions: StoredComment['reactions']): Record<Reaction, number> {
  const counts: Record<Reaction, number> = { agree: 0, notSure: 0, disagree: 0, explain: 0 }
  for (const name of REACTIONS) {
    counts[name] = reactions.filter(({ reaction }) => reaction === name).length
  }
  return counts
}
