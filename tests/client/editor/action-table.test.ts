// @vitest-environment jsdom
import { Slice } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actionOf } from '../../../client/editor/actions.ts'
import { enterCell } from '../../../client/editor/action-table/cells.ts'
import {
  addColumn,
  newActionTable,
  showColumn,
} from '../../../client/editor/action-table/columns.ts'
import { keepsRows } from '../../../client/editor/action-table/keep-rows.ts'
import { moveRowToGroup } from '../../../client/editor/action-table/rows.ts'
import { columnsOf } from '../../../client/editor/action-table/shape.ts'
import { cssString, tableCss } from '../../../client/editor/action-table/sheet.ts'
import { insertBlock } from '../../../client/editor/blocks/insert.ts'
import { LAYOUTS } from '../../../shared/columns/index.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import {
  bullets,
  document,
  group,
  h,
  p,
  plan,
  row,
  same,
} from '../../../shared/templates/blocks.ts'
import { createTextEditor, idsOf } from './text-editor.ts'
import type { TextEditor } from './text-editor.ts'

/** Two groups of a plan with four columns; the second row lacks its lead cell. */
function harbourPlan() {
  return document(
    p('Before'),
    plan(
      'priorityPlan4',
      group(
        'Priority 1',
        row({ objective: 'Answers', action: 'Ask the forum', timescale: 'May', lead: 'PO' }),
        row({ objective: same, action: 'Write back', timescale: 'June' }),
      ),
      group(
        'Priority 2',
        row({ objective: 'Buses', action: 'Late bus', timescale: '', lead: 'TO' }),
      ),
    ),
    p('After'),
  )
}

const HEAD = '  head Objective | How we will achieve it | Timescale | Lead'
const ROW_1 = '    row objective: Answers | action: Ask the forum | timescale: May | lead: PO'
const ROW_2 = '    row objective: ″ | action: Write back | timescale: June'
/** The same row where its objective had to be written out. */
const ROW_2_OUT = '    row objective: Answers | action: Write back | timescale: June'
const ROW_3 = '    row objective: Buses | action: Late bus | timescale:  | lead: TO'
const EMPTY = '    row objective:  | action:  | timescale:  | lead: '
const EMPTY_SAME = '    row objective: ″ | action:  | timescale:  | lead: '

let editor: TextEditor

beforeEach(() => {
  editor = createTextEditor(harbourPlan())
})

afterEach(() => editor.destroy())

/** The plan of the document as text. */
function planShown(): string[] {
  return editor
    .shown()
    .split('\n')
    .filter((line) => line.startsWith('  '))
}

function rowIds(): string[] {
  return idsOf(editor.view.state.doc, 'actionRow')
}

function doAction(id: string): boolean {
  return editor.run(actionOf(id).run)
}

describe('rows', () => {
  const cases: [action: string, caret: string, lines: string[], here: string][] = [
    ['rowAbove', 'Write', group1(ROW_1, EMPTY_SAME, ROW_2), '‸'],
    ['rowBelow', 'Ask', group1(ROW_1, EMPTY_SAME, ROW_2), '‸'],
    ['rowCopy', 'Ask', group1(ROW_1, ROW_1, ROW_2), 'Ask the forum‸'.replace('‸', '')],
    ['rowUp', 'Write', group1(ROW_2_OUT, ROW_1), 'Write‸ back'],
    ['rowDown', 'Ask', group1(ROW_2_OUT, ROW_1), 'Ask‸ the forum'],
    ['rowDelete', 'Ask', group1(ROW_2_OUT), 'Write back'],
  ]
  it.each(cases)('[ED11] %s', (action, caret, lines, here) => {
    editor.caret(caret)
    expect(doAction(action)).toBe(true)
    expect(planShown()).toEqual(lines)
    expect(editor.here().replace(here.includes('‸') ? '' : '‸', '')).toBe(here)
  })

  it('[ED11] a moved row keeps its id, also into another group; a copy gets its own', () => {
    const [first, second, third] = rowIds()
    editor.caret('Write')
    doAction('rowDown')
    expect(planShown()).toEqual([
      HEAD,
      '  group',
      '    title Priority 1',
      ROW_1,
      '  group',
      '    title Priority 2',
      ROW_2_OUT,
      ROW_3,
    ])
    expect(rowIds()).toEqual([first, second, third])
    expect(editor.run(moveRowToGroup(0))).toBe(true)
    expect(rowIds()).toEqual([first, second, third])
    doAction('rowCopy')
    const ids = rowIds()
    expect(new Set(ids).size).toBe(4)
    expect(ids.slice(0, 2)).toEqual([first, second])
  })

  it('[ED11] the first row cannot go further up, nor the last further down', () => {
    editor.caret('Ask')
    expect(doAction('rowUp')).toBe(false)
    editor.caret('Late')
    expect(doAction('rowDown')).toBe(false)
  })

  it('[ED11] a deleted row comes back with undo', () => {
    const before = editor.shown()
    editor.caret('Write')
    doAction('rowDelete')
    doAction('undo')
    expect(editor.shown()).toBe(before)
  })

  it('[ED11] keys: Alt+arrows move, Ctrl+Enter adds', () => {
    editor.caret('Write')
    expect(editor.press('Alt-ArrowUp')).toBe(true)
    expect(planShown()).toEqual(group1(ROW_2_OUT, ROW_1))
    expect(editor.press('Mod-Enter')).toBe(true)
    expect(planShown()).toEqual(group1(ROW_2_OUT, EMPTY, ROW_1))
  })
})

