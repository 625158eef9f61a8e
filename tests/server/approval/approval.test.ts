import { describe, expect, it } from 'vitest'
import type { ApprovalRoute, StepLinkResponse, DecisionRequest } from '../../../shared/approval.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import { startApproval } from '../../support/approval.ts'
import { read } from '../../support/at-door.ts'

const TWO = [
  { body: 'Youth council', verb: 'endorse', due: '2026-03-20' },
  { body: 'Partnership board', verb: 'note', due: '2026-04-01' },
]

describe('approval', () => {
  it('[AP1] a version goes out under its hash, once, and another hash is refused', async () => {
    const world = await startApproval()
    const version = await world.make('2.2')
    const other = 'a'.repeat(64)
    expect((await world.start(version, { hash: other })).status).toBe(409)
    const route = await read<ApprovalRoute>(await world.start(version))
    expect(route).toMatchObject({ number: '2.2', label: 'Final draft 2.2', hash: version.hash })
    expect((await world.start(version)).status).toBe(409)
    expect(await (await world.decide(route, { hash: other })).json()).toEqual({
      code: 'conflict',
      message: 'This is not the text you were shown. Please look at it again.',
    })
    expect((await world.describe()).routes[0]?.steps[0]?.decisions).toEqual([])
  })

  it('[AP1] a withdrawn version is not decided about, however close the two come', async () => {
    const world = await startApproval()
    for (let i = 1; i <= 20; i++) {
      const version = await world.make(`2.${i}`)
      const route = await read<ApprovalRoute>(await world.start(version))
      const [decided, withdrawn] = await Promise.all([
        world.decide(route),
        world.owner.ask('POST', `${world.at}/versions/${version.id}/withdrawal`, { reason: 'No' }),
      ])
      expect(withdrawn.status).toBe(200)
      expect([201, 409]).toContain(decided.status)
      expect((await world.decide(route)).status).toBe(409)
    }
  })

  it('[AP2] steps are decided in order, with a reason unless they agree or note', async () => {
    const world = await startApproval()
    const route = await read<ApprovalRoute>(
      await world.start(await world.make('1.0'), { steps: TWO }),
    )
    const early = await world.decide(route, { step: 1, outcome: 'noted' })
    expect(await early.json()).toMatchObject({ message: 'It is not the turn of this step.' })
    for (const outcome of ['amended', 'deferred', 'refused'] as const) {
      expect(await (await world.decide(route, { outcome })).json()).toMatchObject({
        message: 'Please give a reason.',
      })
    }
    expect((await world.decide(route, { outcome: 'noted' })).status).toBe(400)
    await read(await world.decide(route, { minute: 'Item 7' }))
    const done = await read<ApprovalRoute>(await world.decide(route, { step: 1, outcome: 'noted' }))
    expect(done.steps.map(({ decisions }) => decisions)).toMatchObject([
      [{ outcome: 'agreed', minute: 'Item 7', by: { name: 'The chair' } }],
      [{ outcome: 'noted' }],
    ])
  })

  it('[AP2] only approvers decide, and only after showing that it is them', async () => {
    const world = await startApproval()
    const route = await read<ApprovalRoute>(await world.start(await world.make('1.0')))
    expect((await world.decide(route, { who: world.owner })).status).toBe(403)
    const partner = await world.letIn('editor')
    expect((await world.decide(route, { who: partner })).status).toBe(403)
    world.clock.advance(11 * 60_000)
    expect(await (await world.decide(route)).json()).toMatchObject({ code: 'proof_needed' })
  })

  it('[AP3] a decision is never changed: not again, not by later edits; a deferred step is open', async () => {
    const world = await startApproval()
    const route = await read<ApprovalRoute>(await world.start(await world.make('1.0')))
    const deferral: Partial<DecisionRequest> = {
      outcome: 'deferred',
      reason: 'No quorum',
      conditions: [{ who: 'The clerk', what: 'Find a day', due: '2026-03-20' }],
    }
    // Sent again where the answer was lost on its way.
    await Promise.all([1, 2, 3].map(async () => read(await world.decide(route, deferral))))
    await read(await world.decide(route))
    const before = await world.describe()
    expect(before.routes[0]?.steps[0]?.decisions).toMatchObject([
      { outcome: 'deferred', reason: 'No quorum' },
      { outcome: 'agreed' },
    ])
    expect(before.routes[0]?.steps[0]?.decisions).toHaveLength(2)
    expect(before.routes[0]?.conditions).toHaveLength(1)
    const again = await world.decide(route, { outcome: 'refused', reason: 'Changed my mind' })
    expect(await again.json()).toEqual({
      code: 'conflict',
      message: 'This step is decided, and decisions are not changed.',
    })
    await world.type('Words of later')
    await world.make('1.1')
    expect(await world.describe()).toEqual(before)
  })

  it('[AP3] two who decide at the same moment leave one decision', async () => {
    const world = await startApproval()
    const route = await read<ApprovalRoute>(await world.start(await world.make('1.0')))
    const both = await Promise.all([
      world.decide(route),
      world.decide(route, { outcome: 'refused', reason: 'Too dear' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect((await world.describe()).routes[0]?.steps[0]?.decisions).toHaveLength(1)
  })

  it('[AP4] whoever made the version does not agree to it, and somebody else does', async () => {
    const world = await startApproval()
    const route = await read<ApprovalRoute>(await world.start(await world.make('1.0', world.chair)))
    expect(await (await world.decide(route)).json()).toEqual({
      code: 'forbidden',
      message: 'You made this version, so somebody else agrees to it.',
    })
    const other = await world.letIn('approver', 'The vice chair')
    expect((await world.decide(route, { who: other })).status).toBe(201)
  })

  it('[AP5] comments without an answer hold it up until somebody says why not', async () => {
    const world = await startApproval()
    await read(
      await world.owner.ask('POST', `${world.at}/threads`, {
        key: 'key00000000000000000001',
        anchor: WHOLE_DOCUMENT,
        visibility: 'visible',
        body: 'Why is the plan so short?',
        people: 1,
      }),
    )
    const { unanswered } = await world.describe()
    expect(unanswered).toBe(1)
    const version = await world.make('1.0')
    expect(await (await world.start(version)).json()).toEqual({
      code: 'invalid',
      message: 'Comments without an answer: 1. Answer them, or say why this goes on without.',
    })
    const route = await read<ApprovalRoute>(
      await world.start(version, { unansweredReason: 'Answered at the meeting' }),
    )
    expect(route.unanswered).toEqual({ count: 1, reason: 'Answered at the meeting' })
  })

  it('[AP6] a link decides its own step and no other, and is over with it', async () => {
    const world = await startApproval()
    const route = await read<ApprovalRoute>(
      await world.start(await world.make('1.0'), { steps: [TWO[0], TWO[0]] }),
    )
    const linkOf = (step: number) =>
      world.owner.ask(
        'POST',
        `${world.at}/versions/${route.version}/steps/${route.steps[step]?.id ?? ''}/link`,
        { until: '2026-03-20' },
      )
    expect((await linkOf(1)).status).toBe(409)
    const { link } = await read<StepLinkResponse>(await linkOf(0))
    const before = await world.enter(link)
    world.clock.advance(11 * 60_000)
    expect(await (await world.decide(route, { who: before })).json()).toMatchObject({
      code: 'proof_needed',
    })
    expect(await (await before.ask('GET', '/api/me/proof')).json()).toEqual({
      code: 'invalid',
      message: 'Please open the link you were sent once more, then go on.',
    })
    const guest = await world.enter(link)
    expect((await world.decide(route, { step: 1, who: guest })).status).toBe(403)
    const decided = await read<ApprovalRoute>(await world.decide(route, { who: guest }))
    expect(decided.steps[0]?.decisions).toMatchObject([{ by: { name: 'Youth council' } }])
    expect((await guest.ask('GET', world.at)).status).toBe(401)
  })

  it('[AP1] the audit log has the way and each decision with the hash', async () => {
    const world = await startApproval()
    const version = await world.approve('1.0')
    const entries = await read<object[]>(await world.owner.ask('GET', '/api/audit'))
    expect(entries).toContainEqual(
      expect.objectContaining({
        did: 'approval.decided',
        about: expect.objectContaining({ hash: version.hash, outcome: 'agreed' }),
      }),
    )
  })
})
