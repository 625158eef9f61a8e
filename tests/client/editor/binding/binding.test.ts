// @vitest-environment jsdom
import { EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, EditorView } from '@tiptap/pm/view'
import type { Node } from '@tiptap/pm/model'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  beginUndoStep,
  bindingPlugins,
  positionInEditor,
  positionInYjs,
  readPendingInput,
  redo,
  undo,
} from '../../../../client/editor/binding/index.ts'
import { BODY, documentSchema } from '../../../../shared/schema/index.ts'
import { readDocument, seedDocument } from '../../../../shared/schema/y-document.ts'
import { createEditorPeer } from '../../../support/editor-peer.ts'
import type { EditorPeer } from '../../../support/editor-peer.ts'

const peers: EditorPeer[] = []
afterEach(() => {
  for (const peer of peers.splice(0)) peer.destroy()
})

describe('from the editor to Yjs', () => {
  it('[BI1] a keystroke in a table of 500 rows is one small update', () => {
    const ann = edit(planOf(500))
    const sizes: number[] = []
    ann.doc.on('update', (update: Uint8Array) => sizes.push(update.length))
    type(ann, 'Row 250', 'x')
    type(ann, 'Row 250x', 'y')
    expect(sizes).toHaveLength(2)
    expect(Math.max(...sizes)).toBeLessThan(40)
  })

  it('[BI2] of equal letters, the one at the caret is the new one', () => {
    const [ann, bob] = editTogether({ type: 'doc', content: [line('a', 'hello')] })
    const beforeSecondL = positionInYjs(bob.fragment, bob.view.state.doc, 4, 0)
    if (beforeSecondL === null) throw new Error('No place')
    const tr = ann.view.state.tr.insertText('l', 3)
    ann.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, 4)))
    sync(ann, bob)
    expect(words(bob)).toBe('helllo')
    // The place stays with its own letter, which moved one to the right.
    expect(positionInEditor(bob.fragment, bob.view.state.doc, beforeSecondL)).toBe(5)
  })

  it('[BI3] changes of different attributes of one block both win', () => {
    const [ann, bob] = editTogether({
      type: 'doc',
      content: [{ type: 'pageHeader', attrs: { id: 'h', stage: 'Draft', version: '1' } }],
    })
    ann.view.dispatch(ann.view.state.tr.setNodeAttribute(0, 'stage', 'Final draft'))
    bob.view.dispatch(bob.view.state.tr.setNodeAttribute(0, 'version', '2.2'))
    sync(ann, bob)
    expect(ann.view.state.doc.child(0).attrs).toMatchObject({
      stage: 'Final draft',
      version: '2.2',
    })
  })

  it('[BI4] edits to two cells of one row both survive', () => {
    const [ann, bob] = editTogether(planOf(3))
    type(ann, 'Row 1', ' by the youth council')
    type(bob, 'When 1', ' and yearly')
    sync(ann, bob)
    expect(words(ann)).toContain('Row 1 by the youth council')
    expect(words(ann)).toContain('When 1 and yearly')
    expect(ann.view.state.doc.eq(bob.view.state.doc)).toBe(true)
  })

  it('[BI4] two people who begin to type in the same empty line write into one text', () => {
    const [ann, bob] = editTogether({
      type: 'doc',
      content: [{ type: 'paragraph', attrs: { id: 'a' } }],
    })
    ann.view.dispatch(ann.view.state.tr.insertText('one', 1))
    bob.view.dispatch(bob.view.state.tr.insertText('two', 1))
    sync(ann, bob)
    expect(['onetwo', 'twoone']).toContain(words(ann))
    const first: unknown = ann.fragment.get(0)
    expect(first instanceof Y.XmlElement ? first.length : 0).toBe(1)
  })

  it('[BI5] letters outside the basic plane are never cut in two', () => {
    const [ann, bob] = editTogether({ type: 'doc', content: [line('a', 'a😀b')] })
    ann.view.dispatch(ann.view.state.tr.insertText('😁', 2, 4)) // shares its first half with 😀
    sync(ann, bob)
    expect(words(bob)).toBe('a😁b')
  })
})