describe('as above', () => {
  it('[ED40] is written out when another cell comes to stand above it', () => {
    editor.caret('Write')
    doAction('rowUp')
    expect(planShown()).toEqual(group1(ROW_2_OUT, ROW_1))
    doAction('undo')
    expect(planShown()).toEqual(group1(ROW_1, ROW_2))
  })

  it('[ED40] is written out in both, where one that says it comes to stand above another', () => {
    editor = createTextEditor(
      document(
        plan(
          'priorityPlan4',
          group(
            'Priority 1',
            row({ objective: 'Answers', action: 'Ask the forum' }),
            row({ objective: same, action: 'Write back' }),
            row({ objective: 'Buses', action: 'Late bus' }),
            row({ objective: same, action: 'Night bus' }),
          ),
        ),
      ),
    )
    const objectives = () =>
      planShown().flatMap(
        (line) => /objective: (\S+) \| action: (.*?)(?: \||$)/.exec(line)?.slice(1, 3) ?? [],
      )
    editor.caret('Write')
    doAction('rowDown')
    const down = [
      'Answers',
      'Ask the forum',
      'Buses',
      'Late bus',
      'Answers',
      'Write back',
      'Buses',
      'Night bus',
    ]
    expect(objectives()).toEqual(down)
    doAction('rowUp')
    expect(objectives().slice(-2)).toEqual(['Buses', 'Night bus'])
  })

  it('[ED40] stays where the row above is the same as before', () => {
    editor.caret('Ask')
    doAction('rowCopy')
    expect(planShown()).toEqual(group1(ROW_1, ROW_1, ROW_2))
  })
})

describe('groups', () => {
  const one = ['  group', '    title Priority 1', ROW_1, ROW_2]
  const two = ['  group', '    title Priority 2', ROW_3]
  const cases: [action: string, lines: string[]][] = [
    ['groupAdd', [HEAD, ...one, '  group', '    title', EMPTY, ...two]],
    ['groupCopy', [HEAD, ...one, ...one, ...two]],
    ['groupDown', [HEAD, ...two, ...one]],
    ['groupDelete', [HEAD, ...two]],
  ]
  it.each(cases)('[ED12] %s', (action, lines) => {
    editor.caret('Ask')
    expect(doAction(action)).toBe(true)
    expect(planShown()).toEqual(lines)
    expect(new Set(rowIds()).size).toBe(rowIds().length)
  })

  it('[ED12] renaming puts the caret over the title; Enter there goes on to the first row', () => {
    editor.caret('Late')
    doAction('groupRename')
    editor.type('Getting home')
    expect(editor.here()).toBe('Getting home‸')
    editor.press('Enter')
    expect(editor.here()).toBe('Buses‸')
  })
})

