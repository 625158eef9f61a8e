import type { Node } from '@tiptap/pm/model'
import { Plugin, Selection, TextSelection } from '@tiptap/pm/state'
import type { Command, EditorState, Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { nodeType } from '../node-types.ts'

/**
 * A selection that reaches over the edge of a cell empties what it covers and leaves every cell,
 * row and heading where it is: with Delete and Backspace, typing over, Enter, cut, paste and drop.
 */

/** Blocks whose edges no deletion may cross. */
const WALLS = new Set([
  'actionCell',
  'actionColumn',
  'actionGroupTitle',
  'actionGroupPart',
  'tableCell',
])

function reachesOverCells({ selection, doc }: Pick<EditorState, 'selection' | 'doc'>): boolean {
  if (
    selection.empty ||
    (!(selection instanceof TextSelection) && !isWholeDocument(selection, doc))
  )
    return false
  const { $from, $to } = selection
  if (wallAround($from) !== wallAround($to)) return true
  return wallAround($from) === null && holdsActions(doc, selection.from, selection.to)
}

/** Backspace, Delete and Enter over such a selection. */
export const deleteSafely: Command = (state, dispatch) => {
  if (!reachesOverCells(state)) return false
  dispatch?.(emptySelection(state.tr).scrollIntoView())
  return true
}

/** Empties what the selection of the transaction covers and puts the caret where it began. */
function emptySelection(tr: Transaction): Transaction {
  const { from, to } = tr.selection
  const cuts: { from: number; to: number; line: boolean }[] = []
  tr.doc.nodesBetween(from, to, (node, position) => {
    const end = position + node.nodeSize
    const isWhole = position >= from && end <= to
    if (WALLS.has(node.type.name) && !node.inlineContent && isWhole) {
      if (node.content.size > 0) cuts.push({ from: position + 1, to: end - 1, line: true })
      return false
    }
    if (isWhole && !holdsWalls(node) && !isInsideWall(tr.doc, position)) {
      cuts.push({ from: position, to: end, line: false })
      return false
    }
    if (node.isTextblock || WALLS.has(node.type.name)) {
      const start = Math.max(from, position + 1)
      const stop = Math.min(to, end - 1)
      if (stop > start) cuts.push({ from: start, to: stop, line: false })
      return false
    }
    return true
  })
  const paragraph = nodeType(tr.doc.type.schema, 'paragraph')
  for (const cut of cuts.reverse()) {
    if (cut.line) tr.replaceWith(cut.from, cut.to, paragraph.create())
    else tr.delete(cut.from, cut.to)
  }
  return tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(from, -1)), 1))
}

export function safeDeletePlugin(): Plugin {
  return new Plugin({
    props: {
      handleTextInput(view, _from, _to, text) {
        if (!reachesOverCells(view.state)) return false
        view.dispatch(emptySelection(view.state.tr).insertText(text).scrollIntoView())
        return true
      },
      handlePaste(view) {
        if (reachesOverCells(view.state)) view.dispatch(emptySelection(view.state.tr))
        return false // what is pasted now goes to where the selection began
      },
      handleDrop(view, event, slice, isMoved) {
        if (!isMoved || !reachesOverCells(view.state)) return false
        const target = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (target === null) return true
        const words = slice.content.textBetween(0, slice.content.size, ' ')
        const tr = emptySelection(view.state.tr)
        const position = tr.mapping.map(target.pos)
        const near = TextSelection.near(tr.doc.resolve(position)).from
        view.dispatch(tr.insertText(words, near).scrollIntoView())
        return true
      },
      handleDOMEvents: {
        cut: (view, event) => {
          if (!reachesOverCells(view.state) || event.clipboardData === null) return false
          const { dom, text } = view.serializeForClipboard(view.state.selection.content())
          event.preventDefault()
          event.clipboardData.clearData()
          event.clipboardData.setData('text/html', dom.innerHTML)
          event.clipboardData.setData('text/plain', text)
          view.dispatch(emptySelection(view.state.tr).setMeta('uiEvent', 'cut'))
          return true
        },
        // A composition writes into the page before we hear of it: empty the cells before.
        compositionstart: (view) => {
          emptyNow(view)
          return false
        },
      },
    },
  })
}

function emptyNow(view: EditorView): void {
  if (reachesOverCells(view.state)) view.dispatch(emptySelection(view.state.tr))
}

function wallAround($position: TextSelection['$from']): number | null {
  for (let depth = $position.depth; depth > 0; depth--) {
    if (WALLS.has($position.node(depth).type.name)) return $position.before(depth)
  }
  return null
}

function holdsActions(doc: Node, from: number, to: number): boolean {
  let found = false
  doc.nodesBetween(from, to, (node) => {
    if (node.type.name === 'actionTable') found = true
    return !found && !node.isTextblock
  })
  return found
}

function holdsWalls(node: Node): boolean {
  if (node.type.name === 'actionRow' || node.type.name.startsWith('action')) return true
  if (node.type.name === 'tableRow') return true
  let found = false
  node.descendants((child) => {
    if (child.type.name.startsWith('action')) found = true
    return !found && !child.isTextblock
  })
  return found
}

/** Lines inside a cell, which is only partly covered, are cut as text, so that one line stays. */
function isInsideWall(doc: Node, position: number): boolean {
  return wallAround(doc.resolve(position)) !== null
}

function isWholeDocument(selection: Selection, doc: Node): boolean {
  return selection.from === 0 && selection.to === doc.content.size
}
