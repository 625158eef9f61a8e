import { findPublications } from '../../../server/domain/approval-record.ts'
import { describe, expect, it } from 'vitest'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import type { Consultation } from '../../../shared/consultations.ts'
import { DAY_MS, startApproval } from '../../support/approval.ts'
import { read } from '../../support/at-door.ts'
import { CONSULTATION } from '../../support/consultation.ts'

const announced = { who: 'Everybody aged 11 to 18', takePart: 'Code BUS 123\nor at the hall' }

async function startAsking() {
  const world = await startApproval()
  const start = async (more: object = {}) =>
    read<Consultation>(
      await world.owner.ask('POST', `${world.at}/consultations`, { ...CONSULTATION, ...more }),
    )
  const settle = async ({ id }: Consultation, to: string) =>
    read(await world.owner.ask('POST', `${world.at}/consultations/${id}/settle`, { to }))
  let keys = 0
  const say = async (body: string, more: object = {}) =>
    read<Thread>(
      await world.owner.ask('POST', `${world.at}/threads`, {
        key: String(++keys).padStart(24, 'k'),
        anchor: WHOLE_DOCUMENT,
        visibility: 'visible',
        body,
        ...more,
      }),
    )
  const answerTo = async (threads: string[], more: object = {}) =>
    read(
      await world.owner.ask('POST', `${world.at}/answers`, {
        threads,
        said: 'Words',
        theme: '',
        outcome: 'already',
        words: 'It is so.',
        reason: null,
        passedTo: '',
        change: null,
        ...more,
      }),
    )
  const answer = async (said: string, more: object = {}) => {
    const { id } = await say('CANARY comment', { people: 7 })
    return answerTo([id], { said, ...more })
  }
  /** Answers these words and quotes them; the addresses of the comments. */
  const quote = async (bodies: string[]): Promise<string[]> => {
    const threads: Thread[] = []
    for (const body of bodies) threads.push(await say(body, { mayQuote: true }))
    const ids = threads.map(({ id }) => id)
    await answerTo(ids, { quotes: ids })
    return threads.map(({ id, comments: [first] }) => {
      return `${world.at}/threads/${id}/comments/${first?.id}`
    })
  }
  const list = async () => (await world.open('/p')).text()
  const results = () => world.open(`/p/${world.id}/results`)
  return { ...world, start, settle, say, answerTo, answer, quote, list, results }
}

describe('what everybody finds of consultations', () => {
  it('[PU14] who is asked, until when and how, only where it was announced', async () => {
    const world = await startAsking()
    await world.start({ title: 'CANARY inside', about: 'CANARY' })
    await world.start({ announced, canChange: 'CANARY can', closesOn: '2026-03-04' })
    await world.start({ announced, title: 'Lights', opensOn: '2026-03-20' })
    const html = await world.list()
    expect(html).toContain('Have your say</h2>')
    for (const words of [
      'Buses in Northmere',
      'aged 11 to 18',
      '30 March 2026',
      'Code BUS 123<br>',
    ]) {
      expect(html).toContain(words)
    }
    expect(html.indexOf('Opening soon')).toBeLessThan(html.indexOf('Lights'))
    expect(html).not.toContain('CANARY')
    world.clock.advance(3 * DAY_MS)
    const after = await world.list()
    expect(after).not.toContain('Have your say')
    expect(after).toContain('Results by 1 May 2026')
    await world.owner.ask('DELETE', world.at)
    expect(await world.list()).not.toContain('Buses in Northmere')
  })

  it('[PU15] results are read once they are out, without names and later answers', async () => {
    const world = await startAsking()
    const asked = await world.start({ announced })
    await world.answer('More buses', {
      outcome: 'changed',
      change: { place: null, before: '', after: 'CANARY of a draft', version: null },
    })
    await world.answer('Ask Mrs Pell, 07700 900123')
    expect((await world.results()).status).toBe(404)
    await world.settle(asked, 'closed')
    await world.settle(asked, 'answered')
    world.clock.advance(1000)
    await world.answer('CANARY later')
    const html = await (await world.results()).text()
    expect(html).toContain('More buses <span class="attribution">(7 people)</span>')
    expect(html).toContain('could tell who somebody is')
    expect(html).not.toMatch(/Pell|07700|CANARY/)
    expect(await world.list()).toContain(`href="/p/${world.id}/results"`)
    const quiet = await startAsking()
    await quiet.settle(await quiet.start(), 'answered')
    expect((await quiet.results()).status).toBe(404)
  })

  it('[AN34] quoted words leave a published page when they are taken back, hidden or changed, and it never kept them', async () => {
    const world = await startAsking()
    const { owner, id, store } = world
    const bodies = ['CANARY stays', 'CANARY back', 'CANARY hidden', 'CANARY other']
    const [, back, hidden, changed] = await world.quote([...bodies, 'Ring 07700 900123'])
    const version = await world.approve('1.0')
    expect((await world.publish(version)).status).toBe(400)
    await read(await world.publish(version, { checkReason: 'A made-up number' }))
    const page = async () => (await world.open(`/p/${id}/1.0`)).text()
    const before = await page()
    for (const words of bodies) expect(before).toContain(`<blockquote><p>${words}</p>`)
    expect(before).toContain('07700 900123')
    const [published] = await findPublications(store, id)
    const kept = String(Buffer.from((await store.contents.read(published?.page ?? '')) ?? []))
    expect(kept).toContain('We did')
    expect(kept).not.toContain('CANARY')

    await owner.ask('DELETE', back ?? '')
    const hide = { moderation: 'hidden', reason: 'A rule', takeOut: [], takeOutOfSuggestion: [] }
    await read(await owner.ask('PUT', `${hidden}/moderation`, hide))
    await read(await owner.ask('PATCH', changed ?? '', { body: 'CANARY that nobody checked' }))
    expect((await page()).match(/CANARY [a-z ]+/g)).toEqual(['CANARY stays'])
    await read(await owner.ask('POST', '/api/me/erase', {}))
    expect(await page()).not.toMatch(/CANARY|07700/)
  })

  it('[AN28] results keep back what they and the published page would tell together', async () => {
    const world = await startAsking()
    const asked = await world.start({ announced })
    for (const [people, said] of [
      [7, 'More buses'],
      [6, 'Ring 07700 900123'],
      [4, 'Lights'],
    ] as const) {
      const { id } = await world.say('CANARY', { people })
      await world.answerTo([id], { said })
    }
    await world.settle(asked, 'closed')
    await world.settle(asked, 'answered')
    const html = await (await world.results()).text()
    expect(html).toContain('More buses <span class="attribution">(7 people)</span>')
    // The page of a version has the 6, which from 17 would leave the 4.
    expect(html).not.toContain('17 people')
  })

  it('[AN34] the results of a consultation quote nothing personal', async () => {
    const world = await startAsking()
    const asked = await world.start({ announced })
    await world.quote(['More buses', 'Ring Mo on 07700 900123'])
    await world.settle(asked, 'closed')
    await world.settle(asked, 'answered')
    const html = await (await world.results()).text()
    expect(html).toContain('<blockquote><p>More buses</p>')
    expect(html).not.toContain('07700')
    expect(html).toContain('could tell who somebody is')
  })
})
