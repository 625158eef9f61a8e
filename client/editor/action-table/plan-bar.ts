import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import { columnsOf, plansIn } from './shape.ts'
import type { At } from './shape.ts'

/**
 * A line above a plan that says what is not to be seen in it: the years it covers, and its hidden
 * columns, with a way to show them. Where there is nothing to say there is no line.
 */
export function planBarPlugin(): Plugin<DecorationSet> {
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    state: {
      init: (_config, state) => barsOf(state.doc),
      apply: (tr, bars, before, after) => {
        if (!tr.docChanged) return bars
        return isSameList(factsOf(before.doc), factsOf(after.doc))
          ? bars.map(tr.mapping, tr.doc)
          : barsOf(after.doc)
      },
    },
    props: { decorations: (state) => plugin.getState(state) },
  })
  return plugin
}

function barsOf(doc: Node): DecorationSet {
  const bars = plansIn(doc).flatMap((table) => {
    const hidden = columnsOf(table).filter(({ isHidden }) => isHidden)
    const period = String(table.node.attrs['period'] ?? '')
    if (hidden.length === 0 && period === '') return []
    const names = hidden.map(({ heading }) => heading || 'without a heading')
    return [
      Decoration.widget(table.position, (view, getPos) => draw(view, getPos, { period, names }), {
        key: `plan-bar ${JSON.stringify([table.node.attrs['id'], period, names])}`,
        side: -1,
        ignoreSelection: true,
        stopEvent: () => true,
      }),
    ]
  })
  return DecorationSet.create(doc, bars)
}

function draw(
  view: EditorView,
  getPos: () => number | undefined,
  { period, names }: { period: string; names: string[] },
): HTMLElement {
  const bar = document.createElement('div')
  bar.className = 'plan-bar'
  bar.setAttribute('contenteditable', 'false')
  if (period !== '') {
    const words = document.createElement('span')
    words.textContent = `Covers ${period}`
    bar.append(words)
  }
  if (names.length === 0) return bar
  const words = document.createElement('span')
  words.textContent = `${names.length === 1 ? 'Hidden column' : 'Hidden columns'}: ${names.join(', ')}`
  bar.append(words)
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = names.length === 1 ? 'Show it' : 'Show them'
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', () => showAll(view, getPos()))
  if (view.editable) bar.append(button)
  return bar
}

function showAll(view: EditorView, position: number | undefined): void {
  const node = position === undefined ? null : view.state.doc.nodeAt(position)
  if (position === undefined || node?.type.name !== 'actionTable') return
  const table: At = { node, position }
  const tr = view.state.tr
  for (const column of columnsOf(table)) {
    if (column.isHidden) tr.setNodeAttribute(column.position, 'hidden', false)
  }
  view.dispatch(tr)
}

/** What the bars are made of, by identity: a keystroke costs a walk over the blocks. */
function factsOf(doc: Node): unknown[] {
  const facts: unknown[] = []
  doc.forEach((table) => {
    if (table.type.name !== 'actionTable') return
    facts.push(table.attrs['id'], table.attrs['period'])
    table.forEach((child) => {
      if (child.type.name === 'actionHead') facts.push(child)
    })
  })
  return facts
}

function isSameList(before: unknown[], after: unknown[]): boolean {
  return before.length === after.length && before.every((each, index) => each === after[index])
}