describe('columns', () => {
  it('[ED13] a column is added beside the one with the caret and touches no row', () => {
    const rows = planShown().slice(1)
    editor.caret('Ask')
    editor.run(addColumn({ key: 'risk-1', kind: 'risk', heading: 'Risks', side: 'right' }))
    expect(planShown()).toEqual([
      '  head Objective | How we will achieve it | Risks | Timescale | Lead',
      ...rows,
    ])
    editor.type('What may go wrong')
    expect(planShown()[0]).toContain('| What may go wrong |')
  })

  it('[ED13] columns move, hide and show without a change to any row', () => {
    const rows = planShown().slice(1)
    editor.caret('Ask')
    doAction('columnMoveLeft')
    doAction('columnHide')
    expect(planShown()).toEqual([
      '  head How we will achieve it (hidden) | Objective | Timescale | Lead',
      ...rows,
    ])
    editor.run(showColumn('action'))
    expect(planShown()[0]).toBe('  head How we will achieve it | Objective | Timescale | Lead')
  })

  it('[ED13] only a column without words can be deleted; the last shown one cannot be hidden', () => {
    editor.caret('PO')
    expect(doAction('columnDelete')).toBe(false)
    editor.run(addColumn({ key: 'new', kind: 'text', heading: 'New', side: 'left' }))
    expect(doAction('columnDelete')).toBe(true)
    expect(planShown()[0]).toBe(HEAD)
    for (const words of ['Objective', 'How we', 'Timescale']) {
      editor.caret(words)
      expect(doAction('columnHide')).toBe(true)
    }
    editor.caret('Lead')
    expect(doAction('columnHide')).toBe(false)
  })

  it('[ED14] cells are placed by key; hidden and unknown columns have no place', () => {
    const table = editor.view.state.doc.child(1)
    const columns = columnsOf({ node: table, position: 0 }).map((column, index) => ({
      ...column,
      isHidden: index === 1,
    }))
    expect(tableCss('t1', columns)).toBe(
      [
        '.action-table[data-id="t1"] { --tracks: minmax(0, 1.4fr) minmax(0, 1fr) minmax(0, 1.2fr); --edges: linear-gradient(var(--rule), var(--rule)) calc(38.889% + 1px) 0 / 1px 100% no-repeat, linear-gradient(var(--rule), var(--rule)) calc(66.667% + 1px) 0 / 1px 100% no-repeat; }',
        '.action-table[data-id="t1"] [data-key="objective"] { display: block; --column: 1; order: 1; --label: "Objective"; }',
        '.action-table[data-id="t1"] [data-key="timescale"] { display: block; --column: 2; order: 2; --label: "Timescale"; }',
        '.action-table[data-id="t1"] [data-key="lead"] { display: block; --column: 3; order: 3; --label: "Lead"; }',
      ].join('\n'),
    )
  })

  it('[ED14] no heading or key can end its rule', () => {
    const words = 'a"; } body { display: none } \\ </style>\n'
    expect(cssString(words)).not.toMatch(/^".*["\\<\n](?![0-9a-f]+ ).*"$/s)
    expect(cssString('5" ships \\ boats')).toBe('"5\\22  ships \\5c  boats"')
  })
})

describe('cells', () => {
  it('[ED15] Tab and Shift+Tab go through headings, titles and cells in the order of columns', () => {
    editor.caret('Objective')
    const visited: string[] = []
    for (let count = 0; count < 9; count++) {
      editor.press('Tab')
      visited.push(editor.here().replace('‸', ''))
    }
    expect(visited).toEqual([
      'How we will achieve it',
      'Timescale',
      'Lead',
      'Priority 1',
      'Answers',
      'Ask the forum',
      'May',
      'PO',
      '',
    ])
    editor.press('Shift-Tab')
    expect(editor.here()).toBe('PO‸')
  })

  it('[ED15] Tab into a gap makes the missing cell, in its place', () => {
    editor.caret('June')
    editor.press('Tab')
    editor.type('New lead')
    expect(planShown()[4]).toBe(`${ROW_2} | lead: New lead`)
    editor.caret('Answers')
    editor.run(addColumn({ key: 'ref', kind: 'ref', heading: 'Ref', side: 'left' }))
    const [position] = positionsOfRows()
    editor.run(enterCell(position ?? 0, 'ref'))
    editor.type('1.1')
    expect(planShown()[3]).toContain('row ref: 1.1 | objective: Answers |')
  })

  it('[ED15] Tab in the last cell adds a row', () => {
    editor.caret('TO')
    editor.press('Tab')
    expect(planShown().slice(-2)).toEqual([ROW_3, EMPTY])
  })

  it('[ED15] Enter makes a line in the cell; a heading takes no line', () => {
    editor.caret('Ask the forum')
    editor.press('Enter')
    editor.type('and the council')
    expect(planShown()[3]).toContain('action: Ask the forum / and the council |')
    editor.caret('Timescale')
    editor.press('Enter')
    expect(planShown()[0]).toBe(HEAD)
  })

  it('[ED19] a cell that means the one above speaks for itself once it is typed into', () => {
    editor.caret('Ask')
    editor.press('Tab')
    editor.caret('Write')
    editor.press('Shift-Tab')
    editor.type('Own words')
    expect(planShown()[4]).toContain('objective: Own words |')
    doAction('undo')
    expect(doAction('sameAsAbove')).toBe(true)
  })

  it('[ED15] a list works inside a cell', () => {
    editor.caret('May')
    expect(doAction('list-bullet')).toBe(true)
    expect(editor.view.dom.querySelector('td[data-key="timescale"] ul li')?.textContent).toBe('May')
  })
})

