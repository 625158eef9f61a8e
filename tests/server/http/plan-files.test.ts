import { describe, expect, it } from 'vitest'
import type { ProgressHistoryResponse } from '../../../shared/api-delivery.ts'
import type { PlanFileResponse } from '../../../shared/api-plan-file.ts'
import { addDocument, readBody } from '../../../server/domain/documents.ts'
import { bodyFromJson } from '../../../server/domain/body.ts'
import { listVersions, textAt } from '../../../server/domain/versions.ts'
import { tablesOf } from '../../../shared/plan-file/plan-sheets.ts'
import { document, group, plan, row } from '../../../shared/templates/blocks.ts'
import { read } from '../../support/at-door.ts'
import { startApp } from '../../support/start-app.ts'

async function startWithPlan() {
  const world = startApp()
  const { app, ctx } = world
  const body = bodyFromJson(
    document(
      plan(
        'priorityPlan4',
        group(
          'Priority 1',
          row({ action: 'Book a hall', lead: 'Ilse' }),
          row({ action: 'Invite' }),
        ),
      ),
    ),
    ctx.newId,
  )
  const { id } = await addDocument(ctx, {
    title: 'Harbour plan',
    kind: 'actionPlan',
    body,
    isDemo: false,
    origin: { from: 'template', template: 'blank' },
  })
  const post = async (path: string, bytes: BodyInit, query = '') =>
    app.request(`/api/documents/${id}/${path}?name=plan.csv${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
    })
  const leads = async () =>
    tablesOf(await readBody(ctx, id)).flatMap(({ rows }) =>
      rows.map((each) => each.words.get('lead')),
    )
  return { ...world, id, post, leads }
}

function change(heading: string, before: string, after: string) {
  return expect.objectContaining({ heading, before, after, isNewer: false })
}

describe('plans as files', () => {
  it.each([
    ['csv', 'text/csv; charset=utf-8'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ])('[RT2] leave as %s and come back without a change', async (format, type) => {
    const { app, id, post } = await startWithPlan()
    const response = await app.request(`/api/documents/${id}/export?format=${format}`)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-disposition')).toContain(`Harbour plan.${format}`)
    const found = await read<PlanFileResponse>(
      await post('plan-file', await response.arrayBuffer()),
    )
    expect(found).toMatchObject({ changed: [], added: [], missing: [], unchanged: 2, notes: [] })
  })

  it('[RT11] a file does what was shown, and nothing else if the plan has changed meanwhile', async () => {
    const { app, id, post, leads, ctx } = await startWithPlan()
    const csv = await (await app.request(`/api/documents/${id}/export?format=csv`)).text()
    const file = csv.replace('Ilse', 'Tom')
    const { changed, seen } = await read<PlanFileResponse>(await post('plan-file', file))
    expect(changed).toMatchObject([
      { name: 'Book a hall', cells: [{ before: 'Ilse', after: 'Tom' }] },
    ])
    expect(await leads()).toEqual(['Ilse', ''])

    const other = await post('plan-file/take', csv.replace('Ilse', 'Rae'), `&seen=${seen}`)
    expect([other.status, (await other.json()).code]).toEqual([409, 'conflict'])
    expect(await leads()).toEqual(['Ilse', ''])

    const taken = await post('plan-file/take', file, `&seen=${seen}`)
    expect(await taken.json()).toEqual({
      changed: 1,
      added: 0,
      removed: 0,
      moved: 0,
      progress: 0,
    })
    expect(await leads()).toEqual(['Tom', ''])
    const again = await post('plan-file/take', file, `&seen=${seen}`)
    expect(again.status).toBe(409)
    const audit = await ctx.store.records.list('audit')
    expect(JSON.stringify(audit)).toContain('document.updatedFromFile')
  })

  it('[VE10] the text as it was before a file is kept as a safety point', async () => {
    const { app, id, post, ctx } = await startWithPlan()
    const csv = await (await app.request(`/api/documents/${id}/export?format=csv`)).text()
    const file = csv.replace('Ilse', 'Tom')
    const { seen } = await read<PlanFileResponse>(await post('plan-file', file))
    await post('plan-file/take', csv.replace('Ilse', 'Rae'), `&seen=${seen}`)
    expect((await listVersions(ctx, id)).points).toEqual([])
    await post('plan-file/take', file, `&seen=${seen}`)
    const { points } = await listVersions(ctx, id)
    expect(points).toMatchObject([{ why: 'import' }])
    expect((await textAt(ctx, id, points[0]?.id ?? '')).body.textContent).toContain('Ilse')
  })

  it('[RT8] rows go only where that is asked for', async () => {
    const { app, id, post, leads } = await startWithPlan()
    const csv = await (await app.request(`/api/documents/${id}/export?format=csv`)).text()
    const file = csv
      .split('\r\n')
      .filter((line) => !line.includes('Invite'))
      .join('\r\n')
    const { missing, seen } = await read<PlanFileResponse>(await post('plan-file', file))
    expect(missing).toMatchObject([{ name: 'Invite' }])
    await post('plan-file/take', file, `&seen=${seen}`)
    expect(await leads()).toHaveLength(2)
    await post('plan-file/take', file, `&seen=${seen}&missing=remove`)
    expect(await leads()).toEqual(['Ilse'])
  })

  it('[RT15] say how actions get on, and what they say of it comes back for those who may', async () => {
    const { app, id, post, ctx } = await startWithPlan()
    const [hall = '', invite = ''] = tablesOf(await readBody(ctx, id)).flatMap(({ rows }) =>
      rows.map((each) => each.row.id),
    )
    const place = (row: string) => `/api/documents/${id}/delivery/${row}`
    const put = (row: string, change: object) =>
      app.request(place(row), {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(change),
      })
    await put(hall, { status: 'atRisk', note: '=1+1', revised: '2027-06-30' })
    const csv = await (await app.request(`/api/documents/${id}/export?format=csv`)).text()
    expect(csv).toContain("At risk,'=1+1,")
    expect(await read<PlanFileResponse>(await post('plan-file', csv))).toMatchObject({
      changed: [],
      progress: [],
      unchanged: 2,
      notes: [],
    })
    await put(invite, { note: 'Cards are printed' })
    const file = csv
      .replace("At risk,'=1+1,,,2027-06-30", 'on TRACK,A hall is found,,,1/7/27')
      .replace('Not started,', 'Fine,')
    const found = await read<PlanFileResponse>(await post('plan-file', file))
    expect(found.progress.map(({ name, fields }) => [name, fields])).toEqual([
      [
        'Book a hall',
        [
          change('Progress: status', 'At risk', 'On track'),
          change('Progress: note', '=1+1', 'A hall is found'),
          change('Progress: revised date', '2027-06-30', '2027-07-01'),
        ],
      ],
    ])
    expect(found.notes).toEqual(['“Fine” is not a status of this document, so it is left out.'])
    const taken = await post('plan-file/take', file, `&seen=${found.seen}`)
    expect(await taken.json()).toMatchObject({ changed: 0, progress: 1 })
    const after = await read<ProgressHistoryResponse>(await app.request(place(hall)))
    expect(after.progress).toMatchObject({ status: 'onTrack', revised: '2027-07-01' })
    expect(after.history).toHaveLength(6)
    const other = await read<ProgressHistoryResponse>(await app.request(place(invite)))
    expect(other.progress?.note).toBe('Cards are printed')
  })

  it.each([
    ['nothing of a plan', 'Hello,World\r\n', 'unreadable_file'],
    ['too many rows', 'Group,x\r\n'.repeat(5_001), 'too_large'],
    ['no table', '%PDF-1.7', 'unreadable_file'],
  ])('[RT12] a file with %s is refused in plain words', async (_, file, code) => {
    const { post } = await startWithPlan()
    const response = await post('plan-file', file)
    expect((await response.json()).code).toBe(code)
  })
})
