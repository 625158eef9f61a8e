import { lazy, Suspense, useState } from 'react'
import { COMMENT_LIMITS, REACTIONS } from '../../../../shared/comments/kinds.ts'
import type { Comment, ModerateRequest } from '../../../../shared/comments/thread.ts'
import { REACTION_WORDS } from '../../../../shared/comments/words.ts'
import { RULE_WORDS } from '../../../../shared/safety/rules.ts'
import type { CommentStore } from '../../../comments/comment-store.ts'
import { Button } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { Face } from '../../../components/face.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { Menu } from '../../../components/menu.tsx'
import type { MenuAction } from '../../../components/menu.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { attempt } from './attempt.ts'

const HideDialog = lazy(async () => ({ default: (await import('./hide-dialog.tsx')).HideDialog }))
const TakeOutDialog = lazy(async () => ({
  default: (await import('../../../safety/take-out-dialog.tsx')).TakeOutDialog,
}))

export interface CommentViewProps {
  threadId: string
  comment: Comment
  /** The words it suggests; '' where it suggests none. */
  suggested: string
  store: CommentStore
}

/** One comment: who, when, the words, what others think of them. */
export function CommentView({ threadId, comment, suggested, store }: CommentViewProps) {
  const { author, body, moderation, isWithdrawn, isRedacted, reason, rule, createdAt, editedAt } =
    comment
  const [isEditing, setEditing] = useState(false)
  const place = { thread: threadId, comment: comment.id }
  const { may } = store.getView()
  const where = author.group === null ? '' : `, ${author.group.name}`
  return (
    <article className="comment" aria-label={`${author.name}${where}`}>
      <header className="comment-head">
        <Face person={author} />
        <span className="comment-who">
          <strong>{author.name}</strong>
          {author.group !== null && <small>{author.group.name}</small>}
        </span>
        <time dateTime={createdAt} title={dateInWords(createdAt)}>
          {shortTime(createdAt)}
        </time>
        <CommentMenu
          comment={comment}
          suggested={suggested}
          onEdit={() => setEditing(true)}
          {...{ place, store }}
        />
      </header>
      {moderation === 'held' && (
        <Chip tone="amber">
          {comment.isMine ? 'Waiting to be checked, usually by tomorrow' : 'Held'}
        </Chip>
      )}
      {moderation === 'hidden' && <Chip tone="brick">Not shown</Chip>}
      {isEditing ? (
        <EditForm
          body={body}
          onClose={() => setEditing(false)}
          onSave={(next) => attempt(store.edit(place, next))}
        />
      ) : (
        <p className="comment-body">{isWithdrawn ? takenBack(author) : body}</p>
      )}
      {(isRedacted || moderation === 'hidden') && reason !== '' && (
        <p className="comment-note">
          {rule !== null && rule !== 'other' && `${RULE_WORDS[rule]}. `}Why: {reason}
        </p>
      )}
      {comment.isMine && moderation === 'hidden' && comment.appealedAt === null && (
        <div className="comment-actions">
          <Button onPress={() => void attempt(store.appeal(place))}>Ask for another look</Button>
        </div>
      )}
      {comment.appealedAt !== null && moderation === 'held' && (
        <p className="comment-note">Asked for another look.</p>
      )}
      {editedAt !== null && <p className="comment-note">Changed {dateInWords(editedAt)}</p>}
      {!isWithdrawn && moderation === 'shown' && (
        <Reactions comment={comment} mayReact={may.comment} {...{ place, store }} />
      )}
    </article>
  )
}

function takenBack({ role }: Comment['author']): string {
  return role === 'young' ? 'A young person took this out.' : 'Taken back by whoever wrote it.'
}

interface Placed {
  place: { thread: string; comment: string }
  comment: Comment
  store: CommentStore
}

function Reactions({ place, comment, store, mayReact }: Placed & { mayReact: boolean }) {
  const { counts, mine } = comment.reactions
  return (
    <fieldset className="comment-reactions">
      <legend className="visually-hidden">What people think</legend>
      {REACTIONS.map((reaction) => {
        const isMine = mine.includes(reaction)
        return (
          <button
            key={reaction}
            type="button"
            className="reaction"
            aria-pressed={isMine}
            disabled={!mayReact}
            onClick={() => void attempt(store.react(place, reaction, !isMine))}
          >
            {REACTION_WORDS[reaction]}{' '}
            {counts[reaction] > 0 && <span className="reaction-count">{counts[reaction]}</span>}
          </button>
        )
      })}
    </fieldset>
  )
}

function CommentMenu({
  place,
  comment,
  suggested,
  store,
  onEdit,
}: Placed & { suggested: string; onEdit: () => void }) {
  const [asked, setAsked] = useState<'hide' | 'takeOut' | null>(null)
  const { may } = store.getView()
  const own: MenuAction[] = [
    { id: 'edit', label: 'Change the words', icon: 'pencil', onAction: onEdit },
    {
      id: 'withdraw',
      label: 'Take it back',
      icon: 'trash',
      isDanger: true,
      onAction: () => void attempt(store.withdraw(place)),
    },
  ]
  const moderate = (request: ModerateRequest) => {
    setAsked(null)
    void attempt(store.moderate(place, request))
  }
  const checks: MenuAction[] = [
    {
      id: 'show',
      label: 'Show it',
      icon: 'check',
      onAction: () => moderate({ moderation: 'shown', reason: comment.reason }),
    },
    { id: 'hide', label: 'Do not show it', icon: 'eyeOff', onAction: () => setAsked('hide') },
  ]
  const takingOut: MenuAction[] = comment.isWithdrawn
    ? []
    : [{ id: 'takeOut', label: 'Take words out', onAction: () => setAsked('takeOut') }]
  const groups = [
    comment.isMine && !comment.isWithdrawn ? own : [],
    may.moderate
      ? [
          ...checks.filter(({ id }) => comment.moderation !== (id === 'show' ? 'shown' : 'hidden')),
          ...takingOut,
        ]
      : [],
  ]
  if (groups.every((group) => group.length === 0)) return null
  return (
    <>
      <Menu
        label="This comment"
        trigger={<IconButton label={`More for ${comment.author.name}’s comment`} icon="more" />}
        groups={groups}
      />
      <Suspense>
        {asked === 'hide' && (
          <HideDialog
            onHide={(reason) => moderate({ moderation: 'hidden', reason })}
            onClose={() => setAsked(null)}
          />
        )}
        {asked === 'takeOut' && (
          <TakeOutDialog
            body={comment.body}
            suggested={suggested}
            onTakeOut={moderate}
            onClose={() => setAsked(null)}
          />
        )}
      </Suspense>
    </>
  )
}

interface EditFormProps {
  body: string
  onSave: (body: string) => Promise<boolean>
  onClose: () => void
}

function EditForm({ body, onSave, onClose }: EditFormProps) {
  const [words, setWords] = useState(body)
  const save = async () => {
    if (words.trim() !== '' && (await onSave(words.trim()))) onClose()
  }
  return (
    <form
      className="comment-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextArea
        label="Your comment"
        value={words}
        onChange={setWords}
        maxLength={COMMENT_LIMITS.body}
        autoFocus
      />
      <div className="comment-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button kind="primary" type="submit">
          Save
        </Button>
      </div>
    </form>
  )
}

function shortTime(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
}

function dateInWords(at: string): string {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
}
