import { describe, expect, it } from 'vitest'
import type { NewCalendarFeedResponse } from '../../../shared/api-delivery.ts'
import type { ApprovalRoute } from '../../../shared/approval.ts'
import type { Entry } from '../../../shared/directory/model.ts'
import type { SignUpRegister } from '../../../shared/sign-up.ts'
import type { WaitingResponse } from '../../../shared/waiting.ts'
import { startApproval } from '../../support/approval.ts'
import { read } from '../../support/at-door.ts'

const CONDITION = { what: 'Add the costs of year two', who: 'Finance team', due: '2026-03-01' }

/** Two bodies at the same time, a third afterwards. */
const STEPS = [
  { body: 'Executive', verb: 'approve', stage: 1, due: '2026-03-20', meeting: '2026-03-18' },
  { body: 'Youth council', verb: 'endorse', stage: 1, due: '2026-02-20' },
  { body: 'Board', verb: 'note', stage: 2, due: '2026-04-01' },
]

async function startFollowing() {
  const world = await startApproval()
  const version = await world.make('2.2')
  const route = await read<ApprovalRoute>(await world.start(version, { steps: STEPS }))
  const waiting = async (who = world.owner) =>
    read<WaitingResponse>(await who.ask('GET', '/api/approvals'))
  const settle = (condition: string | undefined, note: string, who = world.owner) =>
    who.ask('POST', `${world.at}/versions/${version.id}/conditions/${condition}/done`, { note })
  return { ...world, version, route, waiting, settle }
}

describe('what waits for whom', () => {
  it('[AP11] steps whose turn it is stand across documents, what is overdue first', async () => {
    const world = await startFollowing()
    const { today, items } = await world.waiting()
    expect(today).toBe(world.clock.now().toISOString().slice(0, 10))
    expect(items.map(({ who, due }) => [who, due])).toEqual([
      ['Youth council', '2026-02-20'],
      ['Executive', '2026-03-20'],
    ])
    world.clock.advance(60_000)
    await read(await world.decide(world.route, { step: 1 }))
    await read(await world.decide(world.route, { step: 0 }))
    expect((await world.waiting()).items).toMatchObject([
      { who: 'Board', verb: 'note', since: world.clock.now().toISOString(), title: 'A plan' },
    ])
  })

  it('[AP11] it has only documents one sees, and none that are withdrawn or in the trash', async () => {
    const world = await startFollowing()
    const partner = await world.letIn('editor')
    expect((await world.waiting(partner)).items).toEqual([])
    expect((await world.waiting(world.chair)).items).toHaveLength(2)
    const withdrawal = `${world.at}/versions/${world.version.id}/withdrawal`
    await read(await world.owner.ask('POST', withdrawal, { reason: 'A mistake' }))
    expect((await world.waiting()).items).toEqual([])
  })

  it('[AP12] deadlines, meetings and conditions are a calendar for whoever has the address', async () => {
    const world = await startFollowing()
    const feeds = '/api/approval-calendars'
    const { path, summary } = await read<NewCalendarFeedResponse>(
      await world.owner.ask('POST', feeds),
    )
    await read(await world.decide(world.route, { conditions: [CONDITION] }))
    const calendar = await (await world.open(path)).text()
    expect(calendar.match(/^BEGIN:VEVENT/gm)).toHaveLength(5)
    for (const line of [
      'SUMMARY:Due: Executive\\, Final draft 2.2 of A plan',
      'SUMMARY:Meeting: Executive\\, Final draft 2.2 of A plan',
      'DTSTART;VALUE=DATE:20260318',
      'SUMMARY:Condition: Add the costs of year two',
      'STATUS:COMPLETED',
    ]) {
      expect(calendar).toContain(line)
    }
    expect(JSON.stringify(await world.store.records.list('approvalFeed'))).not.toContain(path)
    expect(await read(await world.owner.ask('GET', feeds))).toEqual([summary])
    expect((await world.chair.ask('DELETE', `${feeds}/${summary.id}`)).status).toBe(404)
    expect((await world.owner.ask('DELETE', `${feeds}/${summary.id}`)).status).toBe(204)
    expect((await world.open(path)).status).toBe(404)
  })

  it('[AP12] a calendar ends with the seat of whoever made it', async () => {
    const world = await startFollowing()
    const { path } = await read<NewCalendarFeedResponse>(
      await world.chair.ask('POST', '/api/approval-calendars'),
    )
    expect(await (await world.open(path)).text()).toContain('Executive')
    const account = `/api/accounts/${world.chair.id}`
    await read(await world.owner.ask('PATCH', account, { isSuspended: true }))
    expect((await world.open(path)).status).toBe(404)
  })
})

