// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { actionOf } from '../../../client/editor/actions.ts'
import { setNumber } from '../../../client/editor/blocks/clauses.ts'
import { insertFootnote, setFootnote } from '../../../client/editor/blocks/footnotes.ts'
import { describeImage, insertImage } from '../../../client/editor/blocks/images.ts'
import { paragraphAtEnd } from '../../../client/editor/blocks/insert.ts'
import { linkAt, removeLink, setLink } from '../../../client/editor/blocks/links.ts'
import { haveSameShape } from '../../../client/editor/blocks/numbers.ts'
import type { DocumentJson } from '../../../shared/schema/document-json.ts'
import {
  bullets,
  callout,
  clause,
  document,
  h,
  link,
  numbered,
  p,
  quote,
  subclause,
  table,
} from '../../../shared/templates/blocks.ts'
import { createTextEditor, idsOf } from './text-editor.ts'
import type { TextEditor } from './text-editor.ts'

let editor: TextEditor

function open(...blocks: Parameters<typeof document>): TextEditor {
  const content: DocumentJson = document(...blocks)
  editor = createTextEditor(content)
  return editor
}

afterEach(() => editor.destroy())

describe('what is typed', () => {
  const cases: [typed: string, shown: string][] = [
    ['# Aims', 'h1 Aims'],
    ['### Aims', 'h3 Aims'],
    ['- first', 'bullets\n  item\n    p first'],
    ['1. first', 'list decimal\n  item\n    p first'],
    ['a) first', 'list letter\n  item\n    p first'],
    ['> said', 'quote\n  p said'],
    ['3.7 We will', 'clause1#3.7 We will'],
    ['2009 was', 'p 2009 was'],
  ]
  it.each(cases)('[ED2] “%s” becomes its block', (typed, shown) => {
    open(p(''))
    editor.run(paragraphAtEnd)
    editor.type(typed)
    expect(editor.shown()).toBe(shown)
  })

  it('[ED2] Backspace takes the change back', () => {
    open(p(''))
    editor.run(paragraphAtEnd)
    editor.type('- ')
    editor.press('Backspace')
    expect(editor.shown()).toBe('p -')
  })
})

describe('Enter and Backspace', () => {
  it('[ED3] Enter makes the next clause, which goes on from a typed number', () => {
    open(numbered(2, 'Aims'), clause('First'))
    editor.caret('First')
    editor.press('Enter')
    editor.type('Second')
    expect(editor.shown()).toBe('h2# Aims\nclause1 First\nclause1 Second')
  })

  it('[ED3] Enter in an empty clause goes a level up, then out', () => {
    open(clause('First'), subclause('Sub'))
    editor.caret('Sub')
    editor.press('Enter')
    editor.press('Enter')
    expect(editor.shown()).toBe('clause1 First\nclause2 Sub\nclause1')
    editor.press('Enter')
    expect(editor.shown()).toBe('clause1 First\nclause2 Sub\np')
  })

  it('[ED3] Tab and Shift+Tab change the level of a clause and of a list item', () => {
    open(clause('First'), bullets('one', 'two'))
    editor.caret('First')
    editor.press('Tab')
    editor.caret('two')
    editor.press('Tab')
    expect(editor.shown()).toBe(
      'clause2 First\nbullets\n  item\n    p one\n    bullets\n      item\n        p two',
    )
    editor.press('Shift-Tab')
    editor.caret('First')
    editor.press('Shift-Tab')
    expect(editor.shown()).toBe('clause1 First\nbullets\n  item\n    p one\n  item\n    p two')
  })

  it('[ED41] Enter in an empty nested item goes one level out and leaves no ghost behind', () => {
    open(bullets('one', 'two'))
    editor.caret('two')
    editor.press('End')
    editor.press('Enter')
    editor.press('Tab')
    editor.press('Enter')
    expect(editor.shown()).toBe('bullets\n  item\n    p one\n  item\n    p two\n  item\n    p')
  })

  it('[ED3] Enter makes the next item, and leaves the list from an empty one', () => {
    open(bullets('one'))
    editor.caret('one')
    editor.press('Enter')
    editor.type('two')
    editor.press('Enter')
    editor.press('Enter')
    editor.type('after')
    expect(editor.shown()).toBe('bullets\n  item\n    p one\n  item\n    p two\np after')
  })

  it('[ED3] Backspace at the start undoes the kind of a block before it joins words', () => {
    open(p('before'), subclause('Sub'))
    editor.caret('Sub', 'start')
    editor.press('Backspace')
    editor.press('Backspace')
    expect(editor.shown()).toBe('p before\np Sub')
    editor.press('Backspace')
    expect(editor.shown()).toBe('p beforeSub')
  })

  it('[ED4] words keep their block and its id when a line is made in front of them', () => {
    open(p('words'))
    const [id] = idsOf(editor.view.state.doc, 'paragraph')
    editor.caret('words', 'start')
    editor.press('Enter')
    expect(editor.shown()).toBe('p\np words')
    expect(idsOf(editor.view.state.doc, 'paragraph')[1]).toBe(id)
  })

  it('[ED4] a block keeps its id when it becomes another kind', () => {
    open(p('words'))
    const [id] = idsOf(editor.view.state.doc, 'paragraph')
    editor.caret('words')
    editor.run(actionOf('heading2').run)
    expect(editor.shown()).toBe('h2 words')
    expect(idsOf(editor.view.state.doc, 'heading')).toEqual([id])
  })
})

