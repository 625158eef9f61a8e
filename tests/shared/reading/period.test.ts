import { Node } from '@tiptap/pm/model'
import { expect, it } from 'vitest'
import { actionsOf } from '../../../shared/reading/plan-actions.ts'
import { createPlanReader } from '../../../shared/reading/plan-reader.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { document, group, pageHeader, plan, row } from '../../../shared/templates/blocks.ts'

it('[AT4] a plan with a period of its own lends its year, the others take that of the page', () => {
  const withPeriod = (period: string) => {
    const cells = { action: `Ask ${period}`, timescale: 'Initially July' }
    return { ...plan('priorityPlan4', group('', row(cells))), attrs: { layout: 'own', period } }
  }
  const reader = createPlanReader()
  const dates = (...periods: string[]) => {
    const json = document(pageHeader({ period: '2009/10' }), ...periods.map(withPeriod))
    const read = reader.read(Node.fromJSON(documentSchema, json))
    return read && actionsOf(read).map(({ when }) => when.map(({ edtf }) => edtf))
  }
  expect(dates('', '2026/27')).toEqual([['2009-07?/..'], ['2026-07?/..']])
  expect(dates('2031/32', '')).toEqual([['2031-07?/..'], ['2009-07?/..']])
})
