// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { renameColumn } from '../../../client/editor/action-table/columns.ts'
import { document, group, p, plan, row, same } from '../../../shared/templates/blocks.ts'
import { createTextEditor } from './text-editor.ts'
import type { TextEditor } from './text-editor.ts'

let editor: TextEditor

beforeEach(() => {
  editor = createTextEditor(
    document(
      p('Before'),
      plan(
        'priorityPlan4',
        group(
          'Priority 1',
          row({ objective: 'Answers', action: 'Ask the forum', timescale: 'May', lead: 'PO' }),
          row({ objective: same, action: 'Write back', timescale: 'June' }),
        ),
      ),
      p('After'),
    ),
  )
})

afterEach(() => editor.destroy())

function rows(): string[] {
  return editor
    .shown()
    .split('\n')
    .filter((line) => /^ +(row|title|head)/.test(line))
    .map((line) => line.trim())
}

/** What a copy puts on the clipboard: the table as cells, and the plain words. */
function copied(): { table: string[]; text: string } {
  const { dom, text } = editor.view.serializeForClipboard(editor.view.state.selection.content())
  const table = [...dom.querySelectorAll('tr')].map((line) =>
    [...line.querySelectorAll('td, th')].map((cell) => cell.textContent).join(' | '),
  )
  return { table, text }
}

function paste(html: string): void {
  // jsdom has no ClipboardEvent; only its clipboardData is looked at.
  const event = Object.assign(new Event('paste'), {
    clipboardData: null,
  }) as unknown as ClipboardEvent
  editor.view.pasteHTML(html, event)
}

describe('Ctrl+A', () => {
  it('[AT10] takes the cell, the plan, the text', () => {
    editor.caret('Ask')
    const words = () => {
      const { from, to } = editor.view.state.selection
      return editor.view.state.doc.textBetween(from, to, '|')
    }
    editor.press('Mod-a')
    expect(words()).toBe('Ask the forum')
    editor.press('Mod-a')
    expect(words()).toMatch(/^Objective\|.*\|June$/)
    editor.press('Mod-a')
    expect(words()).toMatch(/^Before\|.*\|After$/)
  })

  it('[AT10] takes the heading first where a command has selected it for a new name', () => {
    editor.caret('Ask')
    editor.run(renameColumn)
    editor.press('Mod-a')
    editor.type('What we do')
    expect(editor.shown()).toContain('head Objective | What we do | Timescale | Lead')
    expect(editor.shown()).toContain('Ask the forum')
  })

  it('[AT10] and Delete empties the plan without taking a row away', () => {
    editor.caret('Ask')
    editor.press('Mod-a')
    editor.press('Mod-a')
    editor.press('Delete')
    expect(rows().filter((line) => line.startsWith('row'))).toHaveLength(2)
    expect(editor.shown()).not.toContain('forum')
    expect(editor.shown()).toContain('After')
  })
})

describe('copying', () => {
  it('[AT11] a plan is a table of its columns', () => {
    editor.caret('Ask')
    editor.press('Mod-a')
    editor.press('Mod-a')
    expect(copied()).toEqual({
      table: [
        'Objective | How we will achieve it | Timescale | Lead',
        'Priority 1',
        'Answers | Ask the forum | May | PO',
        'Answers | Write back | June | ',
      ],
      text: [
        'Objective\tHow we will achieve it\tTimescale\tLead',
        'Priority 1',
        'Answers\tAsk the forum\tMay\tPO',
        'Answers\tWrite back\tJune\t',
      ].join('\n'),
    })
  })

  it('[AT11] so is a part of it, and the plan in a whole text', () => {
    editor.select('forum', 'Write')
    expect(copied().table).toEqual([' | forum | May | PO', ' | Write |  | '])
    editor.select('Before', 'After')
    expect(copied().table).toHaveLength(4)
    expect(copied().text).toContain('Before\n\nObjective\tHow')
  })

  it('[AT11] words of one cell stay words', () => {
    editor.caret('Ask the', 'over')
    expect(copied()).toMatchObject({ table: [], text: 'Ask the' })
  })
})

describe('pasting a table', () => {
  it('[AT12] with headings goes below them, with a new column for what is left', () => {
    editor.caret('Ask')
    paste(
      `<table><tr><th>By when</th><th>Action</th><th>Cost</th></tr>
      <tr><td colspan="3">Priority 2: buses</td></tr>
      <tr><td rowspan="2">May 27</td><td>Hold the bus</td><td>£40</td></tr>
      <tr><td>Print cards</td><td>£5</td></tr></table>`,
    )
    const [head, ...others] = rows()
    expect(head).toBe('head Objective | How we will achieve it | Timescale | Lead | Cost')
    expect(others.slice(3)).toEqual([
      'title Priority 2: buses',
      expect.stringMatching(/action: Hold the bus \| timescale: May 27 .*resources-\w+: £40/),
      expect.stringMatching(/action: Print cards \| timescale: ″ .*resources-\w+: £5/),
    ])
    expect(others[1]).toBe(
      'row objective: Answers | action: Ask the forum | timescale: May | lead: PO',
    )
  })

  it('[AT12] with headings fills rows from the one with the caret on', () => {
    editor.caret('Write')
    paste(
      '<table><tr><td>lead</td><td>objective</td></tr><tr><td>TO</td><td>Buses</td></tr></table>',
    )
    expect(rows().at(-1)).toBe(
      'row objective: Buses | action: Write back | timescale: June | lead: TO',
    )
  })
})
