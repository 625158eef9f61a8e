import { describe, expect, it } from 'vitest'
import type { SharingResponse } from '../../../shared/api-seats.ts'
import { read, startDoor } from '../../support/at-door.ts'
import type { Door, Visitor } from '../../support/at-door.ts'

const DAY = 24 * 60 * 60_000

async function makeDocument(visitor: Visitor): Promise<string> {
  const made = await visitor.ask('POST', '/api/documents', { template: 'blank', title: 'A plan' })
  return (await read<{ id: string }>(made)).id
}

async function summaryOf(door: Door, id: string): Promise<string> {
  const answer = await door.owner.ask('GET', `/api/documents/${id}/sharing`)
  return (await read<SharingResponse>(answer)).summary
}

describe('sharing', () => {
  it('[AC26] says in one sentence who can do what', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    await door.letIn('editor')
    await door.letIn('approver')
    const id = await makeDocument(door.owner)
    expect(await summaryOf(door, id)).toBe('1 person can edit, 1 person can read, nobody else.')
    await door.owner.ask('PUT', `/api/documents/${id}/shares/${editor.id}`, {
      as: 'editor',
      until: '2026-06-30',
    })
    await door.owner.ask('PUT', `/api/documents/${id}/shares/everyone`, {
      as: 'commenter',
      until: null,
    })
    expect(await summaryOf(door, id)).toBe(
      '1 person can edit, 1 person can edit until 30 June 2026, 2 people can comment, nobody else.',
    )
  })

  it('[AC27] whoever made a document shares it; others it is shared with do not', async () => {
    const door = await startDoor()
    const [maker, colleague] = [await door.letIn('editor'), await door.letIn('editor')]
    const id = await makeDocument(maker)
    const put = async (visitor: Visitor, who: string, body: object) =>
      (await visitor.ask('PUT', `/api/documents/${id}/shares/${who}`, body)).status
    const asEditor = { as: 'editor', until: null }
    expect(await put(colleague, colleague.id, asEditor)).toBe(403)
    expect(await put(maker, colleague.id, asEditor)).toBe(200)
    expect(await put(colleague, 'everyone', asEditor)).toBe(403)
    expect(await put(maker, 'nobody', asEditor)).toBe(404)
    expect(await put(maker, colleague.id, { as: 'owner', until: null })).toBe(400)
    expect(await put(maker, colleague.id, { ...asEditor, until: '2026-03-01' })).toBe(400)
    expect((await colleague.ask('GET', `/api/documents/${id}`)).status).toBe(200)
    expect((await maker.ask('DELETE', `/api/documents/${id}/shares/${colleague.id}`)).status).toBe(
      200,
    )
    expect((await colleague.ask('GET', `/api/documents/${id}`)).status).toBe(403)
  })

  it('[AC28] a share ends after its last day', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const id = await makeDocument(door.owner)
    const path = `/api/documents/${id}/shares/${editor.id}`
    await door.owner.ask('PUT', path, { as: 'reader', until: '2026-03-03' })
    const statuses: number[] = []
    for (let day = 0; day < 3; day++) {
      statuses.push((await editor.ask('GET', `/api/documents/${id}`)).status)
      door.clock.advance(DAY)
    }
    expect(statuses).toEqual([200, 200, 403])
  })

  it('[AC29] ids of two documents in one request: the one in the path decides', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const [own, others] = [await makeDocument(editor), await makeDocument(door.owner)]
    const tries: [method: string, path: string, body?: object][] = [
      ['GET', `/api/documents/${others}?id=${own}`],
      ['PATCH', `/api/documents/${others}?id=${own}`, { title: 'Mine' }],
      ['GET', `/api/documents/${others}/export?format=json&id=${own}`],
      ['GET', `/api/documents/${others}/sharing?id=${own}`],
      ['PUT', `/api/documents/${others}/shares/${editor.id}`, { as: 'editor', until: null }],
    ]
    for (const [method, path, body] of tries) {
      expect([path, (await editor.ask(method, path, body)).status]).toEqual([path, 403])
    }
    const extra = await editor.ask('PATCH', `/api/documents/${own}`, { title: 'x', id: others })
    expect(extra.status).toBe(400)
  })
})