describe('kinds of blocks', () => {
  const cases: [action: string, before: Parameters<typeof document>, after: string][] = [
    ['heading2', [h(2, 'here')], 'p here'],
    ['clause', [p('here')], 'clause1 here'],
    ['clause', [clause('here')], 'p here'],
    ['list-bullet', [h(2, 'here')], 'bullets\n  item\n    p here'],
    ['list-bullet', [bullets('here')], 'p here'],
    [
      'list-letter',
      [bullets('here', 'there')],
      'list letter\n  item\n    p here\n  item\n    p there',
    ],
    ['quote', [p('here')], 'quote\n  p here\n  attribution'],
    ['quote', [quote('here', 'Ann')], 'p here\nquote\n  attribution Ann'],
    ['callout', [clause('here')], 'callout\n  p here'],
    ['callout', [callout('note', p('here'))], 'p here'],
    ['headingNumber', [h(2, 'here')], 'h2# here'],
    ['headingNumber', [numbered(2, 'here')], 'h2 here'],
  ]
  it.each(cases)('[ED5] %s turns %# into its kind and back', (action, before, after) => {
    open(...before)
    editor.caret('here')
    expect(editor.run(actionOf(action).run)).toBe(true)
    expect(editor.shown()).toBe(after)
  })

  it('[ED5] each selected block becomes an item of its own', () => {
    open(p('one'), p('two'), p('three'))
    editor.select('one', 'two')
    editor.run(actionOf('list-decimal').run)
    expect(editor.shown()).toBe('list decimal\n  item\n    p one\n  item\n    p two\np three')
  })

  it('[ED5] Enter in the line of who said it leaves the quote', () => {
    open(quote('We want the bus', 'Ann'))
    editor.caret('Ann')
    editor.press('Enter')
    editor.type('After')
    expect(editor.shown()).toBe('quote\n  p We want the bus\n  attribution Ann\np After')
  })

  it('[ED5] what is done in one go is undone in one go', () => {
    open(h(2, 'here'))
    editor.caret('here')
    editor.run(actionOf('list-bullet').run)
    editor.run(actionOf('undo').run)
    expect(editor.shown()).toBe('h2 here')
  })

  it('[ED1] a number can be typed, and given back to counting', () => {
    open(clause('First'))
    editor.run(setNumber(0, ' 3.7 '))
    expect(editor.shown()).toBe('clause1#3.7 First')
    editor.run(setNumber(0, null))
    expect(editor.shown()).toBe('clause1 First')
  })

  it('[ED6] numbers are counted anew for a new block and not for a new word', () => {
    open(numbered(2, 'Aims'), clause('First'))
    const before = editor.view.state.doc
    editor.caret('First')
    editor.type(' words')
    expect(haveSameShape(before, editor.view.state.doc)).toBe(true)
    editor.press('Enter')
    expect(haveSameShape(before, editor.view.state.doc)).toBe(false)
    const numbers = [...editor.view.dom.querySelectorAll('[data-number]')]
    expect(numbers.map((each) => each.getAttribute('data-number'))).toEqual(['1', '1.1', '1.2'])
  })
})

