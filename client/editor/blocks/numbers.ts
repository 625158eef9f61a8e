import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { numberBlocks } from '../../../shared/schema/numbering.ts'
import type { Numbering } from '../../../shared/schema/numbering.ts'
import { ask } from '../prompt.ts'
import { isNumbered } from './clauses.ts'

/** Numbers of more letters than this do not fit the margin. */
const MARGIN_LETTERS = 6

const numbersKey = new PluginKey<DecorationSet>('numbers')

/**
 * Shows the numbers of headings, clauses and footnotes (attribute `data-number`, drawn by the style
 * sheet). Numbers are counted anew only when a block comes, goes or changes its attributes; words
 * only move the marks along. A click on a number asks for a typed one.
 */
export function numbersPlugin(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: numbersKey,
    state: {
      init: (_config, state) => draw(state.doc),
      apply: (tr, decorations, before, after) => {
        if (!tr.docChanged) return decorations
        return haveSameShape(before.doc, after.doc)
          ? decorations.map(tr.mapping, tr.doc)
          : draw(after.doc)
      },
    },
    props: {
      decorations: (state) => numbersKey.getState(state),
      handleClickOn: (view, _position, node, nodePosition, event) => {
        if (node.type.name === 'footnote') {
          return ask({ kind: 'footnote', position: nodePosition })(view.state, view.dispatch)
        }
        if (!isNumbered(node.type.name)) return false
        const block = view.nodeDOM(nodePosition)
        // The number hangs in the margin, left of where the words begin.
        if (!(block instanceof HTMLElement) || !block.dataset['number']) return false
        const isLeft = event.clientX < block.getBoundingClientRect().left + startOf(block)
        return isLeft && ask({ kind: 'number', position: nodePosition })(view.state, view.dispatch)
      },
    },
  })
}

/** True if no heading, clause or footnote can have another number than before. */
export function haveSameShape(before: Node, after: Node): boolean {
  if (before === after) return true
  if (before.isText || after.isText) return before.isText === after.isText
  if (!before.sameMarkup(after)) return false
  if (before.inlineContent) return marksIn(before) === marksIn(after)
  if (before.childCount !== after.childCount) return false
  for (let index = 0; index < before.childCount; index++) {
    if (!haveSameShape(before.child(index), after.child(index))) return false
  }
  return true
}

function marksIn(block: Node): number {
  let footnotes = 0
  block.forEach((child) => {
    if (child.type.name === 'footnote') footnotes++
  })
  return footnotes
}

function draw(doc: Node): DecorationSet {
  const { blocks, footnotes }: Numbering = numberBlocks(doc)
  const marks: Decoration[] = []
  for (const { position, number } of blocks) {
    const node = number === '' ? null : doc.nodeAt(position)
    if (node === null) continue
    const isLong = number.length > MARGIN_LETTERS
    marks.push(
      Decoration.node(position, position + node.nodeSize, {
        'data-number': number,
        ...(isLong ? { class: 'has-long-number' } : {}),
      }),
    )
  }
  for (const { position, number } of footnotes) {
    marks.push(
      Decoration.node(position, position + 1, {
        'data-number': String(number),
        role: 'img',
        'aria-label': `Footnote ${number}`,
      }),
    )
  }
  return DecorationSet.create(doc, marks)
}

function startOf(block: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(block).paddingLeft) || 0
}
