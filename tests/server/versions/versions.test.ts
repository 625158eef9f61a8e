import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { DocumentSummary } from '../../../shared/api.ts'
import type {
  VersionResponse,
  VersionSummary,
  VersionsResponse,
} from '../../../shared/api-versions.ts'
import { keepQuietPoint, keepSafetyPoint } from '../../../server/domain/safety-points.ts'
import { makeVersion, textAt } from '../../../server/domain/versions.ts'
import { sending, startApp } from '../../support/start-app.ts'

const HOUR_MS = 60 * 60_000
const LABEL = { stage: 'final', number: '2.2', date: '2009-06-08', note: 'For the executive' }

/** A plan in a server, and what one asks about its versions. */
async function startPlan(template = 'actionPlanByPriority') {
  const world = startApp()
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await world.app.request(`/api${path}`, sending(method, body))
    return (await response.json()) as T // our own server wrote it
  }
  const { id } = await ask<DocumentSummary>('POST', '/documents', { template, title: 'A plan' })
  const at = `/documents/${id}`
  return {
    ...world,
    ask,
    id,
    at,
    make: (label: object = {}) =>
      ask<VersionSummary>('POST', `${at}/versions`, { ...LABEL, ...label }),
    list: () => ask<VersionsResponse>('GET', `${at}/versions`),
    read: (version: string) => ask<VersionResponse>('GET', `${at}/versions/${version}`),
    type: (words: string) =>
      world.live.edit(id, (body) => {
        const line = body.type.schema.node('paragraph', { id: words }, body.type.schema.text(words))
        return body.copy(body.content.addToEnd(line))
      }),
    text: async () => {
      const response = await world.app.request(`/api${at}/export?format=markdown`)
      return response.text()
    },
  }
}

