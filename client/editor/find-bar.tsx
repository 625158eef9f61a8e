import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { useEffect, useRef } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { closeFind, findNext, findOf, lookFor } from './find.ts'
import { focusText, run } from './perform.ts'
import { useEditorValue } from './use-editor-value.ts'
import './find-bar.css'

/** Looking for words in the document: Enter and Shift+Enter go on and back, Escape ends. */
export function FindBar({ editor }: { editor: Editor }) {
  const find = useEditorValue(editor, findState)
  const field = useRef<HTMLInputElement>(null)
  const { isOpen, query, places, current } = find

  useEffect(() => {
    if (!isOpen) return
    field.current?.focus()
    field.current?.select()
  }, [isOpen])

  const place = places[current]
  useEffect(() => {
    if (!isOpen || place === undefined) return
    const { node } = editor.view.domAtPos(place.from)
    const element = node instanceof Element ? node : node.parentElement
    element?.scrollIntoView({ block: 'center' })
  }, [editor, isOpen, place])

  if (!isOpen) return null
  const close = () => {
    run(editor, closeFind)
    focusText(editor)
  }
  return (
    <search className="find-bar">
      <input
        ref={field}
        className="find-field"
        aria-label="Find in this document"
        placeholder="Find in this document"
        value={query}
        onChange={(event) => run(editor, lookFor(event.target.value))}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
          else if (event.key === 'Enter') run(editor, findNext(event.shiftKey ? -1 : 1))
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
        onPress={() => run(editor, findNext(-1))}
      />
      <IconButton
        label="Next"
        icon="arrowDown"
        shortcut="Enter"
        isDisabled={places.length === 0}
        onPress={() => run(editor, findNext(1))}
      />
      <IconButton label="End the search" icon="close" shortcut="Esc" onPress={close} />
    </search>
  )
}

function findState(state: EditorState) {
  return findOf(state)
}
