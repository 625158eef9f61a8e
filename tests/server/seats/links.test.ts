import { describe, expect, it } from 'vitest'
import { createLinkPost } from '../../../server/domain/link-post.ts'
import { redeemLink } from '../../../server/domain/links.ts'
import type { Mail } from '../../../server/domain/link-post.ts'
import type { AccountSummary, NewLinkResponse } from '../../../shared/api-seats.ts'
import { read, startDoor } from '../../support/at-door.ts'
import { sending, startWorld } from '../../support/start-app.ts'

const PERSON = { name: 'Ilse Marr', colour: 2 }
const MINUTE = 60_000

describe('invitations and links', () => {
  it('[AC9] an officer invites a colleague, who comes in under the name they choose', async () => {
    const door = await startDoor()
    const { link, account, letter, expiresAt } = await door.invite('editor', 'I. Marr')
    expect([account.state, letter, expiresAt]).toEqual([
      'invited',
      'none',
      '2026-03-09T09:00:00.000Z',
    ])
    const look = await door.app.request('/api/links/look', sending('POST', { link }))
    expect(await look.json()).toEqual({ is: 'invitation', name: 'I. Marr' })
    await door.enter(link, { person: PERSON })
    const accounts = await read<AccountSummary[]>(await door.owner.ask('GET', '/api/accounts'))
    expect(accounts.find(({ id }) => id === account.id)).toMatchObject({
      name: 'Ilse Marr',
      role: 'editor',
      state: 'active',
    })
  })

  it('[AC9] an address is invited once', async () => {
    const door = await startDoor()
    const ask = (email: string) =>
      door.owner.ask('POST', '/api/accounts', { name: 'Ilse', email, role: 'editor' })
    const statuses = await Promise.all(
      ['ilse@example.org', ' Ilse@Example.org', 'ilse@example.org'].map(ask),
    )
    expect(statuses.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    const accounts = await read<AccountSummary[]>(await door.owner.ask('GET', '/api/accounts'))
    expect(accounts).toHaveLength(2)
  })

  it('[AC10] of 50 who use a link at once, one comes in', async () => {
    const door = await startDoor()
    const { link } = await door.invite('editor')
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, () => redeemLink(door.ctx, link, PERSON)),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  const times: [name: string, kind: 'invitation' | 'signIn', minutes: number, status: number][] = [
    ['an invitation after 7 days less a minute', 'invitation', 7 * 24 * 60 - 1, 200],
    ['an invitation after 7 days', 'invitation', 7 * 24 * 60, 403],
    ['a sign-in link after 14 minutes', 'signIn', 14, 200],
    ['a sign-in link after 15 minutes', 'signIn', 15, 403],
    ['a sign-in link after 16 minutes', 'signIn', 16, 403],
  ]
  it.each(times)('[AC11] %s', async (_name, kind, minutes, status) => {
    const door = await startDoor()
    const { link, account } = await door.invite('editor')
    let used = link
    if (kind === 'signIn') {
      await door.enter(link)
      const made = await door.owner.ask('POST', `/api/accounts/${account.id}/link`)
      used = (await read<NewLinkResponse>(made)).link
    }
    door.clock.advance(minutes * MINUTE)
    const response = await door.app.request(
      '/api/sign-in',
      sending('POST', { link: used, person: PERSON }),
    )
    expect(response.status).toBe(status)
  })

  it('[AC11] looking at a link does not use it up, and a broken name neither', async () => {
    const door = await startDoor()
    const { link } = await door.invite('editor')
    await door.app.request('/api/links/look', sending('POST', { link }))
    const nameless = await door.app.request('/api/sign-in', sending('POST', { link }))
    expect(nameless.status).toBe(400)
    await door.enter(link)
  })

  it('[AC12] a link that was used, is over or never was gets the same answer', async () => {
    const door = await startDoor()
    const used = await door.invite('editor')
    await door.enter(used.link)
    const over = await door.invite('editor')
    door.clock.advance(8 * 24 * 60 * MINUTE)
    const bodies = await Promise.all(
      [used.link, over.link, 'A'.repeat(22)].map(async (link) => {
        const response = await door.app.request('/api/links/look', sending('POST', { link }))
        return [response.status, await response.text()]
      }),
    )
    expect(new Set(bodies.map((each) => JSON.stringify(each))).size).toBe(1)
  })

  it('[AC13] somebody suspended is out at once, and their links open nothing', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const made = await door.owner.ask('POST', `/api/accounts/${editor.id}/link`)
    const { link } = await read<NewLinkResponse>(made)
    const path = `/api/accounts/${editor.id}`
    expect((await door.owner.ask('PATCH', path, { isSuspended: true })).status).toBe(200)
    expect((await editor.ask('GET', '/api/documents')).status).toBe(401)
    const use = () => door.app.request('/api/sign-in', sending('POST', { link }))
    expect((await use()).status).toBe(403)
    expect((await door.owner.ask('POST', `${path}/link`)).status).toBe(409)
    await door.owner.ask('PATCH', path, { isSuspended: false })
    expect((await editor.ask('GET', '/api/documents')).status).toBe(401)
    expect((await use()).status).toBe(200)
  })

  it('[AC14] the last officer stays an officer', async () => {
    const door = await startDoor()
    const path = `/api/accounts/${door.owner.id}`
    const change = async (body: object) => (await door.owner.ask('PATCH', path, body)).status
    expect([await change({ role: 'editor' }), await change({ isSuspended: true })]).toEqual([
      409, 409,
    ])
    await door.letIn('officer')
    expect(await change({ role: 'editor' })).toBe(200)
    expect(await change({ role: 'officer' })).toBe(403)
  })
})

describe('links by e-mail', () => {
  async function startWithMail() {
    const sent: { to: string; text: string }[] = []
    const mail: Mail = {
      send: async (message) => void sent.push(message),
      check: async () => undefined,
      close: () => undefined,
    }
    const { store, ctx } = startWorld()
    const origin = 'https://plan.example'
    const links = createLinkPost({ mail, ctx, origin, log: () => undefined })
    const door = await startDoor({ store, links })
    return { door, sent }
  }

  it('[AC15] an invitation and a sign-in link go to the address they are for', async () => {
    const { door, sent } = await startWithMail()
    const { letter, link, account } = await door.invite('editor', 'Ilse')
    expect([letter, sent[0]?.to]).toEqual(['sent', account.email])
    expect(sent[0]?.text).toContain(`https://plan.example/#enter=${link}`)
    await door.enter(link)
    const asked = await door.app.request(
      '/api/sign-in/mail',
      sending('POST', { email: account.email.toUpperCase() }),
    )
    expect([asked.status, await asked.text()]).toEqual([202, ''])
    await expect.poll(() => sent.length).toBe(2)
    expect(sent[1]?.text).toMatch(/https:\/\/plan\.example\/#enter=[A-Za-z0-9_-]{22}\n/)
  })

  it('[AC16] an address nobody has gets the same answer and no letter', async () => {
    const { door, sent } = await startWithMail()
    const ask = async (email: string) => {
      const asked = await door.app.request('/api/sign-in/mail', sending('POST', { email }))
      return [asked.status, await asked.text(), [...asked.headers]]
    }
    const { account } = await door.invite('editor')
    expect(await ask('nobody@example.org')).toEqual(await ask(account.email))
    await expect.poll(() => sent.length).toBe(2)
    expect(sent.map(({ to }) => to)).toEqual([account.email, account.email])
  })

  it('[AC17] one address is sent at most 5 letters in 15 minutes', async () => {
    const { door } = await startWithMail()
    const ask = async () =>
      (await door.app.request('/api/sign-in/mail', sending('POST', { email: 'a@example.org' })))
        .status
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) statuses.push(await ask())
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429])
    door.clock.advance(15 * MINUTE)
    expect(await ask()).toBe(202)
  })
})
