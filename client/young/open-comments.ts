import { useEffect, useSyncExternalStore } from 'react'
import { commentsApi } from '../api-comments.ts'
import { createCommentStore } from '../comments/comment-store.ts'
import type { CommentStore, CommentsView } from '../comments/comment-store.ts'
import { newKey } from '../comments/keys.ts'

/** How often what waits is tried again; this page has no socket that would say when. */
const RETRY_MS = 10_000

/** The comments of a document on this phone, under the name of whose they are. */
export function openComments({
  documentId,
  seat,
}: {
  documentId: string
  seat: string
}): CommentStore {
  return createCommentStore({
    api: commentsApi(documentId),
    name: `${seat}.${documentId}`,
    storage: storageHere(),
    newKey,
  })
}

/** Asks on arriving and when there is a signal again, and tries what waits from time to time. */
export function useComments(store: CommentStore): CommentsView {
  useEffect(() => {
    const look = () => void store.refresh()
    const retry = () => {
      if (store.getView().waiting.length > 0) look()
    }
    look()
    const timer = setInterval(retry, RETRY_MS)
    addEventListener('online', look)
    return () => {
      clearInterval(timer)
      removeEventListener('online', look)
    }
  }, [store])
  return useSyncExternalStore(store.subscribe, store.getView)
}

function storageHere(): Storage | null {
  try {
    return localStorage
  } catch {
    return null // storage is switched off
  }
}
