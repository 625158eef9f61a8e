import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCouncil } from '../../../server/council/openid.ts'
import { COUNCIL_BACK } from '../../../server/routes/council.ts'
import type { AccountSummary, MeResponse } from '../../../shared/api-seats.ts'
import { COUNCIL_CLIENT, startCouncil } from '../../support/council.ts'
import { read, startDoor } from '../../support/at-door.ts'
import type { Visitor } from '../../support/at-door.ts'

const PUBLIC = new URL('http://plan.localhost:4000')
const REDIRECT = `${PUBLIC.origin}${COUNCIL_BACK}`
const MINUTE = 60_000

type Provider = Awaited<ReturnType<typeof startCouncil>>
let provider: Provider
beforeAll(async () => {
  provider = await startCouncil(REDIRECT)
})
afterAll(() => provider.stop())

async function startWithCouncil({ trustsEmail = false } = {}) {
  const options = { ...COUNCIL_CLIENT, name: 'Harwick Borough Council', trustsEmail }
  const council = openCouncil({ ...options, issuer: provider.issuer, redirectUri: REDIRECT })
  const door = await startDoor({ council, publicUrl: PUBLIC })
  /** Goes as a browser does: to the council, and back with what it answered. */
  async function go({ query = '', cookie = '', at = provider.browser() } = {}) {
    const begun = await door.app.request(`/api/sign-in/council${query}`, { headers: { cookie } })
    const way = begun.headers.get('set-cookie')?.split(';')[0] ?? ''
    const back = await at.visit(begun.headers.get('location') ?? '')
    return { begun, way, back: new URL(back) }
  }
  async function comeBack(back: URL, cookies: string[]) {
    const headers = { cookie: cookies.join('; ') }
    const response = await door.app.request(back.pathname + back.search, { headers })
    const session = response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0] ?? '')
      .find((each) => /^folkmoot=./.test(each))
    return { response, to: response.headers.get('location'), session }
  }
  const invite = async (name = 'Ilse') => (await door.invite('editor', name)).account
  return { door, go, comeBack, invite }
}

const isIn = async (visitor: Visitor) =>
  (await read<MeResponse>(await visitor.ask('GET', '/api/me'))).seat

