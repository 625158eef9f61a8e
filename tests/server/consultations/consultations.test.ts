import { describe, expect, it } from 'vitest'
import type { Consultation, WordsResponse, YoungReading } from '../../../shared/consultations.ts'
import { listVotes } from '../../../server/domain/votes.ts'
import type { Seat } from '../../../shared/access.ts'
import type { TimetableResponse } from '../../../shared/timetable.ts'
import type { VotesResponse } from '../../../shared/votes.ts'
import { read, startDoor } from '../../support/at-door.ts'
import type { Visitor } from '../../support/at-door.ts'
import { sending, startApp } from '../../support/start-app.ts'
import { addGroup, makeDocument, startYouthGroup } from '../../support/young.ts'

const REQUEST = {
  title: 'Buses and getting about',
  about: 'We are writing the plan for the next three years.',
  level: 'consultation',
  canChange: 'Which actions come first, and what they are.',
  cannotChange: 'How much money there is.',
  because: 'The council decided that in spring.',
  minutes: 10,
  opensOn: '2026-03-05',
  closesOn: '2026-04-02',
  hearBackOn: '2026-05-30',
  fixed: [],
  plain: [],
  groups: [],
}

/** A plan, with the clock at the time given. */
async function startPlan(at: string) {
  const { app, clock } = startApp()
  const ask = async (method: string, path: string, body?: unknown) =>
    app.request(path, sending(method, body))
  const goTo = (time: string) => clock.advance(Date.parse(time) - clock.now().getTime())
  goTo(at)
  const request = { template: 'actionPlanByPriority', title: 'A plan for Northmere' }
  const { id } = await read<{ id: string }>(await ask('POST', '/api/documents', request))
  return { id, ask, goTo }
}

