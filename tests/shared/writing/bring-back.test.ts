import { describe, expect, it } from 'vitest'
import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import type { Part } from '../../../shared/api-versions.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { giveIds } from '../../../shared/schema/identity.ts'
import { BODY, documentSchema } from '../../../shared/schema/index.ts'
import { readDocument, seedDocument } from '../../../shared/schema/y-document.ts'
import { clause, document, group, h, p, row } from '../../../shared/templates/blocks.ts'
import { bringBack } from '../../../shared/writing/bring-back.ts'
import { editState } from '../../../shared/writing/edit-state.ts'
import { bigStrategy } from '../../support/big-documents.ts'

/** The words of a text, a line for each block that has an id given here. */
function lines(body: Node): string[] {
  const found: string[] = []
  body.descendants((node) => {
    if (node.isTextblock && node.textContent !== '') found.push(node.textContent)
  })
  return found
}

function withId(id: string, node: NodeJson): NodeJson {
  return { ...node, attrs: { ...node.attrs, id } }
}

function textOf(...blocks: NodeJson[]): Node {
  return giveIds(documentSchema.nodeFromJSON(document(...blocks)), () => `other${++others}`)
}

let others = 0

const HEAD: NodeJson = {
  type: 'actionHead',
  content: [
    {
      type: 'actionColumn',
      attrs: { key: 'what', kind: 'actions' },
      content: [{ type: 'text', text: 'What' }],
    },
  ],
}
const A = withId('a', h(2, 'One'))
const B = withId('b', p('first'))
const C = withId('c', clause('second'))
const D = withId('d', h(2, 'Two'))
const E = withId('e', p('third'))

