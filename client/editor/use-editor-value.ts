import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { useCallback, useRef, useSyncExternalStore } from 'react'

/**
 * A value read from the editor. The component renders again only when the value changes, and looks
 * at most once a frame, or once it has been quiet for `delayMs`: React has no part in a keystroke.
 */
export function useEditorValue<Value>(
  editor: Editor,
  select: (state: EditorState) => Value,
  {
    isSame = Object.is,
    delayMs = 0,
  }: { isSame?: (a: Value, b: Value) => boolean; delayMs?: number } = {},
): Value {
  const latest = useRef<{ state: EditorState; select: unknown; value: Value } | null>(null)

  const subscribe = useCallback(
    (listener: () => void) => {
      let frame = 0
      let timer: ReturnType<typeof setTimeout> | undefined
      const handleTransaction = (): void => {
        if (delayMs > 0) {
          clearTimeout(timer)
          timer = setTimeout(listener, delayMs)
        } else {
          cancelAnimationFrame(frame)
          frame = requestAnimationFrame(listener)
        }
      }
      editor.on('transaction', handleTransaction)
      return () => {
        editor.off('transaction', handleTransaction)
        clearTimeout(timer)
        cancelAnimationFrame(frame)
      }
    },
    [editor, delayMs],
  )

  return useSyncExternalStore(subscribe, () => {
    const { state } = editor
    const last = latest.current
    if (last !== null && last.state === state && last.select === select) return last.value
    const next = select(state)
    const value = last !== null && isSame(last.value, next) ? last.value : next
    latest.current = { state, select, value }
    return value
  })
}

/** For values of plain data: equal if they read the same. */
export function isSameData(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
