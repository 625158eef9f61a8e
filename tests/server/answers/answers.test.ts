import { describe, expect, it } from 'vitest'
import type { Answer, YouSaidResponse } from '../../../shared/answers.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import type { YoungReading } from '../../../shared/consultations.ts'
import { read } from '../../support/at-door.ts'
import type { Visitor } from '../../support/at-door.ts'
import { startYouthGroup } from '../../support/young.ts'

/** A plan that a youth group may comment on, and one of them at it. */
async function startAsking() {
  const youth = await startYouthGroup()
  const request = { template: 'actionPlanByPriority', title: 'A plan for Northmere' }
  const { id } = await read<{ id: string }>(
    await youth.owner.ask('POST', '/api/documents', request),
  )
  const shared = { as: 'commenter', until: null }
  await read(await youth.owner.ask('PUT', `/api/documents/${id}/shares/${youth.group}`, shared))
  const kit = await youth.join((await youth.makeLink()).code)
  const reading = await read<YoungReading>(
    await youth.owner.ask('GET', `/api/documents/${id}/reading`),
  )
  let keys = 0
  const say = async (who: Visitor, body: string, { people = 1, section = 0 } = {}) => {
    const block = reading.sections[section]?.id ?? ''
    return read<Thread>(
      await who.ask('POST', `/api/documents/${id}/threads`, {
        key: `key${String(++keys).padStart(20, '0')}`,
        anchor: { ...WHOLE_DOCUMENT, on: 'section', block, quote: 'A heading' },
        visibility: 'visible',
        body,
        people,
      }),
    )
  }
  const answer = (threads: string[], more: object = {}) =>
    youth.owner.ask('POST', `/api/documents/${id}/answers`, {
      threads,
      said: 'There should be more buses.',
      theme: 'Getting about',
      outcome: 'cannot',
      words: 'The bus company decides. We have asked them.',
      reason: 'others',
      passedTo: '',
      change: null,
      ...more,
    })
  const youSaid = async (who: Visitor = youth.owner) =>
    read<YouSaidResponse>(await who.ask('GET', `/api/documents/${id}/you-said`))
  return { ...youth, id, kit, reading, say, answer, youSaid }
}

describe('answers', () => {
  it('[AN1] one answer reaches everybody who said it, and what is waiting is counted', async () => {
    const { id, kit, owner, say, answer, youSaid } = await startAsking()
    const first = await say(kit, 'More buses', { people: 12 })
    const second = await say(owner, 'Buses please')
    await say(kit, 'Lights in the park')
    expect((await youSaid()).unanswered).toBe(3)
    const given = await read<Answer>(await answer([first.id, second.id]))
    expect(given.people).toBe(13)
    expect((await youSaid()).unanswered).toBe(1)
    const mine = await read<Thread>(
      await kit.ask('GET', `/api/documents/${id}/threads/${first.id}`),
    )
    expect(mine.answer).toBe(given.id)
    const answers = await read<Answer[]>(await kit.ask('GET', `/api/documents/${id}/answers`))
    expect(answers[0]).toMatchObject({ outcome: 'cannot', reason: 'others' })
  })

  it('[AN2] an answer that leaves out the reason, the change or to whom it was passed is refused', async () => {
    const { kit, say, answer } = await startAsking()
    const { id } = await say(kit, 'More buses')
    const refused = async (more: object) => (await (await answer([id], more)).json()).message
    expect(await refused({ reason: null })).toBe('Please choose why it cannot be done.')
    expect(await refused({ outcome: 'passed' })).toBe('Please say who it was passed to.')
    expect(await refused({ outcome: 'changed' })).toBe('Please show what was changed.')
    expect((await answer(['nothere'])).status).toBe(404)
  })

  it('[AN3] young people answer nothing', async () => {
    const { id, kit, say } = await startAsking()
    const thread = await say(kit, 'More buses')
    const given = await kit.ask('POST', `/api/documents/${id}/answers`, { threads: [thread.id] })
    expect(given.status).toBe(403)
  })

  it('[AN4] you said, we did: by section, the change beside it, and no number below five', async () => {
    const { clock, kit, owner, reading, say, answer, youSaid } = await startAsking()
    const few = await say(kit, 'Canary words', { people: 4, section: 1 })
    const many = await say(kit, 'Canary words', { people: 9, section: 2 })
    await say(owner, 'By a colleague')
    clock.advance(3 * 24 * 60 * 60_000)
    await read(await answer([few.id]))
    const change = { place: null, before: 'One bus', after: 'Two buses', version: null }
    await read(await answer([many.id], { outcome: 'changed', reason: null, change }))
    const said = await youSaid()
    expect(said.daysToAnswer).toBe(3)
    expect(said.sections.map(({ heading, entries }) => [heading, entries[0]?.people])).toEqual([
      [reading.sections[1]?.heading, null],
      [reading.sections[2]?.heading, 9],
    ])
    expect(said.sections[1]?.entries[0]?.change).toEqual({ before: 'One bus', after: 'Two buses' })
    expect(said.groups).toEqual([
      { name: '', people: null, comments: null },
      { name: 'Northmere Youth Council', people: 13, comments: 2 },
    ])
    expect(JSON.stringify(said)).not.toMatch(/Canary|Quiet Otter/)
  })
})
