import { describe, expect, it } from 'vitest'
import { writeExport } from '../../../server/exports/index.ts'
import { writePdf } from '../../../server/exports/pdf/write.ts'
import { writeInProcess } from '../../../server/exports/process.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import type { DocumentJson, NodeJson } from '../../../shared/schema/document-json.ts'
import {
  bullets,
  callout,
  clause,
  document,
  footnote,
  group,
  h,
  letters,
  link,
  numbered,
  p,
  pageHeader,
  plan,
  quote,
  row,
  same,
  table,
} from '../../../shared/templates/blocks.ts'
import { demoStrategy } from '../../../shared/templates/demo/strategy.ts'
import { demoActionPlan } from '../../../shared/templates/demo/action-plan.ts'
import { PNG } from '../../support/docx.ts'
import { asExported } from '../../support/exported.ts'
import { readPdf } from '../../support/pdf.ts'

const PICTURE = 'a'.repeat(64)
const HOSTILE = [
  '#panic("out")',
  '#include "/etc/passwd"',
  '$ x_1 $ *bold* _em_ `raw` ```code```',
  '= Heading? - item + item / term',
  '<label> @ref \\ #{ 1 + 1 } ]] ((',
  '"); #read("/etc/hostname") //',
]

const everything = document(
  pageHeader({ stage: 'FINAL DRAFT', version: '2.2', date: '08.06.09' }),
  h(1, 'Harbour plan'),
  h(3, 'A level left out'),
  numbered(2, 'Being heard'),
  clause('We listen, see ', link('our page', 'https://example.org/a_b'), footnote('Six weeks.')),
  bullets('first point'),
  letters('lettered one'),
  quote('Ask me again', 'Pupil, 14'),
  callout('note', p('Mind the tide')),
  table(['Organisation', 'Since'], ['Net loft', '2024']),
  { type: 'image', attrs: { content: PICTURE, alt: 'The old quay' } },
  plan(
    'priorityPlan4',
    group(
      'Priority 1',
      row({ objective: 'Meet', action: 'Book', timescale: 'May 2026', lead: 'Ilse' }),
      row({ objective: same, action: 'Answer', lead: 'Tom' }),
    ),
  ),
)

