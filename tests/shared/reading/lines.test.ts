import { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { linesOfCell } from '../../../shared/reading/lines.ts'
import { actionsOf } from '../../../shared/reading/plan-actions.ts'
import { checkPlans } from '../../../shared/reading/plan-check.ts'
import { createPlanReader } from '../../../shared/reading/plan-reader.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import {
  bullets,
  document,
  group,
  link,
  p,
  pageHeader,
  part,
  plan,
  row,
} from '../../../shared/templates/blocks.ts'

const THREE = {
  objective: 'Buses',
  action: ['Hold the last bus', 'Print cards', 'Ask again'],
  timescale: ['May 27', 'Ongoing', 'June 27'],
  lead: ['Transport', 'Print room', 'Forum'],
}

function read(...rows: NodeJson[]) {
  const json = document(
    pageHeader({ period: '2026 - 2029' }),
    plan('priorityPlan4', group('', ...rows)),
  )
  const result = createPlanReader().read(Node.fromJSON(documentSchema, json))
  if (result === null) throw new Error('Nothing was to stop it')
  return result
}

function withLines(cells: Parameters<typeof row>[0], keys: unknown, id = 'row'): NodeJson {
  return { ...row(cells), attrs: { id, lines: JSON.stringify(keys) } }
}

function found(rows: NodeJson[], kinds: string[]): string[] {
  return checkPlans(read(...rows))
    .findings.filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, words, note }) => `${kind}: ${words}${note && ` (${note})`}`)
}

const ALL = ['action', 'timescale', 'lead']

describe('lines of a row', () => {
  it('[AT17] that belong together are actions with their own dates and leads', () => {
    const actions = actionsOf(read(withLines(THREE, ALL)))
    expect(
      actions.map(({ name, when, leads }) => [
        name,
        when.map(({ due, kind }) => due ?? kind),
        leads.map((lead) => lead.name),
      ]),
    ).toEqual([
      ['Hold the last bus', ['2027-05-31'], ['Transport']],
      ['Print cards', ['ongoing'], ['Print room']],
      ['Ask again', ['2027-06-30'], ['Forum']],
    ])
    expect(actions[0]?.id).toBe('row')
    expect(new Set(actions.map(({ id }) => id)).size).toBe(3)
    expect(actions[1]?.words.map(({ text }) => text)).toEqual([
      'Buses',
      'Print cards',
      'Ongoing',
      'Print room',
    ])
  })

  it('[AT16] are one action until somebody says so', () => {
    expect(actionsOf(read(row(THREE))).map(({ when }) => when.length)).toEqual([3])
    expect(found([row(THREE)], ['linesToMatch'])).toEqual([
      'linesToMatch: Hold the last bus (3 lines each: How we will achieve it, Timescale, Lead)',
    ])
  })

  it.each([
    ['one line less', { ...THREE, lead: ['Transport', 'Forum'] }, 'Lead 2'],
    ['a cell is gone', { action: THREE.action, timescale: THREE.timescale }, 'Lead 0'],
  ])('[AT18] are one action again where they no longer fit: %s', (_name, cells, note) => {
    expect(actionsOf(read(withLines(cells, ALL)))).toHaveLength(1)
    expect(found([withLines(cells, ALL)], ['linesDiffer'])[0]).toContain(note)
  })

  it.each([
    ['one action', { ...THREE, action: 'Hold the last bus' }],
    ['no lead or date has as many', { ...THREE, lead: 'Transport', timescale: 'May 27' }],
  ])('[AT18] nothing is proposed for %s', (_name, cells) => {
    expect(found([row(cells)], ['linesToMatch'])).toEqual([])
  })

  it('[AT16] are paragraphs, parts between breaks, or items with what is in them', () => {
    const cell = (...content: NodeJson[]) =>
      linesOfCell(documentSchema.nodeFromJSON({ type: 'actionCell', attrs: { key: 'a' }, content }))
    const broken = { ...p('One'), content: [...(p('One').content ?? []), { type: 'hardBreak' }] }
    const texts = (lines: ReturnType<typeof cell>) => lines?.map(({ text, start }) => [start, text])
    expect(texts(cell(broken, p(''), p('Two')))).toEqual([
      [0, 'One'],
      [6, 'Two'],
    ])
    expect(texts(cell(bullets('One', 'Two')))).toEqual([
      [0, 'One'],
      [4, 'Two'],
    ])
    expect(cell(p('One'), bullets('Two'))).toBeNull()
  })

  it('[AT16] what another program left in the row counts for nothing', () => {
    for (const lines of ['{', '{"a":1}', '[1,2]', '["action"]']) {
      const rows = { ...row(THREE), attrs: { id: 'row', lines } }
      expect(actionsOf(read(rows))).toHaveLength(1)
    }
  })
})

describe('references, standards and links', () => {
  it('[AT19] references twice or left out are told, dates are none', () => {
    const rows = ['1.1 Buses', '1.2 Cards', '1.2 Again', '1.5 Late', '2.1 New'].map((objective) =>
      row({ objective, action: objective, timescale: '', lead: '' }),
    )
    expect(found(rows, ['refs'])).toEqual([
      'refs: 1.2 stands twice',
      'refs: 1.3 is left out',
      'refs: 1.4 is left out',
    ])
    expect(
      found([row({ objective: '20 young people' }), row({ objective: '20 cards' })], ['refs']),
    ).toEqual([])
  })

  it('[AT19] words that are not on the list of their column are told', () => {
    const json = document(
      plan('priorityPlan4', group('', row({ action: 'Ask', lead: 'Systems; Kindness' }))),
    )
    const body = Node.fromJSON(
      documentSchema,
      JSON.parse(JSON.stringify(json).replace('"kind":"leads"', '"kind":"standard","choices":""')),
    )
    const result = createPlanReader().read(body)
    const findings = result === null ? [] : checkPlans(result).findings
    expect(findings.filter(({ kind }) => kind === 'unknownStandard')).toMatchObject([
      { words: 'Ask', note: '“Kindness”' },
    ])
  })

  it('[AT20] [AT25] a link that leads nowhere is told with its words', () => {
    const target = { ...row({ action: 'Ask' }), attrs: { id: 'there' } }
    const links = [
      link('the first action', '#there'),
      link('an old action', '#gone'),
      link('a standard', '#standard=hearByRight.values'),
      link('no standard', '#standard=hearByRight.kindness'),
      link('the youth plan', '/documents/aaaaaaaaaaaaaaaa#row'),
      link('a plan that went', '/documents/bbbbbbbbbbbbbbbb'),
      link('the web', 'https://example.org/#gone'),
    ]
    const json = document(plan('priorityPlan4', group('One', part('links', ...links), target)))
    const reader = createPlanReader()
    const words = () => {
      const result = reader.read(Node.fromJSON(documentSchema, json))
      const findings = result === null ? [] : checkPlans(result).findings
      return findings.filter(({ kind }) => kind === 'brokenLink').map((each) => each.words)
    }
    expect(words()).toEqual(['an old action', 'no standard'])
    const ids = new Set(['aaaaaaaaaaaaaaaa'])
    reader.useDocuments({ ids, missing: new Set() })
    expect(words()).toEqual(['an old action', 'no standard', 'a plan that went'])
    reader.useDocuments({ ids, missing: new Set(['aaaaaaaaaaaaaaaa#row']) })
    expect(words()).toEqual(['an old action', 'no standard', 'the youth plan', 'a plan that went'])
  })
})
