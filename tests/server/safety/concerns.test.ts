import { describe, expect, it } from 'vitest'
import type { Concern, ConcernSummary } from '../../../shared/safety/concerns.ts'
import { read, startDoor } from '../../support/at-door.ts'

const WORDS = 'Canary words about somebody who is not safe'
const REPORT = { words: WORDS, documentId: null, thread: null, key: 'k'.repeat(20) }

describe('concerns', () => {
  it('[SF10] reach those who look after people, once, with the hash of the exact words', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const moderator = await door.letIn('moderator')
    for (let i = 0; i < 2; i++) {
      const answer = await editor.ask('POST', '/api/concerns', REPORT)
      expect(answer.status).toBe(201)
      expect((await answer.json()).helpers[1]).toMatchObject({ how: '0800 1111' })
    }
    const list = await read<ConcernSummary[]>(await moderator.ask('GET', '/api/concerns'))
    expect(list).toHaveLength(1)
    expect(JSON.stringify(list)).not.toContain('Canary')
    const id = list[0]?.id ?? ''
    const opened = await read<Concern>(await moderator.ask('POST', `/api/concerns/${id}/open`))
    expect(opened).toMatchObject({
      words: WORDS,
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
  })

  it('[SF11] are visible to nobody else, in no answer, log or audit', async () => {
    const door = await startDoor()
    const visitors = {
      owner: door.owner,
      editor: await door.letIn('editor'),
      approver: await door.letIn('approver'),
    }
    await visitors.editor.ask('POST', '/api/concerns', REPORT)
    const { value: stored } = (await door.store.records.list('concern'))[0] ?? { value: null }
    const id = (stored as { id: string }).id // written by the server
    for (const visitor of Object.values(visitors)) {
      expect((await visitor.ask('GET', '/api/concerns')).status).toBe(403)
      expect((await visitor.ask('POST', `/api/concerns/${id}/open`)).status).toBe(403)
      for (const path of ['/api/audit', '/api/documents', '/api/me', '/api/directory']) {
        expect(await (await visitor.ask('GET', path)).text()).not.toContain('Canary')
      }
    }
    expect(door.log.join('\n')).not.toContain('Canary')
    expect(await (await visitors.owner.ask('GET', '/api/audit')).text()).toContain(
      'concern.reported',
    )
  })
})