describe('versions', () => {
  it('[VE19] whoever has the document open hears when one is made or withdrawn', async () => {
    const plan = await startPlan()
    const heard = () => plan.events.filter(([, { type }]) => type === 'versions.changed')
    const made = await plan.make()
    expect(heard()).toEqual([[plan.id, { type: 'versions.changed' }]])
    await plan.ask('POST', `${plan.at}/versions/${made.id}/withdrawal`, { reason: 'A mistake' })
    expect(heard()).toHaveLength(2)
  })

  it('[VE1] freeze the text under a label, and their hash is that of the frozen bytes', async () => {
    const plan = await startPlan()
    await plan.type('As it was')
    const made = await plan.make()
    expect(made).toEqual({
      ...LABEL,
      id: made.id,
      title: 'A plan',
      madeAt: '2026-03-02T09:00:00.000Z',
      since: null,
      madeBy: { id: 'petra', name: 'Petra Wick' },
      words: made.words,
      actions: 5,
      hash: made.hash,
      withdrawn: null,
    })
    await plan.type('And later')
    const { summary, body } = await plan.read(made.id)
    expect(summary).toEqual(made)
    expect(JSON.stringify(body)).toContain('As it was')
    expect(JSON.stringify(body)).not.toContain('And later')
    const bytes = (await plan.store.contents.read(made.hash)) ?? new Uint8Array()
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.hash)
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ ...LABEL, body })
  })

  it('[VE1] are in the audit log by their hash', async () => {
    const plan = await startPlan()
    const { id, hash } = await plan.make()
    expect(await plan.ask('GET', '/audit')).toMatchObject([
      { did: 'version.made', about: { document: plan.id, version: id, hash } },
      { did: 'document.made' },
    ])
  })

  it('[VE2] are numbered on, and a number is given once, also by two at the same moment', async () => {
    const plan = await startPlan()
    expect((await plan.list()).next).toEqual({ minor: '0.1', major: '1.0' })
    await plan.make({ number: '2.1' })
    expect((await plan.list()).next).toEqual({ minor: '2.2', major: '3.0' })
    expect(await plan.make({ number: '2.1' })).toEqual({
      code: 'conflict',
      message: 'There is a version 2.1 already. Please choose another.',
    })
    const both = await Promise.all([plan.make({ number: '2.2' }), plan.make({ number: '2.2' })])
    expect(both.filter((each) => 'code' in each)).toHaveLength(1)
    expect((await plan.list()).versions.map(({ number }) => number)).toEqual(['2.2', '2.1'])
    for (const wrong of [{ number: '2.x' }, { date: '2026-02-30' }, { stage: 'secret' }]) {
      expect(await plan.make({ number: '9.9', ...wrong })).toMatchObject({ code: 'invalid' })
    }
  })

  it('[VE3] print their label in the page header of the text and of the version', async () => {
    const plan = await startPlan()
    const made = await plan.make()
    expect(await plan.text()).toContain('*Final draft · 2.2 · 08.06.09')
    expect(JSON.stringify((await plan.read(made.id)).body)).toContain('"stage":"Final draft"')
    expect(await plan.ask('GET', plan.at)).toMatchObject({ stage: 'Final draft', version: '2.2' })
  })

  it('[VE3] write nothing into the text for somebody who may not edit it', async () => {
    const plan = await startPlan()
    const before = await plan.text()
    const seat = { ...plan.ctx.seat, id: 'chair', role: 'approver' } as const
    const { hash } = await makeVersion({ ...plan.ctx, seat }, plan.id, {
      ...LABEL,
      stage: 'final',
    })
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await plan.text()).toBe(before)
  })

  it('[VE4] are withdrawn with a reason, once, and stay readable', async () => {
    const plan = await startPlan()
    const { id } = await plan.make()
    const withdraw = (reason: string) =>
      plan.ask<VersionSummary>('POST', `${plan.at}/versions/${id}/withdrawal`, { reason })
    expect(await withdraw('')).toMatchObject({ code: 'invalid' })
    const withdrawn = { at: '2026-03-02T09:00:00.000Z', by: 'petra', reason: 'Wrong annex' }
    expect(await withdraw('Wrong annex')).toMatchObject({ id, withdrawn })
    expect(await withdraw('Again')).toMatchObject({ code: 'conflict' })
    expect(await plan.read(id)).toMatchObject({ summary: { id, withdrawn } })
    expect(await plan.make({ number: '2.2' })).toMatchObject({ code: 'conflict' })
  })

  it('[VE4] no route deletes or changes one', async () => {
    const plan = await startPlan()
    const { id } = await plan.make()
    for (const method of ['DELETE', 'PUT', 'PATCH']) {
      const path = `/api${plan.at}/versions/${id}`
      expect((await plan.app.request(path, sending(method, {}))).status).toBe(404)
    }
  })

  it('[VE6] one whose bytes changed is not shown', async () => {
    const plan = await startPlan()
    const { id, hash } = await plan.make()
    const read = plan.store.contents.read
    plan.store.contents.read = async (asked) => {
      const bytes = await read(asked)
      return asked === hash && bytes !== null
        ? bytes.map((byte, at) => byte ^ Number(at === 99))
        : bytes
    }
    expect(await plan.read(id)).toMatchObject({ code: 'damaged' })
    plan.store.contents.read = async () => null
    expect(await plan.read(id)).toMatchObject({ code: 'damaged' })
  })

  it('[VE7] are copied to a new draft, which has versions of its own', async () => {
    const plan = await startPlan()
    await plan.type('As it was')
    const { id } = await plan.make()
    await plan.type('And later')
    const copy = await plan.ask<DocumentSummary>('POST', `${plan.at}/versions/${id}/copy`, {
      title: 'The next plan',
    })
    expect(copy).toMatchObject({ title: 'The next plan', kind: 'actionPlan', actions: 5 })
    const exported = await plan.app.request(`/api/documents/${copy.id}/export?format=markdown`)
    const text = await exported.text()
    expect([text.includes('As it was'), text.includes('And later')]).toEqual([true, false])
    expect(await plan.ask('GET', `/documents/${copy.id}/versions`)).toMatchObject({ versions: [] })
  })

  it('[VE8] the whole of one comes back, and the text as it was before is put by', async () => {
    const plan = await startPlan()
    const { id } = await plan.make()
    const before = await plan.text()
    await plan.type('And later')
    const whole = { from: id, part: { is: 'whole' } }
    const { point } = await plan.ask<{ point: string }>('POST', `${plan.at}/bring-back`, whole)
    expect(await plan.text()).toBe(before)
    expect((await plan.list()).points).toMatchObject([{ id: point, why: 'bringBack' }])
    expect(await plan.ask('POST', `${plan.at}/bring-back`, whole)).toEqual({ point: null })
    await plan.ask('POST', `${plan.at}/bring-back`, { from: point, part: { is: 'whole' } })
    expect(await plan.text()).toContain('And later')
  })

  it('[VE8] a part that the version does not have is refused', async () => {
    const plan = await startPlan()
    const { id } = await plan.make()
    const ask = (from: string, part: object) =>
      plan.ask('POST', `${plan.at}/bring-back`, { from, part })
    expect(await ask(id, { is: 'block', id: 'nothing' })).toMatchObject({ code: 'not_found' })
    expect(await ask('nothing', { is: 'whole' })).toMatchObject({ code: 'not_found' })
    expect(await ask(id, { is: 'everything' })).toMatchObject({ code: 'invalid' })
  })

  it('[VE10] safety points are kept within the hour once, thin out, and go; versions stay', async () => {
    const plan = await startPlan()
    const { id } = await plan.make()
    expect(await keepQuietPoint(plan.ctx, plan.id)).toBeNull()
    plan.clock.advance(HOUR_MS)
    expect(await keepQuietPoint(plan.ctx, plan.id)).toMatchObject({ why: 'quiet' })
    expect(await keepQuietPoint(plan.ctx, plan.id)).toBeNull()
    for (let hour = 0; hour < 24 * 40; hour += 6) {
      plan.clock.advance(6 * HOUR_MS)
      await plan.type(`Hour ${hour}`)
      await keepSafetyPoint(plan.ctx, plan.id, 'quiet')
    }
    const { points, versions } = await plan.list()
    const now = plan.clock.now().getTime()
    const ages = points.map(({ at }) => (now - Date.parse(at)) / HOUR_MS)
    expect(ages.filter((hours) => hours < 24)).toEqual([0, 6, 12, 18])
    expect(Math.max(...ages)).toBeLessThan(30 * 24)
    expect(ages.length).toBeLessThanOrEqual(34)
    expect(versions.map((each) => each.id)).toEqual([id])
    expect((await plan.store.contents.list()).length).toBe(points.length + 3)
    expect((await textAt(plan.ctx, plan.id, points[1]?.id ?? '')).body.textContent).toContain(
      'Hour 948',
    )
  })
})
