import { describe, expect, it } from 'vitest'
import type {
  DeliveryResponse,
  NewCalendarFeedResponse,
  NewUpdateLinkResponse,
  ProgressHistoryResponse,
  RowProgress,
  UpdatesResponse,
} from '../../../shared/api-delivery.ts'
import { USUAL_STATUSES } from '../../../shared/delivery/statuses.ts'
import { requireAccount } from '../../../server/domain/accounts.ts'
import { bodyFromJson } from '../../../server/domain/body.ts'
import { addEntry } from '../../../server/domain/directory.ts'
import { addDocument, eraseDocument, requireDocument } from '../../../server/domain/documents.ts'
import { readActions } from '../../../server/domain/plan-rows.ts'
import { document, group, plan, row } from '../../../shared/templates/blocks.ts'
import { read, startDoor } from '../../support/at-door.ts'
import { sending } from '../../support/start-app.ts'

/** A plan that Harbour Youth Service and Net Loft lead, an officer, and an editor of the first. */
async function start() {
  const door = await startDoor()
  const { ctx, owner } = door
  const editor = await door.letIn('editor', 'Ilse Marr')
  const { email } = await requireAccount(ctx.store, editor.id)
  const organisation = (name: string) =>
    addEntry(ctx, {
      noun: 'organisation',
      name,
      aliases: [],
      kind: 'voluntary',
      champion: null,
      contactRole: '',
      contactMailbox: '',
    })
  const service = await organisation('Harbour Youth Service')
  await organisation('Net Loft')
  await addEntry(ctx, {
    noun: 'person',
    name: 'Ilse Marr',
    aliases: [],
    initials: 'IM',
    title: '',
    organisation: service.id,
    email,
  })
  const body = bodyFromJson(
    document(
      plan(
        'priorityPlan4',
        group(
          'Priority 1: Being heard',
          row({ action: 'Book a hall', timescale: 'By June 2027', lead: 'Harbour Youth Service' }),
          row({
            action: 'Answer, letters; all',
            timescale: 'April 2027 – May 2027',
            lead: 'Net Loft',
          }),
          row({ action: 'Go on', timescale: 'Ongoing', lead: 'Net Loft' }),
        ),
      ),
    ),
    ctx.newId,
  )
  const { id } = await addDocument(
    { ...ctx, seat: { ...ctx.seat, id: owner.id } },
    {
      title: 'Harbour plan',
      kind: 'actionPlan',
      body,
      isDemo: false,
      origin: { from: 'template', template: 'blank' },
      shares: [{ who: { is: 'account', id: editor.id }, as: 'editor', until: null }],
    },
  )
  const rows = (await readActions(ctx, id)).map((action) => action.id)
  const [hall = '', letters = '', ongoing = ''] = rows
  const path = `/api/documents/${id}`
  return { ...door, editor, id, path, hall, letters, ongoing }
}

/** Takes the first row out of the plan, as somebody in the editor would. */
async function removeFirstRow({ ctx, id }: Awaited<ReturnType<typeof start>>): Promise<void> {
  await ctx.live.edit(id, (body) => {
    const json = JSON.parse(JSON.stringify(body.toJSON()))
    json.content[0].content[1].content.splice(1, 1)
    return body.type.schema.nodeFromJSON(json)
  })
}

