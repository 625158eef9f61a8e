import { useEffect } from 'react'
import { asReadingDirectory } from '../../../shared/directory/reading-directory.ts'
import { readDirectory } from '../../api-directory.ts'
import { makeFrom } from '../../editor/blocks/from-directory.ts'
import type { Editor } from '../../editor/create-editor.ts'
import { run } from '../../editor/perform.ts'
import { readWith } from '../../editor/readings/readings.ts'
import { useSeat } from '../enter/seat.ts'

/**
 * Reads leads with the people and groups of the directory: fetched once the text is there, and again
 * whenever the window is looked at. Without an answer the key of the document has to do.
 */
export function useDirectoryIn(editor: Editor | null): void {
  const { seat } = useSeat()
  const mayRead = seat.operations.includes('readDirectory')
  useEffect(() => {
    if (editor === null || !mayRead) return
    let revision = -1
    let isGone = false
    const look = (): void => {
      readDirectory().then(
        ({ directory }) => {
          if (isGone || directory.revision === revision) return
          revision = directory.revision
          run(editor, readWith(asReadingDirectory(directory)))
          run(editor, makeFrom(directory))
        },
        () => {}, // the next look may succeed, and nothing is lost until then
      )
    }
    look()
    window.addEventListener('focus', look)
    return () => {
      isGone = true
      window.removeEventListener('focus', look)
    }
  }, [editor, mayRead])
}