describe('consultations', () => {
  it('[CN7] ask groups of the directory, whose ages are known from how people came in', async () => {
    const door = await startYouthGroup()
    const documentId = await makeDocument(door.owner)
    const board = await addGroup(door, 'Northmere Board', { kind: 'working' })
    await door.join((await door.makeLink({ ageBand: '16to17' })).code)
    await door.join((await door.makeLink({ ageBand: 'under13' })).code)
    const askable = async () =>
      read(await door.owner.ask('GET', `/api/documents/${documentId}/askable`))
    const youth = { id: door.group, name: 'Northmere Youth Council', isYouth: true }
    expect(await askable()).toEqual([
      { ...youth, ageBands: ['under13', '16to17'], isShared: false },
      { id: board, name: 'Northmere Board', isYouth: false, ageBands: [], isShared: false },
    ])
    const share = { as: 'commenter', until: null }
    await door.owner.ask('PUT', `/api/documents/${documentId}/shares/${door.group}`, share)
    expect(await askable()).toMatchObject([{ isShared: true }, { isShared: false }])
    const start = (groups: string[]) =>
      door.owner.ask('POST', `/api/documents/${documentId}/consultations`, { ...REQUEST, groups })
    expect((await start(['nobody'])).status).toBe(400)
    const { id } = await read<Consultation>(await start([door.group]))
    await door.owner.ask('DELETE', `/api/directory/entries/${door.group}`)
    const path = `/api/documents/${documentId}/consultations/${id}`
    const kept = { ...REQUEST, title: 'Another title', groups: [door.group] }
    expect((await door.owner.ask('PUT', path, kept)).status).toBe(200)
  })

  it('[CN8] stand in one list and in a calendar, for whoever may see them', async () => {
    const door = await startYouthGroup()
    const documentId = await makeDocument(door.owner, 'A plan for Northmere')
    await makeDocument(door.owner, 'Another plan')
    const start = (request: object) =>
      door.owner.ask('POST', `/api/documents/${documentId}/consultations`, {
        ...REQUEST,
        groups: [door.group],
        ...request,
      })
    await start({ title: 'Later', opensOn: '2026-03-20' })
    await start({ title: 'Now', opensOn: '2026-03-01', closesOn: '2026-03-10' })
    const { today, consultations } = await read<TimetableResponse>(
      await door.owner.ask('GET', '/api/consultations'),
    )
    expect([today, consultations.map(({ title }) => title)]).toEqual([
      '2026-03-02',
      ['Now', 'Later'],
    ])
    expect(consultations[0]).toMatchObject({
      document: documentId,
      state: 'open',
      groups: ['Northmere Youth Council'],
      unanswered: 0,
    })
    const [partner] = door.adults
    const partnersList = await read<TimetableResponse>(
      await partner.ask('GET', '/api/consultations'),
    )
    expect(partnersList.consultations).toEqual([])

    const reader = { as: 'reader', until: null }
    await door.owner.ask('PUT', `/api/documents/${documentId}/shares/${partner.id}`, reader)
    const made = await partner.ask('POST', '/api/consultation-calendars')
    const { path } = await read<{ path: string }>(made)
    const calendar = async () => (await door.app.request(path)).text()
    const text = await calendar()
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(6)
    for (const line of [
      'SUMMARY:Opens: Later',
      'DTSTART;VALUE=DATE:20260320',
      'SUMMARY:Closes: Now',
      'DTSTART;VALUE=DATE:20260310',
      'SUMMARY:People hear back: Now',
      'DTSTART;VALUE=DATE:20260530',
    ]) {
      expect(text).toContain(`${line}\r\n`)
    }
    await door.owner.ask('DELETE', `/api/documents/${documentId}/shares/${partner.id}`)
    expect(await calendar()).not.toContain('VEVENT')
    const [feed] = await read<{ id: string }[]>(
      await partner.ask('GET', '/api/consultation-calendars'),
    )
    await partner.ask('DELETE', `/api/consultation-calendars/${feed?.id}`)
    expect((await door.app.request(path)).status).toBe(404)
  })

  it('[CN1] say what can change and what cannot, and open and close on their days', async () => {
    const { id, ask, goTo } = await startPlan('2026-03-04T12:00:00Z')
    const made = await ask('POST', `/api/documents/${id}/consultations`, REQUEST)
    expect(made.status).toBe(201)
    const stateOn = async (time: string) => {
      goTo(time)
      const [first] = await read<Consultation[]>(
        await ask('GET', `/api/documents/${id}/consultations`),
      )
      return first?.state
    }
    expect(await stateOn('2026-03-04T23:59:00Z')).toBe('planned')
    expect(await stateOn('2026-03-05T00:01:00Z')).toBe('open')
    expect(await stateOn('2026-04-02T22:59:00Z')).toBe('open')
    expect(await stateOn('2026-04-02T23:01:00Z')).toBe('closed')
  })

  it('[CN2] days that cannot be are refused in plain words', async () => {
    const { id, ask } = await startPlan('2026-03-10T12:00:00Z')
    const refused = async (change: object) => {
      const request = { ...REQUEST, ...change }
      const answer = await ask('POST', `/api/documents/${id}/consultations`, request)
      return [answer.status, (await answer.json()).message]
    }
    expect(await refused({ closesOn: '2026-03-01' })).toEqual([
      400,
      'It cannot close before it opens.',
    ])
    expect((await refused({ hearBackOn: '2026-03-20' }))[1]).toContain('after it has closed')
    expect((await refused({ opensOn: '1 May' }))[1]).toBe('Please give days as YYYY-MM-DD.')
    expect((await refused({ canChange: ' ' }))[1]).toBe('Please say what people can change.')
    expect((await refused({ winner: 'us' }))[1]).toBe('There is no field called winner.')
  })

  it('[CN3] is closed early or answered by hand, and never goes back', async () => {
    const { id, ask } = await startPlan('2026-03-10T12:00:00Z')
    const path = `/api/documents/${id}/consultations`
    const made = await read<Consultation>(await ask('POST', path, REQUEST))
    expect(made.state).toBe('open')
    const settle = (to: string) => ask('POST', `${path}/${made.id}/settle`, { to })
    expect((await read<Consultation>(await settle('closed'))).state).toBe('closed')
    expect((await read<Consultation>(await settle('answered'))).state).toBe('answered')
    expect((await settle('closed')).status).toBe(409)
  })

  it('[CN4] the reading has a section for each heading and group, plain words and what is fixed', async () => {
    const { id, ask } = await startPlan('2026-03-10T12:00:00Z')
    const reading = async () => read<YoungReading>(await ask('GET', `/api/documents/${id}/reading`))
    const before = await reading()
    expect(before.consultation).toBeNull()
    expect(before.sections.length).toBeGreaterThan(2)
    const [first, second] = before.sections
    await ask('POST', `/api/documents/${id}/consultations`, {
      ...REQUEST,
      fixed: [{ block: first?.id, why: 'It is the law.' }],
      plain: [{ block: second?.id, words: 'This part is about buses.' }],
    })
    const after = await reading()
    expect(after.consultation?.title).toBe(REQUEST.title)
    expect(after.sections[0]).toMatchObject({ fixed: 'It is the law.', plain: null })
    expect(after.sections[1]).toMatchObject({ fixed: null, plain: 'This part is about buses.' })
  })

  it('[CN5] words are explained, and words people do not get are counted without who asked', async () => {
    const { id, ask } = await startPlan('2026-03-10T12:00:00Z')
    const terms = [{ term: 'Timescale', means: 'When it will be done.' }]
    await read(await ask('PUT', `/api/documents/${id}/words`, { terms }))
    for (const word of ['Participation', 'participation', 'stakeholder']) {
      const answer = await ask('POST', `/api/documents/${id}/words/asked`, { word })
      expect(answer.status).toBe(204)
    }
    expect(await read<WordsResponse>(await ask('GET', `/api/documents/${id}/words`))).toEqual({
      terms,
      asked: [
        { word: 'participation', times: 2 },
        { word: 'stakeholder', times: 1 },
      ],
    })
  })
})

describe('answers without writing', () => {
  it('[CN6] count people, can be changed and taken back, and are shown to young people only as their own', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const request = { template: 'blank', title: 'A plan' }
    const { id } = await read<{ id: string }>(
      await door.owner.ask('POST', '/api/documents', request),
    )
    const put = (who: Visitor, vote: string | null, people = 1) =>
      who.ask('PUT', `/api/documents/${id}/votes`, { item: 'row1', vote, people })
    expect((await put(editor, 'agree')).status).toBe(403)
    const share = { as: 'commenter', until: null }
    await door.owner.ask('PUT', `/api/documents/${id}/shares/${editor.id}`, share)
    await read(await put(editor, 'agree', 12))
    await read(await put(door.owner, 'disagree'))
    const votes = await read<VotesResponse>(await put(editor, 'notSure', 12))
    expect(votes).toEqual({
      mine: { row1: 'notSure' },
      counts: { row1: { agree: 0, notSure: 12, disagree: 1, answers: 2 } },
    })
    expect((await read<VotesResponse>(await put(editor, null))).counts['row1']?.answers).toBe(1)
    const young: Seat = { id: 'kit', name: 'Kit', colour: 1, role: 'young' }
    expect(await listVotes({ ...door.ctx, seat: young }, id)).toEqual({ mine: {}, counts: {} })
  })
})