describe('a PDF', () => {
  it('[EX4] is tagged: language, title, headings, heading cells with scope, pictures in words', async () => {
    const pdf = await read(everything, new Map([[PICTURE, PNG]]))
    expect(pdf.catalogue).toMatch(/\/Lang \(en-GB\)/)
    expect(pdf.catalogue).toMatch(/\/Marked true/)
    expect(pdf.catalogue).toMatch(/\/StructTreeRoot \d+ 0 R/)
    expect(pdf.catalogue).toMatch(/\/DisplayDocTitle true/)
    expect(pdf.metadata).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
    expect(pdf.metadata).toMatch(/Harbour plan/)
    const { H1, H2, H3, Table, THead, Figure, Note, L, Link } = pdf.tags
    expect({ H1, H2, H3, Table, THead, Figure, Note, L, Link }).toEqual({
      H1: 1,
      H2: 2, // no level is left out in the tags, whatever the text does
      H3: undefined,
      Table: 2,
      THead: 2,
      Figure: 1,
      Note: 1,
      L: 2,
      Link: 3,
    })
    const all = [...pdf.objects.values()]
    const heads = all.filter((each) => /\/S\s*\/TH\b/.test(each))
    expect(heads).toHaveLength(7)
    expect(heads.filter((each) => !/\/Scope\s*\/Column/.test(each))).toEqual([])
    expect(all.filter((each) => /\/Alt\s*\(The old quay\)/.test(each))).toHaveLength(1)
    expect(pdf.words).toContain('Askmeagain')
    expect(pdf.words).not.toMatch(/[“”]/) // a quotation has its line and no signs of its own
  })

  it('[EX3] has the label and page x of y on every page, plans across, headings and groups again', async () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      row({ objective: `Objective ${index}`, action: 'Do', timescale: 'May 2026', lead: 'IK' }),
    )
    const pdf = await read(
      document(
        pageHeader({ stage: 'FINAL DRAFT', version: '2.2', date: '08.06.09' }),
        h(1, 'Harbour plan'),
        p('Words. '.repeat(200)),
        h(2, 'Actions'),
        plan('priorityPlan4', group('Priority 1: Being heard', ...rows)),
      ),
    )
    const pages = [...pdf.objects.values()].filter((each) => /\/Type\s*\/Page\b/.test(each))
    const across = pages.filter((each) => /\/MediaBox \[0 0 841/.test(each)).length
    expect([pages.length, across]).toEqual([pages.length, pages.length - 1])
    const { words } = pdf
    for (const [index] of pages.entries()) {
      expect(words).toContain(`FINALDRAFT08.06.09–Version2.2Page${index + 1}of${pages.length}`)
    }
    expect(words.split('Howwewillachieveit')).toHaveLength(across + 1)
    expect(words.split('Priority1:Beingheard')).toHaveLength(across + 1)
  })

  it('[EX14] says what was added and removed with signs and lines, in text and rows', async () => {
    const body = (words: string, lead: string, ...more: NodeJson[]) =>
      documentSchema.nodeFromJSON(
        document(
          h(1, 'Harbour plan'),
          p(words),
          plan('priorityPlan4', group('Being heard', row({ objective: 'Meet', lead }))),
          ...more,
        ),
      )
    const since = { label: 'DRAFT – Version 2.1', body: body('We meet weekly', 'IK', p('Gone')) }
    const later = body('We meet daily', 'TM', p('A new line'))
    const pdf = readPdf(await writePdf(asExported('Harbour plan', later, { since })))
    expect(pdf.words).toContain('WhatchangedsinceDRAFT–Version2.1.')
    for (const words of ['Wemeet[−weekly][+daily]', '[−IK][+TM]', '[−Gone]', '[+Anewline]']) {
      expect(pdf.words).toContain(words)
    }
    const lines = [...pdf.objects.values()].join('\n')
    expect(lines).toContain('/TextDecorationType /LineThrough')
    expect(lines).toContain('/TextDecorationType /Underline')
    expect(pdf.metadata).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
  })

  it('[EX5] takes nothing people write for Typst: it comes out as the text it is', async () => {
    const lines = HOSTILE.map((line) => p(line))
    const pdf = await read(
      document(
        pageHeader({ stage: HOSTILE[0] ?? '' }),
        h(1, HOSTILE[1] ?? ''),
        ...lines,
        clause(HOSTILE[2] ?? '', footnote(HOSTILE[3] ?? '')),
        table([HOSTILE[0] ?? '', HOSTILE[1] ?? ''], [HOSTILE[2] ?? '', HOSTILE[3] ?? '']),
        plan('priorityPlan4', group(HOSTILE[4] ?? '', row({ objective: HOSTILE[5] ?? '' }))),
      ),
    )
    const missing = HOSTILE.filter((line) => !pdf.words.includes(line.replace(/\s/g, '')))
    expect(missing).toEqual([])
    expect(pdf.words).not.toContain('root:')
  })

  it('[EX5] is still made of signs without a glyph, broken pictures, deep lists and long words', async () => {
    const deep = (depth: number): NodeJson => ({
      type: 'bulletList',
      content: [
        { type: 'listItem', content: depth === 0 ? [p('deepest')] : [p('more'), deep(depth - 1)] },
      ],
    })
    const broken = new Map([[PICTURE, PNG.slice(0, 40)]])
    const pdf = await read(
      document(
        h(1, 'Odd'),
        p('Private \ue123 use, \u0000 control and half \ud83d a sign'),
        { type: 'image', attrs: { content: PICTURE, alt: 'The broken quay' } },
        deep(60),
        p('w'.repeat(5_000)),
      ),
      broken,
    )
    expect(pdf.words).toContain('deepest')
    expect(pdf.words).toContain('Thebrokenquay')
  })

  it('[CL11] pdf carries every word of a document', async () => {
    for (const json of [demoStrategy(), demoActionPlan()]) {
      const body = documentSchema.nodeFromJSON(json)
      const { words } = readPdf(await writeExport('pdf', asExported('Demo', body)))
      const lost = new Set<string>()
      body.descendants((node) => {
        for (const word of (node.text ?? '').split(/\s+/)) if (!words.includes(word)) lost.add(word)
      })
      expect([...lost]).toEqual([])
    }
  })

  it('[EX6] that no program is there for is refused, with what to do instead', async () => {
    const document = asExported('Plan', documentSchema.nodeFromJSON(everything))
    const load = () => Promise.reject(new Error('Cannot find native binding'))
    await expect(writePdf(document, load)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Print the document in your browser'),
    })
  })

  it('[EX6] that takes too long or too much is ended, and people are told what to do', async () => {
    const document = asExported('Large', documentSchema.nodeFromJSON(demoStrategy()))
    for (const limits of [
      { timeMs: 1, memoryMb: 1_024 },
      { timeMs: 60_000, memoryMb: 1 },
    ]) {
      await expect(writeInProcess('pdf', document, { limits })).rejects.toMatchObject({
        code: 'too_large',
      })
    }
    const gone = AbortSignal.abort(new Error('left'))
    await expect(writeInProcess('pdf', document, { signal: gone })).rejects.toThrow('left')
  })
})

async function read(json: DocumentJson, pictures = new Map<string, Uint8Array>()) {
  const body = documentSchema.nodeFromJSON(json)
  return readPdf(await writeExport('pdf', asExported('Harbour plan', body, { pictures })))
}