describe('conditions', () => {
  it('[AP13] a condition is a task until somebody says what was done; the decision stays', async () => {
    const world = await startFollowing()
    const decided = await read<ApprovalRoute>(
      await world.decide(world.route, { conditions: [CONDITION] }),
    )
    const [condition] = decided.conditions
    expect(condition).toMatchObject({ ...CONDITION, step: world.route.steps[0]?.id, done: null })
    expect((await world.waiting()).items[1]).toMatchObject({
      is: 'condition',
      who: 'Finance team',
      what: CONDITION.what,
    })
    expect((await world.settle(condition?.id, '')).status).toBe(400)
    const partner = await world.letIn('editor')
    expect((await world.settle(condition?.id, 'Done', partner)).status).toBe(403)
    const done = await read<ApprovalRoute>(await world.settle(condition?.id, 'See page 4'))
    expect(done.conditions[0]?.done).toMatchObject({ note: 'See page 4' })
    expect(done.steps).toEqual(decided.steps)
    expect((await world.settle(condition?.id, 'Again')).status).toBe(409)
    expect((await world.waiting()).items.some(({ is }) => is === 'condition')).toBe(false)
  })

  it('[AP13] a refusal has no conditions', async () => {
    const world = await startFollowing()
    const refused = await world.decide(world.route, {
      outcome: 'refused',
      reason: 'Too dear',
      conditions: [CONDITION],
    })
    expect(await refused.json()).toMatchObject({
      message: 'A refusal has no conditions. Put them into the reason.',
    })
  })
})

describe('signing up', () => {
  const PARTNERS = ['Merrow Health', 'Birch Housing', 'Dale College']

  async function startSigning() {
    const world = await startFollowing()
    const ids: string[] = []
    for (const name of PARTNERS) {
      const entry = { noun: 'organisation', name, aliases: [], kind: 'voluntary', champion: null }
      const whole = { ...entry, contactRole: '', contactMailbox: '' }
      const made = await world.owner.ask('POST', '/api/directory/entries', whole)
      ids.push((await read<Entry>(made)).id)
    }
    const ask = (partners: string[], verb = 'endorse') =>
      world.owner.ask('POST', `${world.at}/versions/${world.version.id}/partners`, {
        hash: world.version.hash,
        partners,
        verb,
        due: '2026-03-31',
      })
    const register = async (who = world.owner) =>
      read<SignUpRegister>(await who.ask('GET', `${world.at}/sign-up`))
    const answer = (route: ApprovalRoute, at: number, outcome: string, reason = '') => {
      const step = route.signUps[at]?.id ?? 'none'
      const path = `${world.at}/versions/${route.version}/steps/${step}/decision`
      const request = { hash: route.hash, outcome, reason, minute: '' }
      return world.chair.ask('POST', path, request)
    }
    return { ...world, ids, ask, register, answer }
  }

  it('[AP14] the register says who has signed up to which version, and who is outstanding', async () => {
    const world = await startSigning()
    expect((await world.ask(['nobody'])).status).toBe(400)
    const route = await read<ApprovalRoute>(await world.ask(world.ids.slice(0, 2), 'adopt'))
    expect((await world.ask(world.ids.slice(0, 2))).status).toBe(409)
    expect((await world.waiting()).items.filter(({ is }) => is === 'signUp')).toHaveLength(2)
    await read(await world.answer(route, 0, 'agreed'))
    const { partners, versions, rows } = await world.register()
    expect(partners).toBe(3)
    expect(versions).toMatchObject([{ number: '2.2', asked: 2, signed: 1, outstanding: 1 }])
    expect(rows.map(({ name, answers }) => [name, answers.map(({ is }) => is)])).toEqual([
      ['Birch Housing', ['waiting']],
      ['Dale College', []],
      ['Merrow Health', ['signed']],
    ])
  })

  it('[AP14] partners hold nothing up, and are asked for what has been approved', async () => {
    const world = await startSigning()
    const asked = await read<ApprovalRoute>(await world.ask(world.ids))
    await read(await world.answer(asked, 0, 'refused', 'Not our work'))
    await read(await world.decide(asked, { step: 0 }))
    await read(await world.decide(asked, { step: 1 }))
    await read(await world.decide(asked, { step: 2, outcome: 'noted' }))
    await read(await world.answer(asked, 1, 'agreed'))
    const published = await world.publish(world.version)
    expect(published.status).toBe(201)
    expect((await world.register()).versions).toMatchObject([{ signed: 1, outstanding: 1 }])
  })

  it('[AP14] a link for a partner answers for that partner alone', async () => {
    const world = await startSigning()
    const route = await read<ApprovalRoute>(await world.ask(world.ids))
    const [first, second] = route.signUps
    const steps = `${world.at}/versions/${route.version}/steps`
    const made = await world.owner.ask('POST', `${steps}/${first?.id}/link`, {
      until: '2026-03-20',
    })
    const guest = await world.enter((await read<{ link: string }>(made)).link)
    const described = await read<{ mine: object[] }>(await guest.ask('GET', `${world.at}/approval`))
    expect(described.mine).toEqual([{ step: first?.id, isOpen: true }])
    const yes = { hash: route.hash, outcome: 'agreed', reason: '', minute: '' }
    expect((await guest.ask('POST', `${steps}/${second?.id}/decision`, yes)).status).toBe(403)
    await read(await guest.ask('POST', `${steps}/${first?.id}/decision`, yes))
    expect((await world.register()).versions).toMatchObject([{ signed: 1 }])
  })
})
