import { describe, expect, it } from 'vitest'
import type { YoungReading } from '../../../shared/consultations.ts'
import type { EarlierAnswer } from '../../../shared/earlier-answers.ts'
import { sharedWords, themeWords } from '../../../shared/answering/theme-words.ts'
import { startAsking } from '../../support/asking.ts'
import { read } from '../../support/at-door.ts'
import { CONSULTATION } from '../../support/consultation.ts'

/** A plan with one answer on buses and one on lights, and another plan that is about to ask. */
async function startAgain() {
  const world = await startAsking()
  const { owner, kit, say, answer, group, clock } = world
  await read(await answer([(await say(kit, 'CANARY more buses', { section: 1 })).id]))
  const lights = await say(kit, 'CANARY lights', { section: 2 })
  const more = { said: 'The park is dark.', theme: 'Feeling safe', words: 'We put up lamps.' }
  await read(await answer([lights.id], more))
  const request = { template: 'blank', title: 'Another plan' }
  const { id: next } = await read<{ id: string }>(
    await owner.ask('POST', '/api/documents', request),
  )
  const partner = await world.letIn('editor')
  for (const who of [partner.id, group]) {
    const share = { as: 'reader', until: null }
    await read(await owner.ask('PUT', `/api/documents/${next}/shares/${who}`, share))
  }
  clock.advance(3 * 24 * 60 * 60_000)
  const find = async (words: string, who = owner, id = next) => {
    const query = new URLSearchParams({ words })
    const found = await who.ask('GET', `/api/documents/${id}/earlier-answers?${query}`)
    return (await read<EarlierAnswer[]>(found)).map(({ said }) => said)
  }
  const startConsultation = async () =>
    read(
      await owner.ask('POST', `/api/documents/${world.id}/consultations`, {
        ...CONSULTATION,
        opensOn: clock.now().toISOString().slice(0, 10),
      }),
    )
  return { ...world, partner, find, startConsultation }
}

describe('asking again', () => {
  it('[CN40] answers on the same theme are found in every document one may read, and in no other', async () => {
    const { find, id, kit, partner } = await startAgain()
    expect(await find('How do you get about? Is the bus any good?')).toEqual([
      'There should be more buses.',
    ])
    expect(await find('Feeling safe in the evening')).toEqual(['The park is dark.'])
    expect(await find('What young people said about the plan')).toEqual([])
    expect(await find('')).toEqual([])
    expect(await find('Feeling safe', partner)).toEqual([])
    expect(await find('Feeling safe', kit, id)).toEqual(['The park is dark.'])
  })

  it('[CN41] a phone shows by its part what people were told before, with the month, and nothing of today', async () => {
    const { id, kit, say, answer, startConsultation } = await startAgain()
    const readings = async () => {
      const { sections } = await read<YoungReading>(
        await kit.ask('GET', `/api/documents/${id}/reading`),
      )
      return sections.map(({ earlier }) => earlier.map(({ said, askedAt }) => [said, askedAt]))
    }
    expect((await readings()).flat()).toEqual([])
    await startConsultation()
    const then = '2026-03-02T09:00:00.000Z'
    const [first, second, third] = await readings()
    expect(first).toEqual([])
    expect(second).toEqual([['There should be more buses.', then]])
    expect(third).toEqual([['The park is dark.', then]])
    await read(await answer([(await say(kit, 'CANARY today', { section: 1 })).id]))
    expect((await readings()).flat()).toHaveLength(2)
  })
})

it('[CN40] words that stand everywhere are no theme, and endings do not part words', () => {
  const shared = (one: string, other: string) => sharedWords(themeWords(one), themeWords(other))
  expect(shared('Buses', 'the bus')).toBe(1)
  expect(shared('Feeling safe', 'We feel safer')).toBeGreaterThan(0)
  expect(shared('What young people want in the plan', 'Young people want a say')).toBe(0)
})
