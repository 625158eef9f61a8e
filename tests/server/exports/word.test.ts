import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { EXPORTS } from '../../../server/exports/index.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import type { DocumentJson, NodeJson } from '../../../shared/schema/document-json.ts'
import {
  clause,
  document,
  footnote,
  group,
  h,
  link,
  numbered,
  p,
  pageHeader,
  plan,
  row,
  same,
  subclause,
} from '../../../shared/templates/blocks.ts'
import { PNG } from '../../support/docx.ts'
import { asExported } from '../../support/exported.ts'

const PICTURE = 'b'.repeat(64)

/** Parts of a Word file as text. */
async function write(json: DocumentJson, more: Parameters<typeof asExported>[2] = {}) {
  const body = documentSchema.nodeFromJSON(json)
  const bytes = await EXPORTS.docx.write(asExported('Harbour plan', body, more))
  const parts = unzipSync(bytes instanceof Uint8Array ? bytes : new Uint8Array())
  const part = (path: string) => strFromU8(parts[path] ?? new Uint8Array())
  const like = (pattern: RegExp) => Object.keys(parts).filter((path) => pattern.test(path))
  return { part, text: part('word/document.xml'), like }
}

const clauses = document(
  pageHeader({ stage: 'FINAL DRAFT', version: '2.2', date: '08.06.09' }),
  h(1, 'Harbour plan'),
  numbered(2, 'Being heard'),
  clause('We listen', footnote('Six weeks.')),
  subclause('and answer'),
  clause('See ', link('our page', 'https://example.org/a_b?x=1&y=2')),
  { type: 'image', attrs: { content: PICTURE, alt: 'The "old" quay' } },
)