describe('selections over cells', () => {
  const ways: [name: string, act: () => void, typed: string][] = [
    ['Backspace', () => editor.press('Backspace'), ''],
    ['Delete', () => editor.press('Delete'), ''],
    ['Enter', () => editor.press('Enter'), ''],
    ['typing', () => editor.type('x'), 'x'],
    ['pasting', () => paste('<p>pasted</p>'), 'pasted'],
    ['cutting', () => cut(), ''],
  ]
  it.each(ways)(
    '[ED16] %s empties what is covered and keeps every cell and row',
    (_name, act, typed) => {
      const ids = rowIds()
      editor.select('forum', 'Write')
      act()
      expect(planShown()).toEqual(
        group1(
          `    row objective: Answers | action: Ask the ${typed} | timescale:  | lead: `,
          '    row objective: ″ | action:  back | timescale: June',
        ).map((line) => line.replace('Ask the  |', 'Ask the  |')),
      )
      expect(rowIds()).toEqual(ids)
    },
  )

  it('[ED16] from outside the table to outside, tables are emptied and other blocks go', () => {
    editor.destroy()
    const table = harbourPlan().content ?? []
    editor = createTextEditor(document(p('First'), p('between'), ...table, p('last words')))
    const ids = rowIds()
    editor.select('First', 'last')
    editor.press('Delete')
    expect(rowIds()).toEqual(ids)
    expect(editor.view.state.doc.textContent).toBe(' words')
  })

  it('[ED16] headings and titles are emptied and stay', () => {
    editor.select('Timescale', 'Answers')
    editor.press('Backspace')
    expect(planShown().slice(0, 4)).toEqual([
      '  head Objective | How we will achieve it |  | ',
      '  group',
      '    title',
      ROW_1.replace('Answers', ''),
    ])
  })

  it('[ED16] inside one cell everything is as usual', () => {
    editor.select('Ask', 'forum')
    editor.type('Go')
    expect(planShown()[3]).toContain('action: Go |')
  })

  it('[ED17] no change by the way may take a row or a cell out of the document', () => {
    const before = editor.view.state.doc
    const position = positionsOfRows()[0] ?? 0
    const row1 = before.nodeAt(position)
    const { state } = editor.view
    editor.view.dispatch(state.tr.delete(position, position + (row1?.nodeSize ?? 0)))
    editor.view.dispatch(
      state.tr.delete(position + 1, position + 1 + (row1?.child(0).nodeSize ?? 0)),
    )
    editor.view.dispatch(state.tr.delete(0, before.content.size))
    expect(editor.view.state.doc).toBe(before)
    expect(keepsRows(before, before.cut(0, 10))).toBe(false)
  })

  it('[ED17] a table that was selected as a whole goes with Delete, and comes back with undo', () => {
    const before = editor.shown()
    editor.selectNode('actionTable')
    editor.press('Delete')
    expect(editor.shown()).toBe('p Before\np After')
    doAction('undo')
    expect(editor.shown()).toBe(before)
  })

  it('[ED17] Backspace at the start of a cell joins nothing', () => {
    const before = editor.shown()
    editor.caret('Ask', 'start')
    editor.press('Backspace')
    editor.caret('After', 'start')
    editor.press('Backspace')
    expect(editor.shown()).toBe(before)
  })
})

