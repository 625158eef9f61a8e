import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { memo, useEffect, useState } from 'react'
import { countWords } from '../../shared/reading/words.ts'
import { outlineOf } from './outline.ts'
import type { OutlineEntry } from './outline.ts'
import { isSameData, useEditorValue } from './use-editor-value.ts'
import './contents-list.css'

/** After this long without a keystroke the list is brought up to date, in ms. */
const QUIET_MS = 250

/** The numbered outline; the section in sight is marked. */
export const ContentsList = memo(function ContentsList({
  editor,
  onGo,
}: {
  editor: Editor
  onGo?: () => void
}) {
  const entries = useEditorValue(editor, outlineState, { isSame: isSameData, delayMs: QUIET_MS })
  const words = useEditorValue(editor, wordsState, { delayMs: QUIET_MS })
  const current = useSectionInSight(editor, entries)
  return (
    <nav aria-label="Contents" className="contents-list">
      {entries.length === 0 ? (
        <p className="contents-empty">Headings appear here, such as “1 Why this matters”.</p>
      ) : (
        <ol>
          {entries.map((entry, index) => (
            <li key={`${entry.position} ${entry.words}`}>
              <button
                type="button"
                className={`contents-entry contents-level-${Math.min(entry.level, 4)}`}
                aria-current={index === current ? 'location' : undefined}
                onClick={() => {
                  goTo(editor, entry)
                  onGo?.()
                }}
              >
                {entry.number !== '' && <span className="contents-number">{entry.number}</span>}
                <span>{entry.words}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
      <p className="contents-words">{words.toLocaleString('en-GB')} words</p>
    </nav>
  )
})

function outlineState(state: EditorState): OutlineEntry[] {
  return outlineOf(state.doc)
}

function wordsState(state: EditorState): number {
  return countWords(state.doc)
}

function goTo(editor: Editor, { position }: OutlineEntry): void {
  const { view } = editor
  const element = view.nodeDOM(position)
  const selection = TextSelection.near(view.state.doc.resolve(position + 1))
  view.dispatch(view.state.tr.setSelection(selection))
  view.focus()
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'start' })
}

/** Index of the last entry above the upper third of the window. */
function useSectionInSight(editor: Editor, entries: readonly OutlineEntry[]): number {
  const [current, setCurrent] = useState(-1)
  useEffect(() => {
    let frame = 0
    const look = (): void => {
      const { scrollHeight } = document.documentElement
      const isAtEnd = window.scrollY + window.innerHeight >= scrollHeight - 2
      const line = isAtEnd ? window.innerHeight : window.innerHeight / 3
      let found = -1
      for (const [index, { position }] of entries.entries()) {
        if (position >= editor.state.doc.content.size) break
        const element = editor.view.nodeDOM(position)
        if (!(element instanceof HTMLElement)) continue
        if (element.getBoundingClientRect().top > line) break
        found = index
      }
      setCurrent(found)
    }
    const handleScroll = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    }
    handleScroll()
    window.addEventListener('scroll', handleScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('scroll', handleScroll)
    }
  }, [editor, entries])
  return current
}
