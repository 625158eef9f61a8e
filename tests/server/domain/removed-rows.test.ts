import { expect, it } from 'vitest'
import { addDocument, eraseDocument, requireDocument } from '../../../server/domain/documents.ts'
import { keepRemovedRows, removeOldRows } from '../../../server/domain/removed-rows.ts'
import { bodyFromJson } from '../../../server/domain/body.ts'
import { removedRowsResponse } from '../../../shared/api-removed-rows.ts'
import { document, group, plan, row } from '../../../shared/templates/blocks.ts'
import { OFFICER, startApp } from '../../support/start-app.ts'

const DAY_MS = 86_400_000

async function startPlan() {
  const world = startApp()
  const body = bodyFromJson(
    document(plan('priorityPlan4', group('One', row({ action: 'Ask' })))),
    world.clock.newId,
  )
  const { id } = await addDocument(world.ctx, {
    title: 'Plan',
    kind: 'actionPlan',
    body,
    isDemo: false,
    origin: { from: 'template', template: 'blank' },
  })
  const keep = (rowId: string, words: string) =>
    keepRemovedRows(world.ctx, id, {
      by: OFFICER,
      rows: [{ id: rowId, table: 't', group: 'g', row: row({ action: words }) }],
    })
  const list = async () => {
    const response = await world.app.request(`/api/documents/${id}/removed-rows`)
    expect(response.status).toBe(200)
    return removedRowsResponse.parse(await response.json()).rows
  }
  return { ...world, id, keep, list, body }
}

it('[AT9] removed rows are listed for 30 days, the newest first, and then are gone', async () => {
  const { keep, list, clock, ctx, store, id } = await startPlan()
  await keep('one', 'Hold the bus')
  await keep('blank', ' ')
  clock.advance(DAY_MS)
  await keep('two', 'Write back')
  expect(await list()).toMatchObject([
    { id: 'two', by: 'Petra Wick', row: row({ action: 'Write back' }) },
    { id: 'one', group: 'g' },
  ])
  clock.advance(29.5 * DAY_MS)
  expect((await list()).map((each) => each.id)).toEqual(['two'])
  clock.advance(DAY_MS)
  expect(await list()).toEqual([])
  await removeOldRows(ctx)
  expect(await store.records.read('removedRows', id)).toBeNull()
})

it('[AT9] a row that is in the text again is not offered', async () => {
  const { keep, list, body } = await startPlan()
  let inText = ''
  body.descendants((node) => {
    if (node.type.name === 'actionRow') inText = String(node.attrs['id'])
  })
  await keep(inText, 'Ask')
  expect(await list()).toEqual([])
})

it('[AT9] they go with their document, and nothing is kept for one that is gone', async () => {
  const { keep, ctx, store, id } = await startPlan()
  await keep('one', 'Hold the bus')
  await eraseDocument(ctx, await requireDocument(ctx, id))
  expect(await store.records.read('removedRows', id)).toBeNull()
  await keep('two', 'Write back')
  expect(await store.records.read('removedRows', id)).toBeNull()
})
