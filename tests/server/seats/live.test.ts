import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { AccountRole } from '../../../shared/access.ts'
import type {
  NewLinkResponse,
  NewTokenResponse,
  SessionSummary,
} from '../../../shared/api-seats.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { serveFolkmoot } from '../../support/serve-folkmoot.ts'
import type { ServedFolkmoot } from '../../support/serve-folkmoot.ts'
import { inviteTo, signIn } from '../../support/sign-in.ts'
import { RawClient } from '../sync/raw-client.ts'

/** The whole server on a port and a data folder: what somebody loses bites on open sockets. */
describe('rights on live sockets', () => {
  let served: ServedFolkmoot
  let address: string
  let owner: string
  let said: string[]

  beforeEach(async () => {
    said = []
    served = await serveFolkmoot((line) => said.push(line))
    ;({ address, owner } = served)
  })
  afterEach(() => served.stop())

  const ask: ServedFolkmoot['ask'] = (...call) => served.ask(...call)

  /** Somebody of this role in a document that is shared with them as an editor. */
  async function joined({ role = 'editor' }: { role?: AccountRole } = {}) {
    const made = { template: 'blank', title: 'A plan' }
    const { id } = await ask<{ id: string }>(owner, 'POST', '/api/documents', made)
    const { link, account } = await inviteTo(address, owner, { role })
    const cookie = await signIn(address, link, 'Ines')
    const path = `/api/documents/${id}/shares/${account.id}`
    await ask(owner, 'PUT', path, { as: 'editor', until: null })
    const client = await join(id, cookie)
    return { id, path, cookie, client, account }
  }

  async function join(id: string, cookie: string): Promise<RawClient> {
    const url = `${address.replace('http', 'ws')}/sync/${id}`
    const client = await RawClient.open(url, { cookie })
    await client.sync()
    return client
  }

  type Joined = Awaited<ReturnType<typeof joined>>
  const losses: [name: string, code: number, lose: (joined: Joined) => Promise<unknown>][] = [
    ['no longer shared with', 4403, ({ path }) => ask(owner, 'DELETE', path)],
    [
      'made a reader, who comes back as one',
      4501,
      ({ path }) => ask(owner, 'PUT', path, { as: 'reader', until: null }),
    ],
    [
      'given another role, and comes back with it',
      4501,
      ({ account }) => ask(owner, 'PATCH', `/api/accounts/${account.id}`, { role: 'approver' }),
    ],
    [
      'suspended',
      4401,
      ({ account }) => ask(owner, 'PATCH', `/api/accounts/${account.id}`, { isSuspended: true }),
    ],
    ['signed out', 4401, ({ cookie }) => ask(cookie, 'POST', '/api/sign-out')],
    [
      'signed out everywhere',
      4401,
      ({ cookie }) => ask(cookie, 'POST', '/api/sign-out/everywhere'),
    ],
  ]
  it.each(losses)('[AC21] somebody %s is off within a second (%i)', async (_name, code, lose) => {
    const here = await joined()
    here.client.type('before')
    await here.client.saved(1)
    const start = performance.now()
    await lose(here)
    expect((await here.client.closed).code).toBe(code)
    expect(performance.now() - start).toBeLessThan(1_000)
  })

  it('[AC21] nothing typed after the loss is taken', async () => {
    const here = await joined()
    let isLost = false
    const typing = (async () => {
      while (here.client.isOpen) {
        here.client.type(isLost ? 'after ' : 'before ')
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    await ask(owner, 'PUT', here.path, { as: 'reader', until: null })
    await here.client.closed
    isLost = true
    await typing
    const reader = await join(here.id, here.cookie)
    expect(reader.received[0]).toMatchObject({ hello: { seat: { mayEdit: false } } })
    const before = reader.words
    reader.type('after ')
    expect((await reader.next('refused')).code).toBe('forbidden')
    const again = await join(here.id, owner)
    expect(again.words).toBe(before)
  })

  it('[AC22] signing out here leaves the other devices of a person open', async () => {
    const here = await joined()
    const { link } = await ask<NewLinkResponse>(
      owner,
      'POST',
      `/api/accounts/${here.account.id}/link`,
    )
    const phone = await signIn(address, link)
    const other = await join(here.id, phone)
    await ask(here.cookie, 'POST', '/api/sign-out')
    await here.client.closed
    other.type('still here')
    await other.saved(1)
    expect(other.isOpen).toBe(true)
  })

  it('[RI2] a proof changes the token and leaves the socket open, until its session is ended elsewhere', async () => {
    const here = await joined()
    await ask(here.cookie, 'POST', '/api/me/proof/code')
    const code = /[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}/.exec(said.at(-1) ?? '')?.[0]
    const proven = await fetch(`${address}/api/me/proof`, {
      method: 'POST',
      headers: { cookie: here.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    const renewed = proven.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect([proven.status, renewed === here.cookie]).toEqual([200, false])
    const url = `${address.replace('http', 'ws')}/sync/${here.id}`
    const late = await RawClient.open(url, { cookie: here.cookie })
    expect((await late.closed).code).toBe(4401)
    here.client.type('goes on')
    await here.client.saved(1)
    const next = await join(here.id, renewed)
    const path = `/api/accounts/${here.account.id}/link`
    const { link } = await ask<NewLinkResponse>(owner, 'POST', path)
    const phone = await signIn(address, link)
    const sessions = await ask<SessionSummary[]>(phone, 'GET', '/api/me/sessions')
    const other = sessions.find(({ isThis }) => !isThis)?.id ?? ''
    const start = performance.now()
    await ask(phone, 'DELETE', `/api/me/sessions/${other}`)
    const codes = [(await here.client.closed).code, (await next.closed).code]
    expect([codes, performance.now() - start < 1_000]).toEqual([[4401, 4401], true])
  })

  async function makeToken(request: object): Promise<NewTokenResponse> {
    const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    const whole = { name: 'A script', documents: null, until, ...request }
    return ask(owner, 'POST', '/api/me/tokens', whole)
  }

  it('[AC23] a token lets the stock y-websocket client in, until it is ended', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {}) // it reports our own message numbers
    const { id } = await ask<{ id: string }>(owner, 'POST', '/api/documents', {
      template: 'blank',
      title: 'A plan',
    })
    const { token, summary } = await makeToken({ operations: ['readDocument', 'editDocument'] })
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(`${address.replace('http', 'ws')}/sync`, id, doc, {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket, // ws has the same face
      disableBc: true,
      protocols: ['folkmoot', token],
    })
    await vi.waitFor(() => expect(provider.synced).toBe(true))
    doc.getXmlFragment(BODY).insert(0, [new Y.XmlElement('quote')])
    const officer = await join(id, owner)
    await vi.waitFor(() => expect(officer.words).toContain('<quote>'))
    const closed = new Promise((resolve) => provider.on('closed', ({ code }) => resolve(code)))
    await ask(owner, 'DELETE', `/api/me/tokens/${summary.id}`)
    expect(await closed).toBe(4401)
    provider.destroy()
    vi.restoreAllMocks()
  })

  it('[AC24] a token does what it says and no more, over HTTP and the socket', async () => {
    const made = { template: 'blank', title: 'A plan' }
    const one = await ask<{ id: string }>(owner, 'POST', '/api/documents', made)
    const other = await ask<{ id: string }>(owner, 'POST', '/api/documents', made)
    const { token } = await makeToken({
      operations: ['listDocuments', 'readDocument'],
      documents: [one.id],
    })
    const get = async (method: string, path: string) =>
      (await fetch(address + path, { method, headers: { authorization: `Bearer ${token}` } }))
        .status
    expect([
      await get('GET', '/api/documents'),
      await get('GET', `/api/documents/${one.id}`),
      await get('GET', `/api/documents/${other.id}`),
      await get('DELETE', `/api/documents/${one.id}`),
      await get('GET', `/api/documents/${one.id}/export?format=json`),
      await get('GET', '/api/accounts'),
      await get('GET', '/api/me/tokens'),
      await get('POST', '/api/sign-out/everywhere'),
    ]).toEqual([200, 200, 403, 403, 403, 403, 403, 403])
    const url = `${address.replace('http', 'ws')}/sync`
    const authorization = `Bearer ${token}`
    const reader = await RawClient.open(`${url}/${one.id}`, { authorization })
    await reader.sync()
    expect(reader.received[0]).toMatchObject({ hello: { seat: { mayEdit: false } } })
    const refused = await RawClient.open(`${url}/${other.id}`, { authorization })
    expect((await refused.closed).code).toBe(4403)
    reader.terminate()
  })
})
