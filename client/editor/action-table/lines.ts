import type { Node, Schema } from '@tiptap/pm/model'
import { Plugin, Selection } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { alignedLines, proposeLines, writeKeys } from '../../../shared/reading/lines.ts'
import type { CellLine } from '../../../shared/reading/lines.ts'
import { plansOf } from '../../../shared/reading/plan.ts'
import type { Plan, PlanRow } from '../../../shared/reading/plan.ts'
import { nodeType } from '../node-types.ts'
import { ask } from '../prompt.ts'
import { childrenOf, rowAt } from './shape.ts'

/** What could belong together in the row with the caret: headings and lines, the actions first. */
export function proposalAt(
  state: EditorState,
): { key: string; heading: string; lines: CellLine[] }[] | null {
  const here = planRowAt(state)
  const proposed = here === null ? null : proposeLines(here.plan, here.row)
  if (here === null || proposed === null) return null
  const headings = new Map(here.plan.columns.map(({ key, heading }) => [key, heading]))
  return [...proposed].map(([key, lines]) => ({ key, heading: headings.get(key) ?? '', lines }))
}

/** Asks whether the lines belong together. */
export const askForLines: Command = (state, dispatch, view) => {
  const here = planRowAt(state)
  if (here === null || alignedLines(here.row) !== null || proposalAt(state) === null) return false
  return ask({ kind: 'lines' })(state, dispatch, view)
}

/**
 * Keeps that the lines of these columns belong together. Lines within a paragraph become paragraphs
 * and blank ones go, so that each has its place beside the others; no word changes.
 */
export function matchLines(keys: readonly string[]): Command {
  return (state, dispatch) => {
    const place = rowAt(state)
    const stored = writeKeys(keys)
    if (place === null || stored === null) return false
    const tr = state.tr
    const cells = childrenOf(place.row, 'actionCell')
    for (const { node, position } of cells.toReversed()) {
      if (!keys.includes(String(node.attrs['key']))) continue
      const content = oneEach(node, state.schema)
      if (content !== null) tr.replaceWith(position + 1, position + node.nodeSize - 1, content)
    }
    tr.setNodeAttribute(place.row.position, 'lines', stored)
    const inside = Math.min(state.selection.head, tr.doc.content.size)
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(inside), -1)))
    return true
  }
}

/** The lines of the row stand for themselves again. */
export const partLines: Command = (state, dispatch) => {
  const place = rowAt(state)
  if (typeof place?.row.node.attrs['lines'] !== 'string') return false
  dispatch?.(state.tr.setNodeAttribute(place.row.position, 'lines', null))
  return true
}

/** Draws rows whose lines belong together line beside line, on the screen and in print. */
export function linesPlugin(): Plugin<DecorationSet> {
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    state: {
      init: (_config, state) => marksOf(state.doc),
      apply: (tr, marks) => {
        if (!tr.docChanged) return marks
        const isAny = marks !== DecorationSet.empty || holdsLines(tr.doc)
        return isAny ? marksOf(tr.doc) : marks
      },
    },
    props: { decorations: (state) => plugin.getState(state) },
  })
  return plugin
}

function marksOf(doc: Node): DecorationSet {
  if (!holdsLines(doc)) return DecorationSet.empty
  const marks: Decoration[] = []
  for (const row of plansOf(doc).flatMap(({ groups }) => groups.flatMap(({ rows }) => rows))) {
    const lines = row.lines === null ? null : alignedLines(row)
    if (lines === null) continue
    const [count = 0] = [...lines.values()].map(({ length }) => length)
    const end = row.position + (doc.nodeAt(row.position)?.nodeSize ?? 2)
    marks.push(
      Decoration.node(row.position, end, { class: 'has-lines', style: `--lines: ${count}` }),
      ...row.cells
        .filter(({ key }) => lines.has(key))
        .map(({ node, position }) =>
          Decoration.node(position, position + node.nodeSize, { class: 'is-lined' }),
        ),
    )
  }
  return marks.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, marks)
}

function holdsLines(doc: Node): boolean {
  return doc.children.some(
    (table) =>
      table.type.name === 'actionTable' &&
      table.children.some(
        (group) => hasLines(group) || group.children.some((row) => hasLines(row)),
      ),
  )
}

function hasLines({ attrs }: Node): boolean {
  return typeof attrs['lines'] === 'string'
}

function planRowAt(state: EditorState): { plan: Plan; row: PlanRow } | null {
  const place = rowAt(state)
  if (place === null) return null
  const plan = plansOf(state.doc).find(({ position }) => position === place.table.position)
  const row = plan?.groups
    .flatMap(({ rows }) => rows)
    .find(({ position }) => position === place.row.position)
  return plan === undefined || row === undefined ? null : { plan, row }
}

/** The content with a paragraph for each line; null where that is so already. */
function oneEach(cell: Node, schema: Schema): Node[] | null {
  const isTidy = cell.children.every(
    (block) =>
      block.textContent.trim() !== '' &&
      !block.children.some(({ type }) => type.name === 'hardBreak'),
  )
  if (isTidy) return null
  return cell.children.flatMap((block): Node[] => {
    if (block.textContent.trim() === '') return []
    return block.type.name === 'paragraph' ? parted(block, schema) : [block]
  })
}

function parted(paragraph: Node, schema: Schema): Node[] {
  const lines: Node[][] = [[]]
  for (const child of paragraph.children) {
    if (child.type.name === 'hardBreak') lines.push([])
    else lines.at(-1)?.push(child)
  }
  const worded = lines.filter((line) => line.some(({ textContent }) => textContent.trim() !== ''))
  return worded.map((line, index) =>
    nodeType(schema, 'paragraph').create(index === 0 ? paragraph.attrs : null, line),
  )
}
