import { describe, expect, it } from 'vitest'
import { tellDeputies } from '../../../server/domain/concerns.ts'
import { sendLetters } from '../../../server/domain/letters.ts'
import { keepQuietHours } from '../../../server/mail/quiet-hours.ts'
import { openSmtp } from '../../../server/mail/smtp.ts'
import type { Concern, ConcernsResponse } from '../../../shared/safety/concerns.ts'
import { read, startDoor } from '../../support/at-door.ts'
import type { Visitor } from '../../support/at-door.ts'
import { startSmtp } from '../../support/smtp.ts'
import { sending } from '../../support/start-app.ts'
import { makeDocument } from '../../support/young.ts'

const WORDS = 'Canary words about somebody who is not safe'
const REPORT = { words: WORDS, documentId: null, thread: null, key: 'k'.repeat(20) }
const QUIET = { from: 21, to: 8 }
const HOUR = 60 * 60_000

const list = async (by: Visitor) => read<ConcernsResponse>(await by.ask('GET', '/api/concerns'))

describe('concerns', () => {
  it('[SF10] reach those who look after people, once, with the hash of the exact words', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const moderator = await door.letIn('moderator')
    for (let i = 0; i < 2; i++) {
      const answer = await editor.ask('POST', '/api/concerns', REPORT)
      expect(answer.status).toBe(201)
      const told = await answer.json()
      expect(told.hasReader).toBe(true)
      expect(told.helpers[1]).toMatchObject({ how: '0800 1111' })
    }
    const { concerns } = await list(moderator)
    expect(concerns).toHaveLength(1)
    expect(JSON.stringify(concerns)).not.toContain('Canary')
    const id = concerns[0]?.id ?? ''
    const opened = await read<Concern>(await moderator.ask('POST', `/api/concerns/${id}/open`))
    expect(opened).toMatchObject({
      words: WORDS,
      isIntact: true,
      state: 'read',
      opened: [{ by: 'Colleague moderator' }],
    })
    expect(opened.hash).toMatch(/^[0-9a-f]{64}$/)
    const noted = await read<Concern>(
      await moderator.ask('POST', `/api/concerns/${id}/notes`, {
        words: 'Rang the duty line.',
        isSettled: true,
      }),
    )
    expect(noted).toMatchObject({ state: 'settled', notes: [{ words: 'Rang the duty line.' }] })
    await door.store.records.change('concern', id, (value) => ({
      ...(value as Record<string, never>), // written by the server
      words: 'Something else',
    }))
    const changed = await moderator.ask('POST', `/api/concerns/${id}/open`)
    expect(await read<Concern>(changed)).toMatchObject({ isIntact: false })
  })

  it('[SF11] are visible to nobody else, in no answer, log or audit', async () => {
    const door = await startDoor()
    const visitors = {
      owner: door.owner,
      editor: await door.letIn('editor'),
      approver: await door.letIn('approver'),
    }
    const documentId = await makeDocument(door.owner)
    const about = `/api/documents/${documentId}`
    await visitors.editor.ask('POST', '/api/concerns', { ...REPORT, documentId })
    const { value: stored } = (await door.store.records.list('concern'))[0] ?? { value: null }
    const id = (stored as { id: string }).id // written by the server
    for (const visitor of Object.values(visitors)) {
      expect((await visitor.ask('GET', '/api/concerns')).status).toBe(403)
      expect((await visitor.ask('POST', `/api/concerns/${id}/open`)).status).toBe(403)
      const paths = ['/api/audit', '/api/documents', '/api/me', '/api/directory', about]
      const more = ['threads', 'answers', 'you-said', 'versions', 'export?format=json']
      for (const path of [...paths, ...more.map((each) => `${about}/${each}`)]) {
        expect(await (await visitor.ask('GET', path)).text()).not.toContain('Canary')
      }
    }
    expect(door.log.join('\n')).not.toContain('Canary')
    expect(await (await visitors.owner.ask('GET', '/api/audit')).text()).toContain(
      'concern.reported',
    )
  })

  it('[SF13] call the lead at once, and the deputy after four working hours, without a word of them', async () => {
    const door = await startDoor()
    const smtp = await startSmtp()
    const raw = openSmtp({ url: smtp.url, from: 'Folkmoot <plans@example.org>' })
    const mail = keepQuietHours(door.ctx, raw)
    const work = async () => {
      await tellDeputies(door.ctx)
      await sendLetters(door.ctx, { mail, origin: 'https://plan.example', log: () => undefined })
    }
    const lead = await door.letIn('moderator', 'Shona Pell')
    const deputy = await door.letIn('moderator', 'Tomas Birk')
    const third = await door.letIn('moderator', 'Ilse Marr')
    await read(
      await door.owner.ask('PUT', '/api/safety', {
        lead: lead.id,
        deputy: deputy.id,
        quiet: QUIET,
      }),
    )
    const calls = async () =>
      Promise.all(
        [lead, deputy, third].map(async (each) => (await list(each)).concerns[0]?.callsYou),
      )
    try {
      // Friday the 6th of March, an hour before the end of the working day.
      door.clock.advance(4 * 24 * HOUR + 7 * HOUR)
      await door.owner.ask('POST', '/api/concerns', REPORT)
      await work()
      expect(await calls()).toEqual([true, false, false])
      expect(smtp.letters.map(({ to }) => to)).toEqual([['moderator1@example.org']])
      door.clock.advance(68 * HOUR - 60_000) // Monday, a minute before noon
      await work()
      expect(await calls()).toEqual([true, false, false])
      door.clock.advance(60_000)
      await work()
      await work()
      expect(await calls()).toEqual([true, true, false])
      expect(smtp.letters.map(({ to }) => to)).toEqual([
        ['moderator1@example.org'],
        ['moderator2@example.org'],
      ])
      expect(smtp.letters[1]?.text).toContain('https://plan.example/safeguarding')
      expect(JSON.stringify(smtp.letters)).not.toContain('Canary')
      const { concerns, lead: first } = await list(deputy)
      expect([first, concerns[0]?.deputyToldAt]).toEqual(['Shona Pell', '2026-03-09T12:00:00.000Z'])
      await deputy.ask('POST', `/api/concerns/${concerns[0]?.id}/open`)
      expect(await calls()).toEqual([false, false, false])
    } finally {
      mail.close()
      await smtp.stop()
    }
  })

  it('[SF14] lead and deputy are two moderators; without any all are called, and nobody is said so', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const first = await editor.ask('POST', '/api/concerns', REPORT)
    expect(await read(first)).toMatchObject({ hasReader: false })
    const moderator = await door.letIn('moderator')
    expect((await list(moderator)).concerns[0]?.callsYou).toBe(true)
    const change = (lead: string | null, deputy: string | null, by = door.owner) =>
      by.ask('PUT', '/api/safety', { lead, deputy, quiet: QUIET })
    expect((await change(editor.id, null)).status).toBe(400)
    expect((await change(moderator.id, moderator.id)).status).toBe(400)
    expect((await change(moderator.id, null, moderator)).status).toBe(403)
    const kept = await read<{ candidates: unknown }>(await change(moderator.id, null))
    expect(kept).toMatchObject({ lead: moderator.id, deputy: null, quiet: QUIET })
    expect(kept.candidates).toEqual([{ id: moderator.id, name: 'Colleague moderator' }])
    const tooQuiet = { lead: null, deputy: null, quiet: { from: 9, to: 8 } }
    expect((await door.owner.ask('PUT', '/api/safety', tooQuiet)).status).toBe(400)
    expect(await (await door.owner.ask('GET', '/api/audit')).text()).toContain('safety.changed')
  })

  it('[SF15] are reported without a seat, and from one address only so often', async () => {
    const door = await startDoor()
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) {
      const report = { ...REPORT, key: `outside-${String(i).padStart(12, '0')}` }
      statuses.push((await door.app.request('/api/concerns', sending('POST', report))).status)
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 429, 429])
    const moderator = await door.letIn('moderator')
    const { concerns } = await list(moderator)
    expect(concerns).toHaveLength(10)
    expect((await door.app.request('/api/concerns')).status).toBe(401)
  })
})
