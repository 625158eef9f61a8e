import { Suspense, lazy, useCallback, useEffect, useState } from 'react'
import type { CommentStore } from '../../../comments/comment-store.ts'
import { Button } from '../../../components/button.tsx'
import { chooseThread, commentsOf } from '../../../editor/comments/comments.ts'
import { commentHere } from '../../../editor/comments/targets.ts'
import type { Connection } from '../../../editor/connection/connection.ts'
import type { Editor } from '../../../editor/create-editor.ts'
import { focusText, run } from '../../../editor/perform.ts'
import { useEditorValue } from '../../../editor/use-editor-value.ts'
import { AskedPart } from '../asked/asked-part.tsx'
import { useCommentMarks, useCommentsView } from './use-comments.ts'

const CommentsPanel = lazy(async () => ({
  default: (await import('./comments-panel.tsx')).CommentsPanel,
}))

export interface CommentsPartProps {
  editor: Editor
  documentId: string
  connection: Connection
  store: CommentStore
  onGo: () => void
}

/** The panel of comments, which opens when a thread is chosen or one is wished for. */
export function CommentsPart(
  props: CommentsPartProps & { isOpen: boolean; onOpen: (isOpen: boolean) => void },
) {
  const { editor, documentId, store, isOpen, onOpen, onGo } = props
  const view = useCommentsView(store)
  useCommentMarks(editor, view)
  useOpening(editor, onOpen)
  useThreadInAddress(editor)
  useCommentKey(editor)
  const close = useCallback(() => {
    onOpen(false)
    run(editor, chooseThread(null))
    focusText(editor)
  }, [editor, onOpen])
  const choose = useCallback(
    (id: string) => {
      onGo()
      run(editor, chooseThread(id))
    },
    [editor, onGo],
  )
  return (
    <>
      <AskedPart editor={editor} documentId={documentId} view={view} onThread={choose} />
      {isOpen && (
        <Suspense fallback={null}>
          <CommentsPanel {...props} view={view} onClose={close} />
        </Suspense>
      )}
    </>
  )
}

/** How many open threads there are, and the way to them; beside it the way to a new one. */
export function CommentsButtons({
  editor,
  store,
  isOpen,
  onOpen,
}: {
  editor: Editor
  store: CommentStore
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
}) {
  const { threads, may } = useCommentsView(store)
  const open = threads.filter(({ resolved }) => resolved === null).length
  return (
    <span className="comments-buttons">
      {may.comment && (
        <Button icon="comment" onPress={() => run(editor, commentHere)}>
          Comment
        </Button>
      )}
      <Button onPress={() => onOpen(!isOpen)}>
        {open === 0 ? 'Comments' : open === 1 ? '1 open' : `${open} open`}
        <span className="visually-hidden">{open === 0 ? '' : ' comments'}</span>
      </Button>
    </span>
  )
}

/** Choosing a thread in the text or wishing for one opens the panel. */
function useOpening(editor: Editor, onOpen: (isOpen: boolean) => void): void {
  const chosen = useEditorValue(editor, (state) => commentsOf(state).chosen)
  const wish = useEditorValue(editor, (state) => commentsOf(state).wish)
  useEffect(() => {
    if (chosen.id !== null) onOpen(true)
  }, [chosen, onOpen])
  useEffect(() => {
    if (wish !== null) onOpen(true)
  }, [wish, onOpen])
}

/** ?thread=… in the address leads to it, once it is known where it stands. */
function useThreadInAddress(editor: Editor): void {
  const [wanted] = useState(() => new URLSearchParams(location.search).get('thread'))
  const hasPlace = useEditorValue(editor, (state) =>
    wanted === null ? false : commentsOf(state).found.has(wanted),
  )
  useEffect(() => {
    if (!hasPlace || wanted === null) return
    void import('../../../editor/comments/go.ts').then(({ goToThread }) =>
      goToThread(editor, wanted),
    )
  }, [editor, wanted, hasPlace])
}

/** Ctrl+Alt+M, for those too who may read and not edit. */
function useCommentKey(editor: Editor): void {
  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      const isKey = (event.ctrlKey || event.metaKey) && event.altKey && event.code === 'KeyM'
      if (!isKey || event.defaultPrevented) return
      event.preventDefault()
      run(editor, commentHere)
    }
    window.addEventListener('keydown', handleKey)
    return () => window.removeEventListener('keydown', handleKey)
  }, [editor])
}
