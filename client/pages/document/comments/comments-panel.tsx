import { useCallback, useEffect, useRef, useState } from 'react'
import { makeAnchor } from '../../../../shared/comments/make-anchor.ts'
import { readAnchorText } from '../../../../shared/comments/anchor-text.ts'
import type { Anchor } from '../../../../shared/comments/anchor.ts'
import type { CommentStore, CommentsView } from '../../../comments/comment-store.ts'
import { Button } from '../../../components/button.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { Notice } from '../../../components/notice.tsx'
import { SidePanel } from '../../../components/side-panel.tsx'
import { showToast } from '../../../components/toast.tsx'
import { flushInput } from '../../../editor/binding/index.ts'
import { chooseThread, commentsOf, endWish } from '../../../editor/comments/comments.ts'
import { wishToComment } from '../../../editor/comments/comments.ts'
import { goToThread } from '../../../editor/comments/go.ts'
import type { Connection } from '../../../editor/connection/connection.ts'
import type { Editor } from '../../../editor/create-editor.ts'
import { run } from '../../../editor/perform.ts'
import { useEditorValue } from '../../../editor/use-editor-value.ts'
import { useSeat } from '../../enter/seat.ts'
import { CommentForm } from './comment-form.tsx'
import { ThreadCard } from './thread-card.tsx'
import { filterChoices, isFilter, isShownBy, placeThreads } from './thread-list.ts'
import type { ThreadFilter } from './thread-list.ts'
import './comments-panel.css'

export interface CommentsPanelProps {
  editor: Editor
  connection: Connection
  store: CommentStore
  view: CommentsView
  /** Before the text has to be in sight. */
  onGo: () => void
  onClose: () => void
}

/** All threads beside the text, in its order: at the side, or over its foot on small screens. */
export function CommentsPanel(props: CommentsPanelProps) {
  const { editor, connection, store, view, onGo, onClose } = props
  const { seat } = useSeat()
  const [filter, setFilter] = useState<ThreadFilter>('open')
  const found = useEditorValue(editor, (state) => commentsOf(state).found)
  const chosen = useEditorValue(editor, (state) => commentsOf(state).chosen)
  const head = useRef<HTMLHeadingElement>(null)
  const draft = useDraft(editor, connection)
  useEffect(() => {
    // Opened by its button; who came from the text, or to write, is where they want to be.
    const { chosen, wish } = commentsOf(editor.state)
    if (chosen.id === null && wish === null) head.current?.focus()
  }, [editor])

  const go = useCallback(
    (id: string) => {
      onGo()
      requestAnimationFrame(() => goToThread(editor, id))
    },
    [editor, onGo],
  )
  const shown = view.threads.filter(
    (thread) => isShownBy(thread, { filter, role: seat.role }) || thread.id === chosen.id,
  )

  return (
    <SidePanel
      title="Comments"
      closeLabel="Close the comments"
      className="comments-panel"
      head={head}
      tools={
        <SelectField
          label="Show"
          isLabelHidden
          value={filter}
          choices={filterChoices(view.threads)}
          onChange={(value) => {
            if (isFilter(value)) setFilter(value)
          }}
        />
      }
      onClose={onClose}
    >
      {draft !== null && view.may.comment && (
        <CommentForm
          key={draft.turn}
          anchor={draft.anchor}
          may={view.may}
          isChecked={seat.role === 'young'}
          onPost={(thread) => {
            store.start(thread)
            run(editor, endWish)
          }}
          onCancel={() => run(editor, endWish)}
        />
      )}
      {draft === null && view.may.comment && (
        <div className="comments-add">
          <Button icon="plus" onPress={() => run(editor, wishToComment({ on: 'document' }))}>
            Comment on the whole document
          </Button>
        </div>
      )}
      <Waiting view={view} store={store} />
      {view.state === 'failed' && (
        <Notice
          kind="problem"
          actions={<Button onPress={() => void store.refresh()}>Try again</Button>}
        >
          The comments could not be read.
        </Notice>
      )}
      {view.state === 'there' && shown.length === 0 && draft === null && (
        <p className="comments-empty">
          {filter === 'open'
            ? 'No open comments. Select some words and press “Comment”, or Ctrl+Alt+M.'
            : 'Nothing here.'}
        </p>
      )}
      {placeThreads(shown, found).map(({ title, threads }) => (
        <section key={title} className="comments-section" aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {threads.map((thread) => (
              <ThreadCard
                key={thread.id}
                thread={thread}
                found={found.get(thread.id)}
                isChosen={thread.id === chosen.id}
                store={store}
                editor={editor}
                onGo={go}
              />
            ))}
          </ul>
        </section>
      ))}
      <output className="visually-hidden">
        {shown.length === 1 ? '1 thread shown' : `${shown.length} threads shown`}
      </output>
    </SidePanel>
  )
}

/** Comments that are not on the server yet, or that it refused. */
function Waiting({ view, store }: { view: CommentsView; store: CommentStore }) {
  if (view.waiting.length === 0) return null
  return (
    <ul className="comments-waiting" aria-label="Not sent yet">
      {view.waiting.map(({ request, problem }) => (
        <li key={request.key}>
          <p className="comment-body">{request.body}</p>
          <p className="comment-note">{problem ?? 'Waiting for a connection. It is kept here.'}</p>
          {problem !== null && (
            <Button onPress={() => store.discard(request.key)}>Throw it away</Button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What is being commented on: made into an anchor at once, before anybody edits on. */
function useDraft(editor: Editor, { fragment }: Connection) {
  const wish = useEditorValue(editor, (state) => commentsOf(state).wish)
  const [draft, setDraft] = useState<{ turn: number; anchor: Anchor } | null>(null)
  useEffect(() => {
    if (wish === null) {
      // The draft is what somebody wished for in the editor, which lives outside of React.
      // oxlint-disable-next-line react/set-state-in-effect
      setDraft(null)
      return
    }
    flushInput(editor.view)
    const anchor = makeAnchor(readAnchorText(editor.state.doc, fragment), wish.target)
    if (anchor === null) {
      showToast({ words: 'There is nothing here that a comment could hold on to.' })
      run(editor, endWish)
      return
    }
    setDraft({ turn: wish.turn, anchor })
    run(editor, chooseThread(null))
  }, [editor, fragment, wish])
  return draft
}
