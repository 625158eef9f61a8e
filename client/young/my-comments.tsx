import { OUTCOME_WORDS, REASON_WORDS } from '../../shared/answer-words.ts'
import type { Answer } from '../../shared/answers.ts'
import type { Thread } from '../../shared/comments/thread.ts'
import { RULE_WORDS } from '../../shared/safety/rules.ts'
import { OwnWords } from './own-words.tsx'
import type { CommentPlace } from '../api-comments.ts'
import type { Posting } from '../comments/outbox.ts'

export interface MyCommentsProps {
  threads: readonly Thread[]
  answers: readonly Answer[]
  waiting: readonly Posting[]
  onRemove: (key: string) => void
  /** Asks somebody to look again at what is not shown. */
  onAppeal: (place: CommentPlace) => void
  onErased: () => void
}

/** Everything one has said here, and where it is on its way. */
export function MyComments(props: MyCommentsProps) {
  const { threads, answers, waiting, onRemove, onAppeal, onErased } = props

  const mine = threads.filter(({ comments }) => comments.some(({ isMine }) => isMine))
  return (
    <article className="section">
      <h1>What I said</h1>
      {mine.length + waiting.length === 0 && (
        <p>Nothing yet. Tap something you read to say what you think.</p>
      )}
      <ul className="items">
        {waiting.map((posting) => (
          <li key={posting.request.key} className="mine">
            <p>{wordsOf(posting)}</p>
            {posting.problem === null ? (
              <p className="state">Waiting for the signal. It goes by itself; you can go on.</p>
            ) : (
              <>
                <p className="problem">{posting.problem}</p>
                <button
                  type="button"
                  className="plain-button"
                  onClick={() => onRemove(posting.request.key)}
                >
                  Take it off this list
                </button>
              </>
            )}
          </li>
        ))}
        {mine.map((thread) => (
          <Said
            key={thread.id}
            thread={thread}
            onAppeal={onAppeal}
            answer={answers.find(({ id }) => id === thread.answer) ?? null}
          />
        ))}
      </ul>
      <OwnWords onErased={onErased} />
    </article>
  )
}

interface SaidProps {
  thread: Thread
  answer: Answer | null
  onAppeal: (place: CommentPlace) => void
}

function Said({ thread, answer, onAppeal }: SaidProps) {
  const { anchor, suggestion, comments } = thread
  const mine = comments.find(({ isMine }) => isMine)
  if (mine === undefined) return null
  const replies = comments.filter((each) => each !== mine && each.moderation === 'shown')
  return (
    <li className="mine">
      {anchor.quote !== '' && <blockquote className="said">{anchor.quote}</blockquote>}
      {mine.body !== '' && <p>{mine.body}</p>}
      {suggestion !== null && <p>Suggested: {suggestion.words}</p>}
      {answer === null && <p className="state">{stateOf(thread)}</p>}
      {mine.rule !== null && mine.rule !== 'other' && (
        <p className="state">Our rule: {RULE_WORDS[mine.rule]}.</p>
      )}
      {mine.reason !== '' && <p className="state">Why: {mine.reason}</p>}
      {mine.moderation === 'hidden' && mine.appealedAt === null && (
        <button
          type="button"
          className="plain-button"
          onClick={() => onAppeal({ thread: thread.id, comment: mine.id })}
        >
          Ask somebody to look again
        </button>
      )}
      {answer !== null && <Told answer={answer} />}
      {replies.map(({ id, author, body }) => (
        <p key={id} className="answer">
          <b>{author.name}:</b> {body}
        </p>
      ))}
    </li>
  )
}

/** What became of it: the outcome first, the changed words beside what they were. */
function Told({ answer }: { answer: Answer }) {
  const { outcome, words, reason, passedTo, change } = answer
  return (
    <div className="answer">
      <p>
        <b>{OUTCOME_WORDS[outcome]}</b> {words}
      </p>
      {reason !== null && <p>Why: {REASON_WORDS[reason]}.</p>}
      {passedTo !== '' && <p>Passed on to {passedTo}.</p>}
      {change !== null && (
        <p>
          {change.before !== '' && <del>{change.before}</del>} <ins>{change.after}</ins>
        </p>
      )}
    </div>
  )
}

function wordsOf(posting: Posting): string {
  if (posting.is === 'reply') return posting.request.body
  return posting.request.suggestion ?? posting.request.body
}

function stateOf({ comments, suggestion, resolved, answer }: Thread): string {
  const mine = comments.find(({ isMine }) => isMine)
  if (mine?.isWithdrawn === true) return 'You took it back.'
  if (mine?.moderation === 'held' && mine.appealedAt !== null) {
    return 'Somebody looks at it again.'
  }
  if (mine?.moderation === 'held') return 'Waiting to be checked, usually by tomorrow.'
  if (mine?.moderation === 'hidden') return 'Not shown to others.'
  if (suggestion?.decision.is === 'accepted') return 'Changed: your words are in the plan.'
  if (suggestion?.decision.is === 'declined') return `Not changed: ${suggestion.decision.reason}`
  if (answer !== null || resolved !== null) return 'Looked at.'
  return 'Received. Somebody will look at it.'
}
