// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { actionOf } from '../../../client/editor/actions.ts'
import { bringBackRow } from '../../../client/editor/action-table/bring-back.ts'
import {
  choose,
  newActionTable,
  setChoices,
  setPeriod,
} from '../../../client/editor/action-table/columns.ts'
import { columnsOf, partsOf, groupsOf, rowsOf } from '../../../client/editor/action-table/shape.ts'
import { matchLines, proposalAt } from '../../../client/editor/action-table/lines.ts'
import { moveRowTo } from '../../../client/editor/action-table/rows.ts'
import { promptOf } from '../../../client/editor/prompt.ts'
import { LAYOUTS } from '../../../shared/columns/index.ts'
import type { Layout } from '../../../shared/columns/index.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { markdownFormat } from '../../../server/exports/markdown.ts'
import { document, group, p, part, plan, row } from '../../../shared/templates/blocks.ts'
import { createTextEditor, idsOf } from './text-editor.ts'
import { asExported } from '../../support/exported.ts'
import type { TextEditor } from './text-editor.ts'

let editor: TextEditor

function open(...groups: ReturnType<typeof group>[]): void {
  editor = createTextEditor(document(p('Before'), plan('priorityPlan4', ...groups), p('After')), {
    mayUnlock: () => mayUnlock,
  })
}

let mayUnlock = true

afterEach(() => {
  editor?.destroy()
  mayUnlock = true
})

describe('the column library', () => {
  it.each(Object.entries<Layout>(LAYOUTS))('[AT1] a plan of the layout %s', (key, layout) => {
    const table = newActionTable(documentSchema, key, layout)
    table.check()
    const at = { node: table, position: 0 }
    expect(columnsOf(at).map(({ heading, isLocked }) => [heading, isLocked])).toEqual(
      layout.columns.map(({ heading, isLocked = false }) => [heading, isLocked]),
    )
    const groups = groupsOf(at)
    expect(groups.map(({ node }) => node.firstChild?.textContent)).toEqual(layout.groups ?? [''])
    expect(partsOf(groups[0] ?? at).map(({ node }) => node.attrs['kind'])).toEqual(
      layout.parts ?? [],
    )
  })
})

describe('success criteria and links of a group', () => {
  it('[AT3] are added once, written, walked by Tab and taken away', () => {
    open(group('Priority 1', row({ objective: 'Answers', action: 'Ask', timescale: '', lead: '' })))
    editor.caret('Answers')
    expect(editor.run(actionOf('groupCriteria').run)).toBe(true)
    editor.type('Nine in ten had an answer')
    editor.run(actionOf('groupLinks').run)
    editor.type('Youth strategy')
    editor.run(actionOf('groupCriteria').run)
    expect(editor.here()).toBe('Nine in ten had an answer‸')
    editor.press('Shift-Tab')
    expect(editor.here()).toBe('Priority 1‸')
    editor.press('Tab')
    editor.press('Tab')
    expect(editor.here()).toBe('Youth strategy‸')
    editor.press('Tab')
    expect(editor.here()).toBe('Answers‸')
    editor.caret('Youth strategy')
    editor.run(actionOf('groupPartDelete').run)
    expect(editor.shown()).not.toContain('Youth strategy')
    expect(editor.shown()).toContain('Nine in ten')
  })

  it('[AT3] leave with the words of the plan', () => {
    open(
      group(
        'Priority 1',
        part('criteria', 'Nine in ten had an answer'),
        part('links', 'Youth strategy'),
        row({ objective: 'Answers', action: 'Ask', timescale: '', lead: '' }),
      ),
    )
    const body = editor.view.state.doc
    expect(markdownFormat.write(asExported('Plan', body))).toMatch(
      /Success criteria\*\n\n- Nine in ten had an answer\n\n\*Links\*\n\n- Youth strategy\n\n\|/,
    )
  })
})

