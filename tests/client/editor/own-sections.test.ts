// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { TextSelection } from '@tiptap/pm/state'
import { document, h, p } from '../../../shared/templates/blocks.ts'
import { createTextEditor, idsOf } from './text-editor.ts'
import type { TextEditor } from './text-editor.ts'

let editor: TextEditor

afterEach(() => editor.destroy())

/** A document of three parts, of which the one about housing is shared with whoever types. */
function openHousing(): void {
  let own: readonly string[] | null = null
  editor = createTextEditor(
    document(
      h(1, 'Health'),
      p('Walks for all.'),
      h(1, 'Housing'),
      p('Warm homes.'),
      h(2, 'Rents'),
      p('Fair rents.'),
      h(1, 'Safety'),
      p('Light streets.'),
    ),
    { getSections: () => own },
  )
  own = idsOf(editor.view.state.doc, 'heading').slice(1, 2)
}

describe('a section of one’s own', () => {
  it('[AC41] takes words, lines and headings below it, and those of its heading', () => {
    openHousing()
    editor.caret('Warm homes.')
    editor.type(' Dry homes.')
    editor.press('Enter')
    editor.type('Safe homes.')
    editor.caret('Housing')
    editor.type(' for all')
    editor.caret('Fair rents.', 'over')
    editor.press('Backspace')
    editor.type('Fair.')
    expect(
      editor
        .shown()
        .split('\n')
        .map((line) => line.replace(/^\S+ /, '')),
    ).toEqual([
      'Health',
      'Walks for all.',
      'Housing for all',
      'Warm homes. Dry homes.',
      'Safe homes.',
      'Rents',
      'Fair.',
      'Safety',
      'Light streets.',
    ])
  })

  const outside: [name: string, change: () => void][] = [
    ['words before it', () => typeBehind('Walks for all.')],
    ['words after it', () => typeBehind('Light streets.')],
    ['the next heading', () => typeBehind('Safety')],
    ['a line before it', () => pressBehind('Walks for all.', 'Enter')],
    [
      'its heading joined to the line before',
      () => {
        editor.caret('Housing', 'start')
        editor.press('Backspace')
      },
    ],
    [
      'the level of its heading',
      () => {
        const { tr, doc } = editor.view.state
        const at = doc.child(0).nodeSize + doc.child(1).nodeSize
        editor.view.dispatch(tr.setNodeAttribute(at, 'level', 2))
      },
    ],
    [
      'a paste over its end',
      () => {
        editor.select('Fair rents.', 'Light streets.')
        editor.type('x')
      },
    ],
    [
      'everything deleted',
      () => {
        const { tr, doc } = editor.view.state
        tr.setSelection(TextSelection.create(doc, 1, doc.content.size - 1))
        editor.view.dispatch(tr.deleteSelection())
      },
    ],
  ]
  it.each(outside)('[AC41] keeps out of the rest: %s', (_name, change) => {
    openHousing()
    const before = editor.view.state.doc
    change()
    expect(editor.view.state.doc.eq(before)).toBe(true)
  })
})

function typeBehind(words: string): void {
  editor.caret(words)
  editor.type(' More.')
}

function pressBehind(words: string, key: string): void {
  editor.caret(words)
  editor.press(key)
}
