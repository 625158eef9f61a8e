import { describe, expect, it } from 'vitest'
import { openSteps, stateOf } from '../../../shared/approval.ts'
import type { ApprovalRoute } from '../../../shared/approval.ts'
import { startApproval } from '../../support/approval.ts'
import { read } from '../../support/at-door.ts'

const step = (body: string, verb: string, stage: number) => ({
  body,
  verb,
  stage,
  due: '2026-03-20',
})

/** Legal clears before the executive and the youth council decide; the board notes afterwards. */
const STAGES = [
  step('Executive', 'approve', 1),
  step('Youth council', 'endorse', 1),
  step('Legal', 'clear', 1),
  step('Board', 'note', 7),
]

const turns = (route: ApprovalRoute) => openSteps(route).map(({ body }) => body)

describe('the way of a version', () => {
  it('[AP8] clearances open first, then all of a stage at once, then the next stage', async () => {
    const world = await startApproval()
    let route = await read<ApprovalRoute>(
      await world.start(await world.make('2.2'), { steps: STAGES }),
    )
    expect(route.steps.map(({ stage }) => stage)).toEqual([1, 1, 1, 2])
    expect(turns(route)).toEqual(['Legal'])
    expect((await world.decide(route)).status).toBe(409)
    expect((await world.decide(route, { step: 2, outcome: 'amended', reason: 'x' })).status).toBe(
      400,
    )
    route = await read<ApprovalRoute>(await world.decide(route, { step: 2 }))
    expect(turns(route)).toEqual(['Executive', 'Youth council'])
    route = await read<ApprovalRoute>(await world.decide(route, { step: 1 }))
    expect((await world.decide(route, { step: 3, outcome: 'noted' })).status).toBe(409)
    route = await read<ApprovalRoute>(await world.decide(route, { step: 0 }))
    expect(turns(route)).toEqual(['Board'])
    route = await read<ApprovalRoute>(await world.decide(route, { step: 3, outcome: 'noted' }))
    expect(stateOf(route)).toBe('approved')
  })

  it('[AP8] a clearance that is not given stops the way, and a deferred one holds it up', async () => {
    const world = await startApproval()
    let route = await read<ApprovalRoute>(
      await world.start(await world.make('2.2'), { steps: STAGES }),
    )
    const no = { step: 2, reason: 'No power to do this' } as const
    route = await read<ApprovalRoute>(await world.decide(route, { ...no, outcome: 'deferred' }))
    expect(turns(route)).toEqual(['Legal'])
    route = await read<ApprovalRoute>(await world.decide(route, { ...no, outcome: 'refused' }))
    expect(stateOf(route)).toBe('stopped')
    expect((await world.decide(route)).status).toBe(409)
  })

  it('[AP8] two bodies of a stage that decide at the same moment both stand', async () => {
    const world = await startApproval()
    const steps = [step('Executive', 'approve', 1), step('Board', 'approve', 1)]
    const route = await read<ApprovalRoute>(await world.start(await world.make('2.2'), { steps }))
    const both = await Promise.all([world.decide(route), world.decide(route, { step: 1 })])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    const [stored] = (await world.describe()).routes
    expect(stored?.steps.map(({ decisions }) => decisions.length)).toEqual([1, 1])
  })

  it('[AP9] a way that was stored without stages is read and decided in its order', async () => {
    const world = await startApproval()
    const { version, hash, ...route } = await read<ApprovalRoute>(
      await world.start(await world.make('1.0')),
    )
    const old = (id: string, body: string) => ({
      id,
      body,
      verb: 'approve',
      due: '2026-04-01',
      decisions: [],
    })
    const { startedBy, unanswered, startedAt, number, label } = route
    const facts = { version, hash, startedBy, unanswered, startedAt, number, label }
    const steps = [old('one', 'Executive'), old('two', 'Board')]
    await world.store.records.change('approval', world.id, () => [{ ...facts, steps }])
    const [stored] = (await world.describe()).routes
    expect(stored?.steps).toMatchObject([
      { stage: 1, meeting: null, isInOwnWords: false, group: null },
      { stage: 2 },
    ])
    if (stored === undefined) throw new Error('The way is gone')
    expect((await world.decide(stored, { step: 1 })).status).toBe(409)
    await read(await world.decide(stored))
    await read(await world.decide(stored, { step: 1 }))
    expect((await world.describe()).routes[0]?.steps[0]?.decisions).toHaveLength(1)
  })

  it('[AP10] a version that goes out ends what was on its way; its decisions stay', async () => {
    const world = await startApproval()
    const steps = [step('Executive', 'approve', 1), step('Board', 'approve', 2)]
    const first = await read<ApprovalRoute>(await world.start(await world.make('2.2'), { steps }))
    await read(await world.decide(first))
    await read(await world.start(await world.make('2.3'), { steps }))
    expect(await (await world.decide(first, { step: 1 })).json()).toEqual({
      code: 'conflict',
      message: 'Version 2.3 has gone out since, so nobody decides this.',
    })
    const link = `${world.at}/versions/${first.version}/steps/${first.steps[1]?.id ?? ''}/link`
    expect((await world.owner.ask('POST', link, { until: '2026-03-20' })).status).toBe(409)
    const stored = (await world.describe()).routes.find(({ number }) => number === '2.2')
    expect(stored?.supersededBy?.number).toBe('2.3')
    expect(stored?.steps[0]?.decisions).toMatchObject([{ outcome: 'agreed' }])
  })
})
