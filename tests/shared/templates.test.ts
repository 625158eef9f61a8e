import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { bodyFromJson, bodyFromState, firstUpdate } from '../../server/domain/body.ts'
import { summariseBody } from '../../server/domain/summary.ts'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import { numberBlocks } from '../../shared/schema/numbering.ts'
import { DEMO_DOCUMENTS } from '../../shared/templates/demo/index.ts'
import { TEMPLATES } from '../../shared/templates/index.ts'
import { bigActionTable, bigStrategy } from '../support/big-documents.ts'
import { createFixedClock } from '../support/clock.ts'

const built: [name: string, build: () => DocumentJson][] = [
  ...TEMPLATES.map(({ key, build }): [string, () => DocumentJson] => [key, build]),
  ...DEMO_DOCUMENTS.map(({ title, build }): [string, () => DocumentJson] => [title, build]),
  ['big strategy', () => bigStrategy()],
  ['big action table', () => bigActionTable(35)],
]

describe('templates', () => {
  it.each(built)(
    '[TE1] %s fits the schema and each of its blocks has its own id',
    (_name, build) => {
      const body = readBody(build())
      const ids = idsOf(body)
      expect(ids.filter((id) => typeof id !== 'string' || id === '')).toEqual([])
      expect(new Set(ids).size).toBe(ids.length)
    },
  )

  it.each(built)('[TE2] %s reads the same out of Yjs', (_name, build) => {
    const body = readBody(build())
    expect(bodyFromState(firstUpdate(body)).toJSON()).toEqual(body.toJSON())
  })

  it('[TE3] the registry offers a strategy, a plan, a charter and a blank page', () => {
    expect(TEMPLATES.map(({ key, kind }) => [key, kind])).toEqual([
      ['strategy', 'strategy'],
      ['actionPlanByPriority', 'actionPlan'],
      ['actionPlanByStandard', 'actionPlan'],
      ['objectiveSheets', 'actionPlan'],
      ['partnerPlan', 'actionPlan'],
      ['charter', 'charter'],
      ['blank', 'other'],
    ])
  })

  it('[TE4] the action plan template has two priorities and an empty cell in each column', () => {
    const template = TEMPLATES.find(({ key }) => key === 'actionPlanByPriority')
    const body = readBody(template?.build() ?? { type: 'doc' })
    expect(summariseBody(body)).toMatchObject({ stage: 'Draft', version: '0.1', actions: 5 })
    const rows = nodesOf(body, 'actionRow').map((row) => row.childCount)
    expect(rows).toEqual([5, 5, 5, 5, 5])
    expect(nodesOf(body, 'actionColumn').map((column) => column.textContent)).toEqual([
      'Objective',
      'How we will achieve it',
      'Timescale',
      'Lead',
      'Involvement of children and young people',
    ])
  })
})

describe('the demo partnership', () => {
  it('[TE5] has a strategy, an action plan of 20 rows in 6 priorities, and a charter', () => {
    const found = DEMO_DOCUMENTS.map(({ kind, build }) => {
      const body = readBody(build())
      const { stage, version, actions } = summariseBody(body)
      return [kind, stage, version, nodesOf(body, 'actionGroup').length, actions]
    })
    expect(found).toEqual([
      ['charter', 'Approved', '1.0', 0, 0],
      ['actionPlan', 'Final draft', '2.2', 6, 20],
      ['strategy', 'Consultation draft', '1.4', 0, 0],
    ])
  })

  it('[TE6] shows every kind of block that people write', () => {
    const kinds = new Set<string>()
    for (const { build } of DEMO_DOCUMENTS) {
      readBody(build()).descendants((node) => {
        kinds.add(node.type.name)
        for (const mark of node.marks) kinds.add(mark.type.name)
      })
    }
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'pageHeader',
        'heading',
        'clause',
        'bulletList',
        'orderedList',
        'quote',
        'attribution',
        'callout',
        'table',
        'actionTable',
        'footnote',
        'link',
      ]),
    )
  })

  it('[TE7] has action cells of several paragraphs and cells that say "same as above"', () => {
    const plan = readBody(DEMO_DOCUMENTS[1]?.build() ?? { type: 'doc' })
    const cells = nodesOf(plan, 'actionCell')
    expect(cells.filter((cell) => cell.childCount > 1).length).toBeGreaterThan(8)
    expect(cells.filter((cell) => cell.attrs['same'] === true).length).toBeGreaterThan(4)
  })

  it('[TE8] counts the sections and clauses of its strategy', () => {
    const strategy = readBody(DEMO_DOCUMENTS[2]?.build() ?? { type: 'doc' })
    const numbers = numberBlocks(strategy).blocks.map(({ number }) => number)
    expect(numbers.filter((number) => number !== '').slice(0, 6)).toEqual([
      '1',
      '1.1',
      '1.2',
      '1.3',
      '1.4',
      '2',
    ])
  })
})

describe('big documents for benches', () => {
  it('[TE9] are the same for the same seed and of the size they promise', () => {
    expect(bigStrategy(7)).toEqual(bigStrategy(7))
    expect(bigStrategy(7)).not.toEqual(bigStrategy(8))
    const { words, actions } = summariseBody(readBody(bigStrategy()))
    expect(Math.abs(words - 14_500)).toBeLessThan(700)
    expect(actions).toBe(50)
    expect(summariseBody(readBody(bigActionTable(500))).actions).toBe(500)
  })
})

function readBody(json: DocumentJson): Node {
  return bodyFromJson(json, createFixedClock().newId)
}

function idsOf(body: Node): unknown[] {
  const ids: unknown[] = []
  body.descendants((node) => {
    if ('id' in node.attrs) ids.push(node.attrs['id'])
  })
  return ids
}

function nodesOf(body: Node, type: string): Node[] {
  const nodes: Node[] = []
  body.descendants((node) => {
    if (node.type.name === type) nodes.push(node)
  })
  return nodes
}
