import { useEffect } from 'react'
import type { Editor } from '../../editor/create-editor.ts'
import { goToFinding } from '../../editor/readings/go.ts'
import { standardOfLink } from '../../../shared/reading/check-links.ts'

/**
 * Goes to the place that the address names behind #: a row, a heading, or a standard, for which the
 * plan is shown by standard. The name then goes from the address, so that it can be asked for again.
 */
export function usePlace(
  editor: Editor | null,
  { onText, onStandards }: { onText: () => void; onStandards: () => void },
): void {
  useEffect(() => {
    if (editor === null) return
    const go = (): void => {
      const { hash, pathname, search } = window.location
      if (hash.length < 2) return
      if (standardOfLink(hash) !== null) {
        window.history.replaceState(null, '', pathname + search)
        return onStandards()
      }
      const position = positionOf(editor, hash.slice(1))
      if (position === null) return
      window.history.replaceState(null, '', pathname + search)
      onText()
      // Once the text is in sight.
      requestAnimationFrame(() => goToFinding(editor, { position, key: null }))
    }
    go()
    window.addEventListener('hashchange', go)
    return () => window.removeEventListener('hashchange', go)
  }, [editor, onText, onStandards])
}

function positionOf(editor: Editor, id: string): number | null {
  let found: number | null = null
  editor.state.doc.descendants((node, position) => {
    if (found === null && node.attrs['id'] === id) found = position
    return found === null
  })
  return found
}