describe('from Yjs to the editor', () => {
  it('[BI6] an edit elsewhere leaves decorations, caret and DOM of other blocks alone', () => {
    const key = new PluginKey<DecorationSet>('marks')
    const [ann, bob] = editTogether({
      type: 'doc',
      content: [line('a', 'First words'), line('b', 'Second words'), line('c', 'Third words')],
    })
    const marks = new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, state) =>
          DecorationSet.create(state.doc, [Decoration.inline(15, 20, { class: 'mark' })]),
        apply: (tr, set) => set.map(tr.mapping, tr.doc),
      },
      props: { decorations: (state) => key.getState(state) },
    })
    ann.view.updateState(
      ann.view.state.reconfigure({ plugins: [...ann.view.state.plugins, marks] }),
    )
    ann.view.dispatch(ann.view.state.tr.setSelection(caretAt(ann, 18)))
    const element = ann.view.dom.children[1]

    bob.view.dispatch(bob.view.state.tr.insertText('New: ', 1).insertText('!', 37))
    sync(ann, bob)

    expect(words(ann)).toContain('New: First words')
    expect(ann.view.dom.children[1]).toBe(element)
    expect(ann.view.state.selection.head).toBe(23)
    expect(
      key
        .getState(ann.view.state)
        ?.find()
        .map(({ from, to }) => [from, to]),
    ).toEqual([[20, 25]])
  })

  it('[BI6] a paragraph that another person makes a heading keeps my caret in its words', () => {
    const [ann, bob] = editTogether({
      type: 'doc',
      content: [line('a', 'First'), line('b', 'Second words')],
    })
    ann.view.dispatch(ann.view.state.tr.setSelection(caretAt(ann, 11)))
    const heading = documentSchema.nodes['heading']
    if (heading === undefined) throw new Error('No heading')
    bob.view.dispatch(bob.view.state.tr.setNodeMarkup(7, heading, { id: 'b', level: 2 }))
    sync(ann, bob)
    expect(ann.view.state.doc.child(1).type.name).toBe('heading')
    expect(ann.view.state.selection.$head.parent.textContent).toBe('Second words')
    expect(ann.view.state.selection.$head.parentOffset).toBe(3)
  })
})

describe('what the schema does not know', () => {
  it('[BI7] an unknown block is a placeholder and survives edits all around it', () => {
    const [ann, bob] = editTogether({
      type: 'doc',
      content: [line('a', 'Above'), line('b', 'Below')],
    })
    const stranger = new Y.Doc()
    Y.applyUpdate(stranger, Y.encodeStateAsUpdate(ann.doc))
    const future = new Y.XmlElement('pollOfTheFuture')
    future.setAttribute('question', 'Which day?')
    future.insert(0, [new Y.XmlText('Monday')])
    stranger.getXmlFragment(BODY).insert(1, [future])
    ann.pull(stranger)
    expect(ann.view.state.doc.child(1).type.name).toBe('unknownBlock')
    // Everything before and after it changes in one step, and the blocks around it go.
    const end = ann.view.state.doc.content.size
    const after = ann.view.state.doc.child(2).nodeSize
    ann.view.dispatch(ann.view.state.tr.delete(end - after, end).delete(0, 7))
    sync(ann, bob)
    expect(bob.fragment.toJSON()).toBe(
      '<pollofthefuture question="Which day?">Monday</pollofthefuture>',
    )
  })

  it('[BI7] an unknown block that is cut and pasted is written again as it was', () => {
    const ann = edit({ type: 'doc', content: [line('a', 'Above'), line('b', 'Below')] })
    const stranger = new Y.Doc()
    Y.applyUpdate(stranger, Y.encodeStateAsUpdate(ann.doc))
    const future = new Y.XmlElement('pollOfTheFuture')
    future.insert(0, [new Y.XmlText('Monday')])
    stranger.getXmlFragment(BODY).insert(0, [future])
    ann.pull(stranger)
    const node = ann.view.state.doc.child(0)
    const tr = ann.view.state.tr.delete(0, node.nodeSize)
    ann.view.dispatch(tr.insert(tr.doc.content.size, node))
    expect(ann.fragment.toJSON()).toMatch(/<pollofthefuture>Monday<\/pollofthefuture>$/)
  })

  it('[BI8] an unknown mark keeps its text, and an edit inside keeps the mark', () => {
    const ann = edit({ type: 'doc', content: [line('a', 'Words that glow')] })
    const stranger = new Y.Doc()
    Y.applyUpdate(stranger, Y.encodeStateAsUpdate(ann.doc))
    const block: unknown = stranger.getXmlFragment(BODY).get(0)
    const text: unknown = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('No text')
    text.format(0, 15, { glow: { strength: 3 } })
    ann.pull(stranger)
    type(ann, 'Words that glow', '!')
    const mine: unknown = ann.fragment.get(0)
    const stored: unknown = mine instanceof Y.XmlElement ? mine.get(0) : null
    expect(stored instanceof Y.XmlText ? stored.toDelta() : null).toEqual([
      { insert: 'Words that glow!', attributes: { glow: { strength: 3 } } },
    ])
  })
})

