import { describe, expect, it } from 'vitest'
import { makeOwnerLink } from '../../../server/domain/links.ts'
import type { DocumentSummary } from '../../../shared/api.ts'
import type { MeResponse, SessionSummary } from '../../../shared/api-seats.ts'
import { SCHEMA_VERSION } from '../../../shared/schema/index.ts'
import { cookieOf, read, startDoor } from '../../support/at-door.ts'
import { sending, startApp } from '../../support/start-app.ts'

const PETRA = { name: 'Petra Wick', colour: 3 }
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

describe('sessions', () => {
  it('[AC2] somebody who is not signed in is told so and gets nothing', async () => {
    const { app } = await startDoor()
    const me = await app.request('/api/me')
    expect(await me.json()).toEqual({
      seat: null,
      schemaVersion: SCHEMA_VERSION,
      hasMail: false,
      council: null,
    })
    const documents = await app.request('/api/documents')
    expect([documents.status, await documents.json()]).toEqual([
      401,
      { code: 'signed_out', message: 'Please sign in first.' },
    ])
  })

  it('[AC1] an owner comes in once with the link of the start, and lets others in', async () => {
    const world = startApp({ hasDoor: true })
    const [first, second] = [await makeOwnerLink(world.ctx), await makeOwnerLink(world.ctx)]
    const use = (link: string) =>
      world.app.request('/api/sign-in', sending('POST', { link, person: PETRA }))
    const entered = await use(second)
    expect(await entered.json()).toMatchObject({ seat: { ...PETRA, role: 'officer' } })
    expect([(await use(second)).status, (await use(first)).status]).toEqual([403, 403])
  })

  it('[AC3] the cookie holds 128 bits, and the store holds only their hash', async () => {
    const { app, store, ctx } = startApp({ hasDoor: true })
    const link = await makeOwnerLink(ctx)
    const entered = await app.request('/api/sign-in', sending('POST', { link, person: PETRA }))
    expect(entered.headers.get('set-cookie')).toMatch(
      /^folkmoot=[A-Za-z0-9_-]{22}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
    )
    const token = cookieOf(entered).split('=')[1] ?? ''
    const all = ['session', 'account', 'link', 'audit', 'workspace'] as const
    const stored = await Promise.all(all.map((kind) => store.records.list(kind)))
    expect(JSON.stringify(stored)).not.toContain(token)
    expect(JSON.stringify(stored)).not.toContain(link)
  })

  it('[AC3] over https the cookie is Secure and bound to the host', async () => {
    const { app, ctx } = startApp({ hasDoor: true, publicUrl: new URL('https://plan.example') })
    const link = await makeOwnerLink(ctx)
    const entered = await app.request('/api/sign-in', sending('POST', { link, person: PETRA }))
    expect(entered.headers.get('set-cookie')).toMatch(
      /^__Host-folkmoot=[^;]{22}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/,
    )
    const headers = { cookie: cookieOf(entered) }
    const me = await app.request('/api/me', { headers })
    expect(await me.json()).toMatchObject({ seat: PETRA })
  })

  it('[AC4] signing in again gives a new token and ends the one before', async () => {
    const door = await startDoor()
    const { link } = await read<{ link: string }>(
      await door.owner.ask('POST', `/api/accounts/${door.owner.id}/link`),
    )
    const again = await door.owner.ask('POST', '/api/sign-in', { link })
    expect(cookieOf(again)).not.toBe(door.owner.cookie)
    expect((await door.owner.ask('GET', '/api/documents')).status).toBe(401)
    const now = door.visitor(door.owner.id, cookieOf(again))
    expect((await now.ask('GET', '/api/documents')).status).toBe(200)
  })

  const lives: [name: string, isShared: boolean, steps: number[], status: number][] = [
    ['used within a week', false, [6 * DAY, 6 * DAY], 200],
    ['not used for a week', false, [7 * DAY + 2 * MINUTE], 401],
    ['used for a month', false, [...Array<number>(5).fill(6 * DAY), MINUTE], 401],
    ['shared, used within half an hour', true, [29 * MINUTE, 29 * MINUTE], 200],
    ['shared, not used for half an hour', true, [32 * MINUTE], 401],
    ['shared, used for eight hours', true, Array<number>(20).fill(25 * MINUTE), 401],
  ]
  it.each(lives)('[AC5] a session %s', async (_name, isShared, steps, status) => {
    const door = await startDoor()
    const { link } = await door.invite('editor')
    const visitor = await door.enter(link, { isShared })
    let last = 0
    for (const step of steps) {
      door.clock.advance(step)
      last = (await visitor.ask('GET', '/api/documents')).status
    }
    expect(last).toBe(status)
  })

  it('[AC5] on a shared computer the cookie goes when the browser closes', async () => {
    const door = await startDoor()
    const { link } = await door.invite('editor')
    const request = { link, person: PETRA, isShared: true }
    const entered = await door.app.request('/api/sign-in', sending('POST', request))
    expect(entered.headers.get('set-cookie')).not.toContain('Max-Age')
  })

  it('[AC6] everybody sees their own sessions and ends any of them', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const { link } = await read<{ link: string }>(
      await door.owner.ask('POST', `/api/accounts/${editor.id}/link`),
    )
    const phone = await door.app.request(
      '/api/sign-in',
      sending('POST', { link }, { 'user-agent': 'Mozilla/5.0 (iPhone) FxiOS/1 Safari/1' }),
    )
    const sessions = await read<SessionSummary[]>(await editor.ask('GET', '/api/me/sessions'))
    expect(sessions.map(({ device, isThis }) => [device, isThis]).sort()).toEqual([
      ['Another program', true],
      ['Firefox on an iPhone', false],
    ])
    const other = sessions.find(({ isThis }) => !isThis)?.id ?? ''
    expect((await door.owner.ask('DELETE', `/api/me/sessions/${other}`)).status).toBe(404)
    expect((await editor.ask('DELETE', `/api/me/sessions/${other}`)).status).toBe(204)
    const onPhone = door.visitor(editor.id, cookieOf(phone))
    expect((await onPhone.ask('GET', '/api/documents')).status).toBe(401)
    expect((await editor.ask('GET', '/api/documents')).status).toBe(200)
  })

  it('[AC6] signing out ends this session, and everywhere all of them', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const link = async () =>
      (
        await read<{ link: string }>(
          await door.owner.ask('POST', `/api/accounts/${editor.id}/link`),
        )
      ).link
    const [one, other] = [await door.enter(await link()), await door.enter(await link())]
    const left = await one.ask('POST', '/api/sign-out')
    expect(left.headers.get('set-cookie')).toMatch(/^folkmoot=; Path=\/; Max-Age=0; /)
    const status = async () =>
      Promise.all(
        [one, other, editor].map(async (each) => (await each.ask('GET', '/api/documents')).status),
      )
    expect(await status()).toEqual([401, 200, 200])
    await other.ask('POST', '/api/sign-out/everywhere')
    expect(await status()).toEqual([401, 401, 401])
  })

  it('[AC7] one’s own name and colour change, and nothing else', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const changed = await editor.ask('PATCH', '/api/me', { name: ' Ines ', colour: 5 })
    expect(await changed.json()).toMatchObject({
      seat: { id: editor.id, name: 'Ines', colour: 5, role: 'editor' },
    })
    const refused: object[] = [
      { name: '  ', colour: 1 },
      { name: 'a'.repeat(61), colour: 1 },
      { name: 'Ines', colour: 12 },
      { name: 'Ines', colour: 'red;}' },
      { name: 'Ines', colour: 1, role: 'officer' },
    ]
    for (const body of refused) {
      expect((await editor.ask('PATCH', '/api/me', body)).status).toBe(400)
    }
    expect(await read<MeResponse>(await editor.ask('GET', '/api/me'))).toMatchObject({
      seat: { name: 'Ines', role: 'editor' },
    })
  })

  const cookies = [
    '',
    'folkmoot=',
    'folkmoot=short',
    'folkmoot=../../../../etc/passwd',
    'folkmoot=AAAAAAAAAAAAAAAAAAAAAA',
    'not-folkmoot=token00000000000000002',
  ]
  it.each(cookies)('[AC2] the cookie "%s" opens nothing', async (cookie) => {
    const door = await startDoor()
    const response = await door.visitor('', cookie).ask('GET', '/api/documents')
    expect(response.status).toBe(401)
  })

  it('[AC8] home shows what one may see', async () => {
    const door = await startDoor()
    const editor = await door.letIn('editor')
    const made = (title: string) => ({ template: 'blank', title })
    await door.owner.ask('POST', '/api/documents', made('Of the officers'))
    await editor.ask('POST', '/api/documents', made('Of the editor'))
    const titles = async (visitor: typeof editor) =>
      (await read<DocumentSummary[]>(await visitor.ask('GET', '/api/documents')))
        .map(({ title }) => title)
        .sort()
    expect([await titles(editor), await titles(door.owner)]).toEqual([
      ['Of the editor'],
      ['Of the editor', 'Of the officers'],
    ])
  })
})
