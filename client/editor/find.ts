import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Finding words in the document. Found places are decorations: nothing in the text changes. */
export interface Find {
  isOpen: boolean
  query: string
  places: readonly { from: number; to: number }[]
  /** Which place is shown, -1 while there is none. */
  current: number
}

const CLOSED: Find = { isOpen: false, query: '', places: [], current: -1 }

const findKey = new PluginKey<Find>('find')

export function findPlugin(): Plugin<Find> {
  return new Plugin<Find>({
    key: findKey,
    state: {
      init: () => CLOSED,
      apply: (tr, find) => {
        const next: Find | undefined = tr.getMeta(findKey)
        if (next !== undefined) return next
        if (!tr.docChanged || !find.isOpen || find.query === '') return find
        const places = placesOf(tr.doc, find.query)
        return { ...find, places, current: Math.min(find.current, places.length - 1) }
      },
    },
    props: {
      decorations: (state) => {
        const find = findOf(state)
        if (!find.isOpen || find.places.length === 0) return null
        return DecorationSet.create(
          state.doc,
          find.places.map(({ from, to }, index) =>
            Decoration.inline(from, to, {
              class: index === find.current ? 'found is-current' : 'found',
            }),
          ),
        )
      },
    },
  })
}

export function findOf(state: EditorState): Find {
  return findKey.getState(state) ?? CLOSED
}

/** Opens the search, with the selected words if there are a few. */
export const openFind: Command = (state, dispatch) => {
  const { from, to } = state.selection
  const words = to - from < 200 ? state.doc.textBetween(from, to, ' ') : ''
  const query = words === '' ? findOf(state).query : words
  return lookFor(query)(state, dispatch)
}

/** Looks for these words, without regard to capitals; shows the first place from the caret on. */
export function lookFor(query: string): Command {
  return (state, dispatch) => {
    const places = placesOf(state.doc, query)
    const next = places.findIndex((place) => place.to >= state.selection.from)
    const current = places.length === 0 ? -1 : Math.max(0, next)
    dispatch?.(state.tr.setMeta(findKey, { isOpen: true, query, places, current }))
    return true
  }
}

/** Shows the next or previous place, around the end. */
export function findNext(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const find = findOf(state)
    const count = find.places.length
    if (!find.isOpen || count === 0) return false
    const current = (find.current + direction + count) % count
    dispatch?.(state.tr.setMeta(findKey, { ...find, current }))
    return true
  }
}

/** Ends the search; the caret goes to the place that was shown. */
export const closeFind: Command = (state, dispatch) => {
  const find = findOf(state)
  if (!find.isOpen) return false
  const place = find.places[find.current]
  const tr = state.tr.setMeta(findKey, { ...CLOSED, query: find.query })
  if (place !== undefined) {
    tr.setSelection(TextSelection.create(tr.doc, place.from, place.to)).scrollIntoView()
  }
  dispatch?.(tr)
  return true
}

/** All places of the words in the text blocks, overlaps left out. */
function placesOf(doc: Node, query: string): { from: number; to: number }[] {
  const wanted = fold(query)
  if (wanted.trim() === '') return []
  const places: { from: number; to: number }[] = []
  doc.descendants((block, position) => {
    if (!block.isTextblock) return true
    // One character stands for every position, so that offsets are positions.
    const text = fold(block.textBetween(0, block.content.size, undefined, '\ufffc'))
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      places.push({ from: position + 1 + at, to: position + 1 + at + wanted.length })
    }
    return false
  })
  return places
}

/** Lower case and one kind of quote and space, every letter still one letter long. */
function fold(text: string): string {
  return text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\u00a0/g, ' ')
    .replace(/./gs, (char) => {
      const lower = char.toLowerCase()
      return lower.length === char.length ? lower : char
    })
}