describe('how actions get on', () => {
  it('[DE1] a status, a note, evidence, an outcome and a revised date stand beside the row', async () => {
    const world = await start()
    const { owner, path, hall, ctx, id, events } = world
    const before = await ctx.live.stateOf(id)
    const change = {
      status: 'atRisk',
      note: 'The hall is being painted',
      evidence: 'https://example.org/hall',
      outcome: '40 young people came',
      revised: '2027-09-01',
    }
    const written = await read<RowProgress>(
      await owner.ask('PUT', `${path}/delivery/${hall}`, change),
    )
    expect(written).toMatchObject({ ...change, name: 'Book a hall', changedBy: 'Petra Wick' })
    const delivery = await read<DeliveryResponse>(await owner.ask('GET', `${path}/delivery`))
    expect(delivery).toMatchObject({
      statuses: USUAL_STATUSES,
      rows: { [hall]: change },
      gone: [],
      mayUpdate: 'all',
      mayManage: true,
    })
    expect(await ctx.live.stateOf(id)).toEqual(before)
    expect(events).toContainEqual([id, { type: 'delivery.changed', row: hall }])
  })

  it('[DE2] every change is kept with who, when, from and to', async () => {
    const { owner, path, hall, clock } = await start()
    const put = (change: object) => owner.ask('PUT', `${path}/delivery/${hall}`, change)
    await put({ status: 'onTrack', revised: '2027-07-01' })
    clock.advance(60_000)
    await put({ revised: '2027-08-01' })
    await put({ revised: '2027-08-01' })
    const { history } = await read<ProgressHistoryResponse>(
      await owner.ask('GET', `${path}/delivery/${hall}`),
    )
    expect(history.map(({ field, from, to, by }) => [field, from, to, by])).toEqual([
      ['revised', '2027-07-01', '2027-08-01', 'Petra Wick'],
      ['revised', '', '2027-07-01', 'Petra Wick'],
      ['status', 'Not started', 'On track', 'Petra Wick'],
    ])
    expect(Date.parse(history[0]?.at ?? '') - Date.parse(history[1]?.at ?? '')).toBe(60_000)
  })

  it('[DE3] a partner updates what its organisation leads, and nothing else', async () => {
    const { editor, path, hall, letters } = await start()
    const { mayUpdate, mayManage } = await read<DeliveryResponse>(
      await editor.ask('GET', `${path}/delivery`),
    )
    expect({ mayUpdate, mayManage }).toEqual({ mayUpdate: [hall], mayManage: false })
    const put = async (row: string) =>
      (await editor.ask('PUT', `${path}/delivery/${row}`, { status: 'done' })).status
    expect([
      await put(hall),
      await put(letters),
      await put('nothing'),
      await put('__proto__'),
    ]).toEqual([200, 403, 404, 404])
  })

  it.each([
    [{ status: 'purple' }, 'This document has no such status.'],
    [{ evidence: 'javascript:alert(1)' }, 'Please use a web address.'],
    [{ note: 'x'.repeat(2_001) }, 'Please use at most 2,000 letters.'],
    [{ revised: 'soon' }, 'Please use a day.'],
    [{ colour: 'red' }, 'There is no field called colour.'],
  ])('[DE4] wrong update %# is refused in plain words', async (change, message) => {
    const { owner, path, hall } = await start()
    const response = await owner.ask('PUT', `${path}/delivery/${hall}`, change)
    expect([response.status, (await response.json()).message]).toEqual([400, message])
    expect((await read<DeliveryResponse>(await owner.ask('GET', `${path}/delivery`))).rows).toEqual(
      {},
    )
  })

  it('[DE5] a row that leaves the plan keeps its progress, and goes with the document', async () => {
    const world = await start()
    const { owner, path, hall, ctx, id } = world
    await owner.ask('PUT', `${path}/delivery/${hall}`, { status: 'done' })
    await removeFirstRow(world)
    const { rows, gone } = await read<DeliveryResponse>(await owner.ask('GET', `${path}/delivery`))
    expect([gone, rows[hall]?.name, rows[hall]?.status]).toEqual([[hall], 'Book a hall', 'done'])
    await owner.ask('POST', `${path}/calendars`)
    await eraseDocument(ctx, await requireDocument(ctx, id))
    expect([
      await ctx.store.records.read('delivery', id),
      await ctx.store.records.list('deliveryLink'),
    ]).toEqual([null, []])
  })

  it('[DE6] a document has statuses of its own, each with a word and a shape', async () => {
    const { owner, editor, path, hall } = await start()
    const own = [
      { key: 'white', label: 'Waiting', shape: 'circle', tone: 'plain', means: 'open' },
      { key: 'black', label: 'Finished', shape: 'square', tone: 'blue', means: 'done' },
    ]
    const put = (statuses: object[]) => owner.ask('PUT', `${path}/statuses`, { statuses })
    await owner.ask('PUT', `${path}/delivery/${hall}`, { status: 'done' })
    expect((await put(own)).status).toBe(200)
    const { statuses } = await read<DeliveryResponse>(await owner.ask('GET', `${path}/delivery`))
    expect(statuses).toEqual(own)
    const [first = {}, second = {}] = own
    for (const wrong of [
      [first],
      [first, { ...second, label: 'waiting' }],
      [first, { ...second, shape: 'circle' }],
      [first, { ...second, key: 'white' }],
    ]) {
      expect((await put(wrong)).status).toBe(400)
    }
    expect((await editor.ask('PUT', `${path}/statuses`, { statuses: own })).status).toBe(403)
  })
})

