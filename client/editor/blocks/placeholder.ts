import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Hints in empty lines: what the line is for, and the `/` menu in the paragraph with the caret. */
export function placeholderPlugin(): Plugin {
  return new Plugin({
    props: {
      decorations: (state) => {
        const { $from, empty } = state.selection
        const marks: Decoration[] = []
        const isOnly = state.doc.childCount <= 1 && state.doc.textContent === ''
        if (empty && $from.depth === 1 && $from.parent.content.size === 0) {
          const words =
            $from.parent.type.name === 'paragraph'
              ? isOnly
                ? 'Start writing, or type / for headings, tables and more'
                : 'Type / for headings, tables and more'
              : ''
          if (words !== '') {
            marks.push(
              Decoration.node($from.before(), $from.after(), {
                class: 'has-hint',
                'data-hint': words,
              }),
            )
          }
        }
        return DecorationSet.create(state.doc, marks)
      },
    },
  })
}
