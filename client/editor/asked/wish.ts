import type { Command } from '@tiptap/pm/state'

const WISH = 'folkmoot-asked'

/** Somebody wants to know who asked for what stands at a place; null: where the caret is. */
export function wishAsked(place: string | null): void {
  window.dispatchEvent(new CustomEvent(WISH, { detail: place }))
}

/** Returns its own stop. */
export function onAskedWish(listener: (place: string | null) => void): () => void {
  const handle = (event: Event): void => {
    if (event instanceof CustomEvent)
      listener(typeof event.detail === 'string' ? event.detail : null)
  }
  window.addEventListener(WISH, handle)
  return () => window.removeEventListener(WISH, handle)
}

export const whoAsked: Command = (_state, dispatch) => {
  if (dispatch !== undefined) wishAsked(null)
  return true
}
