import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { useEffect, useRef, useState } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { closeFind, findNext, findOf, lookFor } from './find.ts'
import { focusText, run } from './perform.ts'
import { useEditorValue } from './use-editor-value.ts'
import './find-bar.css'

/** Looking for words in the document: Enter and Shift+Enter go on and back, Escape ends. */
export function FindBar({ editor }: { editor: Editor }) {
  const isOpen = useEditorValue(editor, findIsOpen)
  return isOpen ? <OpenFindBar editor={editor} /> : null
}

function OpenFindBar({ editor }: { editor: Editor }) {
  const { query, places, current } = useEditorValue(editor, findState)
  // The field keeps its own words: the editor tells of them a frame later.
  const [typed, setTyped] = useState(query)
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => field.current?.select(), [])

  const place = places[current]
  useEffect(() => {
    if (place === undefined || place.to > editor.state.doc.content.size) return
    const { node } = editor.view.domAtPos(place.from)
    const element = node instanceof Element ? node : node.parentElement
    element?.scrollIntoView({ block: 'center' })
  }, [editor, place])

  const close = () => {
    run(editor, closeFind)
    focusText(editor)
  }
  const step = (direction: 1 | -1) => {
    run(editor, findNext(direction))
  }
  return (
    <search className="find-bar">
      <input
        ref={field}
        className="find-field"
        aria-label="Find in this document"
        placeholder="Find in this document"
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          run(editor, lookFor(event.target.value))
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
          else if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          else if ((event.ctrlKey || event.metaKey) && event.key === 'f') field.current?.select()
          else return
          event.preventDefault()
        }}
      />
      <output className="find-count">
        {query.trim() === ''
          ? ''
          : places.length === 0
            ? 'Not found'
            : `${current + 1} of ${places.length}`}
      </output>
      <IconButton
        label="Previous"
        icon="arrowUp"
        shortcut="Shift+Enter"
        isDisabled={places.length === 0}
        onPress={() => step(-1)}
      />
      <IconButton
        label="Next"
        icon="arrowDown"
        shortcut="Enter"
        isDisabled={places.length === 0}
        onPress={() => step(1)}
      />
      <IconButton label="End the search" icon="close" shortcut="Esc" onPress={close} />
    </search>
  )
}

function findIsOpen(state: EditorState): boolean {
  return findOf(state).isOpen
}

function findState(state: EditorState) {
  return findOf(state)
}
