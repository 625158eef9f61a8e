// @vitest-environment jsdom
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import { afterEach, expect, it } from 'vitest'
import { addTableColumn } from '../../../client/editor/blocks/plain-table.ts'
import { tableView } from '../../../client/editor/blocks/table-view.ts'
import { columnShares } from '../../../shared/schema/column-shares.ts'
import { documentSchema } from '../../../shared/schema/index.ts'

const SENTENCE = 'Families say what they think about the harbour, and hear what came of it.'

let view: EditorView | null = null

afterEach(() => {
  view?.destroy()
  view = null
})

const narrowAndWide = table([th('Ref'), th('What we hope for')], [td('1.'), td(SENTENCE)])

it('[ED43] columns are as wide as their words ask for', () => {
  const [ref = 0, hope = 0] = columnShares(narrowAndWide)
  expect(ref).toBeLessThan(0.15)
  expect(ref + hope).toBeCloseTo(1)
  const spanned = table(
    [{ ...th('Links to other plans of this place'), colspan: 2 }],
    [td('A'), td(SENTENCE)],
  )
  expect(columnShares(spanned)[0]).toBeLessThan(0.15)
})

it('[ED43] a table without words has equal columns, and a column to be filled in gets its room', () => {
  expect(columnShares(table([td(''), td(''), td('')]))).toEqual([1 / 3, 1 / 3, 1 / 3])
  const [, toFill = 0] = columnShares(table([th('Standard'), th('Ours')], [td(SENTENCE), td('')]))
  expect(toFill).toBeGreaterThan(0.3)
})

it('[ED43] a long word is not broken for the sake of a long sentence', () => {
  const [word = 0] = columnShares(table([td('Responsibilities'), td(SENTENCE), td(SENTENCE)]))
  expect(word * 85).toBeGreaterThan('Responsibilities'.length)
})

it('[ED43] columns stay as they are while somebody types, and are measured anew with another column', () => {
  view = open(narrowAndWide)
  const before = widths()
  expect(before[0]).toBeLessThan(15)
  view.dispatch(view.state.tr.insertText(SENTENCE))
  expect(view.dom.textContent).toContain(`Ref${SENTENCE}`)
  expect(widths()).toEqual(before)
  addTableColumn('right')(view.state, view.dispatch)
  expect(widths()).toHaveLength(3)
  expect(widths().reduce((sum, each) => sum + each, 0)).toBeCloseTo(100, 0)
})

interface Cell {
  words: string
  header: 'column' | null
  colspan?: number
}

function th(words: string): Cell {
  return { words, header: 'column' }
}

function td(words: string): Cell {
  return { words, header: null }
}

function table(...rows: Cell[][]) {
  return documentSchema.nodeFromJSON({
    type: 'table',
    content: rows.map((cells) => ({
      type: 'tableRow',
      content: cells.map(({ words, header, colspan = 1 }) => ({
        type: 'tableCell',
        attrs: { header, colspan },
        content: [
          { type: 'paragraph', ...(words !== '' && { content: [{ type: 'text', text: words }] }) },
        ],
      })),
    })),
  })
}

/** A view on a document with the table, the caret behind the first heading. */
function open(node: ReturnType<typeof table>): EditorView {
  const doc = documentSchema.nodes.doc?.create(null, node)
  const state = EditorState.create(doc === undefined ? { schema: documentSchema } : { doc })
  const place = TextSelection.create(state.doc, 4 + 'Ref'.length)
  return new EditorView(document.body.appendChild(document.createElement('div')), {
    state: state.apply(state.tr.setSelection(place)),
    nodeViews: { table: tableView },
  })
}

function widths(): number[] {
  return [...(view?.dom.querySelectorAll('col') ?? [])].map(({ width }) => Number.parseFloat(width))
}
