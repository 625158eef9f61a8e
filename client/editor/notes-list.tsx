import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { ask } from './prompt.ts'
import { run } from './perform.ts'
import { notesOf } from './outline.ts'
import type { NoteEntry } from './outline.ts'
import { isSameData, useEditorValue } from './use-editor-value.ts'
import './notes-list.css'

/** The words of all footnotes, below the text as they are printed. */
export function NotesList({ editor, isEditable }: { editor: Editor; isEditable: boolean }) {
  const notes = useEditorValue(editor, notesState, { isSame: isSameData, delayMs: 250 })
  if (notes.length === 0) return null
  return (
    <section className="notes-list" aria-labelledby="notes-title">
      <h2 id="notes-title">Footnotes</h2>
      <ol>
        {notes.map((note) => (
          <li key={note.position}>
            <span>{note.words === '' ? 'Not written yet' : note.words}</span>
            {isEditable && (
              <button
                type="button"
                className="note-change"
                onClick={() => run(editor, ask({ kind: 'footnote', position: note.position }))}
              >
                Change<span className="visually-hidden"> footnote {note.number}</span>
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function notesState(state: EditorState): NoteEntry[] {
  return notesOf(state.doc)
}
