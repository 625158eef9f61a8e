import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'

/**
 * How actions get on, as a quiet line at the top of their rows. It is drawn by the style sheet from
 * an attribute of the row, so it is no part of the text, and typing does not pass it.
 */
export interface DeliveryMark {
  /** With its shape: "▲ At risk". */
  words: string
  tone: string
}

export type DeliveryMarks = ReadonlyMap<string, DeliveryMark>

interface Marks {
  marks: DeliveryMarks
  decorations: DecorationSet
}

const marksKey = new PluginKey<Marks>('delivery')
const WANTED = 'folkmoot-progress'
/** Rows that moved have lost their line on the way: it is drawn again once the text is quiet. */
const QUIET_MS = 500

export function deliveryPlugin(): Plugin<Marks> {
  return new Plugin<Marks>({
    key: marksKey,
    state: {
      init: () => ({ marks: new Map(), decorations: DecorationSet.empty }),
      apply: (tr, before) => {
        const marks: DeliveryMarks | undefined = tr.getMeta(marksKey)
        if (marks !== undefined) return { marks, decorations: draw(tr.doc, marks) }
        if (!tr.docChanged || before.marks.size === 0) return before
        return { ...before, decorations: before.decorations.map(tr.mapping, tr.doc) }
      },
    },
    props: {
      decorations: (state) => marksKey.getState(state)?.decorations,
      handleDOMEvents: {
        // The line belongs to the row itself: all else in a row is a cell.
        mousedown: (view, event) => {
          const row = event.target
          if (!(row instanceof HTMLElement) || !row.matches('tr[data-progress]')) return false
          const isOnLine = event.clientY - row.getBoundingClientRect().top < 28
          if (!isOnLine) return false
          event.preventDefault()
          wantProgress(view, row.dataset['id'] ?? '')
          return true
        },
      },
    },
    view: (view) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      return {
        update: (_view, before) => {
          const marks = marksKey.getState(view.state)?.marks
          if (before.doc === view.state.doc || marks === undefined || marks.size === 0) return
          clearTimeout(timer)
          timer = setTimeout(() => {
            view.dispatch(view.state.tr.setMeta(marksKey, marks).setMeta('addToHistory', false))
          }, QUIET_MS)
        },
        destroy: () => clearTimeout(timer),
      }
    },
  })
}

export function showDelivery(marks: DeliveryMarks): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(marksKey, marks).setMeta('addToHistory', false))
    return true
  }
}

/** Somebody asks for the progress of a row: by its line, or by its menu. */
export function wantProgress(view: EditorView, row: string): void {
  view.dom.dispatchEvent(new CustomEvent(WANTED, { detail: row }))
}

/** Returns its own stop. */
export function onProgressWanted(editor: Editor, listener: (row: string) => void): () => void {
  const { dom } = editor.view
  const handle = (event: Event): void => {
    if (event instanceof CustomEvent && typeof event.detail === 'string') listener(event.detail)
  }
  dom.addEventListener(WANTED, handle)
  return () => dom.removeEventListener(WANTED, handle)
}

/** The id of the row that has the caret. */
export function rowAtCaret({ selection }: EditorState): string | null {
  const { $head } = selection
  for (let depth = $head.depth; depth > 0; depth--) {
    const node = $head.node(depth)
    if (node.type.name === 'actionRow') return String(node.attrs['id'] ?? '') || null
  }
  return null
}

function draw(doc: Node, marks: DeliveryMarks): DecorationSet {
  if (marks.size === 0) return DecorationSet.empty
  const decorations: Decoration[] = []
  const look = (row: Node, position: number): void => {
    const mark = row.type.name === 'actionRow' ? marks.get(String(row.attrs['id'])) : undefined
    if (mark === undefined) return
    decorations.push(
      Decoration.node(position, position + row.nodeSize, {
        'data-progress': mark.words,
        'data-tone': mark.tone,
        'aria-description': `Progress: ${mark.words.replace(/^\S+ /, '')}`,
      }),
    )
  }
  doc.forEach((table, at) => {
    if (table.type.name !== 'actionTable') return
    table.forEach((group, offset) => {
      const position = at + 1 + offset
      look(group, position)
      if (group.type.name !== 'actionGroup') return
      group.forEach((row, inside) => look(row, position + 1 + inside))
    })
  })
  return DecorationSet.create(doc, decorations)
}
