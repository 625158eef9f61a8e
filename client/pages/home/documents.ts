import { useCallback, useEffect, useState } from 'react'
import type { DocumentSummary } from '../../../shared/api.ts'
import {
  listDocuments,
  removeDemo,
  removeDocument,
  renameDocument,
  restoreDocument,
} from '../../api.ts'
import { showToast } from '../../components/toast.tsx'

export type DocumentsState =
  | { state: 'loading' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; documents: readonly DocumentSummary[] }

export interface Documents {
  list: DocumentsState
  onRefresh: () => void
  onRename: (document: DocumentSummary, title: string) => void
  onRemove: (document: DocumentSummary) => void
  onRemoveDemo: () => void
}

/**
 * The list of documents, fetched on arrival and whenever the window is looked at again. Changes
 * show at once; one that fails is taken back and said.
 */
export function useDocuments(): Documents {
  const [list, setList] = useState<DocumentsState>({ state: 'loading' })

  const onRefresh = useCallback(() => {
    listDocuments().then(
      (documents) => setList({ state: 'ready', documents }),
      (problem: Error) =>
        setList((before) =>
          before.state === 'ready' ? before : { state: 'failed', message: problem.message },
        ),
    )
  }, [])

  useEffect(() => {
    onRefresh()
    const handleLook = () => {
      if (document.visibilityState === 'visible') onRefresh()
    }
    document.addEventListener('visibilitychange', handleLook)
    window.addEventListener('focus', handleLook)
    return () => {
      document.removeEventListener('visibilitychange', handleLook)
      window.removeEventListener('focus', handleLook)
    }
  }, [onRefresh])

  const show = (change: (documents: readonly DocumentSummary[]) => readonly DocumentSummary[]) =>
    setList((before) =>
      before.state === 'ready' ? { ...before, documents: change(before.documents) } : before,
    )
  const takeBack = (what: string) => (problem: Error) => {
    showToast({ kind: 'problem', words: `${what} ${problem.message}` })
    onRefresh()
  }

  return {
    list,
    onRefresh,
    onRename(document, title) {
      show((all) => all.map((each) => (each.id === document.id ? { ...each, title } : each)))
      renameDocument(document.id, title).then(
        onRefresh,
        takeBack(`“${document.title}” was not renamed.`),
      )
    },
    onRemove(document) {
      show((all) => all.filter((each) => each.id !== document.id))
      const removed = removeDocument(document.id)
      const closeToast = showToast({
        words: `“${document.title}” was removed.`,
        action: { label: 'Undo', onPress: () => putBack(document, removed) },
      })
      removed.catch((problem: Error) => {
        closeToast()
        takeBack(`“${document.title}” was not removed.`)(problem)
      })
    },
    onRemoveDemo() {
      show((all) => all.filter((each) => !each.isDemo))
      removeDemo().then(() => {
        showToast({ words: 'The examples were removed.' })
        onRefresh()
      }, takeBack('The examples were not removed.'))
    },
  }

  /** Shows it again at once, and asks the server once that has finished removing. */
  function putBack(document: DocumentSummary, removed: Promise<void>) {
    show((all) => [...all, document])
    removed
      .then(() => restoreDocument(document.id))
      .then(onRefresh, takeBack('That could not be undone.'))
  }
}
