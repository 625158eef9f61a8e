import { describe, expect, it } from 'vitest'
import { queueLetter, sendLetters } from '../../../server/domain/letters.ts'
import type { Mail } from '../../../server/domain/link-post.ts'
import { keepQuietHours } from '../../../server/mail/quiet-hours.ts'
import type { Answer, HeardResponse } from '../../../shared/answers.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import { read } from '../../support/at-door.ts'
import { makeDocument, startYouthGroup } from '../../support/young.ts'

const HOUR = 60 * 60_000
const QUARTER = HOUR / 4

function startPost({ ctx }: Pick<Awaited<ReturnType<typeof startYouthGroup>>, 'ctx'>) {
  const sent: { to: string; subject: string; text: string; at: string }[] = []
  const mail: Mail = {
    send: async ({ to, subject, text }) => {
      sent.push({ to, subject, text, at: ctx.now().toISOString() })
    },
    check: async () => undefined,
    close: () => undefined,
  }
  const deps = {
    mail: keepQuietHours(ctx, mail),
    origin: 'https://plan.example',
    log: () => undefined,
  }
  return { sent, work: () => sendLetters(ctx, deps) }
}

describe('quiet hours', () => {
  // Nights in which the clocks change: forward on 29 March, back on 25 October 2026.
  it.each([
    {
      from: '2026-03-28T12:00Z',
      quiet: ['2026-03-28T21:00Z', '2026-03-29T07:00Z', '2026-03-29T20:00Z'],
    },
    {
      from: '2026-10-24T12:00Z',
      quiet: ['2026-10-24T20:00Z', '2026-10-25T08:00Z', '2026-10-25T21:00Z'],
    },
  ])(
    '[SF17] nothing goes out in the night from $from, and all of it in the morning',
    async ({ from, quiet }) => {
      const door = await startYouthGroup()
      const { sent, work } = startPost(door)
      const [begins = 0, ends = 0, again = 0] = quiet.map((time) => Date.parse(time))
      door.clock.advance(Date.parse(from) - door.clock.now().getTime())
      let queued = 0
      for (let at = Date.parse(from); at < again + 2 * HOUR; at += QUARTER) {
        const about = {
          is: 'answers',
          document: 'a',
          title: 'A plan',
          group: `Group ${queued}`,
        } as const
        await queueLetter(door.ctx, door.adults[0].id, about)
        queued += 1
        await work()
        door.clock.advance(QUARTER)
      }
      const inQuiet = sent.filter(({ at }) => {
        const time = Date.parse(at)
        return (time >= begins && time < ends) || time >= again
      })
      expect(inQuiet).toEqual([])
      const held = queued - sent.length
      expect(held).toBe(8) // of the second evening, two hours by quarters
      expect(sent.filter(({ at }) => Date.parse(at) === ends)).toHaveLength(
        (ends - begins) / QUARTER + 1,
      )
    },
  )

  it('[SF17] letters to adults about themselves go at any hour, and the hours are the authority’s own', async () => {
    const door = await startYouthGroup()
    const { sent, work } = startPost(door)
    const answers = { is: 'answers', document: 'a', title: 'A plan', group: 'A group' } as const
    const later = { lead: null, deputy: null, quiet: { from: 22, to: 7 } }
    await read(await door.owner.ask('PUT', '/api/safety', later))
    door.clock.advance(12.5 * HOUR) // half past nine in the evening
    await queueLetter(door.ctx, door.adults[0].id, answers)
    await work()
    expect(sent.map(({ subject }) => subject)).toEqual(['Answers for A group'])
    door.clock.advance(HOUR)
    await queueLetter(door.ctx, door.adults[0].id, answers)
    await queueLetter(door.ctx, door.adults[0].id, { is: 'concern' })
    await work()
    expect(sent.map(({ subject }) => subject)).toEqual([
      'Answers for A group',
      'A concern waits for you',
    ])
  })

  it('[SF18] an answer shows once to whoever comes back, not in the night, and the adults get one letter', async () => {
    const door = await startYouthGroup()
    const { sent, work } = startPost(door)
    const documentId = await makeDocument(door.owner)
    const share = { as: 'commenter', until: null }
    await door.owner.ask('PUT', `/api/documents/${documentId}/shares/${door.group}`, share)
    const kit = await door.join((await door.makeLink()).code)
    const threads: string[] = []
    for (const body of ['More buses', 'Later buses']) {
      const key = `${body.replaceAll(' ', '-')}-0123456789`
      const started = await kit.ask('POST', `/api/documents/${documentId}/threads`, {
        key,
        anchor: WHOLE_DOCUMENT,
        visibility: 'visible',
        body,
      })
      threads.push((await read<{ id: string }>(started)).id)
    }
    const unheard = async () =>
      (await read<HeardResponse>(await kit.ask('GET', `/api/documents/${documentId}/heard`)))
        .answers
    expect(await unheard()).toBe(0)
    door.clock.advance(13 * HOUR) // ten in the evening
    for (const thread of threads) {
      await read<Answer>(
        await door.owner.ask('POST', `/api/documents/${documentId}/answers`, {
          threads: [thread],
          said: 'More buses',
          theme: '',
          outcome: 'already',
          words: 'They run until ten.',
          reason: null,
          passedTo: '',
          change: null,
        }),
      )
    }
    await work()
    expect([await unheard(), sent.length]).toEqual([0, 0])
    door.clock.advance(10 * HOUR)
    const later = await door.back(kit.words)
    expect(
      (await read<HeardResponse>(await later.ask('GET', `/api/documents/${documentId}/heard`)))
        .answers,
    ).toBe(2)
    await work()
    expect(sent.map(({ to }) => to).toSorted()).toEqual([
      'editor1@example.org',
      'editor2@example.org',
    ])
    expect(sent[0]?.text).toContain('there are answers to what Northmere Youth Council said')
    expect(sent[0]?.text).not.toContain('Quiet Otter')
    expect((await later.ask('PUT', `/api/documents/${documentId}/heard`)).status).toBe(204)
    expect(await (await later.ask('GET', `/api/documents/${documentId}/heard`)).json()).toEqual({
      answers: 0,
    })
  })
})
