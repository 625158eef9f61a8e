import { useEffect } from 'react'
import type { Editor } from '../../editor/create-editor.ts'
import { openFind } from '../../editor/find.ts'
import { run } from '../../editor/perform.ts'
import { ask } from '../../editor/prompt.ts'

/** Keys that work anywhere on the page: find, help, and the way to the tools. */
export function usePageKeys(editor: Editor | null): void {
  useEffect(() => {
    if (editor === null) return
    const handleKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isInDialog()) return
      const isCommand = event.ctrlKey || event.metaKey
      if (isCommand && event.key === 'f') run(editor, openFind)
      else if (isCommand && event.key === '/') run(editor, ask({ kind: 'help' }))
      else if (event.key === '?' && !isTyping(event.target)) run(editor, ask({ kind: 'help' }))
      else if (event.altKey && event.key === 'F10') focusTools()
      else if (event.key === 'Escape' && isInTools(event.target)) editor.view.focus()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', handleKey)
    return () => window.removeEventListener('keydown', handleKey)
  }, [editor])
}

function isInDialog(): boolean {
  // A message that stands at the foot of the page for a moment is one too, and stops nobody.
  const open = '[role="dialog"], [role="alertdialog"]:not([aria-modal="false"]), [role="menu"]'
  return document.querySelector(open) !== null
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

function isInTools(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.toolbar') !== null
}

function focusTools(): void {
  const button = document.querySelector('.toolbar button:not([disabled])')
  if (button instanceof HTMLElement) button.focus()
}
