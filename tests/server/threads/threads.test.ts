import { describe, expect, it } from 'vitest'
import type { Comment, Thread } from '../../../shared/comments/thread.ts'
import { eraseDocument, requireDocument } from '../../../server/domain/documents.ts'
import { RULES } from '../../../shared/safety/rules.ts'
import { SEATS, SOME_WORDS, answered, startTalk } from '../../support/threads.ts'
import type { SeatName } from '../../support/threads.ts'

const EVERYBODY: SeatName[] = ['petra', 'ed', 'abi', 'mo', 'uma']

describe('threads', () => {
  it('[TH1] whatever is done to comments, by whoever, not one byte of the text changes', async () => {
    const talk = await startTalk()
    const before = await talk.bytes()
    for (const who of EVERYBODY) {
      const thread = await talk.start(who, { anchor: SOME_WORDS, suggestion: 'twice a year' })
      const comment = `/${thread.id}/comments/${thread.id}`
      const requests: [method: string, path: string, body?: unknown][] = [
        ['POST', `/${thread.id}/comments`, { key: talk.newKey(), body: 'And more.' }],
        ['PATCH', comment, { body: 'Asked more often' }],
        ['PUT', `${comment}/reaction`, { reaction: 'agree', isOn: true }],
        ['PUT', `/${thread.id}/resolution`, { isResolved: true }],
        ['PUT', `/${thread.id}/resolution`, { isResolved: false }],
        [
          'PUT',
          `${comment}/moderation`,
          { moderation: 'shown', reason: 'A name', takeOut: [{ from: 0, to: 5 }] },
        ],
        ['PUT', `/${thread.id}/decision`, { is: 'declined', reason: 'No money' }],
        ['DELETE', comment],
      ]
      for (const [method, path, body] of requests) {
        const { status } = await talk.ask(who, method, path, body)
        expect(status).toBeLessThan(500)
      }
    }
    expect(await talk.bytes()).toBe(before)
    expect(talk.closed).toEqual([])
  })

  it('[TH2] a request that comes twice makes one thread, and one comment of a reply', async () => {
    const talk = await startTalk()
    const request = { ...talk.opening(), body: 'Once' }
    const reply = { key: talk.newKey(), body: 'Also once' }
    const ids = new Set<string>()
    for (let time = 0; time < 3; time++) {
      const thread = await answered<Thread>(await talk.ask('ed', 'POST', '', request))
      ids.add(thread.id)
      await answered(await talk.ask('abi', 'POST', `/${thread.id}/comments`, reply))
    }
    expect(ids.size).toBe(1)
    expect((await talk.list('ed')).map(({ comments }) => comments.map(({ body }) => body))).toEqual(
      [['Once', 'Also once']],
    )
    await talk.start('abi', { ...request, body: 'The key of somebody else' })
    expect(await talk.list('ed')).toHaveLength(2)
  })

  it('[TH3] internal threads never reach young people, by list, id, reply or reaction', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('ed', { visibility: 'internal', body: 'Between us' })
    expect(await talk.list('uma')).toEqual([])
    const tries: [method: string, path: string, body?: unknown][] = [
      ['GET', `/${id}`],
      ['POST', `/${id}/comments`, { key: talk.newKey(), body: 'Hello' }],
      ['PUT', `/${id}/comments/${id}/reaction`, { reaction: 'agree', isOn: true }],
      ['PUT', `/${id}/resolution`, { isResolved: true }],
      ['PATCH', `/${id}/comments/${id}`, { body: 'Mine' }],
      ['DELETE', `/${id}/comments/${id}`],
    ]
    for (const [method, path, body] of tries) {
      expect((await talk.ask('uma', method, path, body)).status).toBe(404)
    }
    const own = await talk.ask('uma', 'POST', '', { ...talk.opening(), visibility: 'internal' })
    expect(own.status).toBe(403)
    expect(await talk.list('rae')).toHaveLength(1)
  })

  it('[TH4] what a young person writes is held, and only its author and those who check see it', async () => {
    const talk = await startTalk()
    const { id, comments } = await talk.start('uma', { body: 'The bus is too late' })
    expect(comments[0]?.moderation).toBe('held')
    expect(await seenBy(talk, id)).toEqual(['petra', 'mo', 'uma'])
    await talk.show(id)
    expect(await seenBy(talk, id)).toEqual(['petra', 'ed', 'rae', 'abi', 'mo', 'uma', 'vik'])
    await talk.ask('uma', 'PATCH', `/${id}/comments/${id}`, { body: 'The bus is far too late' })
    expect(await seenBy(talk, id)).toEqual(['petra', 'mo', 'uma'])
    await talk.show(id)
    const reply = (await talk.reply('vik', id, 'Yes')).comments[1]
    expect((await talk.list('uma'))[0]?.comments).toHaveLength(1)
    await talk.show(id, reply?.id)
    expect((await talk.list('uma'))[0]?.comments).toHaveLength(2)
  })

  it('[TH5] nobody is told who a young person is: nickname and group, and no id', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('uma')
    await talk.show(id)
    await talk.ask('vik', 'PUT', `/${id}/comments/${id}/reaction`, {
      reaction: 'agree',
      isOn: true,
    })
    const author = { id: null, name: 'Uma', colour: 1, role: 'young', group: SEATS.uma.group }
    for (const who of ['petra', 'ed', 'mo', 'vik'] as const) {
      const response = await talk.ask(who, 'GET', `/${id}`)
      const text = await response.clone().text()
      expect(firstOf(await answered<Thread>(response)).author).toEqual(author)
      expect(text).not.toMatch(/"(uma|vik)"/)
    }
  })

  it('[TH6] one changes and takes back one’s own words, and nobody else’s', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('ed', { body: 'First' })
    const place = `/${id}/comments/${id}`
    for (const who of ['petra', 'abi', 'mo', 'rae'] as const) {
      expect((await talk.ask(who, 'PATCH', place, { body: 'Other' })).status).toBe(403)
      expect((await talk.ask(who, 'DELETE', place)).status).toBe(403)
    }
    talk.clock.advance(60_000)
    const edited = await answered<Thread>(await talk.ask('ed', 'PATCH', place, { body: 'Second' }))
    expect(firstOf(edited)).toMatchObject({
      body: 'Second',
      editedAt: '2026-03-02T09:01:00.000Z',
    })
    await talk.reply('abi', id)
    expect((await talk.ask('ed', 'DELETE', place)).status).toBe(204)
    const kept = (await talk.list('abi'))[0]
    expect(kept?.comments.map(({ body, isWithdrawn }) => [body, isWithdrawn])).toEqual([
      ['', true],
      ['Because.', false],
    ])
    const lonely = await talk.start('abi')
    await talk.ask('abi', 'DELETE', `/${lonely.id}/comments/${lonely.id}`)
    expect(await talk.list('petra')).toHaveLength(1)
  })

  it('[TH7] whoever opened a thread resolves it; editors, officers and moderators resolve any', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('uma')
    await talk.show(id)
    const resolve = async (who: SeatName, isResolved: boolean) =>
      (await talk.ask(who, 'PUT', `/${id}/resolution`, { isResolved })).status
    expect(await resolve('vik', true)).toBe(403)
    expect(await resolve('abi', true)).toBe(403)
    for (const who of ['uma', 'ed', 'petra', 'mo'] as const) {
      expect(await resolve(who, true)).toBe(200)
      expect((await talk.list('uma'))[0]?.resolved).toEqual({
        at: '2026-03-02T09:00:00.000Z',
        by: SEATS[who].name,
      })
      expect(await resolve(who, false)).toBe(200)
    }
    await resolve('ed', true)
    await talk.reply('abi', id)
    expect((await talk.list('uma'))[0]?.resolved).toBeNull()
  })

  it('[TH8] one is of one opinion at a time and may ask for an explanation beside it', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('ed')
    const react = async (who: SeatName, reaction: string, isOn = true) => {
      const path = `/${id}/comments/${id}/reaction`
      const thread = await answered<Thread>(await talk.ask(who, 'PUT', path, { reaction, isOn }))
      return firstOf(thread).reactions
    }
    await react('uma', 'agree')
    await react('abi', 'agree')
    await react('uma', 'explain')
    expect(await react('uma', 'disagree')).toEqual({
      counts: { agree: 1, notSure: 0, disagree: 1, explain: 1 },
      mine: ['explain', 'disagree'],
    })
    expect((await react('uma', 'disagree', false)).mine).toEqual(['explain'])
    const odd = await talk.ask('uma', 'PUT', `/${id}/comments/${id}/reaction`, {
      reaction: 'love',
      isOn: true,
    })
    expect(odd.status).toBe(400)
  })

  it('[TH9] words are taken out for good, with a reason, and it shows', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('uma', { body: 'I am Jo from Northby' })
    const place = `/${id}/comments/${id}/moderation`
    const request = { moderation: 'shown', reason: 'A name', takeOut: [{ from: 5, to: 7 }] }
    expect((await talk.ask('ed', 'PUT', place, request)).status).toBe(403)
    await answered(await talk.ask('mo', 'PUT', place, request))
    for (const who of ['uma', 'ed', 'mo'] as const) {
      expect(firstOf((await talk.list(who))[0])).toMatchObject({
        body: 'I am [taken out] from Northby',
        isRedacted: true,
        reason: 'A name',
      })
    }
    expect(JSON.stringify(await talk.store.records.list('threads'))).not.toContain('Jo from')
    const audit = JSON.stringify(await talk.store.records.list('audit'))
    expect(audit).toContain('comment.redacted')
    expect(audit).not.toContain('A name')
  })

  it('[TH21] words are taken out of a suggestion for good, and the rest is put in by hand alone', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('uma', {
      anchor: SOME_WORDS,
      body: 'Ask Jo',
      suggestion: 'twice a year, says Jo Marsh',
    })
    const place = `/${id}/comments/${id}/moderation`
    const takeOutOfSuggestion = [{ from: 19, to: 27 }]
    const redact = (reason: string) =>
      talk.ask('mo', 'PUT', place, { moderation: 'shown', reason, takeOutOfSuggestion })
    expect((await redact('')).status).toBe(400)
    await answered(await redact('A name'))
    const [thread] = await talk.list('ed')
    expect(thread?.suggestion).toMatchObject({
      words: 'twice a year, says [taken out]',
      isRedacted: true,
    })
    expect(firstOf(thread)).toMatchObject({ body: 'Ask Jo', reason: 'A name', isRedacted: false })
    expect(JSON.stringify(await talk.store.records.list('threads'))).not.toContain('Marsh')
    const accepted = { is: 'accepted', before: 'once a year', after: 'twice a year' }
    expect((await talk.ask('ed', 'PUT', `/${id}/decision`, accepted)).status).toBe(409)
    const plain = await talk.start('uma')
    const none = { moderation: 'shown', reason: 'A name', takeOutOfSuggestion }
    const other = `/${plain.id}/comments/${plain.id}/moderation`
    expect((await talk.ask('mo', 'PUT', other, none)).status).toBe(400)
  })

  it('[TH22] all of 50 decisions have a rule, a reason, a notice to whoever wrote it, and one appeal', async () => {
    const talk = await startTalk()
    const HOUR = 60 * 60_000
    const hours: number[] = []
    for (let i = 0; i < 50; i++) {
      const [author, other] = i % 2 === 0 ? (['uma', 'vik'] as const) : (['vik', 'uma'] as const)
      const { id } = await talk.start(author, { body: `Words ${i}` })
      talk.clock.advance((1 + (i % 9)) * HOUR)
      const place = `/${id}/comments/${id}/moderation`
      const rule = RULES[i % RULES.length]
      const hide = (reason: string) =>
        talk.ask('mo', 'PUT', place, { moderation: 'hidden', reason, rule })
      expect((await hide(' ')).status).toBe(400)
      await answered(await hide(`Reason ${i}`))
      const told = await answered<Thread>(await talk.ask(author, 'GET', `/${id}`))
      expect(firstOf(told)).toMatchObject({ moderation: 'hidden', rule, reason: `Reason ${i}` })
      const appeal = `/${id}/comments/${id}/appeal`
      expect((await talk.ask(other, 'POST', appeal)).status).toBe(404)
      const asked = await answered<Thread>(await talk.ask(author, 'POST', appeal))
      expect(firstOf(asked)).toMatchObject({ moderation: 'held', rule, reason: `Reason ${i}` })
      expect(firstOf(asked).appealedAt).not.toBeNull()
      expect((await talk.ask(author, 'POST', appeal)).status).toBe(409)
      hours.push((talk.clock.now().getTime() - Date.parse(told.createdAt)) / HOUR)
    }
    const audit = JSON.stringify(await talk.store.records.list('audit'))
    expect(audit.match(/comment\.moderated/g)).toHaveLength(50)
    expect(audit.match(/comment\.appealed/g)).toHaveLength(50)
    const decided = /"moderation":"hidden","hash":"[0-9a-f]{64}","rule":"(\w+)"/g
    expect([...audit.matchAll(decided)]).toHaveLength(50)
    expect(audit).not.toContain('Words')
    expect(hours.toSorted((one, next) => one - next)[25]).toBe(5) // the clock tells how long it took
  })

  it('[TH22] nothing is decided under a rule nobody knows, and what is shown breaks none', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('uma', { body: 'Ring 07700 900123' })
    const decide = (more: object) =>
      talk.ask('mo', 'PUT', `/${id}/comments/${id}/moderation`, { moderation: 'shown', ...more })
    expect((await decide({ rule: 'mine' })).status).toBe(400)
    const ruleAfter = async (more: object) =>
      firstOf(await answered<Thread>(await decide(more))).rule
    expect(await ruleAfter({ reason: 'A number', takeOut: [{ from: 5, to: 17 }] })).toBe('personal')
    expect(await ruleAfter({ moderation: 'hidden', reason: 'Not here' })).toBe('other')
    expect(await ruleAfter({ rule: 'hurtful' })).toBeNull()
  })

  it('[TH23] a thread for colleagues is shown to young people by those who may, and says so', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('ed', { visibility: 'internal', body: 'They are right.' })
    const show = (who: SeatName) =>
      talk.ask(who, 'PUT', `/${id}/visibility`, { visibility: 'visible' })
    for (const who of ['uma', 'ed', 'rae', 'abi'] as const) {
      expect((await show(who)).status).toBe(403)
    }
    expect(await talk.list('uma')).toEqual([])
    await answered(await show('mo'))
    expect(talk.events.at(-1)?.[1]).toMatchObject({ thread: id, visibility: 'visible' })
    for (const who of ['uma', 'ed', 'petra'] as const) {
      expect((await talk.list(who))[0]).toMatchObject({
        visibility: 'visible',
        madeVisible: { by: 'Mo' },
      })
    }
    expect((await show('petra')).status).toBe(409)
    const back = await talk.ask('petra', 'PUT', `/${id}/visibility`, { visibility: 'internal' })
    expect(back.status).toBe(400)
    const audit = JSON.stringify(await talk.store.records.list('audit'))
    expect(audit).toContain('comment.madeVisible')
  })

  it('[TH10] suggested words are decided once, by editors, with a reason where they are declined', async () => {
    const talk = await startTalk()
    const { id } = await talk.start('uma', {
      anchor: SOME_WORDS,
      body: '',
      suggestion: 'twice a year',
    })
    await talk.show(id)
    const decide = async (who: SeatName, request: object) =>
      (await talk.ask(who, 'PUT', `/${id}/decision`, request)).status
    expect(await decide('uma', { is: 'declined', reason: 'x' })).toBe(403)
    expect(await decide('ed', { is: 'declined', reason: '' })).toBe(400)
    expect(await decide('ed', { is: 'declined', reason: 'There is no money' })).toBe(200)
    const accepted = { is: 'accepted', before: 'once a year', after: 'twice a year' }
    expect(await decide('petra', accepted)).toBe(409)
    expect(await decide('petra', { is: 'open' })).toBe(200)
    expect(await decide('petra', accepted)).toBe(200)
    const { suggestion, resolved } = (await talk.list('uma'))[0] ?? {}
    expect(suggestion?.decision).toMatchObject({ is: 'accepted', by: 'Petra' })
    expect(resolved?.by).toBe('Petra')
    expect((await talk.ask('ed', 'POST', '', { ...talk.opening(), suggestion: 'x' })).status).toBe(
      400,
    )
  })

  it('[TH11] lengths and counts have an end, and fields nobody knows are refused', async () => {
    const talk = await startTalk()
    const start = async (more: object) =>
      (await talk.ask('ed', 'POST', '', { ...talk.opening(), ...more })).status
    expect(await start({ body: 'x'.repeat(4001) })).toBe(400)
    expect(await start({ body: '  ' })).toBe(400)
    expect(await start({ moderation: 'shown' })).toBe(400)
    expect(await start({ anchor: { ...SOME_WORDS, quote: 'x'.repeat(2001) } })).toBe(400)
    expect(await start({ anchor: { ...SOME_WORDS, on: 'row' } })).toBe(400)
    expect(await start({ key: 'short' })).toBe(400)
    const { id } = await talk.start('ed')
    await talk.store.records.change('threads', `${talk.documentId}-${id.slice(-1)}`, (value) => {
      const { threads } = value as { threads: { comments: object[] }[] } // as it was written above
      const [first] = threads
      const [comment] = first?.comments ?? []
      const comments = Array.from({ length: 200 }, (_, at) => ({ ...comment, id: String(at) }))
      return JSON.parse(JSON.stringify({ threads: [{ ...first, comments }] }))
    })
    const reply = { key: talk.newKey(), body: 'One more' }
    expect((await talk.ask('abi', 'POST', `/${id}/comments`, reply)).status).toBe(429)
  })

  it('[TH12] a document that goes for good takes its threads along', async () => {
    const talk = await startTalk()
    for (let count = 0; count < 10; count++) await talk.start('ed')
    const { ctx, documentId, store } = talk
    expect(await store.records.list('threads')).not.toEqual([])
    await eraseDocument(ctx, await requireDocument(ctx, documentId))
    expect(await store.records.list('threads')).toEqual([])
  })
})

async function seenBy(talk: Awaited<ReturnType<typeof startTalk>>, id: string) {
  const seen: SeatName[] = []
  for (const who of ['petra', 'ed', 'rae', 'abi', 'mo', 'uma', 'vik'] as const) {
    const inList = (await talk.list(who)).some((each) => each.id === id)
    const isFound = (await talk.ask(who, 'GET', `/${id}`)).status === 200
    expect(isFound).toBe(inList)
    if (inList) seen.push(who)
  }
  return seen
}

function firstOf(thread: Thread | undefined): Comment {
  const [first] = thread?.comments ?? []
  if (first === undefined) throw new Error('A thread has a first comment')
  return first
}