describe('a row that was taken out', () => {
  it('[AT9] comes back with its id to its group, once, or to the last group there is', () => {
    const cells = { objective: 'Answers', action: 'Ask', timescale: '', lead: '' }
    open(group('One', row(cells)), group('Two', row({ ...cells, action: 'Answer' })))
    const [first, second] = idsOf(editor.view.state.doc, 'actionGroup')
    const [table] = idsOf(editor.view.state.doc, 'actionTable')
    const taken = {
      id: 'taken',
      table: table ?? '',
      row: { ...row(cells), attrs: { id: 'taken' } },
    }
    expect(editor.run(bringBackRow({ ...taken, group: first ?? '' }))).toBe(true)
    expect(idsOf(editor.view.state.doc, 'actionRow')[1]).toBe('taken')
    expect(editor.run(bringBackRow({ ...taken, group: second ?? '' }))).toBe(false)
    expect(editor.run(bringBackRow({ ...taken, id: 'other', group: 'gone' }))).toBe(true)
    expect(idsOf(editor.view.state.doc, 'actionRow')).toHaveLength(4)
  })
})

describe('a locked column', () => {
  const cells = { objective: 'Answers', action: 'Ask', timescale: '', lead: '' }

  it('[AT13] keeps its words, moves with its rows and takes no new ones', () => {
    open(group('One', row(cells), row({ ...cells, objective: '', action: 'Wait' })))
    editor.caret('Answers')
    editor.run(actionOf('columnLock').run)
    editor.type('!')
    editor.press('Backspace')
    editor.run(actionOf('rowDelete').run)
    expect(editor.shown()).toContain('row objective: Answers | action: Ask')
    editor.run(actionOf('rowDown').run)
    editor.caret('Ask')
    editor.type('!')
    expect(editor.shown()).toMatch(/Wait.*\n.*row objective: Answers \| action: Ask!/)
    editor.caret('Wait')
    editor.press('Shift-Tab')
    editor.type('New')
    expect(editor.shown()).toContain('row objective:  | action: Wait')
    editor.caret('Wait')
    editor.run(actionOf('rowDelete').run)
    expect(editor.shown()).not.toContain('Wait')
  })

  it('[AT13] can be changed once it is unlocked', () => {
    open(group('One', row(cells)))
    editor.caret('Answers')
    editor.run(actionOf('columnLock').run)
    editor.run(actionOf('columnLock').run)
    editor.type('!')
    expect(editor.shown()).toContain('Answers!')
  })
})

describe('a locked column of somebody who may not unlock it', () => {
  it('[AT23] cannot be unlocked, nor another locked, and the rest can be written', () => {
    open(group('One', row({ objective: 'Answers', action: 'Ask', timescale: '', lead: '' })))
    editor.caret('Answers')
    editor.run(actionOf('columnLock').run)
    mayUnlock = false
    editor.run(actionOf('columnLock').run)
    editor.type('!')
    editor.caret('Ask')
    editor.run(actionOf('columnLock').run)
    editor.type('!')
    expect(editor.shown()).toContain('row objective: Answers | action: Ask!')
  })
})

describe('choices', () => {
  it('[AT14] are written into the cell, other words stay, and only where there is a list', () => {
    open(
      group('One', row({ objective: 'Answers', action: 'Ask', timescale: '', lead: 'Kindness' })),
    )
    editor.caret('Kindness')
    expect(actionOf('choose').isPossible(editor.view.state)).toBe(false)
    editor.run(setChoices('hearByRight'))
    expect(actionOf('choose').isPossible(editor.view.state)).toBe(true)
    expect(editor.press('Alt-Enter')).toBe(true)
    expect(promptOf(editor.view.state).kind).toBe('choose')
    editor.run(choose(['Shared values', 'Systems', 'Kindness']))
    expect(editor.shown()).toContain('lead: Shared values / Systems / Kindness')
    expect(editor.here()).toBe('Kindness‸')
    expect(editor.run(setChoices('x'.repeat(3000)))).toBe(false)
  })
})

