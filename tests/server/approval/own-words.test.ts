import { expect, it } from 'vitest'
import type { ApprovalResponse, ApprovalRoute } from '../../../shared/approval.ts'
import type { VersionSummary } from '../../../shared/api-versions.ts'
import { read } from '../../support/at-door.ts'
import type { Visitor } from '../../support/at-door.ts'
import { addGroup, makeDocument, sitTogether, startYouthGroup } from '../../support/young.ts'

const WORDS = 'We like it.\nBut say "we will", not "we may". – 14 of us were there'

/** A version before the executive and a youth group at the same time, and one of them on a phone. */
async function startAsking() {
  const door = await startYouthGroup()
  const chair = await door.letIn('approver', 'The chair')
  const id = await makeDocument(door.owner)
  const at = `/api/documents/${id}`
  const share = { as: 'commenter', until: null }
  await read(await door.owner.ask('PUT', `${at}/shares/${door.group}`, share))
  const label = { stage: 'final', number: '2.2', date: '2026-03-02', note: '' }
  const version = await read<VersionSummary>(await door.owner.ask('POST', `${at}/versions`, label))
  const request = {
    version: version.id,
    hash: version.hash,
    steps: [
      { body: 'Executive', verb: 'approve', stage: 1, due: '2026-04-01' },
      {
        body: 'Northmere Youth Council',
        verb: 'approve',
        stage: 1,
        due: '2026-04-01',
        isInOwnWords: true,
        group: door.group,
      },
    ],
    unansweredReason: '',
  }
  const started = await door.owner.ask('POST', `${at}/approval`, request)
  const route = await read<ApprovalRoute>(started)
  const young = await door.join((await door.makeLink()).code)
  const step = `${at}/versions/${version.id}/steps/${route.steps[1]?.id}`
  const say = (who: Visitor = young, more: object = {}) =>
    who.ask('POST', `${step}/words`, {
      hash: version.hash,
      outcome: 'agreed',
      words: WORDS,
      ...more,
    })
  const described = async (who: Visitor = young) =>
    read<ApprovalResponse>(await who.ask('GET', `${at}/approval`))
  return { ...door, chair, id, at, version, route, young, step, say, described }
}

it('[AP15] a youth group decides in its own words on a phone while two adults sit with it', async () => {
  const world = await startAsking()
  const mine = { step: world.route.steps[1]?.id, isOpen: false }
  expect((await world.described()).mine).toEqual([mine])
  expect((await world.say()).status).toBe(403)
  await sitTogether(world, world.id)
  expect((await world.described()).mine).toEqual([{ ...mine, isOpen: true }])
  expect((await world.say(world.young, { words: ' ' })).status).toBe(400)
  expect((await world.say(world.young, { hash: 'a'.repeat(64) })).status).toBe(409)
  const decided = await read<ApprovalRoute>(await world.say())
  expect(decided.steps[1]?.decisions).toMatchObject([
    {
      outcome: 'agreed',
      reason: WORDS,
      by: { id: world.group, name: 'Northmere Youth Council' },
    },
  ])
  expect((await world.say()).status).toBe(409)
})

it('[AP15] no other group and nobody else speaks for them by that way', async () => {
  const world = await startAsking()
  await sitTogether(world, world.id)
  expect((await world.say(world.chair)).status).toBe(403)
  expect((await world.say(world.adults[0])).status).toBe(403)
  const other = await addGroup(world, 'Southmere Youth Council')
  const adults = { adults: world.adults.map(({ id }) => id) }
  await read(await world.owner.ask('PUT', `/api/youth-groups/${other}/adults`, adults))
  const there = { ...world, group: other }
  const link = await world.owner.ask('POST', `/api/youth-groups/${other}/links`, {
    adult: world.adults[0].id,
    ageBand: '13to15',
    until: '2026-06-30',
    uses: 30,
  })
  const stranger = await world.join((await read<{ code: string }>(link)).code)
  await sitTogether(there, world.id)
  expect(await (await world.say(stranger)).json()).toMatchObject({
    message: 'Another group is asked here.',
  })
})

it('[AP15] it has the same weight as any body, and only it or its link says it, never without words', async () => {
  const world = await startAsking()
  await sitTogether(world, world.id)
  const path = `${world.step}/decision`
  const yes = { hash: world.version.hash, outcome: 'agreed', reason: '', minute: '' }
  expect((await world.chair.ask('POST', path, yes)).status).toBe(403)
  expect((await world.described(world.chair)).mine).toHaveLength(1)
  const made = await world.owner.ask('POST', `${world.step}/link`, { until: '2026-03-20' })
  const guest = await world.enter((await read<{ link: string }>(made)).link)
  expect(await (await guest.ask('POST', path, yes)).json()).toMatchObject({
    message: 'Please say it in your own words.',
  })
  await read(await world.say(world.young, { outcome: 'refused', words: 'No. Ask us first.' }))
  const executive = path.replace(world.route.steps[1]?.id ?? '', world.route.steps[0]?.id ?? '')
  expect((await world.chair.ask('POST', executive, yes)).status).toBe(409)
})

it('[AP20] whoever entered it takes out all they said: versions, hashes and decisions stay', async () => {
  const world = await startAsking()
  await sitTogether(world, world.id)
  await read(await world.say())
  const versions = await read(await world.owner.ask('GET', `${world.at}/versions`))
  const { routes } = await world.described(world.chair)
  expect(JSON.stringify(routes)).not.toContain('Quiet Otter')
  await read(await world.young.ask('POST', '/api/me/erase'))
  expect((await world.described(world.chair)).routes).toEqual(routes)
  expect(await read(await world.owner.ask('GET', `${world.at}/versions`))).toEqual(versions)
  const text = await world.owner.ask('GET', `${world.at}/versions/${world.version.id}`)
  expect(await read(text)).toMatchObject({ summary: { hash: world.version.hash } })
})
