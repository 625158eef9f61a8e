import { useEffect, useState, useSyncExternalStore } from 'react'
import { commentsApi } from '../../../api-comments.ts'
import { createCommentStore } from '../../../comments/comment-store.ts'
import type { CommentStore, CommentsView } from '../../../comments/comment-store.ts'
import { showMarks } from '../../../editor/comments/comments.ts'
import type { Connection } from '../../../editor/connection/connection.ts'
import type { Editor } from '../../../editor/create-editor.ts'
import { newId } from '../../../editor/new-id.ts'
import { run } from '../../../editor/perform.ts'
import { useSeat } from '../../enter/seat.ts'
import { useEachArrival } from '../use-connection.ts'

/** The comments of the open document, kept up to date by its socket. */
export function useComments(documentId: string, connection: Connection): CommentStore {
  const { seat } = useSeat()
  const [store] = useState(() =>
    createCommentStore({
      api: commentsApi(documentId),
      name: `${seat.id}.${documentId}`,
      storage: storageHere(),
      newKey: newId,
    }),
  )
  useEffect(() => connection.onEvent(store.handleEvent), [connection, store])
  useEachArrival(connection, store.refresh)
  return store
}

export function useCommentsView(store: CommentStore): CommentsView {
  return useSyncExternalStore(store.subscribe, store.getView)
}

/** Draws the threads in the text. */
export function useCommentMarks(editor: Editor | null, { threads }: CommentsView): void {
  useEffect(() => {
    if (editor === null) return
    const marks = threads.map(({ id, anchor, comments, resolved }) => ({
      id,
      anchor,
      isVoice: comments[0]?.author.role === 'young',
      isOpen: resolved === null,
    }))
    run(editor, showMarks(marks))
  }, [editor, threads])
}

function storageHere(): Storage | null {
  try {
    return localStorage
  } catch {
    return null // storage is switched off
  }
}
