import { describe, expect, it } from 'vitest'
import { SCHEMA_VERSION } from '../../../shared/schema/index.ts'
import type { MeResponse } from '../../../shared/api.ts'
import { readSeatToken } from '../../../server/routes/seat-cookie.ts'
import { sending, startApp } from '../../support/start-app.ts'

const PETRA = { name: 'Petra Wick', colour: 3 }

describe('seats', () => {
  it('[HT19] somebody who has not entered has no seat', async () => {
    const { app } = startApp()
    const response = await app.request('/api/me')
    expect(await response.json()).toEqual({ seat: null, schemaVersion: SCHEMA_VERSION })
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  it('[HT20] entering gives a seat and a cookie that only this server gets back', async () => {
    const { app, store } = startApp()
    const entered = await app.request('/api/enter', sending('POST', PETRA))
    expect(entered.headers.get('set-cookie')).toBe(
      'folkmoot-seat=token00000000000000001; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax',
    )
    const body = (await entered.json()) as MeResponse // our own server wrote it
    expect(body).toEqual({ seat: { id: body.seat?.id, ...PETRA }, schemaVersion: SCHEMA_VERSION })
    const me = await app.request('/api/me', { headers: { cookie: cookieOf(entered) } })
    expect(await me.json()).toEqual(body)
    expect(JSON.stringify(await store.records.list('seat'))).not.toContain('token0000')
  })

  it('[HT21] over https the cookie is Secure and bound to the host', async () => {
    const { app } = startApp({ publicUrl: new URL('https://plans.example.org') })
    const entered = await app.request('/api/enter', sending('POST', PETRA))
    expect(entered.headers.get('set-cookie')).toMatch(
      /^__Host-folkmoot-seat=[^;]{22}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$/,
    )
    const me = await app.request('/api/me', { headers: { cookie: cookieOf(entered) } })
    expect(await me.json()).toMatchObject({ seat: PETRA })
  })

  it('[HT22] entering again changes the name and colour of the same seat', async () => {
    const { app, store } = startApp()
    const first = await app.request('/api/enter', sending('POST', PETRA))
    const cookie = cookieOf(first)
    const changed = { name: 'Petra W', colour: 5 }
    const second = await app.request('/api/enter', sending('POST', changed, { cookie }))
    expect(cookieOf(second)).toBe(cookie)
    const [before, after] = [
      (await first.json()) as MeResponse,
      (await second.json()) as MeResponse,
    ]
    expect(after.seat).toEqual({ id: before.seat?.id, ...changed })
    expect(await store.records.list('seat')).toHaveLength(1)
  })

  it('[HT23] a token nobody was given makes a new seat, never the one asked for', async () => {
    const { app } = startApp()
    const cookie = 'folkmoot-seat=AAAAAAAAAAAAAAAAAAAAAA'
    const me = await app.request('/api/me', { headers: { cookie } })
    expect(await me.json()).toMatchObject({ seat: null })
    const entered = await app.request('/api/enter', sending('POST', PETRA, { cookie }))
    expect(cookieOf(entered)).toBe('folkmoot-seat=token00000000000000001')
  })

  const refused: [name: string, body: unknown][] = [
    ['an empty name', { name: '  ', colour: 1 }],
    ['a name of 61 letters', { name: 'a'.repeat(61), colour: 1 }],
    ['a colour there is not', { name: 'Petra', colour: 12 }],
    ['a colour as code', { name: 'Petra', colour: 'red;}' }],
    ['a role of one’s own', { name: 'Petra', colour: 1, role: 'operator' }],
  ]
  it.each(refused)('[HT24] %s is refused', async (_name, body) => {
    const { app, store } = startApp()
    expect((await app.request('/api/enter', sending('POST', body))).status).toBe(400)
    expect(await store.records.list('seat')).toEqual([])
  })

  const headers: [header: string | undefined, token: string | null][] = [
    [undefined, null],
    ['', null],
    ['folkmoot-seat=', null],
    ['folkmoot-seat=short', null],
    ['folkmoot-seat=../../../../etc/passwd', null],
    ['other=1; folkmoot-seat=AAAAAAAAAAAAAAAAAAAAAA; more=2', 'AAAAAAAAAAAAAAAAAAAAAA'],
    ['not-folkmoot-seat=AAAAAAAAAAAAAAAAAAAAAA', null],
  ]
  it.each(headers)('[HT25] the cookie header %s holds the token %s', (header, token) => {
    expect(readSeatToken(header, null)).toBe(token)
  })
})

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}