describe('links, pictures and footnotes', () => {
  const addresses: [typed: string, kept: string | null][] = [
    ['https://example.org/a', 'https://example.org/a'],
    ['www.example.org', 'https://www.example.org'],
    ['ann@example.org', 'mailto:ann@example.org'],
    ['#aims', '#aims'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['not an address', null],
  ]
  it.each(addresses)('[ED7] the address “%s” is kept as %s', (typed, kept) => {
    open(p('see here'))
    editor.caret('here', 'over')
    expect(editor.run(setLink({ href: typed, words: '' }))).toBe(kept !== null)
    expect(linkAt(editor.view.state)?.href ?? null).toBe(kept)
  })

  it('[ED7] with nothing selected the words of a link are put in; it can be changed and taken away', () => {
    open(p('see'))
    editor.caret('see')
    editor.run(setLink({ href: 'https://example.org', words: ' there' }))
    expect(editor.shown()).toBe('p seethere')
    editor.caret('there')
    editor.run(setLink({ href: 'https://example.com', words: '' }))
    expect(linkAt(editor.view.state)).toEqual({ from: 4, to: 9, href: 'https://example.com' })
    editor.run(removeLink)
    expect(linkAt(editor.view.state)).toBe(null)
    expect(editor.shown()).toBe('p seethere')
  })

  it('[ED7] two links side by side stay two', () => {
    open(p(link('one', 'https://one.example'), link('two', 'https://two.example')))
    editor.caret('one')
    expect(linkAt(editor.view.state)?.href).toBe('https://one.example')
  })

  it('[ED8] a picture without words is marked until it is described', () => {
    open(p('before'))
    editor.caret('before')
    editor.run(insertImage({ content: 'abc', alt: '' }))
    expect(editor.shown()).toBe('p before\nimage “”')
    const position = editor.view.state.doc.child(0).nodeSize
    editor.run(describeImage(position, ' A bus stop '))
    expect(editor.shown()).toBe('p before\nimage “A bus stop”')
  })

  it('[ED8] typing over a selected picture writes below it', () => {
    open(p('before'))
    editor.caret('before')
    editor.run(insertImage({ content: 'abc', alt: 'A bus' }))
    editor.type('after')
    expect(editor.shown()).toBe('p before\nimage “A bus”\np after')
  })

  it('[ED9] a footnote keeps its words as an attribute and goes when they are emptied', () => {
    open(p('words'))
    editor.caret('words')
    editor.run(insertFootnote)
    editor.run(setFootnote(6, ' more '))
    expect(editor.view.state.doc.nodeAt(6)?.attrs['text']).toBe('more')
    editor.run(setFootnote(6, ' '))
    expect(editor.view.state.doc.nodeAt(6)).toBe(null)
  })
})

describe('plain tables', () => {
  const words = (): string => editor.shown()
  const start = (): void => {
    open(table(['A', 'B'], ['1', '2']))
  }
  const cases: [action: string, caret: string, after: string][] = [
    ['tableRowAbove', '2', 'table\n  A | B\n   | \n  1 | 2'],
    ['tableRowBelow', '2', 'table\n  A | B\n  1 | 2\n   | '],
    ['tableColumnLeft', '2', 'table\n  A |  | B\n  1 |  | 2'],
    ['tableColumnRight', 'B', 'table\n  A | B | \n  1 | 2 | '],
    ['tableRowDelete', '2', 'table\n  A | B'],
    ['tableColumnDelete', 'A', 'table\n  B\n  2'],
    ['plainTableDelete', 'A', ''],
  ]
  it.each(cases)('[ED10] %s', (action, caret, after) => {
    start()
    editor.caret(caret)
    expect(editor.run(actionOf(action).run)).toBe(true)
    expect(words()).toBe(after)
  })

  it('[ED10] Tab goes through the cells and adds a row after the last', () => {
    start()
    editor.caret('1')
    editor.press('Tab')
    expect(editor.here()).toBe('2‸')
    editor.press('Shift-Tab')
    expect(editor.here()).toBe('1‸')
    editor.caret('2')
    editor.press('Tab')
    expect(words()).toBe('table\n  A | B\n  1 | 2\n   | ')
  })
})
