// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { htmlFormat, writeArticlePage } from '../../../server/exports/html.ts'
import { renderArticle } from '../../../server/exports/html/article.ts'
import { markdownFormat } from '../../../server/exports/markdown.ts'
import { printDocument } from '../../../server/exports/printed/print-document.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import type { DocumentJson } from '../../../shared/schema/document-json.ts'
import {
  clause,
  document as doc,
  footnote,
  group,
  h,
  numbered,
  p,
  plan,
  row,
  same,
  table,
} from '../../../shared/templates/blocks.ts'
import { DEMO_DOCUMENTS } from '../../../shared/templates/demo/index.ts'
import { PNG } from '../../support/docx.ts'
import { asExported } from '../../support/exported.ts'

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&lt;b&gt; javascript:`

describe('a web page', () => {
  it('[EX15] names the column of each cell for phones, and no heading gets out of the style', () => {
    const actions = plan('priorityPlan4', group('One', row({ objective: 'Meet', lead: 'IK' })))
    const json = JSON.stringify(doc(h(1, 'Harbour'), actions))
    const hostile = json.replace('"Timescale"', JSON.stringify('"}</style><script>é'))
    const html = writeArticlePage(
      asExported('Harbour', documentSchema.nodeFromJSON(JSON.parse(hostile))),
    )
    expect(html).toContain(
      String.raw`.plan-1 tr:not(.group)>:nth-child(4)::before{content:"\4c \65 \61 \64 "}`,
    )
    expect(html).toContain(String.raw`content:"\22 \7d \3c \2f `)
    expect(html.match(/<style>/g)).toHaveLength(1)
    expect(html).not.toContain('<script')
  })

  it('[EX7] is semantic: contents, numbered clauses, captions, row groups, scopes, ways back', () => {
    const page = open(
      doc(
        h(1, 'Harbour plan'),
        numbered(2, 'Being heard'),
        clause('We listen', footnote('Six weeks.')),
        numbered(2, 'Actions'),
        plan(
          'priorityPlan4',
          group(
            'Priority 1',
            row({ objective: 'Meet', action: 'Book', lead: 'IK' }),
            row({ objective: same, action: 'Invite', lead: 'TM' }),
          ),
        ),
        numbered(2, 'Who'),
        table(['Who', 'Since'], ['Net loft', '2024']),
      ),
    )
    expect(page.documentElement.lang).toBe('en-GB')
    expect(page.title).toBe('Harbour plan')
    expect([...page.querySelectorAll('nav a')].map((each) => each.textContent)).toEqual([
      '1 Being heard',
      '2 Actions',
      'Priority 1',
      '3 Who',
    ])
    for (const each of page.querySelectorAll('a[href^="#"]')) {
      expect(page.querySelector(each.getAttribute('href') ?? '')).not.toBeNull()
    }
    expect(page.querySelector('.clause')?.textContent).toBe('1.1 We listen1')
    const [actions, who] = page.querySelectorAll('table')
    expect(actions?.caption?.textContent).toBe('Action plan: 2 Actions')
    expect(actions?.querySelectorAll('[rowspan]')).toHaveLength(0)
    expect(scopes(actions)).toEqual([
      'col Objective',
      'col How we will achieve it',
      'col Timescale',
      'col Lead',
      'rowgroup Priority 1',
      'row Meet',
      'row Meet',
    ])
    expect(scopes(who)).toEqual(['col Who', 'col Since', 'row Net loft'])
    expect(page.querySelectorAll('script, link')).toHaveLength(0)
  })

  it('[EX7] stays far below 100 kB for a plan or a strategy', () => {
    for (const { title, build } of DEMO_DOCUMENTS) {
      const html = htmlFormat.write(asExported(title, documentSchema.nodeFromJSON(build())))
      expect(String(html).length).toBeLessThan(60_000)
    }
  })

  const covers: [name: string, json: DocumentJson, headings: string[]][] = [
    ['its own', doc(p('The executive'), h(1, 'A plan of ours')), ['A plan of ours']],
    ['that of the document, where it has none', doc(p('Words')), ['Harbour plan']],
  ]
  it.each(covers)('[EX7] has one title: %s', (_name, json, headings) => {
    const found = [...open(json).querySelectorAll('h1')].map((each) => each.textContent)
    expect(found).toEqual(headings)
  })

  it('[EX7] carries its pictures, and words where there is none', () => {
    const content = 'c'.repeat(64)
    const image = (of: string) => ({ type: 'image', attrs: { content: of, alt: 'The quay' } })
    const page = open(doc(image(content), image('d'.repeat(64))), new Map([[content, PNG]]))
    const [shown] = page.querySelectorAll('img')
    expect(shown?.getAttribute('src')).toMatch(/^data:image\/png;base64,/)
    expect(shown?.alt).toBe('The quay')
    expect(page.querySelectorAll('img')).toHaveLength(1)
    expect(page.body.textContent).toContain('Picture: The quay')
  })

  it('[EX8] whatever people write stays words, in the page and in Markdown', () => {
    const unknown = { type: 'unknownBlock', attrs: { name: HOSTILE } }
    const words = { type: 'text', text: HOSTILE }
    const linked = (href: string) => ({
      ...p(''),
      content: [{ ...words, marks: [{ type: 'link', attrs: { href } }] }],
    })
    const json = doc(
      { type: 'heading', attrs: { level: 1, id: HOSTILE, number: HOSTILE }, content: [words] },
      clause(HOSTILE, footnote(HOSTILE)),
      linked('javascript:alert(3)'),
      linked(`https://example.org/"onmouseover="alert(4)`),
      {
        type: 'image',
        attrs: { content: ') <script>alert(5)</script>', alt: `]\n\n# ${HOSTILE}` },
      },
      table([HOSTILE], [HOSTILE]),
      plan('priorityPlan4', group(HOSTILE, row({ objective: HOSTILE }))),
      unknown,
    )
    const page = open(json)
    expect(page.querySelectorAll('script, img')).toHaveLength(0)
    const bad = [...page.querySelectorAll('*')].flatMap((each) =>
      each.getAttributeNames().filter((name) => name.startsWith('on')),
    )
    expect(bad).toEqual([])
    expect([...page.querySelectorAll('a')].map((each) => each.protocol)).not.toContain(
      'javascript:',
    )
    expect(page.body.textContent).toContain(HOSTILE)

    const markdown = String(markdownFormat.write(exported(json)))
    expect(markdown.match(/(?<!\\)<script/g)).toBeNull()
    expect(markdown).toContain('](#)')
    const headings = markdown.split('\n').filter((line) => line.startsWith('# '))
    expect(headings).toHaveLength(2) // the title, and the heading
  })

  it('[EX7] a copy for the public leaves out columns that are not for it', () => {
    const json = plan('priorityPlan4', group('A', row({ objective: 'Open', lead: 'Secret' })))
    const columns = json.content?.[0]?.content ?? []
    for (const each of columns) {
      if (each.attrs?.['key'] === 'lead') each.attrs['public'] = false
    }
    const body = documentSchema.nodeFromJSON(doc(json))
    const around = { title: 'Plan', pictureAddress: () => null }
    expect(renderArticle(printDocument(body), around).article).toContain('Secret')
    const { article } = renderArticle(printDocument(body, { isPublic: true }), around)
    expect(article).toContain('Open')
    expect(article).not.toContain('Secret')
  })
})

function exported(json: DocumentJson, pictures = new Map<string, Uint8Array>()) {
  return asExported('Harbour plan', documentSchema.nodeFromJSON(json), { pictures })
}

function open(json: DocumentJson, pictures = new Map<string, Uint8Array>()): Document {
  const html = String(htmlFormat.write(exported(json, pictures)))
  return new DOMParser().parseFromString(html, 'text/html')
}

function scopes(table: HTMLTableElement | undefined): string[] {
  return [...(table?.querySelectorAll('th') ?? [])].map(
    (each) => `${each.getAttribute('scope')} ${each.textContent}`,
  )
}
