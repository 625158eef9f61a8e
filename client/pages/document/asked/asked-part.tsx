import { Suspense, lazy, useEffect, useMemo, useState } from 'react'
import type { Asked } from '../../../../shared/golden-thread.ts'
import { listAsked } from '../../../api-asking.ts'
import type { CommentsView } from '../../../comments/comment-store.ts'
import { placesAtCaret, showAsked } from '../../../editor/asked/asked.ts'
import { onAskedWish, wishAsked } from '../../../editor/asked/wish.ts'
import type { Editor } from '../../../editor/create-editor.ts'
import { focusText, run } from '../../../editor/perform.ts'

const AskedPanel = lazy(async () => ({ default: (await import('./asked-panel.tsx')).AskedPanel }))

export interface AskedPartProps {
  editor: Editor
  documentId: string
  view: CommentsView
  onThread: (id: string) => void
}

/** Signs at what somebody asked for, and the panel that says who, what was answered, since when. */
export function AskedPart({ editor, documentId, view, onThread }: AskedPartProps) {
  const all = useAsked(documentId, view)
  const [places, setPlaces] = useState<readonly string[] | null>(null)
  useEffect(() => {
    const marks = new Map<string, string[]>()
    for (const { is, place, by } of all) {
      if (is === 'changed') marks.set(place, [...(marks.get(place) ?? []), ...by])
    }
    const named = [...marks].map(([place, by]) => [place, [...new Set(by)].join(', ')] as const)
    run(editor, showAsked(new Map(named)))
  }, [editor, all])
  useEffect(
    () => onAskedWish((place) => setPlaces(place === null ? placesAtCaret(editor.state) : [place])),
    [editor],
  )
  useAskedKey()
  useAskedInAddress()
  if (places === null) return null
  return (
    <Suspense fallback={null}>
      <AskedPanel
        editor={editor}
        documentId={documentId}
        all={all}
        places={places}
        threads={view.threads}
        onThread={(id) => {
          setPlaces(null)
          onThread(id)
        }}
        onClose={() => {
          setPlaces(null)
          focusText(editor)
        }}
      />
    </Suspense>
  )
}

/** Asked for again when a comment was answered, or suggested words were put in. */
function useAsked(documentId: string, { threads }: CommentsView): readonly Asked[] {
  const [all, setAll] = useState<readonly Asked[]>(NONE)
  const state = useMemo(
    () =>
      threads
        .map(({ id, answer, suggestion }) => `${id} ${answer} ${suggestion?.decision.is}`)
        .join(','),
    [threads],
  )
  useEffect(() => {
    if (state === '') return undefined
    let isOld = false
    listAsked(documentId).then(
      (found) => {
        if (!isOld) setAll(found)
      },
      () => undefined, // without a network there are no signs, and the text is as usable
    )
    return () => {
      isOld = true
    }
  }, [documentId, state])
  return all
}

const NONE: readonly Asked[] = []

/** Ctrl+Alt+W, for those too who may read and not edit. */
function useAskedKey(): void {
  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      const isKey = (event.ctrlKey || event.metaKey) && event.altKey && event.code === 'KeyW'
      if (!isKey || event.defaultPrevented) return
      event.preventDefault()
      wishAsked(null)
    }
    window.addEventListener('keydown', handleKey)
    return () => window.removeEventListener('keydown', handleKey)
  }, [])
}

/** ?asked=… in the address opens it: a page of versions or answers leads here. */
function useAskedInAddress(): void {
  useEffect(() => {
    const wanted = new URLSearchParams(location.search).get('asked')
    if (wanted !== null) wishAsked(wanted)
  }, [])
}
