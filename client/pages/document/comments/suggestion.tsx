import { useState } from 'react'
import type { Thread } from '../../../../shared/comments/thread.ts'
import type { Found } from '../../../../shared/comments/resolve-anchor.ts'
import type { CommentStore } from '../../../comments/comment-store.ts'
import { Button } from '../../../components/button.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { showToast } from '../../../components/toast.tsx'
import { beginUndoStep, undo } from '../../../editor/binding/index.ts'
import { putWords } from '../../../editor/comments/suggested-words.ts'
import type { Editor } from '../../../editor/create-editor.ts'
import { attempt } from './attempt.ts'

export interface SuggestionProps {
  thread: Thread
  found: Found | undefined
  store: CommentStore
  editor: Editor
}

/** Other words for a passage, beside the ones that are there; editors decide. */
export function Suggestion({ thread, found, store, editor }: SuggestionProps) {
  const [isDeclining, setDeclining] = useState(false)
  const { suggestion, anchor } = thread
  if (suggestion === null) return null
  const { words, decision, isRedacted } = suggestion
  const now = found === undefined || found.state === 'gone' ? null : found.words
  const isThere = now === words
  const mayDecide = store.getView().may.decide && editor.isEditable && decision.is === 'open'

  async function accept() {
    if (found === undefined || found.state === 'gone') return
    beginUndoStep(editor.state)
    if (!isThere) {
      const tr = putWords(editor.state, { anchor, found, words })
      if (tr === null) {
        showToast({ words: 'This cannot be put in by itself. Please change it by hand.' })
        return
      }
      editor.view.dispatch(tr)
      beginUndoStep(editor.state)
    }
    const request = { is: 'accepted', before: found.words, after: words } as const
    if (!(await attempt(store.decide(thread.id, request)))) return
    showToast({
      words: `The words of ${thread.comments[0]?.author.name ?? 'somebody'} are in the text.`,
      action: {
        label: 'Undo',
        onPress: () => {
          if (!isThere) undo(editor.state)
          void attempt(store.decide(thread.id, { is: 'open' }))
        },
      },
    })
  }

  return (
    <div className="suggestion">
      <dl>
        <dt>{decision.is === 'accepted' ? 'Before' : 'Now'}</dt>
        <dd className="suggestion-before">
          <del>{decision.is === 'accepted' ? decision.before : (now ?? anchor.quote)}</del>
        </dd>
        <dt>Suggested</dt>
        <dd className="suggestion-after">
          <ins>{words === '' ? 'Leave it out' : words}</ins>
        </dd>
      </dl>
      {decision.is === 'accepted' && <p className="comment-note">Accepted by {decision.by}.</p>}
      {decision.is === 'accepted' && !isThere && (
        <p className="comment-note">The text no longer says this.</p>
      )}
      {decision.is === 'declined' && (
        <p className="comment-note">
          Declined by {decision.by}: {decision.reason}
        </p>
      )}
      {mayDecide && isRedacted && (
        <p className="comment-note">Words were taken out: change the text by hand.</p>
      )}
      {mayDecide && isThere && <p className="comment-note">The text says this already.</p>}
      {mayDecide && !isDeclining && (
        <div className="comment-actions">
          <Button onPress={() => setDeclining(true)}>Decline</Button>
          {now !== null && !isRedacted && (
            <Button kind="primary" icon="check" onPress={() => void accept()}>
              Accept
            </Button>
          )}
        </div>
      )}
      {mayDecide && isDeclining && (
        <DeclineForm
          onClose={() => setDeclining(false)}
          onDecline={(reason) => attempt(store.decide(thread.id, { is: 'declined', reason }))}
        />
      )}
    </div>
  )
}

interface DeclineFormProps {
  onDecline: (reason: string) => Promise<boolean>
  onClose: () => void
}

function DeclineForm({ onDecline, onClose }: DeclineFormProps) {
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  return (
    <form
      className="comment-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() === '') setProblem('Please say why in a few words.')
        else void onDecline(reason.trim()).then((isDone) => isDone && onClose())
      }}
    >
      <TextField
        label="Why not"
        value={reason}
        onChange={setReason}
        problem={problem}
        maxLength={500}
        autoFocus
      />
      <div className="comment-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button kind="primary" type="submit">
          Decline
        </Button>
      </div>
    </form>
  )
}
