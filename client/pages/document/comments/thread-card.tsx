import { lazy, memo, Suspense, useEffect, useRef, useState } from 'react'
import { COMMENT_LIMITS } from '../../../../shared/comments/kinds.ts'
import type { Thread } from '../../../../shared/comments/thread.ts'
import type { Found } from '../../../../shared/comments/resolve-anchor.ts'
import type { CommentStore } from '../../../comments/comment-store.ts'
import { Button } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { showToast } from '../../../components/toast.tsx'
import type { Editor } from '../../../editor/create-editor.ts'
import { attempt } from './attempt.ts'
import { CommentView } from './comment-view.tsx'
import { MentionMenu } from './mention-menu.tsx'
import { Suggestion } from './suggestion.tsx'

const MakeVisible = lazy(async () => ({
  default: (await import('./make-visible.tsx')).MakeVisible,
}))

export interface ThreadCardProps {
  thread: Thread
  found: Found | undefined
  isChosen: boolean
  store: CommentStore
  editor: Editor
  onGo: (id: string) => void
}

/** A thread: the passage, what was said about it, and what can be done. */
export const ThreadCard = memo(function ThreadCard(props: ThreadCardProps) {
  const { thread, found, isChosen, store, editor, onGo } = props
  const { id, anchor, visibility, resolved, comments, suggestion, madeVisible } = thread
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isChosen) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  const { may } = store.getView()
  const [first] = comments
  const mayResolve = may.resolveAny || (first?.isMine === true && may.comment)
  return (
    <li ref={card} className={isChosen ? 'thread is-chosen' : 'thread'}>
      {anchor.on !== 'document' && (
        <button type="button" className="thread-quote" onClick={() => onGo(id)}>
          {anchor.quote === '' ? 'An empty cell' : firstWords(anchor.quote)}
        </button>
      )}
      <div className="thread-states">
        {visibility === 'internal' && <Chip>Colleagues only</Chip>}
        {suggestion !== null && <Chip tone="blue">Other words</Chip>}
        {resolved !== null && <Chip tone="moot">Resolved by {resolved.by}</Chip>}
      </div>
      {madeVisible !== null && (
        <p className="comment-note">
          For colleagues only until {madeVisible.by} showed it to young people.
        </p>
      )}
      {visibility === 'internal' && may.makeVisible && (
        <div className="comment-actions">
          <Suspense>
            <MakeVisible thread={thread} store={store} />
          </Suspense>
        </div>
      )}
      {suggestion === null && found?.state === 'changed' && (
        <p className="comment-note">The text has changed since. Now: “{firstWords(found.words)}”</p>
      )}
      {found?.state === 'changed' && suggestion !== null && suggestion.decision.is === 'open' && (
        <p className="comment-note">
          The text has changed since. It was: “{firstWords(anchor.quote)}”
        </p>
      )}
      {suggestion !== null && <Suggestion {...{ thread, found, store, editor }} />}
      {comments.map((comment) =>
        comment.body === '' && !comment.isWithdrawn ? (
          <p key={comment.id} className="comment-note">
            Suggested by {comment.author.name}
            {comment.author.group === null ? '' : `, ${comment.author.group.name}`}
            {comment.moderation === 'held' && ' (waiting to be checked)'}
            {suggestion?.isRedacted === true && `. Words were taken out: ${comment.reason}`}
          </p>
        ) : (
          <CommentView
            key={comment.id}
            threadId={id}
            comment={comment}
            suggested={comment === first ? (suggestion?.words ?? '') : ''}
            store={store}
          />
        ),
      )}
      {may.comment && (
        <ReplyForm
          mayResolve={mayResolve}
          isResolved={resolved !== null}
          onReply={(body) => store.reply(id, body)}
          onResolve={(isResolved) => void attempt(store.resolve(id, isResolved))}
          onCopy={() => copyLink(id)}
        />
      )}
    </li>
  )
})

interface ReplyFormProps {
  mayResolve: boolean
  isResolved: boolean
  onReply: (body: string) => void
  onResolve: (isResolved: boolean) => void
  onCopy: () => void
}

function ReplyForm({ mayResolve, isResolved, onReply, onResolve, onCopy }: ReplyFormProps) {
  const [body, setBody] = useState<string | null>(null)
  if (body === null) {
    return (
      <div className="comment-actions">
        <IconButton label="Copy a link to this thread" icon="link" onPress={onCopy} />
        {mayResolve && (
          <Button onPress={() => onResolve(!isResolved)}>
            {isResolved ? 'Open again' : 'Resolve'}
          </Button>
        )}
        <Button onPress={() => setBody('')}>Reply</Button>
      </div>
    )
  }
  return (
    <form
      className="comment-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (body.trim() === '') return
        onReply(body.trim())
        setBody(null)
      }}
    >
      <TextArea
        label="Your reply"
        value={body}
        onChange={setBody}
        maxLength={COMMENT_LIMITS.body}
        autoFocus
      />
      <div className="comment-actions">
        <MentionMenu onPick={(word) => setBody(`${body}${body === '' ? '' : ' '}${word} `)} />
        <Button onPress={() => setBody(null)}>Cancel</Button>
        <Button kind="primary" type="submit">
          Reply
        </Button>
      </div>
    </form>
  )
}

function copyLink(id: string): void {
  const address = new URL(location.href)
  address.searchParams.set('thread', id)
  navigator.clipboard.writeText(address.href).then(
    () => showToast({ words: 'The link is copied.' }),
    () => showToast({ words: address.href }),
  )
}

function firstWords(words: string): string {
  const line = words.replaceAll('\n', ' · ')
  return line.length > 140 ? `${line.slice(0, 138)}…` : line
}
