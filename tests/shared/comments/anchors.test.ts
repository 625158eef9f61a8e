import { describe, expect, it } from 'vitest'
import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { readAnchorText } from '../../../shared/comments/anchor-text.ts'
import type { AnchorText } from '../../../shared/comments/anchor-text.ts'
import { makeAnchor } from '../../../shared/comments/make-anchor.ts'
import type { Target } from '../../../shared/comments/make-anchor.ts'
import { resolveAnchor } from '../../../shared/comments/resolve-anchor.ts'
import { BODY, documentSchema } from '../../../shared/schema/index.ts'
import { readDocument, seedDocument } from '../../../shared/schema/y-document.ts'
import { editState } from '../../../shared/writing/edit-state.ts'

const p = (id: string, words: string) =>
  documentSchema.node('paragraph', { id }, words === '' ? [] : documentSchema.text(words))
const cell = (id: string, key: string, words: string) =>
  documentSchema.node('actionCell', { key }, p(`${id}${key}`, words))
const row = (id: string, what: string, lead: string) =>
  documentSchema.node('actionRow', { id }, [cell(id, 'what', what), cell(id, 'lead', lead)])
const body = (...blocks: Node[]) => documentSchema.node('doc', null, blocks)
const plan = (...rows: Node[]) =>
  documentSchema.node(
    'actionTable',
    { id: 't' },
    documentSchema.node('actionGroup', { id: 'g' }, rows),
  )

const PLAN = plan(row('r1', 'Ask schools', 'PW'), row('r2', 'Ask parents', 'PW'))
const START = body(
  documentSchema.node('heading', { id: 'h', level: 2 }, documentSchema.text('Asking')),
  p('a', 'Young people are asked once a year about the plan.'),
  p('b', 'Parents are asked once a year as well.'),
  PLAN,
)

describe('anchors', () => {
  const cases: [name: string, words: string, after: Node, expected: string][] = [
    [
      'an edit before it',
      'once a year',
      withLine('a', 'All young people are asked once a year about the plan.'),
      'same once a year',
    ],
    [
      'an edit inside it',
      'once a year',
      withLine('a', 'Young people are asked once every year about the plan.'),
      'changed once every year',
    ],
    [
      'other words for it',
      'once a year',
      withLine('a', 'Young people are asked each term about the plan.'),
      'changed each term',
    ],
    [
      'a paragraph that goes',
      'about the plan',
      body(p('b', 'Parents are asked once a year as well.'), PLAN),
      'gone',
    ],
    [
      'a split inside it',
      'once a year about',
      body(
        p('a', 'Young people are asked once a'),
        p('new', ' year about the plan.'),
        p('b', 'Parents are asked once a year as well.'),
        PLAN,
      ),
      'same once a\n year about',
    ],
    [
      'a join with the line before',
      'Parents are asked',
      body(
        p(
          'a',
          'Young people are asked once a year about the plan.Parents are asked once a year as well.',
        ),
        PLAN,
      ),
      'same Parents are asked',
    ],
  ]
  it.each(cases)('[TH14] words survive %s', (_name, words, after, expected) => {
    const before = textOf(START)
    const anchor = makeAnchor(before.text, wordsTarget(before.text, words))
    if (anchor === null) throw new Error('There is something to hold on to')
    expect(shown(resolveAnchor(edited(before, after), anchor))).toBe(expected)
  })

  it('[TH14] of the same words in two places, the ones that were meant are found', () => {
    const before = textOf(START)
    const second = before.text.flat.lastIndexOf('once a year')
    const anchor = makeAnchor(before.text, wordsTarget(before.text, 'once a year', second))
    // Written anew by another program: nothing of Yjs and no id is left.
    const anew = textOf(
      body(
        p('x', 'Young people are asked once a year about it.'),
        p('y', 'Parents are asked once a year as well.'),
      ),
    )
    const found = anchor === null ? null : resolveAnchor(anew.text, anchor)
    const line = anew.text.lines.find(({ block }) => block === 'y')
    expect(found).toMatchObject({ state: 'same', from: (line?.position ?? 0) + 18 })
  })

  it('[TH14] rows and cells are found where they went, and what they say then and now', () => {
    const before = textOf(START)
    const place = before.text.nodes.get('r2')?.position ?? 0
    const lead = makeAnchor(before.text, { on: 'cell', row: place, column: 'lead' })
    const whole = makeAnchor(before.text, { on: 'row', position: place })
    if (lead === null || whole === null) throw new Error('There is something to hold on to')
    const moved = edited(
      before,
      body(plan(row('r2', 'Ask parents', 'TW'), row('r1', 'Ask schools', 'PW'))),
    )
    expect(lead.quote).toBe('PW')
    expect(shown(resolveAnchor(moved, lead))).toBe('changed TW')
    expect(shown(resolveAnchor(moved, whole))).toBe('changed Ask parents\nTW')
    const without = edited(before, body(plan(row('r1', 'Ask schools', 'PW'))))
    expect(shown(resolveAnchor(without, lead))).toBe('gone')
  })

  it('[TH14] a section reaches to the next heading', () => {
    const { text } = textOf(START)
    const anchor = makeAnchor(text, { on: 'section', position: 0 })
    expect(anchor?.quote.split('\n')).toHaveLength(7)
    expect(anchor === null ? '' : resolveAnchor(text, anchor).state).toBe('same')
  })
})

interface Written {
  state: Uint8Array
  text: AnchorText
}

function textOf(node: Node): Written {
  const doc = new Y.Doc()
  doc.clientID = 1
  seedDocument(doc.getXmlFragment(BODY), node)
  return { state: Y.encodeStateAsUpdate(doc), text: read(doc) }
}

function edited({ state }: Written, after: Node): AnchorText {
  const update = editState(state, () => after)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  if (update !== null) Y.applyUpdate(doc, update)
  return read(doc)
}

function read(doc: Y.Doc): AnchorText {
  const fragment = doc.getXmlFragment(BODY)
  return readAnchorText(readDocument(fragment, documentSchema), fragment)
}

function withLine(id: string, words: string): Node {
  const blocks: Node[] = []
  START.forEach((block) => blocks.push(block.attrs['id'] === id ? p(id, words) : block))
  return body(...blocks)
}

function wordsTarget(text: AnchorText, words: string, at = text.flat.indexOf(words)): Target {
  const line = text.lines.find(({ start, end }) => start <= at && at < end)
  const from = (line?.position ?? 0) + at - (line?.start ?? 0)
  return { on: 'words', from, to: from + words.length }
}

function shown(found: ReturnType<typeof resolveAnchor>): string {
  return found.state === 'gone' ? 'gone' : `${found.state} ${found.words}`
}