describe('pasting into cells', () => {
  const cases: [name: string, html: string, cell: string][] = [
    ['a line goes into the line', '<p>pasted</p>', 'Ask pastedthe forum'],
    ['a heading becomes a line', '<h1>Aim</h1>', 'Ask Aimthe forum'],
    ['lines stay lines of the cell', '<p>one</p><p>two</p>', 'Ask  / one / two /  the forum'],
    [
      'a quote becomes lines',
      '<blockquote><p>one</p><p>two</p></blockquote>',
      'Ask  / one / two /  the forum',
    ],
  ]
  it.each(cases)('[ED18] %s', (_name, html, cell) => {
    const ids = rowIds()
    editor.caret('Ask ')
    paste(html)
    expect(planShown()[3]?.replaceAll('  ', ' ')).toContain(
      `action: ${cell} |`.replaceAll('  ', ' '),
    )
    expect(rowIds()).toEqual(ids)
  })

  it('[ED18] into a heading only the words go', () => {
    editor.caret('Timescale')
    paste('<h1> by</h1><p>when</p>')
    expect(planShown()[0]).toBe(
      '  head Objective | How we will achieve it | Timescaleby when | Lead',
    )
  })

  it('[ED18] a table is spread over the cells from here on, with new rows below', () => {
    const ids = rowIds()
    editor.caret('June')
    paste(
      '<table><tr><td>July</td><td>A</td><td>too many</td></tr><tr><td>Aug</td><td>B</td></tr></table>',
    )
    expect(planShown()).toEqual(
      group1(
        ROW_1,
        '    row objective: ″ | action: Write back | timescale: July | lead: A',
        '    row objective:  | action:  | timescale: Aug | lead: B',
      ),
    )
    expect(rowIds().slice(0, 2)).toEqual(ids.slice(0, 2))
  })

  it('[ED18] rows that were copied get ids of their own', () => {
    const { state } = editor.view
    const table = state.doc.child(1)
    const slice = new Slice(table.content, 0, 0)
    const end = TextSelection.atEnd(state.doc)
    editor.view.dispatch(state.tr.setSelection(end))
    editor.view.dispatch(editor.view.state.tr.insert(state.doc.content.size, table))
    expect(slice.size).toBeGreaterThan(0)
    expect(new Set(rowIds()).size).toBe(6)
  })
})

describe('a new plan', () => {
  it('[ED20] is put in with the columns of a layout and one empty row', () => {
    editor.destroy()
    editor = createTextEditor(document(h(1, 'Plan'), p(''), bullets('one')))
    editor.view.dispatch(
      editor.view.state.tr.setSelection(TextSelection.create(editor.view.state.doc, 7)),
    )
    editor.run(
      insertBlock(() => newActionTable(documentSchema, 'priorityPlan4', LAYOUTS.priorityPlan4)),
    )
    expect(editor.shown()).toBe(
      `h1 Plan\nactionTable\n${HEAD}\n  group\n    title\n${EMPTY}\nbullets\n  item\n    p one`,
    )
    expect(rowIds()[0]).toMatch(/^id/)
  })
})

function group1(...rows: string[]): string[] {
  return [
    HEAD,
    '  group',
    '    title Priority 1',
    ...rows,
    '  group',
    '    title Priority 2',
    ROW_3,
  ]
}

function positionsOfRows(): number[] {
  const positions: number[] = []
  editor.view.state.doc.descendants((node, position) => {
    if (node.type.name === 'actionRow') positions.push(position)
  })
  return positions
}

function paste(html: string): void {
  // jsdom has no ClipboardEvent; only its clipboardData is looked at.
  const event = Object.assign(new Event('paste'), {
    clipboardData: null,
  }) as unknown as ClipboardEvent
  editor.view.pasteHTML(html, event)
}

/** The event of a cut, as the browser sends it (jsdom has no clipboard of its own). */
function cut(): void {
  const data = new Map<string, string>()
  const event = new Event('cut', { bubbles: true, cancelable: true })
  Object.assign(event, {
    clipboardData: {
      clearData: () => data.clear(),
      setData: (type: string, value: string) => data.set(type, value),
    },
  })
  editor.view.dom.dispatchEvent(event)
}