describe('bringing back', () => {
  it.each<[name: string, then: NodeJson[], now: NodeJson[], part: Part, result: string[] | null]>([
    [
      'a clause as it was',
      [A, B, C],
      [A, B, withId('c', clause('changed'))],
      { is: 'block', id: 'c' },
      ['One', 'first', 'second'],
    ],
    [
      'a clause that is gone, behind the one before it',
      [A, B, C, D],
      [A, B, D],
      { is: 'block', id: 'c' },
      ['One', 'first', 'second', 'Two'],
    ],
    [
      'the first block, before the next',
      [B, C],
      [C],
      { is: 'block', id: 'b' },
      ['first', 'second'],
    ],
    [
      'a block where nothing of its neighbours is left',
      [B],
      [E],
      { is: 'block', id: 'b' },
      ['third', 'first'],
    ],
    ['nothing that was not there', [A], [A, B], { is: 'block', id: 'b' }, null],
    [
      'a section, without what was added to it',
      [A, B, D, E],
      [A, C, D, withId('e', p('changed'))],
      { is: 'section', id: 'a' },
      ['One', 'first', 'Two', 'changed'],
    ],
    [
      'a section that is gone',
      [A, B, D, E],
      [D, E],
      { is: 'section', id: 'a' },
      ['One', 'first', 'Two', 'third'],
    ],
    [
      'a block that moved away moves back into its section',
      [A, B, D, E],
      [A, D, B, E],
      { is: 'section', id: 'a' },
      ['One', 'first', 'Two', 'third'],
    ],
    [
      'a section keeps what moved in from elsewhere',
      [A, B, D, E],
      [A, E, D],
      { is: 'section', id: 'a' },
      ['One', 'first', 'third', 'Two'],
    ],
    ['everything', [A, B], [D, B, E], { is: 'whole' }, ['One', 'first']],
  ])('[VE9] %s', (_name, then, now, part, result) => {
    const made = bringBack(textOf(...now), textOf(...then), part)
    expect(made === null ? null : lines(made)).toEqual(result)
    made?.check()
  })

  const table = (...groups: NodeJson[]) =>
    withId('t', { type: 'actionTable', content: [HEAD, ...groups] })
  const rowOf = (id: string, words: string) => withId(id, row({ what: words }))
  const one = (...rows: NodeJson[]) => withId('g1', group('Priority 1', ...rows))
  const two = (...rows: NodeJson[]) => withId('g2', group('Priority 2', ...rows))

  it.each<[name: string, then: NodeJson, now: NodeJson | null, result: string[]]>([
    [
      'as it was, where it is now',
      table(one(rowOf('r', 'old'))),
      table(one(), two(rowOf('r', 'new'))),
      ['What', 'Priority 1', 'Priority 2', 'old'],
    ],
    [
      'that is gone, in its group',
      table(one(rowOf('q', 'before'), rowOf('r', 'old'))),
      table(one(rowOf('q', 'before'), rowOf('s', 'later'))),
      ['What', 'Priority 1', 'before', 'old', 'later'],
    ],
    [
      'as the first of its group, below the title',
      table(one(rowOf('r', 'old'))),
      table(one()),
      ['What', 'Priority 1', 'old'],
    ],
    [
      'with its group, where that is gone',
      table(one(rowOf('q', 'x')), two(rowOf('r', 'old'), rowOf('s', 'y'))),
      table(one(rowOf('q', 'x'))),
      ['What', 'Priority 1', 'x', 'Priority 2', 'old'],
    ],
    [
      'with its table, where that is gone',
      table(one(rowOf('r', 'old'), rowOf('s', 'y'))),
      null,
      ['What', 'Priority 1', 'old'],
    ],
  ])('[VE9] a row %s', (_name, then, now, result) => {
    const before = textOf(...(now === null ? [] : [now]))
    const made = bringBack(before, textOf(then), { is: 'block', id: 'r' })
    expect(made === null ? null : lines(made)).toEqual(result)
    made?.check()
  })

  it('[VE8] is a small edit: 99 of 100 comments keep their place and late words survive', () => {
    let ids = 0
    const then = giveIds(documentSchema.nodeFromJSON(bigStrategy()), () => `id${++ids}`)
    const doc = new Y.Doc()
    seedDocument(doc.getXmlFragment(BODY), then)
    const change = (make: (body: Node) => Node) => {
      const update = editState(Y.encodeStateAsUpdate(doc), make)
      if (update !== null) Y.applyUpdate(doc, update)
      return update?.length ?? 0
    }
    const paragraphs = then.children.flatMap(({ type }, at) =>
      type.name === 'paragraph' ? [at] : [],
    )
    const [one = 0, two = 0, three = 0, four = 0] = [2, 20, 30, 31].map((at) => paragraphs[at])
    change((body) =>
      body.copy(
        body.content
          .replaceChild(one, withWords(body.child(one), ' and more'))
          .replaceChild(two, withWords(body.child(two), ' again'))
          .replaceChild(three, body.child(four))
          .replaceChild(four, body.child(three)),
      ),
    )
    const comments = commentsOn(doc)
    // Somebody is typing in one of these lines just as it is brought back.
    const late = new Y.Doc()
    Y.applyUpdate(late, Y.encodeStateAsUpdate(doc))
    firstText(late, one).insert(0, 'Late words. ')
    const sizeBytes = change((body) => bringBack(body, then, { is: 'whole' }) ?? body)
    expect(readDocument(doc.getXmlFragment(BODY), documentSchema).toJSON()).toEqual(then.toJSON())
    const kept = comments.filter((each) => isThere(doc, each))
    expect(comments.length).toBeGreaterThan(500)
    expect(kept.length / comments.length).toBeGreaterThanOrEqual(0.99)
    expect(sizeBytes).toBeLessThan(2_000)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(late))
    expect(firstText(doc, one).toString()).toMatch(/^Late words\. /)
    expect(firstText(doc, one).toString()).not.toContain('and more')
  })
})

function withWords(line: Node, words: string): Node {
  return line.copy(line.content.addToEnd(documentSchema.text(words)))
}

function firstText(doc: Y.Doc, index: number): Y.XmlText {
  const element = doc.getXmlFragment(BODY).get(index)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('There is no text here')
  return text
}

/** A place in the middle of every text, as a comment holds on to it. */
function commentsOn(doc: Y.Doc): Y.RelativePosition[] {
  const found: Y.RelativePosition[] = []
  const walk = (type: Y.XmlFragment | Y.XmlElement) => {
    for (const child of type.toArray()) {
      if (child instanceof Y.XmlElement) walk(child)
      else if (child instanceof Y.XmlText && child.length > 2) {
        found.push(Y.createRelativePositionFromTypeIndex(child, Math.floor(child.length / 2)))
      }
    }
  }
  walk(doc.getXmlFragment(BODY))
  return found
}

function isThere(doc: Y.Doc, place: Y.RelativePosition): boolean {
  if (place.item === null) return false
  const item = Y.getItem(doc.store, place.item)
  return item instanceof Y.Item && !item.deleted
}
