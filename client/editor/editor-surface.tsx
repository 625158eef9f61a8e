import type { Editor } from '@tiptap/core'
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { showToast } from '../components/toast.tsx'
import { insertImage } from './blocks/images.ts'
import { caretAtStart, paragraphAtEnd } from './blocks/insert.ts'
import { createEditor } from './create-editor.ts'
import { FindBar } from './find-bar.tsx'
import { newId } from './new-id.ts'
import type { LinkTargets } from './prompts/link-place.tsx'
import type { MayUnlock } from './action-table/locked.ts'
import type { GetSections } from './own-sections.ts'
import { focusText, run } from './perform.ts'
import type { StoreImage } from './prompts/image.tsx'
import { SlashMenu } from './slash-menu.tsx'
import { TableHandle } from './table-handles.tsx'
import './document-text.css'
import './blocks/page-header.css'
import './blocks/picture.css'
import './action-table/action-table.css'
import './action-table/plan-bar.css'
import './action-table/row-progress.css'
import './action-table/row-lines.css'
import './presence/presence.css'
import './readings/readings.css'
import './comments/comments.css'
import './prompts/prompts.css'

/** Fetched beside the text and not before it: nobody is asked anything in the first moment. */
const Prompts = lazy(async () => ({ default: (await import('./prompts.tsx')).Prompts }))

export interface EditorSurfaceProps {
  fragment: Y.XmlFragment
  awareness: Awareness
  title: string
  isEditable: boolean
  storeImage: StoreImage
  getSections: GetSections
  mayUnlock: MayUnlock
  linkTargets: LinkTargets
  isReport: boolean
  /** The editor once it is there, null when it goes. */
  onEditor: (editor: Editor | null) => void
}

/**
 * The text itself with everything that floats beside it. React renders around the editor and never
 * inside it.
 */
export function EditorSurface(props: EditorSurfaceProps) {
  const { fragment, awareness, title, isEditable, storeImage, onEditor } = props
  const { getSections, mayUnlock, isReport } = props
  const place = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const hintId = useId()
  const latest = useRef({ title, storeImage, isEditable })

  useEffect(() => {
    const isNewTitle = latest.current.title !== title
    latest.current = { title, storeImage, isEditable }
    // The name of the text follows the title with the next look at its attributes.
    if (isNewTitle) editor?.view.dispatch(editor.state.tr)
  }, [editor, title, storeImage, isEditable])

  useEffect(() => {
    const element = place.current
    if (element === null) return
    const made = createEditor({
      element,
      fragment,
      awareness,
      isEditable: latest.current.isEditable,
      newId,
      getSections,
      mayUnlock,
      isReport,
      hintId,
      getTitle: () => latest.current.title,
      onImageFile: (_view, file) => {
        latest.current.storeImage(file).then(
          ({ content }) => run(made, insertImage({ content, alt: '' })),
          (problem: Error) => showToast({ words: problem.message, kind: 'problem' }),
        )
      },
    })
    run(made, caretAtStart)
    setEditor(made)
    onEditor(made)
    return () => {
      onEditor(null)
      setEditor(null)
      made.destroy()
    }
  }, [fragment, awareness, getSections, mayUnlock, isReport, hintId, onEditor])

  useEffect(() => {
    // Switching it lays out the whole text anew.
    if (editor !== null && editor.options.editable !== isEditable) {
      editor.setEditable(isEditable, false)
    }
  }, [editor, isEditable])

  return (
    <div className="editor-surface">
      <p id={hintId} className="visually-hidden">
        Press Escape and then Tab to leave the text. Press Control and slash for all keyboard
        shortcuts.
      </p>
      <div ref={place} className="editor-place" />
      {editor !== null && isEditable && (
        <>
          {/* A mouse may click below the last line; by keyboard, Enter at its end does the same. */}
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
          <div
            className="below-text"
            onClick={() => {
              run(editor, paragraphAtEnd)
              focusText(editor)
            }}
          />
          <TableHandle editor={editor} />
          <SlashMenu editor={editor} />
          <Suspense>
            <Prompts editor={editor} storeImage={storeImage} linkTargets={props.linkTargets} />
          </Suspense>
        </>
      )}
      {editor !== null && <FindBar editor={editor} />}
    </div>
  )
}
