import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { documentGrammar, unknownNames } from '../../../server/sync/grammar.ts'
import { inspectUpdate } from '../../../server/sync/guard.ts'
import { bodyFromJson, firstUpdate } from '../../../server/domain/body.ts'
import { BODY, documentSchema } from '../../../shared/schema/index.ts'
import { createElement } from '../../../shared/schema/y-document.ts'
import { TEMPLATES } from '../../../shared/templates/index.ts'
import { createFixedClock } from '../../support/clock.ts'
import { createRandom } from '../../support/random.ts'

/** A document of one paragraph that says "Hello", written by client 1. */
function helloDoc(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  doc.getXmlFragment(BODY).insert(0, [element('paragraph', [words('Hello')])])
  return doc
}

function element(name: string, children: (Y.XmlElement | Y.XmlText)[] = []): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  return made
}

function words(text: string): Y.XmlText {
  const made = new Y.XmlText()
  made.insert(0, text)
  return made
}

/** The update that somebody makes who changes a copy of the document. */
function updateOf(doc: Y.Doc, change: (copy: Y.Doc) => void, clientId = 7): Uint8Array {
  const copy = new Y.Doc()
  copy.clientID = clientId
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const updates: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => updates.push(update))
  copy.transact(() => change(copy))
  return Y.mergeUpdates(updates)
}

const bodyOf = (doc: Y.Doc) => doc.getXmlFragment(BODY)

function paragraphOf(doc: Y.Doc): Y.XmlElement {
  const first = bodyOf(doc).get(0)
  if (!(first instanceof Y.XmlElement)) throw new Error('There is no paragraph')
  return first
}

function textOf(doc: Y.Doc): Y.XmlText {
  const first = paragraphOf(doc).get(0)
  if (!(first instanceof Y.XmlText)) throw new Error('There is no text')
  return first
}

function nested(depth: number): Y.XmlElement {
  let made = element('listItem')
  for (let i = 1; i < depth; i++) made = element(i % 2 === 0 ? 'listItem' : 'bulletList', [made])
  return made
}

const SOUND: [name: string, change: (doc: Y.Doc) => void][] = [
  ['typed letters', (doc) => textOf(doc).insert(5, ' world')],
  ['a deletion', (doc) => textOf(doc).delete(0, 2)],
  ['a mark', (doc) => textOf(doc).format(0, 2, { bold: {} })],
  ['a link', (doc) => textOf(doc).format(0, 2, { link: { href: 'https://example.org/plan' } })],
  ['an attribute', (doc) => paragraphOf(doc).setAttribute('id', 'abc')],
  ['a new block', (doc) => bodyOf(doc).insert(1, [element('heading', [words('Aims')])])],
  [
    'a new block with attributes',
    (doc) => {
      const heading = element('heading')
      heading.setAttribute('level', 2 as unknown as string) // Yjs stores any value; its types say string
      bodyOf(doc).insert(0, [heading])
    },
  ],
  ['nesting that people do', (doc) => bodyOf(doc).insert(0, [nested(12)])],
  [
    'a block made and deleted at once',
    (doc) => {
      bodyOf(doc).insert(0, [element('quote', [element('paragraph')])])
      bodyOf(doc).delete(0, 1)
    },
  ],
  ['a deleted paragraph', (doc) => bodyOf(doc).delete(0, 1)],
]