describe('a Word file', () => {
  it('[EX2] has true headings, numbers that Word counts, footnotes, links and pictures in words', async () => {
    const { text, part } = await write(clauses, { pictures: new Map([[PICTURE, PNG]]) })
    expect(text).toMatch(/<w:pStyle w:val="Heading1"\/>.*Harbour plan/)
    expect(text).toMatch(/<w:pStyle w:val="Clause2"\/>.*?<w:numPr>.*?and answer/)
    expect(text).not.toMatch(/>1\.1|>\(a\)/)
    const numbering = part('word/numbering.xml')
    expect(numbering).toMatch(/<w:lvlText w:val="%1\.%2"\/>/)
    expect(numbering).toMatch(/<w:lvlText w:val="\(%1\)"\/>/)
    expect(part('word/footnotes.xml')).toMatch(/Six weeks\./)
    expect(text).toMatch(/descr="The &quot;old&quot; quay"/)
    expect(part('word/_rels/document.xml.rels')).toMatch(/https:\/\/example\.org\/a_b\?x=1&amp;y=2/)
    expect(part('word/styles.xml')).toMatch(/w:lang w:val="en-GB"/)
    expect(part('docProps/core.xml')).toMatch(/<dc:title>Harbour plan<\/dc:title>/)
  })

  it('[EX2] lines grow with the picture in them, in programs that need to be told, too', async () => {
    const { text, part } = await write(clauses, { pictures: new Map([[PICTURE, PNG]]) })
    const heights = part('word/styles.xml').match(/<w:spacing [^>]*w:line=[^>]*>/g) ?? []
    expect(heights.length).toBeGreaterThan(1)
    for (const height of heights) expect(height).toMatch(/w:lineRule="auto"/)
    expect(/<w:p>(?:(?!<\/w:p>).)*<w:drawing>/.exec(text)?.[0]).not.toMatch(/w:lineRule/)
  })

  it('[EX2] has the label and page x of y at the top; that of a version stands before what was typed', async () => {
    const headersOf = async (label: string | null) => {
      const { like, part } = await write(clauses, { label })
      return like(/^word\/header\d+\.xml$/).map(part)
    }
    for (const header of await headersOf(null)) {
      expect(header).toMatch(/FINAL DRAFT 08\.06\.09 – Version 2\.2/)
      expect(header).toMatch(/PAGE.*NUMPAGES/)
    }
    for (const header of await headersOf('APPROVED 01.02.10 – Version 3.0')) {
      expect(header).toMatch(/APPROVED 01\.02\.10 – Version 3\.0/)
      expect(header).not.toMatch(/FINAL DRAFT/)
    }
  })

  it('[EX3] lays plans across, repeats headings and group names, and merges what is the same', async () => {
    const { text } = await write(
      document(
        h(1, 'Harbour plan'),
        p('Words. '.repeat(200)),
        h(2, 'Actions'),
        plan(
          'priorityPlan4',
          group(
            'Priority 1',
            row({ objective: 'Meet', action: 'Book', lead: 'IK' }),
            row({ objective: same, action: 'Invite', lead: 'TM' }),
          ),
          group('Priority 2', row({ objective: 'Answer', action: 'Write', lead: 'TM' })),
        ),
      ),
    )
    expect(text.match(/<w:pgSz [^>]*>/g)).toEqual([
      expect.not.stringContaining('landscape'),
      expect.stringContaining('landscape'),
    ])
    expect(text.match(/<w:tbl>/g)).toHaveLength(2)
    expect(text.match(/<w:tblHeader\/>/g)).toHaveLength(4)
    expect(text.match(/<w:vMerge w:val="restart"\/>/g)).toHaveLength(1)
    expect(text.match(/<w:vMerge w:val="continue"\/>/g)).toHaveLength(1)
  })

  it('[ED43] a plain table has columns as wide as their words ask for', async () => {
    const line = (...words: string[]): NodeJson => ({
      type: 'tableRow',
      content: words.map((each) => ({ type: 'tableCell', content: [p(each)] })),
    })
    const { text } = await write(
      document({
        type: 'table',
        content: [line('Ref', 'Success'), line('1.', 'Families have a say in what is built here.')],
      }),
    )
    const [ref = 0, success = 0] = [...text.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, w]) =>
      Number(w),
    )
    expect(ref).toBeGreaterThan(0)
    expect(ref * 4).toBeLessThan(success)
  })

  it('[EX12] has comments only when they are given, each at its words, held ones never', async () => {
    const body: NodeJson = document(
      h(1, 'Harbour plan'),
      { ...p('First words'), attrs: { id: 'one' } },
      { ...p('Second words'), attrs: { id: 'two' } },
    )
    const plain = await write(body)
    expect([plain.part('word/comments.xml'), plain.text]).not.toEqual([
      expect.stringMatching(/<w:comment /),
      expect.stringMatching(/commentRangeStart/),
    ])
    const { text, part } = await write(body, {
      threads: [
        thread('two', ['Is this true?', 'It is.']),
        thread('gone', ['About what is gone']),
        thread('one', ['Waits to be checked'], 'held'),
      ],
    })
    const comments = part('word/comments.xml')
    expect(comments.match(/<w:comment /g)).toHaveLength(3)
    expect(comments).toMatch(/“as it was”.*Is this true\?.*It is\..*About what is gone/s)
    expect(comments).not.toMatch(/Waits to be checked/)
    expect(text).toMatch(/First words.*commentRangeStart.*Second words.*commentRangeEnd/s)
    expect(text.match(/<w:commentRangeStart/g)).toHaveLength(3)
  })
})

function thread(block: string, bodies: string[], moderation: 'held' | 'shown' = 'shown'): Thread {
  const at = '2026-03-01T10:00:00.000Z'
  return {
    id: block,
    anchor: { ...WHOLE_DOCUMENT, on: 'block', block, quote: 'as it was' },
    visibility: 'visible',
    suggestion: null,
    madeVisible: null,
    people: 1,
    voice: { is: 'others', group: null },
    mayQuote: false,
    consultation: null,
    resolved: null,
    answer: null,
    comments: bodies.map((body, index) => ({
      id: `${block}${index}`,
      author: { id: 'ilse', name: 'Ilse Kern', colour: 1, role: 'officer', group: null },
      isMine: false,
      body,
      moderation,
      reason: '',
      rule: null,
      isRedacted: false,
      appealedAt: null,
      isWithdrawn: false,
      reactions: { counts: { agree: 0, notSure: 0, disagree: 0, explain: 0 }, mine: [] },
      createdAt: at,
      editedAt: null,
    })),
    createdAt: at,
    changedAt: at,
  }
}
