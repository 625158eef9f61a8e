import { describe, expect, it } from 'vitest'
import { TOKEN_OPERATIONS } from '../../../shared/api-seats.ts'
import type { NewTokenResponse } from '../../../shared/api-seats.ts'
import { read, startDoor } from '../../support/at-door.ts'

const DAY = 24 * 60 * 60_000
const READING = { name: 'Nightly copy', operations: ['listDocuments'], documents: null }

describe('tokens for scripts', () => {
  it('[AC25] work to the end of their last day', async () => {
    const door = await startDoor()
    const made = await door.owner.ask('POST', '/api/me/tokens', { ...READING, until: '2026-03-04' })
    const { token } = await read<NewTokenResponse>(made)
    const status = async () => {
      const headers = { authorization: `Bearer ${token}` }
      return (await door.app.request('/api/documents', { headers })).status
    }
    const statuses: number[] = []
    for (let day = 0; day < 4; day++) {
      statuses.push(await status())
      door.clock.advance(DAY)
    }
    expect(statuses).toEqual([200, 200, 200, 401])
    expect(JSON.stringify(await door.store.records.list('token'))).not.toContain(token)
  })

  const bad: [name: string, request: object][] = [
    ['a day that is over', { until: '2026-03-01' }],
    ['a day more than a year away', { until: '2027-03-05' }],
    ['no day', { until: null }],
    ['the right to let people in', { operations: ['manageAccounts'] }],
    ['the right to make tokens', { operations: ['makeToken'] }],
    ['no rights', { operations: [] }],
    ['an owner of its own', { account: 'somebody' }],
  ]
  it.each(bad)('[AC25] are not made with %s', async (_name, request) => {
    const door = await startDoor()
    const whole = { ...READING, until: '2026-03-04', ...request }
    expect((await door.owner.ask('POST', '/api/me/tokens', whole)).status).toBe(400)
  })

  it('[AC25] die with the account of their owner, and carry none of its higher rights', async () => {
    const door = await startDoor()
    const officer = await door.letIn('officer')
    const whole = { ...READING, operations: TOKEN_OPERATIONS, until: '2026-03-04' }
    const made = await officer.ask('POST', '/api/me/tokens', whole)
    const { token } = await read<NewTokenResponse>(made)
    const headers = { authorization: `Bearer ${token}` }
    const status = async () => (await door.app.request('/api/documents', { headers })).status
    expect(await status()).toBe(200)
    await door.owner.ask('PATCH', `/api/accounts/${officer.id}`, { isSuspended: true })
    expect(await status()).toBe(401)
  })
})