const UNSOUND: [name: string, change: (doc: Y.Doc) => void][] = [
  ['another root', (doc) => doc.getXmlFragment('secret').insert(0, [element('paragraph')])],
  ['a map as root', (doc) => doc.getMap('meta').set('a', 1)],
  [
    'a map under the name of the body',
    (doc) => {
      const other = new Y.Doc()
      other.getMap(BODY).set('a', 1)
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    },
  ],
  ['an unknown block', (doc) => bodyOf(doc).insert(0, [element('script')])],
  ['a placeholder', (doc) => bodyOf(doc).insert(0, [element('unknownBlock')])],
  ['the top node', (doc) => bodyOf(doc).insert(0, [element('doc')])],
  ['__proto__ as a block', (doc) => bodyOf(doc).insert(0, [element('__proto__')])],
  [
    'an unknown block deep inside',
    (doc) => bodyOf(doc).insert(0, [element('callout', [element('paragraph'), element('iframe')])]),
  ],
  ['an unknown mark', (doc) => textOf(doc).format(0, 2, { blink: {} })],
  ['a mark with an unknown property', (doc) => textOf(doc).format(0, 2, { bold: { style: 'x' } })],
  ['an unknown attribute', (doc) => paragraphOf(doc).setAttribute('onclick', 'alert(1)')],
  [
    'an object as attribute',
    (doc) => paragraphOf(doc).setAttribute('id', { a: 1 } as unknown as string),
  ], // as an attacker would
  [
    'a type as attribute',
    (doc) => paragraphOf(doc).setAttribute('id', new Y.XmlText() as unknown as string),
  ], // as an attacker would
  ['an attribute of a text', (doc) => textOf(doc).setAttribute('id', 'x')],
  ['an embed', (doc) => textOf(doc).insertEmbed(0, { image: 'x' })],
  ['a block inside a text', (doc) => textOf(doc).insertEmbed(0, element('paragraph'))],
  [
    'another shared type',
    (doc) => paragraphOf(doc).insert(0, [new Y.Map() as unknown as Y.XmlText]),
  ],
  ['nesting beyond 32', (doc) => bodyOf(doc).insert(0, [nested(33)])],
  [
    'a footnote with an unsafe link',
    (doc) => {
      const footnote = element('footnote')
      footnote.setAttribute('marks', { link: { href: 'javascript:x' } } as unknown as string)
      paragraphOf(doc).insert(1, [footnote])
    },
  ],
  [
    'a paragraph with marks',
    (doc) => paragraphOf(doc).setAttribute('marks', { bold: {} } as unknown as string),
  ],
  ...[
    'javascript:alert(1)',
    'data:text/html,x',
    ' JaVaScRiPt:x',
    'vbscript:x',
    '//evil.example',
    7,
  ].map((href): [string, (doc: Y.Doc) => void] => [
    `a link to ${href}`,
    (doc) => textOf(doc).format(0, 2, { link: { href } }),
  ]),
  ['a link without a target', (doc) => textOf(doc).format(0, 2, { link: {} })],
]

