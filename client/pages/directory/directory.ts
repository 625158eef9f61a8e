import { useCallback, useEffect, useMemo, useState } from 'react'
import type { DirectoryResponse } from '../../../shared/api.ts'
import type { Directory, Entry } from '../../../shared/directory/model.ts'
import type { Question } from '../../../shared/directory/questions.ts'
import { readDirectory, removeEntry, restoreEntry, settleQuestion } from '../../api-directory.ts'
import { showToast } from '../../components/toast.tsx'
import { viewOf } from './directory-view.ts'
import type { DirectoryView } from './directory-view.ts'

export type DirectoryState =
  | { state: 'loading' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; view: DirectoryView; mayEdit: boolean }

export interface DirectoryDesk {
  current: DirectoryState
  /** Fetches it again; null where that failed. */
  onRefresh: () => Promise<Directory | null>
  onRemove: (entry: Entry) => void
  onSettle: (question: Question) => void
}

/**
 * The directory, fetched on arrival and whenever the window is looked at again. What is removed or
 * settled goes at once; a change that fails is taken back and said.
 */
export function useDirectory(): DirectoryDesk {
  const [loaded, setLoaded] = useState<DirectoryResponse | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const view = useMemo(() => (loaded === null ? null : viewOf(loaded.directory)), [loaded])

  const onRefresh = useCallback(
    () =>
      readDirectory().then(
        (answer) => {
          setLoaded(answer)
          setProblem(null)
          return answer.directory
        },
        (failure: Error) => {
          setProblem(failure.message)
          return null
        },
      ),
    [],
  )

  useEffect(() => {
    void onRefresh()
    const handleLook = () => {
      if (document.visibilityState === 'visible') void onRefresh()
    }
    document.addEventListener('visibilitychange', handleLook)
    window.addEventListener('focus', handleLook)
    return () => {
      document.removeEventListener('visibilitychange', handleLook)
      window.removeEventListener('focus', handleLook)
    }
  }, [onRefresh])

  const show = (change: (directory: Directory) => Directory) =>
    setLoaded((before) => before && { ...before, directory: change(before.directory) })
  const takeBack = (what: string) => (failure: Error) => {
    showToast({ kind: 'problem', words: `${what} ${failure.message}` })
    return onRefresh()
  }

  return {
    current: stateOf({ loaded, problem, view }),
    onRefresh,
    onRemove(entry) {
      show((directory) => without(directory, entry.id))
      const removed = removeEntry(entry.id)
      const closeToast = showToast({
        words: `“${entry.name}” was removed.`,
        action: {
          label: 'Undo',
          onPress: () => {
            removed
              .then(() => restoreEntry(entry.id))
              .then(onRefresh, takeBack('That could not be undone.'))
          },
        },
      })
      removed.then(onRefresh, (failure: Error) => {
        closeToast()
        return takeBack(`“${entry.name}” was not removed.`)(failure)
      })
    },
    onSettle(question) {
      const { key } = question
      show((directory) => ({ ...directory, settled: [...directory.settled, key] }))
      const settled = settleQuestion({ question: key, isSettled: true })
      const closeToast = showToast({
        words: 'This will not be asked again.',
        action: {
          label: 'Undo',
          onPress: () => {
            settled
              .then(() => settleQuestion({ question: key, isSettled: false }))
              .then(onRefresh, takeBack('That could not be undone.'))
          },
        },
      })
      settled.then(onRefresh, (failure: Error) => {
        closeToast()
        return takeBack('That was not kept.')(failure)
      })
    },
  }
}

function stateOf(known: {
  loaded: DirectoryResponse | null
  problem: string | null
  view: DirectoryView | null
}): DirectoryState {
  const { loaded, problem, view } = known
  if (loaded !== null && view !== null) return { state: 'ready', view, mayEdit: loaded.mayEdit }
  return problem === null ? { state: 'loading' } : { state: 'failed', message: problem }
}

/** The server takes out what points to it as well; until it has answered, the entry is gone. */
function without(directory: Directory, id: string): Directory {
  return { ...directory, entries: directory.entries.filter((entry) => entry.id !== id) }
}
