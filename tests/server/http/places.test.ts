import { expect, it } from 'vitest'
import type { PlacesResponse } from '../../../shared/api-places.ts'
import { addDocument } from '../../../server/domain/documents.ts'
import { bodyFromJson } from '../../../server/domain/body.ts'
import { document, group, h, plan, row } from '../../../shared/templates/blocks.ts'
import { read } from '../../support/at-door.ts'
import { startApp } from '../../support/start-app.ts'

it('[AT25] what can be linked to in a document is told by name, and what is no longer there', async () => {
  const { app, ctx } = startApp()
  const json = document(
    h(1, 'Our plan'),
    plan('priorityPlan4', group('Priority 1', row({ action: 'Book a hall' }), row({ action: '' }))),
  )
  const { id } = await addDocument(ctx, {
    title: 'Harbour plan',
    kind: 'actionPlan',
    body: bodyFromJson(json, ctx.newId),
    isDemo: false,
    origin: { from: 'template', template: 'blank' },
  })
  const path = `/api/documents/${id}/places`
  const { places } = await read<PlacesResponse>(await app.request(path))
  expect(places.map(({ is, name, group: title }) => [is, name, title])).toEqual([
    ['action', 'Book a hall', 'Priority 1'],
    ['heading', 'Our plan', ''],
  ])
  const there = places[0]?.id ?? ''
  const found = await read<PlacesResponse>(await app.request(`${path}?of=${there},gone`))
  expect(found.missing).toEqual(['gone'])
  const many = await app.request(`${path}?of=${Array.from({ length: 201 }, () => 'x').join(',')}`)
  expect(many.status).toBe(413)
})
