import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../shared/answers.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import { addGroup } from '../../support/young.ts'
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
    expect(said.sections.map(({ heading, entries }) => [heading, entries[0]?.voices])).toEqual([
      [reading.sections[1]?.heading, [{ voice: 'young', people: null }]],
      [reading.sections[2]?.heading, [{ voice: 'young', people: 9 }]],
    ])
    expect(said.sections[1]?.entries[0]?.change).toMatchObject({
      before: 'One bus',
      after: 'Two buses',
      version: null,
    })
    expect(said.groups).toEqual([
      // Its 13 less the 9 would tell of the 4.
      { voice: 'young', name: 'Northmere Youth Council', people: null, comments: null },
      { voice: 'others', name: '', people: null, comments: null },
    ])
    expect(JSON.stringify(said)).not.toMatch(/Canary|Quiet Otter/)
  })

  it('[AN29] young people, parents and others stand side by side and are never added up', async () => {
    const { kit, owner, say, answer, youSaid, group, ...world } = await startAsking()
    const parents = await addGroup({ ...world, owner }, 'Parents of Northmere', { kind: 'parents' })
    const one = await say(kit, 'Later buses', { people: 12 })
    const two = await say(owner, 'Earlier buses', { people: 7, from: parents })
    const three = await say(owner, 'Buses', { people: 6, from: group })
    const four = await say(owner, 'No buses', { people: 2 })
    expect(two.voice).toEqual({
      is: 'parents',
      group: { id: parents, name: 'Parents of Northmere' },
    })
    await read(await answer([one.id, two.id, three.id, four.id]))
    const said = await youSaid()
    expect(said.sections[0]?.entries[0]?.voices).toEqual([
      { voice: 'young', people: 18 },
      { voice: 'parents', people: 7 },
      { voice: 'others', people: null },
    ])
    expect(said.groups).toEqual([
      { voice: 'young', name: 'Northmere Youth Council', people: 18, comments: 2 },
      { voice: 'parents', name: 'Parents of Northmere', people: 7, comments: 1 },
      { voice: 'others', name: '', people: null, comments: null },
    ])
    const pretended = await world.post(kit, { from: parents })
    expect(pretended.status).toBe(403)
    expect((await world.post(owner, { from: 'nobody' })).status).toBe(404)
  })

  it('[AN30] words are quoted where whoever said them agreed, without a name, and no longer once they are taken back', async () => {
    const { id, kit, owner, say, answer, youSaid } = await startAsking()
    const open = await say(kit, 'The last bus is too early', { mayQuote: true })
    const shy = await say(kit, 'Between us')
    const both = [open.id, shy.id]
    expect((await answer(both, { quotes: [open.id] })).status).toBe(409) // it waits to be checked
    const place = (thread: string) => `/api/documents/${id}/threads/${thread}/comments/${thread}`
    for (const thread of both) {
      const shown = { moderation: 'shown' }
      await read(await owner.ask('PUT', `${place(thread)}/moderation`, shown))
    }
    expect((await answer(both, { quotes: [shy.id] })).status).toBe(409)
    await read(await answer(both, { quotes: [open.id] }))
    const quotesNow = async () => (await youSaid()).sections[0]?.entries[0]?.quotes
    expect(await quotesNow()).toEqual([{ voice: 'young', words: 'The last bus is too early' }])
    expect((await kit.ask('DELETE', place(open.id))).status).toBe(204)
    expect(await quotesNow()).toEqual([])
  })

  it('[AN33] you said, we did leaves as a file that says no more than the page', async () => {
    const { id, kit, owner, say, answer } = await startAsking()
    const thread = await say(kit, 'CANARY words', { people: 9 })
    const change = { place: null, before: 'One bus', after: 'Two buses', version: null }
    await read(await answer([thread.id], { outcome: 'changed', reason: null, change }))
    const at = `/api/documents/${id}/you-said/file`
    const html = await (await owner.ask('GET', `${at}?format=html`)).text()
    expect(html).toContain('There should be more buses. (9 young people)')
    expect(html).toContain('Two buses')
    expect(html).not.toMatch(/CANARY|Quiet Otter/)
    await read(await answer([(await say(kit, 'CANARY again')).id]))
    const more = await (await owner.ask('GET', `${at}?format=html`)).text()
    expect(more).toContain('We can’t, because… The bus company decides.')
    expect((await kit.ask('GET', `${at}?format=html`)).status).toBe(403)
    expect((await owner.ask('GET', `${at}?format=zip`)).status).toBe(400)
  })
})
