import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { wishAsked } from './wish.ts'
import './asked.css'

/**
 * A quiet sign at what is as it is because somebody asked for it. It is drawn by the style sheet from
 * an attribute, so it is no part of the text.
 */

/** Who asked, by the id of the block or row. */
export type AskedMarks = ReadonlyMap<string, string>

interface Marks {
  marks: AskedMarks
  decorations: DecorationSet
}

const askedKey = new PluginKey<Marks>('asked')
/** What moved has lost its sign on the way: it is drawn again once the text is quiet. */
const QUIET_MS = 700
/** The sign, in px from the edge of a block or within the corner of a cell. */
const SIGN = 28

export function askedPlugin(): Plugin<Marks> {
  return new Plugin<Marks>({
    key: askedKey,
    state: {
      init: () => ({ marks: new Map(), decorations: DecorationSet.empty }),
      apply: (tr, before) => {
        const marks: AskedMarks | undefined = tr.getMeta(askedKey)
        if (marks !== undefined) return { marks, decorations: draw(tr.doc, marks) }
        if (!tr.docChanged || before.marks.size === 0) return before
        return { ...before, decorations: before.decorations.map(tr.mapping, tr.doc) }
      },
    },
    props: {
      decorations: (state) => askedKey.getState(state)?.decorations,
      handleDOMEvents: {
        mousedown: (_view, event) => {
          const { target } = event
          const place = target instanceof HTMLElement ? target.dataset['asked'] : undefined
          if (place === undefined || !(target instanceof HTMLElement) || !isOnSign(target, event)) {
            return false
          }
          event.preventDefault()
          wishAsked(place)
          return true
        },
      },
    },
    view: (view) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      return {
        update: (_view, before) => {
          const marks = askedKey.getState(view.state)?.marks
          if (before.doc === view.state.doc || marks === undefined || marks.size === 0) return
          clearTimeout(timer)
          timer = setTimeout(() => {
            view.dispatch(view.state.tr.setMeta(askedKey, marks).setMeta('addToHistory', false))
          }, QUIET_MS)
        },
        destroy: () => clearTimeout(timer),
      }
    },
  })
}

export function showAsked(marks: AskedMarks): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(askedKey, marks).setMeta('addToHistory', false))
    return true
  }
}

/** The block at the caret and all it stands in, the innermost first, then the heading above. */
export function placesAtCaret({ doc, selection }: EditorState): string[] {
  const { $head } = selection
  const places: string[] = []
  for (let depth = $head.depth; depth > 0; depth--) {
    const { attrs, type } = $head.node(depth)
    if (type.name !== 'actionTable' && typeof attrs['id'] === 'string') places.push(attrs['id'])
  }
  let above: string | null = null
  doc.forEach((node, offset) => {
    const id: unknown = node.attrs['id']
    if (offset < $head.pos && node.type.name === 'heading' && typeof id === 'string') above = id
  })
  return above === null || places.includes(above) ? places : [...places, above]
}

function isOnSign(element: HTMLElement, { clientX, clientY }: MouseEvent): boolean {
  const { right, top } = element.getBoundingClientRect()
  if (clientY > top + SIGN) return false
  return element.matches('td') ? clientX > right - SIGN : clientX > right - 8
}

function draw(doc: Node, marks: AskedMarks): DecorationSet {
  if (marks.size === 0) return DecorationSet.empty
  const decorations: Decoration[] = []
  doc.descendants((node, position) => {
    const id: unknown = node.attrs['id']
    const by = typeof id === 'string' ? marks.get(id) : undefined
    if (typeof id === 'string' && by !== undefined) {
      // A row has its sign in its first cell.
      const at = node.type.name === 'actionRow' ? position + 1 : position
      const size = doc.nodeAt(at)?.nodeSize ?? 0
      const attributes = { 'data-asked': id, 'aria-description': `Asked for by ${by}` }
      if (size > 0) decorations.push(Decoration.node(at, at + size, attributes))
    }
    return !node.isTextblock
  })
  return DecorationSet.create(doc, decorations)
}