describe('undo', () => {
  it('[BI10] takes back one’s own change and leaves what others did meanwhile', () => {
    const [ann, bob] = editTogether({
      type: 'doc',
      content: [line('a', 'Plan'), line('b', 'Note')],
    })
    type(ann, 'Plan', ' A')
    beginUndoStep(ann.view.state)
    type(ann, 'Plan A', ' B')
    type(bob, 'Note', ' from Bob')
    sync(ann, bob)
    undo(ann.view.state)
    expect(words(ann)).toBe('Plan A|Note from Bob')
    undo(ann.view.state)
    expect(words(ann)).toBe('Plan|Note from Bob')
    expect(undo(ann.view.state)).toBe(false)
    redo(ann.view.state)
    redo(ann.view.state)
    sync(ann, bob)
    expect(words(bob)).toBe('Plan A B|Note from Bob')
  })
})

describe('ids', () => {
  it('[BI11] splitting a line gives the new part an id and keeps the old one', () => {
    const ann = edit({ type: 'doc', content: [line('a', 'onetwo')] })
    ann.view.dispatch(ann.view.state.tr.split(4))
    const ids = blockIds(ann.view.state.doc)
    expect(ids[0]).toBe('a')
    expect(ids[1]).toMatch(/^ann-\d+$/)
  })

  it('[BI11] a copy pasted before its original gets the fresh id', () => {
    const ann = edit({ type: 'doc', content: [line('a', 'one'), line('b', 'two')] })
    ann.view.dispatch(ann.view.state.tr.insert(0, ann.view.state.doc.child(1)))
    expect(blockIds(ann.view.state.doc)).toEqual([expect.stringMatching(/^ann-/), 'a', 'b'])
  })

  it('[BI11] a row that moves keeps its id', () => {
    const ann = edit(planOf(3))
    const places: { node: Node; position: number }[] = []
    ann.view.state.doc.descendants((node, position) => {
      if (node.type.name === 'actionRow') places.push({ node, position })
    })
    const [first, , last] = places
    if (first === undefined || last === undefined) throw new Error('No rows')
    const tr = ann.view.state.tr.delete(last.position, last.position + last.node.nodeSize)
    ann.view.dispatch(tr.insert(first.position, last.node))
    const rows: unknown[] = []
    ann.view.state.doc.descendants((node) => {
      if (node.type.name === 'actionRow') rows.push(node.attrs['id'])
    })
    expect(rows).toEqual(['row3', 'row1', 'row2'])
  })
})

describe('when others take away the line one is in', () => {
  const deleteRow = (peer: EditorPeer, id: string): Node => {
    let found: { node: Node; position: number } | null = null
    peer.view.state.doc.descendants((node, position) => {
      if (node.attrs['id'] === id) found = { node, position }
    })
    const { node, position } = found ?? { node: null, position: 0 }
    if (node === null) throw new Error(`No row ${id}`)
    peer.view.dispatch(peer.view.state.tr.delete(position, position + (node as Node).nodeSize))
    return node
  }
  const stand = (peer: EditorPeer, words: string) => {
    document.body.append(peer.view.dom)
    peer.view.dom.tabIndex = 0
    peer.view.focus()
    let end = 0
    peer.view.state.doc.descendants((node, position) => {
      if (node.isTextblock && node.textContent === words) end = position + 1 + node.content.size
    })
    peer.view.dispatch(peer.view.state.tr.setSelection(caretAt(peer, end)))
  }

  it('[BI14] the caret follows a row that was moved', () => {
    const [ann, bob] = editTogether(planOf(3))
    stand(bob, 'Row 2')
    const row = deleteRow(ann, 'row2')
    ann.view.dispatch(ann.view.state.tr.insert(2, row))
    sync(ann, bob)
    expect(bob.view.state.selection.$head.parent.textContent).toBe('Row 2')
    expect(bob.view.state.selection.$head.parentOffset).toBe(5)
    expect(bob.view.hasFocus()).toBe(true)
  })

  it('[BI14] the caret leaves the text when its row is deleted', () => {
    const [ann, bob] = editTogether(planOf(3))
    stand(bob, 'Row 2')
    deleteRow(ann, 'row2')
    sync(ann, bob)
    expect(words(bob)).not.toContain('Row 2')
    expect(bob.view.hasFocus()).toBe(false)
  })
})

