// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  askForReading,
  correctReading,
  forgetCorrection,
} from '../../../client/editor/readings/correct.ts'
import { promptOf } from '../../../client/editor/prompt.ts'
import { readWith, readingsOf } from '../../../client/editor/readings/readings.ts'
import { EMPTY_DIRECTORY } from '../../../shared/reading/directory.ts'
import { document as page, group, pageHeader, plan, row } from '../../../shared/templates/blocks.ts'
import { createTextEditor } from './text-editor.ts'
import type { TextEditor } from './text-editor.ts'

let editor: TextEditor

beforeEach(() => {
  vi.useFakeTimers()
  editor = createTextEditor(
    page(
      pageHeader({ period: '2026 - 2029' }),
      plan(
        'priorityPlan4',
        group(
          'Priority 1',
          row({ objective: 'Buses', action: 'Ask', timescale: 'Dec 26', lead: 'PW' }),
          row({ objective: 'Lights', action: 'Mend', timescale: 'when it rains', lead: 'PW' }),
        ),
      ),
    ),
  )
})

afterEach(() => {
  editor.destroy()
  vi.useRealTimers()
})

/** The readings in sight, a text for each cell. */
function drawn(): string[] {
  return [...editor.view.dom.querySelectorAll('.reading')].map((each) =>
    [...each.querySelectorAll<HTMLElement>('.reading-line')]
      .map(({ dataset }) => `${dataset['words'] ?? ''}${dataset['doubt'] ?? ''}`)
      .join(' | '),
  )
}

function cellPosition(words: string): number {
  let found = -1
  editor.view.state.doc.descendants((node, position) => {
    if (node.type.name === 'actionCell' && node.textContent === words) found = position
  })
  return found
}

describe('readings under cells', () => {
  it('[RE10] are drawn once the text is quiet, beside the words and never in them', () => {
    const before = editor.view.state.doc
    expect(drawn()).toEqual([])
    vi.advanceTimersByTime(500)
    expect(drawn()).toEqual([
      '→ by 31 December 2026',
      'PW · not in the key',
      'not read as a time',
      'PW · not in the key',
    ])
    expect(editor.view.state.doc).toBe(before)
    const reading = editor.view.dom.querySelector('.reading')
    expect(reading?.textContent).toBe('')
    expect(reading?.getAttribute('contenteditable')).toBe('false')
    expect(reading?.getAttribute('aria-hidden')).toBe('true')
    expect(reading?.closest('td')?.getAttribute('aria-description')).toBe(
      'Read as: by 31 December 2026',
    )
  })

  it('[RE11] a keystroke reads nothing; the pause after it reads only what changed', () => {
    vi.advanceTimersByTime(500)
    const before = readingsOf(editor.view.state).readings
    const untouched = editor.view.dom.querySelectorAll('.reading')[2]
    editor.caret('Dec 26')
    editor.type(' or so')
    expect(drawn()[0]).toBe('→ by 31 December 2026')
    vi.advanceTimersByTime(500)
    const after = readingsOf(editor.view.state).readings
    const read = (readings: typeof after) => [...readings.values()]
    expect(read(after).map((each, at) => each === read(before)[at])).toEqual([
      false,
      true,
      true,
      true,
    ])
    expect(editor.view.dom.querySelectorAll('.reading')[2]).toBe(untouched)
  })

  it('[RE11] somebody who never stops typing sees them after three seconds', () => {
    editor.caret('Buses')
    for (let key = 0; key < 18; key++) {
      editor.type('x')
      vi.advanceTimersByTime(200)
    }
    expect(drawn()).toHaveLength(4)
  })

  it('[RE12] words in doubt are marked, and no others', () => {
    vi.advanceTimersByTime(500)
    const marked = [...editor.view.dom.querySelectorAll('.words-in-doubt')]
    expect(marked.map((each) => each.textContent)).toEqual(['PW', 'when it rains', 'PW'])
  })

  it('[RE13] names follow the directory', () => {
    editor.run(
      readWith({
        ...EMPTY_DIRECTORY,
        people: [{ name: 'Petra Wick', initials: 'PW', organisation: 'Youth Service' }],
      }),
    )
    vi.advanceTimersByTime(500)
    expect(drawn().filter((each) => each.startsWith('PW'))).toEqual([
      'PW · Petra Wick, Youth Service',
      'PW · Petra Wick, Youth Service',
    ])
  })

  it('[RE14] rows that are moved and brought back keep their readings', () => {
    vi.advanceTimersByTime(500)
    editor.caret('Lights')
    editor.press('Alt-ArrowUp')
    editor.press('Alt-ArrowDown')
    vi.advanceTimersByTime(500)
    expect(drawn()).toHaveLength(4)
  })

  it('[RE15] a correction is kept with the cell, changes no word, and can be undone', () => {
    const words = editor.shown()
    const position = cellPosition('when it rains')
    editor.run(correctReading(position, { for: 'when it rains', kind: 'on-demand' }))
    vi.advanceTimersByTime(500)
    expect(drawn()[2]).toBe('→ when needed corrected')
    expect(editor.shown()).toBe(words)
    editor.caret('Dec 26')
    editor.type('!')
    vi.advanceTimersByTime(500)
    expect(drawn()[2]).toBe('→ when needed corrected')
    editor.caret('when it rains')
    editor.type(' a lot')
    vi.advanceTimersByTime(500)
    expect(drawn()[2]).toBe('not read as a time | was corrected for other words: “when it rains”')
    editor.run(forgetCorrection(cellPosition('when it rains a lot'), 'when it rains'))
    vi.advanceTimersByTime(500)
    expect(drawn()[2]).toBe('not read as a time')
    expect(editor.press('Mod-z')).toBe(true)
  })

  it('[RE16] a key asks about the cell with the caret if it has a timescale or lead', () => {
    editor.caret('Buses')
    expect(editor.run(askForReading)).toBe(false)
    editor.caret('Dec 26')
    expect(editor.press('Mod-Alt-r')).toBe(true)
    expect(promptOf(editor.view.state)).toEqual({
      kind: 'reading',
      position: cellPosition('Dec 26'),
      line: 0,
    })
  })

  it('[RE16] the key asks about the words that the caret is in', () => {
    editor.caret('when it rains')
    editor.press('Enter')
    editor.type('May 27')
    editor.press('Mod-Alt-r')
    expect(promptOf(editor.view.state)).toMatchObject({ kind: 'reading', line: 1 })
  })

  it('[RE16] a click on a reading asks about those words and leaves the caret', () => {
    vi.advanceTimersByTime(500)
    editor.caret('Buses')
    const { selection } = editor.view.state
    const line = editor.view.dom.querySelectorAll('.reading-line')[2]
    line?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    expect(promptOf(editor.view.state)).toEqual({
      kind: 'reading',
      position: cellPosition('when it rains'),
      line: 0,
    })
    expect(editor.view.state.selection.eq(selection)).toBe(true)
  })
})
