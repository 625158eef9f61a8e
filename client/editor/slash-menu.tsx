/* Focus stays in the text, which owns this list and handles its keys; no form element does that. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */
import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { useLayoutEffect, useRef } from 'react'
import { Icon } from '../components/icons.tsx'
import { SLASH_LIST_ID, choose, optionId, slashOf } from './slash.ts'
import { useEditorValue } from './use-editor-value.ts'
import './slash-menu.css'

/** The choices of the `/` menu. Focus stays in the text, which names the chosen one. */
export function SlashMenu({ editor }: { editor: Editor }) {
  const slash = useEditorValue(editor, slashState)
  const list = useRef<HTMLDivElement>(null)
  const { from, choices, index } = slash

  useLayoutEffect(() => {
    const box = list.current
    const around = box?.offsetParent
    if (box === null || !(around instanceof HTMLElement) || from === null) return
    const caret = editor.view.coordsAtPos(from)
    const frame = around.getBoundingClientRect()
    const fitsBelow = caret.bottom + box.offsetHeight + 8 < window.innerHeight
    const top = fitsBelow ? caret.bottom + 4 : caret.top - box.offsetHeight - 4
    const left = Math.min(caret.left, window.innerWidth - box.offsetWidth - 8)
    box.style.top = `${top - frame.top}px`
    box.style.left = `${Math.max(8, left) - frame.left}px`
  })

  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })

  if (from === null) return null
  return (
    <div ref={list} className="slash-menu" role="listbox" id={SLASH_LIST_ID} aria-label="Add">
      {choices.map((action, at) => (
        <div
          key={action.id}
          id={optionId(action)}
          role="option"
          aria-selected={at === index}
          className="slash-option"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            choose(editor.view, action)
          }}
        >
          <Icon name={action.icon ?? 'plus'} size={18} />
          <span className="slash-words">
            <span>{action.label}</span>
            {action.about !== undefined && <small>{action.about}</small>}
          </span>
        </div>
      ))}
      {choices.length === 0 && <p className="slash-nothing">Nothing is called that</p>}
    </div>
  )
}

function slashState(state: EditorState) {
  return slashOf(state)
}