describe('the council’s own sign-in', () => {
  it('[RI6] somebody invited comes in by it, again and again, without their link', async () => {
    const { door, go, comeBack, invite } = await startWithCouncil()
    const account = await invite()
    provider.become({ email: account.email.toUpperCase(), isVerified: true })
    const first = await go()
    const asked = new URL(first.begun.headers.get('location') ?? '')
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: REDIRECT,
      scope: 'openid email',
    })
    expect(asked.searchParams.get('state')).not.toBeNull()
    expect(asked.searchParams.get('nonce')).not.toBeNull()
    const { to, session } = await comeBack(first.back, [first.way])
    expect(to).toBe('/')
    expect(await isIn(door.visitor('', session ?? ''))).toMatchObject({
      id: account.id,
      name: 'Ilse',
    })
    const accounts = await read<AccountSummary[]>(await door.owner.ask('GET', '/api/accounts'))
    expect(accounts.find(({ id }) => id === account.id)?.state).toBe('active')
    expect(await door.store.records.list('link')).toEqual([])
    const second = await go()
    expect((await comeBack(second.back, [second.way])).to).toBe('/')
  })

  it('[RI6] whoever was not invited, or is suspended, is not let in', async () => {
    const { door, go, comeBack, invite } = await startWithCouncil()
    provider.become({ email: 'stranger@example.org', isVerified: true })
    const stranger = await go()
    expect(await comeBack(stranger.back, [stranger.way])).toMatchObject({
      to: '/#door=council-unknown',
      session: undefined,
    })
    const account = await invite()
    await door.owner.ask('PATCH', `/api/accounts/${account.id}`, { isSuspended: true })
    provider.become({ email: account.email, isVerified: true })
    const suspended = await go()
    expect((await comeBack(suspended.back, [suspended.way])).to).toBe('/#door=council-unknown')
    expect(await door.store.records.list('account')).toHaveLength(2)
  })

  it('[RI7] an address that is not verified does not count, unless the provider is trusted with it', async () => {
    const says: [isVerified: boolean | undefined, trustsEmail: boolean, to: string][] = [
      [false, false, '/#door=council-unverified'],
      [undefined, false, '/#door=council-unverified'],
      [false, true, '/#door=council-unverified'],
      [undefined, true, '/'],
    ]
    for (const [isVerified, trustsEmail, to] of says) {
      const { go, comeBack, invite } = await startWithCouncil({ trustsEmail })
      const { email } = await invite()
      provider.become(isVerified === undefined ? { email } : { email, isVerified })
      const gone = await go()
      expect((await comeBack(gone.back, [gone.way])).to).toBe(to)
    }
  })

  it('[RI7] an answer counts once, in the browser that asked, within ten minutes, as it was given', async () => {
    const { door, go, comeBack, invite } = await startWithCouncil()
    const { email } = await invite()
    provider.become({ email, isVerified: true })
    const one = await go()
    expect((await comeBack(one.back, [])).to).toBe('/#door=council-late')
    expect((await comeBack(one.back, ['folkmoot-way=AAAAAAAAAAAAAAAAAAAAAA'])).to).toBe(
      '/#door=council-late',
    )
    const other = await go()
    expect((await comeBack(one.back, [other.way])).to).toBe('/#door=council-failed') // its state
    expect((await comeBack(one.back, [one.way])).to).toBe('/')
    expect((await comeBack(one.back, [one.way])).to).toBe('/#door=council-late')
    const changed = await go()
    changed.back.searchParams.set('code', 'made-up')
    expect((await comeBack(changed.back, [changed.way])).to).toBe('/#door=council-failed')
    const slow = await go()
    door.clock.advance(10 * MINUTE)
    expect((await comeBack(slow.back, [slow.way])).to).toBe('/#door=council-late')
    expect(door.log.join()).not.toContain('secret')
  })

  it('[RI7] a provider that does not answer is said at the door', async () => {
    const options = { ...COUNCIL_CLIENT, name: 'Nowhere', trustsEmail: false }
    const council = openCouncil({ ...options, issuer: 'http://127.0.0.1:1', redirectUri: REDIRECT })
    const { app } = await startDoor({ council, publicUrl: PUBLIC })
    const response = await app.request('/api/sign-in/council')
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      '/#door=council-failed',
    ])
  })

  it('[RI8] signing in there once more is a proof, and of somebody else it is not', async () => {
    const { door, go, comeBack, invite } = await startWithCouncil()
    const [account, colleague] = [await invite(), await invite('Somebody else')]
    provider.become({ email: account.email, isVerified: true })
    const at = provider.browser()
    const first = await go({ at })
    const { session = '' } = await comeBack(first.back, [first.way])
    door.clock.advance(11 * MINUTE)
    const freshUntil = async (cookie: string) =>
      (
        await read<{ freshUntil: string | null }>(
          await door.visitor('', cookie).ask('GET', '/api/me/proof'),
        )
      ).freshUntil
    expect(await freshUntil(session)).toBeNull()

    const before = provider.logins()
    const again = await go({ at, query: '?proof=yes', cookie: session })
    expect(provider.logins()).toBe(before + 1) // although its own session there is open
    const proven = await comeBack(again.back, [again.way, session])
    expect(proven.to).toBe('/#proven')
    expect(proven.session).not.toBe(session)
    expect(await freshUntil(proven.session ?? '')).not.toBeNull()

    door.clock.advance(11 * MINUTE)
    provider.become({ email: colleague.email, isVerified: true })
    const others = await go({ query: '?proof=yes', cookie: proven.session ?? '' })
    const refused = await comeBack(others.back, [others.way, proven.session ?? ''])
    expect([refused.to, refused.session]).toEqual(['/#door=council-unknown', undefined])
    expect(await freshUntil(proven.session ?? '')).toBeNull()
  })
})