it('[BI13] a caret the browser has not told of yet is read before others’ edits come in', () => {
  const [ann, bob] = editTogether({
    type: 'doc',
    content: [line('a', 'Known words'), line('b', 'More')],
  })
  // The browser has moved the caret to the second line; its observer will tell when it is asked.
  const observer = {
    flush: () => ann.view.dispatch(ann.view.state.tr.setSelection(caretAt(ann, 16))),
  }
  Object.assign(ann.view, {
    domObserver: Object.assign(Reflect.get(ann.view, 'domObserver'), observer),
  })
  bob.view.dispatch(bob.view.state.tr.insertText('Well: ', 1))
  readPendingInput(ann.doc)
  ann.pull(bob.doc)
  ann.view.dispatch(ann.view.state.tr.insertText('!'))
  expect(words(ann)).toBe('Well: Known words|Mo!re')
})

it('[BI13] the first letter typed after opening never replaces the text', () => {
  const ann = edit({ type: 'doc', content: [line('a', 'Known words')] })
  expect(ann.view.state.selection).toBeInstanceOf(TextSelection)
  expect(ann.view.state.selection.empty).toBe(true)
  const late = createEditorPeer('late', Y.encodeStateAsUpdate(new Y.Doc()))
  peers.push(late)
  late.pull(ann.doc)
  late.view.dispatch(late.view.state.tr.insertText('X'))
  expect(words(late)).toBe('XKnown words')
})

it('[BI12] the editor shows the text when its view is made, without writing anything', () => {
  const doc = docOf(planOf(5))
  let updates = 0
  doc.on('update', () => updates++)
  const fragment = doc.getXmlFragment(BODY)
  const state = EditorState.create({
    schema: documentSchema,
    plugins: bindingPlugins({ fragment, newId: () => 'x' }),
  })
  const view = new EditorView(document.createElement('div'), { state })
  expect(view.state.doc.eq(readDocument(fragment, documentSchema))).toBe(true)
  expect(updates).toBe(0)
  view.destroy()
})

// ── Builders ─────────────────────────────────────────────────────────────────────────────────

function line(id: string, text: string) {
  return { type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] }
}

function planOf(rows: number) {
  const cell = (key: string, id: string, text: string) => ({
    type: 'actionCell',
    attrs: { key },
    content: [line(id, text)],
  })
  return {
    type: 'doc',
    content: [
      {
        type: 'actionTable',
        attrs: { id: 'plan' },
        content: [
          {
            type: 'actionGroup',
            attrs: { id: 'group' },
            content: Array.from({ length: rows }, (_, at) => ({
              type: 'actionRow',
              attrs: { id: `row${at + 1}` },
              content: [
                cell('what', `w${at + 1}`, `Row ${at + 1}`),
                cell('when', `t${at + 1}`, `When ${at + 1}`),
              ],
            })),
          },
        ],
      },
    ],
  }
}

function docOf(json: object): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  seedDocument(doc.getXmlFragment(BODY), documentSchema.nodeFromJSON(json))
  return doc
}

function edit(json: object): EditorPeer {
  const peer = createEditorPeer('ann', Y.encodeStateAsUpdate(docOf(json)))
  peers.push(peer)
  return peer
}

function editTogether(json: object): [EditorPeer, EditorPeer] {
  const start = Y.encodeStateAsUpdate(docOf(json))
  const pair: [EditorPeer, EditorPeer] = [
    createEditorPeer('ann', start),
    createEditorPeer('bob', start),
  ]
  peers.push(...pair)
  return pair
}

function sync(ann: EditorPeer, bob: EditorPeer): void {
  ann.pull(bob.doc)
  bob.pull(ann.doc)
}

function caretAt({ view }: EditorPeer, position: number): TextSelection {
  return TextSelection.create(view.state.doc, position)
}

/** Types at the end of the line that says `after`. */
function type(peer: EditorPeer, after: string, text: string): void {
  let end = -1
  peer.view.state.doc.descendants((node, position) => {
    if (node.isTextblock && node.textContent === after) end = position + 1 + node.content.size
  })
  if (end < 0) throw new Error(`No line says “${after}”`)
  peer.view.dispatch(peer.view.state.tr.insertText(text, end))
}

function words(peer: EditorPeer): string {
  return peer.view.state.doc.textBetween(0, peer.view.state.doc.content.size, '|')
}

function blockIds(doc: Node): unknown[] {
  return Array.from({ length: doc.childCount }, (_, at) => doc.child(at).attrs['id'])
}