describe('a lead without a seat', () => {
  it('[DE7] sees and updates by a link what they lead, and nothing else', async () => {
    const { app, owner, path, letters, hall, ongoing } = await start()
    const request = { lead: 'Net Loft', until: '2026-06-30' }
    const { link } = await read<NewUpdateLinkResponse>(
      await owner.ask('POST', `${path}/update-links`, request),
    )
    const post = (to: string, body: object) => app.request(`/api/${to}`, sending('POST', body))
    const seen = await read<UpdatesResponse>(await post('updates/look', { link }))
    expect(seen).toMatchObject({ title: 'Harbour plan', lead: 'Net Loft', until: '2026-06-30' })
    expect(seen.rows.map(({ id, due, when }) => [id, due, when])).toEqual([
      [letters, '2027-05-31', 'April 2027 – May 2027'],
      [ongoing, null, 'Ongoing'],
    ])
    const change = { status: 'onTrack', note: 'Two schools have answered' }
    const after = await read<UpdatesResponse>(await post('updates', { link, row: letters, change }))
    expect(after.rows[0]?.progress).toMatchObject({ ...change, changedBy: 'Net Loft, by a link' })
    const { history } = await read<ProgressHistoryResponse>(
      await owner.ask('GET', `${path}/delivery/${letters}`),
    )
    expect(history[0]).toMatchObject({ by: 'Net Loft', isByLink: true })
    expect((await post('updates', { link, row: hall, change })).status).toBe(404)
    expect((await app.request(path, { headers: { cookie: `folkmoot=${link}` } })).status).toBe(401)
  })

  it('[DE8] the link ends on its day or when it is ended, and is kept only as a hash', async () => {
    const { app, owner, path, clock, ctx } = await start()
    const make = async (until: string) =>
      read<NewUpdateLinkResponse>(
        await owner.ask('POST', `${path}/update-links`, { lead: 'Net Loft', until }),
      )
    const today = clock.now().toISOString().slice(0, 10)
    const [one, other] = [await make(today), await make('2026-12-31')]
    const look = async (link: string) =>
      (await app.request('/api/updates/look', sending('POST', { link }))).status
    expect(JSON.stringify(await ctx.store.records.list('deliveryLink'))).not.toContain(one.link)
    expect([await look(one.link), await look(other.link)]).toEqual([200, 200])
    clock.advance(24 * 60 * 60_000)
    expect([await look(one.link), await look(other.link)]).toEqual([404, 200])
    await owner.ask('DELETE', `${path}/update-links/${other.summary.id}`)
    expect(await look(other.link)).toBe(404)
    const nobody = { lead: 'Nobody', until: '2026-12-31' }
    expect((await owner.ask('POST', `${path}/update-links`, nobody)).status).toBe(400)
  })
})

describe('the calendar of a plan', () => {
  it('[DE9] has every dated line, with ids that stay and numbers that rise', async () => {
    const { app, owner, path, letters, hall } = await start()
    const { path: address } = await read<NewCalendarFeedResponse>(
      await owner.ask('POST', `${path}/calendars`),
    )
    const fetched = async () => {
      const response = await app.request(address)
      expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
      return (await response.text()).replaceAll('\r\n ', '')
    }
    const first = await fetched()
    expect(first.match(/^UID:.*$/gm)).toEqual([
      `UID:${hall}@localhost`,
      `UID:todo-${hall}@localhost`,
      `UID:${letters}@localhost`,
      `UID:todo-${letters}@localhost`,
    ])
    expect(first).toContain('SUMMARY:Answer\\, letters\\; all')
    expect(first).toContain('DTSTART;VALUE=DATE:20270531\r\nDTEND;VALUE=DATE:20270601')
    expect(first.match(/^SEQUENCE:.*$/gm)).toEqual(Array.from({ length: 4 }, () => 'SEQUENCE:0'))
    await owner.ask('PUT', `${path}/delivery/${hall}`, { status: 'done', revised: '2027-09-01' })
    const second = await fetched()
    expect(second).toContain(`UID:todo-${hall}@localhost`)
    expect(second).toContain('DUE;VALUE=DATE:20270901\r\nSTATUS:COMPLETED')
    expect(second).toContain('SEQUENCE:2')
  })

  it('[DE10] its address ends when it is ended, and when whoever made it may not read any more', async () => {
    const { app, editor, owner, path } = await start()
    const make = async () =>
      read<NewCalendarFeedResponse>(await editor.ask('POST', `${path}/calendars`))
    const [one, other] = [await make(), await make()]
    const get = async (made: NewCalendarFeedResponse) => (await app.request(made.path)).status
    expect([await get(one), await get(other)]).toEqual([200, 200])
    expect((await owner.ask('DELETE', `${path}/calendars/${one.summary.id}`)).status).toBe(404)
    await editor.ask('DELETE', `${path}/calendars/${one.summary.id}`)
    expect([await get(one), await get(other)]).toEqual([404, 200])
    await owner.ask('DELETE', `${path}/shares/${editor.id}`)
    expect(await get(other)).toBe(404)
  })
})