describe('the line above a plan', () => {
  it('[AT15] says what is hidden and which years it covers, and shows columns again', () => {
    open(group('One', row({ objective: 'Answers', action: 'Ask', timescale: 'May', lead: '' })))
    const bar = () => editor.view.dom.querySelector('.plan-bar')
    expect(bar()).toBeNull()
    editor.caret('May')
    editor.run(actionOf('columnHide').run)
    editor.run(setPeriod(8, ' 2026 - 2029 '))
    expect(bar()?.textContent).toBe('Covers 2026 - 2029Hidden column: TimescaleShow it')
    bar()?.querySelector('button')?.click()
    expect(bar()?.textContent).toBe('Covers 2026 - 2029')
    expect(editor.shown()).toContain('Timescale | Lead')
  })
})

describe('lines that belong together', () => {
  const cells = {
    objective: 'Buses',
    action: ['Hold the bus', '', 'Print cards'],
    timescale: ['May', 'June'],
    lead: ['TO', 'PO'],
  }

  it('[AT16] are matched by confirming, without a change of words, and parted again', () => {
    open(group('One', row(cells)))
    editor.caret('Hold')
    expect(actionOf('linesPart').isPossible(editor.view.state)).toBe(false)
    expect(actionOf('linesMatch').isPossible(editor.view.state)).toBe(true)
    expect(proposalAt(editor.view.state)?.map(({ heading }) => heading)).toEqual([
      'How we will achieve it',
      'Timescale',
      'Lead',
    ])
    editor.run(matchLines(['action', 'timescale', 'lead']))
    expect(editor.shown()).toContain(
      'objective: Buses | action: Hold the bus / Print cards | timescale: May / June | lead: TO / PO',
    )
    expect(editor.view.dom.querySelectorAll('tr.has-lines > td.is-lined')).toHaveLength(3)
    expect(actionOf('linesMatch').isPossible(editor.view.state)).toBe(false)
    editor.caret('May')
    editor.press('Enter')
    editor.type('July')
    expect(editor.view.dom.querySelectorAll('.is-lined')).toHaveLength(0)
    editor.run(actionOf('undo').run)
    editor.run(actionOf('linesPart').run)
    expect(editor.view.dom.querySelectorAll('.is-lined')).toHaveLength(0)
    expect(actionOf('linesMatch').isPossible(editor.view.state)).toBe(true)
  })

  it('[AT16] lines within a paragraph get a paragraph each', () => {
    open(group('One', row(cells)))
    editor.caret('Hold the bus')
    editor.press('Shift-Enter')
    editor.type('Ring it')
    editor.caret('June')
    editor.press('Enter')
    editor.type('July')
    editor.run(matchLines(['action', 'timescale']))
    expect(editor.shown()).toContain(
      'action: Hold the bus / Ring it / Print cards | timescale: May',
    )
    expect(editor.view.dom.querySelectorAll('.is-lined')).toHaveLength(2)
  })
})

describe('moving by the handle', () => {
  it('[AT22] a row goes to any place of its plan with its id, and stays where it is let go on itself', () => {
    const cells = { objective: 'Buses', timescale: '', lead: '' }
    open(
      group('One', row({ ...cells, action: 'a1' }), row({ ...cells, action: 'a2' })),
      group('Two', row({ ...cells, action: 'b1' })),
    )
    const ids = idsOf(editor.view.state.doc, 'actionRow')
    editor.caret('a1')
    const table = { node: editor.view.state.doc.child(1), position: 8 }
    const [own, , last] = rowsOf(table)
    expect(editor.run(moveRowTo((own?.position ?? 0) + 3))).toBe(false)
    expect(editor.run(moveRowTo((last?.position ?? 0) + (last?.node.nodeSize ?? 0)))).toBe(true)
    expect(idsOf(editor.view.state.doc, 'actionRow')).toEqual([ids[1], ids[2], ids[0]])
    expect(editor.here()).toBe('a1‸')
    expect(editor.shown()).toMatch(/Two\n.*b1.*\n.*a1/)
  })
})
