import { describe, expect, it } from 'vitest'
import { addressKey } from '../../../server/domain/address.ts'
import { grantOf } from '../../../shared/access.ts'
import { ROUTES } from '../../../shared/routes.ts'
import { startDoor } from '../../support/at-door.ts'
import { createRandom } from '../../support/random.ts'
import { sending } from '../../support/start-app.ts'

const MINUTE = 60_000

describe('addresses', () => {
  const none = { forwarded: undefined, proxyHops: 0 }
  const keys: [address: string, key: string][] = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:0000:0000:0000:0001', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', 'unknown'],
    ['nonsense', 'unknown'],
  ]
  it.each(keys)('[AC35] %s counts as %s', (address, key) => {
    expect(addressKey(address, none)).toBe(key)
  })

  it('[AC35] 200 ways to write one IPv6 network count as one', () => {
    const random = createRandom(35)
    const group = () => random.below(65_536).toString(16)
    const found = new Set<string>()
    for (let i = 0; i < 200; i++) {
      const rest = [group(), group(), group(), group()].join(':')
      const text = `2001:${i % 2 === 0 ? 'db8' : '0db8'}:${i % 3 === 0 ? '1' : '0001'}:2:${rest}`
      found.add(addressKey(i % 5 === 0 ? text.toUpperCase() : text, none))
    }
    expect([...found]).toEqual(['2001:db8:1:2::/64'])
  })

  const hops: [proxyHops: number, forwarded: string | undefined, key: string][] = [
    [0, '198.51.100.1', '192.0.2.7'],
    [1, '198.51.100.1', '198.51.100.1'],
    [1, '203.0.113.9, 198.51.100.1', '198.51.100.1'],
    [2, '6.6.6.6, 203.0.113.9, 198.51.100.1', '203.0.113.9'],
    [1, undefined, '192.0.2.7'],
    [1, '', '192.0.2.7'],
  ]
  it.each(hops)('[AC36] behind %i proxies, "%s" is %s', (proxyHops, forwarded, key) => {
    expect(addressKey('192.0.2.7', { forwarded, proxyHops })).toBe(key)
  })
})

describe('guessing', () => {
  it('[AC37] 5,000 guesses at once find nothing and are held up after 20', async () => {
    const door = await startDoor()
    await door.invite('editor')
    const random = createRandom(37)
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const guess = () => Array.from({ length: 22 }, () => letters[random.below(64)]).join('')
    const statuses = await Promise.all(
      Array.from({ length: 5_000 }, async (_, at) => {
        const headers = { 'x-forwarded-for': `198.51.100.${at % 250}` }
        const body = { link: guess(), person: { name: 'Eve', colour: 0 } }
        return (await door.app.request('/api/sign-in', sending('POST', body, headers))).status
      }),
    )
    const count = (status: number) => statuses.filter((each) => each === status).length
    expect([count(200), count(403), count(429)]).toEqual([0, 20, 4_980])
    door.clock.advance(MINUTE)
    const { link } = await door.invite('editor')
    await door.enter(link)
  }, 60_000)

  it('[AC37] an office of 60 that comes in at once through one address is let in', async () => {
    const door = await startDoor()
    for (let i = 0; i < 60; i++) await door.letIn('editor')
    expect(await door.store.records.list('account')).toHaveLength(61)
  })

  it('[AC38] one seat asks at most 1,200 times a minute', async () => {
    const door = await startDoor()
    const statuses = await Promise.all(
      Array.from({ length: 1_300 }, async () => (await door.owner.ask('GET', '/api/me')).status),
    )
    expect(statuses.filter((status) => status === 429)).toHaveLength(100)
    expect(await (await door.owner.ask('GET', '/api/me')).json()).toEqual({
      code: 'too_many',
      message: 'That was tried too often. Please wait a few minutes.',
    })
    door.clock.advance(MINUTE)
    expect((await door.owner.ask('GET', '/api/me')).status).toBe(200)
  })
})

describe('the way around', () => {
  const around: ((path: string) => string)[] = [
    (path) => `/${path}`,
    (path) => `${path}/`,
    (path) => `//${path.slice(1)}`,
    (path) => path.replace('/api/', '/api//'),
    (path) => path.replace('/api/', '/api/./'),
    (path) => path.replace('/api/', '/x/../api/'),
    (path) => path.replace('/api/', '/%61pi/'),
    (path) => path.replace('/api/', '/ap%69/'),
    (path) => path.replace('/api/', '/api%2f'),
    (path) => path.replace('/api/', '/api%2F'),
    (path) => path.replace('/api/', '/api;x/'),
    (path) => path.replace('/api/', '/API/'),
    (path) => path.replace('/api/', '/Api/'),
    (path) => path.replace('/api/', '/api\\'),
    (path) => path.replace('/api/', '/api/%2e/'),
    (path) => path.replace('/api/', '/api/%2e%2e/api/'),
    (path) => path.replace('/api/', '/health/../api/'),
    (path) => path.replace('/api/', '/api/me/../'),
    (path) => path.replace('/api/', '/api/openapi.json/../'),
    (path) => `${path}%00`,
    (path) => `${path}.`,
    (path) => `${path};a=b`,
    (path) => `${path}%20`,
    (path) => `${path}?seat=officer`,
    (path) => `${path}#/api/me`,
  ]

  it('[AC39] 25 other ways to write each path lead nobody in', async () => {
    const { app, clock } = await startDoor()
    const isClosed = ROUTES.filter(
      ({ policy }) =>
        policy !== 'anybody' && !('ask' in policy && grantOf('public', policy.ask) === 'always'),
    )
    const statuses = new Set<number>()
    for (const { method, path } of isClosed) {
      clock.advance(MINUTE)
      const real = path.replace(/:\w+/g, 'none')
      for (const way of around) {
        const request = sending(method, method === 'GET' ? undefined : {})
        statuses.add((await app.request(`http://localhost${way(real)}`, request)).status)
      }
    }
    expect([...statuses].sort()).toEqual([401, 404])
  })
})

describe('errors', () => {
  it('[AC40] 1,000 broken requests get a code and plain words, and nothing from inside', async () => {
    const door = await startDoor()
    const random = createRandom(40)
    const pick = <T>(all: readonly T[]): T => {
      const found = all[random.below(all.length)]
      if (found === undefined) throw new Error('Nothing to pick from')
      return found
    }
    const words = ['none', '%00', '__proto__', '..%2f..', 'a'.repeat(300), '"', '<b>', '💥', '-1']
    const bodies = ['', '{', '[]', 'null', '{"__proto__":{}}', '{"a":1e999}', '"x"', '{"link":7}']
    for (let i = 0; i < 1_000; i++) {
      if (i % 200 === 0) door.clock.advance(MINUTE)
      const { method, path } = pick(
        ROUTES.filter(({ path }) => path.startsWith('/api/') && !path.includes('sign-out')),
      )
      const response = await door.app.request(
        path.replace(/:\w+/g, () => encodeURI(pick(words))),
        {
          method,
          headers: { 'content-type': 'application/json', cookie: door.owner.cookie },
          ...(method === 'GET' ? {} : { body: pick(bodies) }),
        },
      )
      expect(response.status).toBeLessThan(500)
      if (response.ok || response.status === 304) continue
      const text = await response.text()
      expect(Object.keys(JSON.parse(text)).sort()).toEqual(['code', 'message'])
      expect(text).not.toMatch(/ at |\.ts|\.js|node_modules|\/tmp|Zod|undefined|\[object|token0/)
    }
  }, 60_000)
})