describe('the guard', () => {
  it.each(SOUND)('[SY13] takes %s', (_name, change) => {
    const doc = helloDoc()
    expect(inspectUpdate(updateOf(doc, change), { doc })).toMatchObject({ is: 'sound' })
  })

  it.each(UNSOUND)('[SY13] refuses %s', (_name, change) => {
    const doc = helloDoc()
    const before = Y.encodeStateAsUpdate(doc)
    expect(inspectUpdate(updateOf(doc, change), { doc })).toMatchObject({ is: 'refused' })
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it.each(TEMPLATES.map(({ key }) => key))('[SY13] takes the template %s', (key) => {
    const template = TEMPLATES.find((each) => each.key === key)
    const node = bodyFromJson(template?.build() ?? { type: 'doc' }, createFixedClock().newId)
    const doc = new Y.Doc()
    expect(inspectUpdate(firstUpdate(node), { doc })).toMatchObject({ is: 'sound' })
  })

  it('[SY13] takes every block and mark as the editor writes it', () => {
    const { nodes, marks } = documentSchema
    const all = Object.values(marks)
      .filter(({ name }) => name !== 'unknownMark')
      .map((type) => type.create(type.name === 'link' ? { href: 'https://example.org' } : null))
    const blocks = Object.values(nodes).filter(
      ({ name, isInline }) => !isInline && !['doc', 'unknownBlock'].includes(name),
    )
    const inline = Object.values(nodes).filter(
      ({ name, isInline, isText }) => isInline && !isText && name !== 'unknownInline',
    )
    const line = documentSchema.node('paragraph', null, [
      documentSchema.text('words', all),
      ...inline.map((type) => type.create(null, null, all)),
    ])
    expect([blocks.length > 15, inline.length]).toEqual([true, 2])
    const doc = helloDoc()
    const update = updateOf(doc, (copy) => {
      const made = [line, ...blocks.map((type) => type.create())].map(createElement)
      bodyOf(copy).insert(0, made)
    })
    expect(inspectUpdate(update, { doc })).toMatchObject({ is: 'sound' })
  })

  it('[SY13] refuses nesting that grows one level at a time', () => {
    const doc = helloDoc()
    let last: unknown
    for (let depth = 1; depth <= 40; depth++) {
      const update = updateOf(
        doc,
        (copy) => {
          let at: Y.XmlElement | Y.XmlFragment = bodyOf(copy)
          for (let i = 0; i < depth - 1; i++) at = at.get(0) as Y.XmlElement // only elements were put in
          at.insert(0, [element('quote')])
        },
        depth + 100,
      )
      last = inspectUpdate(update, { doc })
      if (depth <= 32) {
        expect(last).toMatchObject({ is: 'sound' })
        Y.applyUpdate(doc, update)
      } else break
    }
    expect(last).toMatchObject({ is: 'refused', message: 'This change is nested too deep.' })
  })

  it('[SY14] takes blocks and marks of another schema back if the document had them', () => {
    const doc = helloDoc()
    bodyOf(doc).insert(1, [element('timeline', [element('milestone')])])
    textOf(doc).format(0, 2, { highlight: { colour: 'red' } })
    paragraphOf(doc).setAttribute('owner', 'north')
    const tolerated = unknownNames(doc, documentGrammar)
    expect([...tolerated].sort()).toEqual(['@owner', 'highlight', 'milestone', 'timeline'])
    const back = (copy: Y.Doc) => {
      const timeline = element('timeline', [element('milestone')])
      timeline.setAttribute('years', [2009, 2012] as unknown as string) // Yjs stores any value
      const paragraph = element('paragraph')
      paragraph.setAttribute('owner', 'south')
      bodyOf(copy).insert(0, [timeline, paragraph])
    }
    expect(inspectUpdate(updateOf(doc, back), { doc, tolerated })).toMatchObject({ is: 'sound' })
    expect(inspectUpdate(updateOf(doc, back), { doc })).toMatchObject({ is: 'refused' })
  })

  it('[SY15] knows an update that builds on something missing from one that is wrong', () => {
    const doc = helloDoc()
    const updates: Uint8Array[] = []
    const author = new Y.Doc()
    author.clientID = 7
    Y.applyUpdate(author, Y.encodeStateAsUpdate(doc))
    author.on('update', (update: Uint8Array) => updates.push(update))
    textOf(author).insert(5, 'a')
    textOf(author).insert(6, 'b')
    textOf(author).delete(5, 2)
    bodyOf(author).insert(1, [element('quote')])
    expect(updates).toHaveLength(4)
    expect(updates.map((update) => inspectUpdate(update, { doc }).is)).toEqual([
      'sound', // a
      'incomplete', // b stands behind a
      'incomplete', // deletes a and b
      'incomplete', // the same author's next struct
    ])
    expect(inspectUpdate(Y.mergeUpdates(updates), { doc })).toMatchObject({ is: 'sound' })
  })

  it('[SY15] takes what it partly or wholly knows already', () => {
    const doc = helloDoc()
    const author = new Y.Doc()
    author.clientID = 7
    Y.applyUpdate(author, Y.encodeStateAsUpdate(doc))
    textOf(author).insert(5, 'abc')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(author))
    textOf(author).insert(8, 'def')
    expect(inspectUpdate(Y.encodeStateAsUpdate(author), { doc })).toMatchObject({ is: 'sound' })
    expect(inspectUpdate(Y.encodeStateAsUpdate(doc), { doc })).toMatchObject({ is: 'sound' })
  })

  it('[SY15] takes what several people made, each building on the other', () => {
    const doc = helloDoc()
    const one = new Y.Doc()
    const other = new Y.Doc()
    for (const copy of [one, other]) Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    for (let i = 0; i < 20; i++) {
      const [from, to] = i % 2 === 0 ? [one, other] : [other, one]
      textOf(from).insert(textOf(from).length, String(i))
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from))
    }
    const missing = Y.encodeStateAsUpdate(one, Y.encodeStateVector(doc))
    expect(inspectUpdate(missing, { doc })).toMatchObject({ is: 'sound' })
  })

  const bombs: [name: string, write: (encoder: encoding.Encoder) => void][] = [
    [
      'a million deleted ranges',
      (encoder) => {
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, 1_000_000)
        for (let i = 0; i < 1_000_000; i++) {
          encoding.writeVarUint(encoder, i % 2)
          encoding.writeVarUint(encoder, 1)
        }
      },
    ],
    [
      '200,000 clients',
      (encoder) => {
        encoding.writeVarUint(encoder, 200_000)
        for (let i = 0; i < 200_000; i++) {
          encoding.writeVarUint(encoder, 1)
          encoding.writeVarUint(encoder, i)
          encoding.writeVarUint(encoder, 0)
          encoding.writeUint8(encoder, 0)
          encoding.writeVarUint(encoder, 1)
        }
      },
    ],
    [
      'a client twice',
      (encoder) => {
        encoding.writeVarUint(encoder, 2)
        for (let i = 0; i < 2; i++) {
          encoding.writeVarUint(encoder, 1)
          encoding.writeVarUint(encoder, 7)
          encoding.writeVarUint(encoder, 0)
          encoding.writeUint8(encoder, 0)
          encoding.writeVarUint(encoder, 1)
        }
        encoding.writeVarUint(encoder, 0)
      },
    ],
    [
      'an attribute of a hundred thousand nested arrays',
      (encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, 7)
        encoding.writeVarUint(encoder, 0)
        encoding.writeUint8(encoder, 8 | 32)
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, 'id')
        encoding.writeVarUint(encoder, 1)
        for (let i = 0; i < 100_000; i++) {
          encoding.writeUint8(encoder, 117)
          encoding.writeVarUint(encoder, 1)
        }
        encoding.writeUint8(encoder, 126)
        encoding.writeVarUint(encoder, 0)
      },
    ],
    [
      'structs that point at themselves',
      (encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint(encoder, 7)
        encoding.writeVarUint(encoder, 0)
        encoding.writeUint8(encoder, 4 | 128)
        encoding.writeVarUint(encoder, 7)
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, 'x')
        encoding.writeVarUint(encoder, 0)
      },
    ],
    [
      'bytes left over',
      (encoder) => {
        encoding.writeUint8Array(
          encoder,
          updateOf(helloDoc(), (doc) => textOf(doc).insert(0, 'x')),
        )
        encoding.writeUint8(encoder, 0)
      },
    ],
  ]
  it.each(bombs)('[SY16] refuses %s in a moment', (_name, write) => {
    const encoder = encoding.createEncoder()
    write(encoder)
    const bytes = encoding.toUint8Array(encoder)
    const doc = helloDoc()
    const start = performance.now()
    expect(inspectUpdate(bytes, { doc })).toMatchObject({ is: 'refused' })
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it('[SY16] lets somebody undo the deletion of a 500-row action table', () => {
    const doc = helloDoc()
    const update = updateOf(doc, (copy) => {
      const rows = Array.from({ length: 500 }, () => {
        const cells = Array.from({ length: 6 }, (_, column) => {
          const paragraph = element('paragraph', [words('x')])
          paragraph.setAttribute('id', 'p')
          const cell = element('actionCell', [paragraph])
          cell.setAttribute('key', `c${column}`)
          return cell
        })
        const row = element('actionRow', cells)
        row.setAttribute('id', 'r')
        return row
      })
      bodyOf(copy).insert(0, [element('actionTable', [element('actionGroup', rows)])])
    })
    expect(Y.decodeUpdate(update).structs.length).toBeGreaterThan(15_000)
    expect(inspectUpdate(update, { doc })).toMatchObject({ is: 'sound' })
  })

  it('[SY17] refuses every truncation of an update', () => {
    const doc = helloDoc()
    const update = updateOf(doc, (copy) => {
      textOf(copy).format(0, 3, { link: { href: 'https://example.org' } })
      bodyOf(copy).insert(0, [element('heading', [words('Aims and hopes')])])
      textOf(copy).delete(2, 1)
    })
    const verdicts = Array.from(
      update,
      (_, length) => inspectUpdate(update.slice(0, length), { doc }).is,
    )
    expect(new Set(verdicts)).toEqual(new Set(['refused']))
  })

  it('[SY17] of 20,000 changed updates lets none through that breaks the document', () => {
    const random = createRandom(20_26)
    const verdicts = { sound: 0, incomplete: 0, foreign: 0, refused: 0 }
    for (let round = 0; round < 200; round++) {
      const base = helloDoc()
      const update = updateOf(base, (copy) => {
        textOf(copy).insert(random.below(5), random.word())
        if (random.chance(0.5)) textOf(copy).format(0, 3, { bold: {} })
        if (random.chance(0.5)) textOf(copy).delete(0, 2)
        if (random.chance(0.5)) bodyOf(copy).insert(0, [element('quote', [element('paragraph')])])
      })
      const doc = helloDoc()
      for (let i = 0; i < 100; i++) {
        const changed = update.slice()
        for (let flips = 1 + random.below(3); flips > 0; flips--) {
          changed[random.below(changed.length)] = random.below(256)
        }
        const verdict = inspectUpdate(changed, { doc })
        verdicts[verdict.is] += 1
        if (verdict.is !== 'sound') continue
        Y.applyUpdate(doc, changed)
        expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null])
        const again = new Y.Doc()
        Y.applyUpdate(again, Y.encodeStateAsUpdate(doc))
        expect(bodyOf(again).toString()).toBe(bodyOf(doc).toString())
        expect(unknownNames(doc, documentGrammar)).toEqual(new Set())
      }
    }
    // Proof that all three answers were given, and often.
    const { sound, incomplete, refused } = verdicts
    expect(Math.min(sound, incomplete, refused)).toBeGreaterThan(200)
  })
})
