import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../shared/answers.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import { startAsking } from '../../support/asking.ts'
import { read } from '../../support/at-door.ts'

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
    expect(said.sections[1]?.entries[0]?.change).toMatchObject({
      before: 'One bus',
      after: 'Two buses',
      version: null,
    })
    expect(said.groups).toEqual([
      { name: '', people: null, comments: null },
      { name: 'Northmere Youth Council', people: 13, comments: 2 },
    ])
    expect(JSON.stringify(said)).not.toMatch(/Canary|Quiet Otter/)
  })
})
