import { createConnection } from 'node:net'
import { once } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isOwnHost } from '../../../server/domain/origin.ts'
import { createHttpServer } from '../../../server/listen.ts'
import type { ErrorResponse } from '../../../shared/api.ts'
import { ROUTES } from '../../../shared/routes.ts'
import { read, startDoor } from '../../support/at-door.ts'
import { createRandom } from '../../support/random.ts'
import { sending } from '../../support/start-app.ts'
import { makeDocument, sitTogether, startYouthGroup } from '../../support/young.ts'

const MINUTE = 60_000
const PUBLIC = new URL('https://plan.example.org')
const PICTURE = Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1')

describe('headers', () => {
  const expected = {
    'content-security-policy': /require-trusted-types-for 'script'; trusted-types default ProseM/,
    'strict-transport-security': /^max-age=63072000; includeSubDomains$/,
    'x-content-type-options': /^nosniff$/,
    'x-frame-options': /^DENY$/,
    'referrer-policy': /^same-origin$/,
    'cross-origin-opener-policy': /^same-origin$/,
    'cross-origin-resource-policy': /^same-origin$/,
    'permissions-policy': /geolocation=\(\)/,
  }

  /** What is published runs no script at all, and may be kept and asked for again by anybody. */
  const PUBLISHED =
    /^default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/

  it('[RI10] every route, refused or not, and every page carries all of them', async () => {
    const door = await startDoor({
      publicUrl: PUBLIC,
      servePage: async () => new Response('<!doctype html>'),
    })
    const uploaded = await door.app.request('/api/images', {
      method: 'POST',
      body: PICTURE,
      headers: { cookie: door.owner.cookie },
    })
    const { content } = (await uploaded.json()) as { content: string } // our own server wrote it
    const wrong: string[] = []
    const look = async (what: string, response: Response, isPrivate: boolean) => {
      for (const [name, value] of Object.entries(expected)) {
        const isPicture =
          name === 'content-security-policy' && what.startsWith('in ') && what.endsWith(content)
        const isPublished = name === 'content-security-policy' && / \/p(\/|$)/.test(what)
        const pattern = isPicture
          ? /^default-src 'none'; sandbox$/
          : isPublished
            ? PUBLISHED
            : value
        if (!pattern.test(response.headers.get(name) ?? '')) wrong.push(`${what}: ${name}`)
      }
      const kept = response.headers.get('cache-control') ?? ''
      const isForAll = / \/p(\/|$)/.test(what) && !response.headers.has('set-cookie')
      if (isPrivate && !isForAll && !/no-store|private/.test(kept))
        wrong.push(`${what}: cache-control`)
      await response.text()
    }
    for (const { method, path } of ROUTES) {
      if (path.includes('sign-out')) continue
      door.clock.advance(MINUTE / 10)
      const target = path.replace(':hash', content).replace(/:\w+/g, 'none')
      const body = method === 'GET' || method === 'DELETE' ? undefined : {}
      await look(`in ${method} ${target}`, await door.owner.ask(method, target, body), true)
      await look(`out ${method} ${target}`, await door.app.request(target, sending(method)), true)
    }
    for (const path of ['/', '/people', '/health', '/api/none', '/%00', '/api/documents/..%2f']) {
      await look(path, await door.app.request(path), path.startsWith('/api'))
    }
    expect(wrong).toEqual([])
  })

  it('[RI10] without https there is no promise of it', async () => {
    const { app } = await startDoor()
    expect((await app.request('/api/me')).headers.has('strict-transport-security')).toBe(false)
  })
})

describe('other web sites', () => {
  const sources: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://plan.example.org.evil.example' },
    { origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://localhost', 'sec-fetch-site': 'cross-site' },
  ]
  const types = [
    'application/json',
    'text/plain',
    'multipart/form-data',
    'application/octet-stream',
  ]

  it('[RI11] change nothing by any route, whatever the content type', async () => {
    const door = await startDoor()
    const before = JSON.stringify(await door.store.records.list('account'))
    let asked = 0
    const passed: unknown[] = []
    for (const { method, path } of ROUTES.filter((each) => each.method !== 'GET')) {
      for (const source of sources) {
        for (const type of [...types, null]) {
          asked += 1
          const headers = { cookie: door.owner.cookie, ...source }
          const response = await door.app.request(path.replace(/:\w+/g, 'none'), {
            method,
            headers: type === null ? headers : { ...headers, 'content-type': type },
            body: method === 'DELETE' ? null : '{}',
          })
          const text = await response.text()
          if (!text.includes('comes from another web site')) passed.push([method, path, source])
        }
      }
    }
    expect([passed, asked > 1_000]).toEqual([[], true])
    expect(JSON.stringify(await door.store.records.list('account'))).toBe(before)
    expect((await door.owner.ask('GET', '/api/me')).status).toBe(200)
  })
})

describe('names', () => {
  const names = { hosts: ['folkmoot.internal', 'other:8080'], isOnNetwork: false }
  const hosts: [host: string, isOwn: boolean][] = [
    ['plan.example.org', true],
    ['PLAN.example.org', true],
    ['localhost:3000', true],
    ['plan.localhost', true],
    ['127.0.0.1:3000', true],
    ['127.9.9.9', true],
    ['[::1]:3000', true],
    ['folkmoot.internal', true],
    ['folkmoot.internal:3000', true],
    ['other:8080', true],
    ['other:8081', false],
    ['plan.example.org:8443', false],
    ['evil.example', false],
    ['localhost.evil.example', false],
    ['127.0.0.1.evil.example', false],
    ['192.168.1.5', false],
    ['[2001:db8::1]', false],
    ['', false],
    ['localhost:3000@evil.example', false],
    ['localhost, evil.example', false],
    ['evil.example#localhost', false],
  ]
  it.each(hosts)('[RI12] %s: %s', (host, isOwn) => {
    expect(isOwnHost(host, { publicUrl: PUBLIC, names })).toBe(isOwn)
  })

  it('[RI12] a bare address is believed where the server listens beyond this computer', () => {
    const on = { publicUrl: null, names: { hosts: [], isOnNetwork: true } }
    const own = ['192.168.1.5:3000', '[2001:db8::1]:3000', 'evil.example'].map((host) =>
      isOwnHost(host, on),
    )
    expect(own).toEqual([true, true, false])
  })

  it('[RI12] a name that is not ours gets neither pages nor answers, and is told what to set', async () => {
    const door = await startDoor({ servePage: async () => new Response('a page') })
    for (const path of ['/', '/people', '/api/me', '/api/documents']) {
      const headers = { host: 'evil.example', cookie: door.owner.cookie }
      const response = await door.app.request(path, { headers })
      expect([response.status, await response.text()]).toEqual([
        403,
        expect.stringContaining('PUBLIC_URL or ALLOWED_HOSTS'),
      ])
    }
    const health = await door.app.request('/health', { headers: { host: 'prober.internal' } })
    expect(health.status).toBe(200)
  })
})

describe('what comes in', () => {
  it('[RI13] of files that wait for others nothing is read, and past 28 they are refused', async () => {
    const door = await startDoor()
    let pulls = 0
    let isOpen = false
    const waiting: (() => void)[] = []
    /** A file of which nothing comes until the gate is opened. */
    const slowFile = () =>
      new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            pulls += 1
            if (!isOpen) await new Promise<void>((resolve) => waiting.push(resolve))
            controller.enqueue(PICTURE)
            controller.close()
          },
        },
        { highWaterMark: 0 },
      )
    const upload = () => {
      const request: RequestInit & { duplex: 'half' } = {
        method: 'POST',
        body: slowFile(),
        headers: { cookie: door.owner.cookie },
        duplex: 'half', // fetch asks for it with a stream; its types do not know it yet
      }
      return door.app.request('/api/images', request)
    }
    const sent = Array.from({ length: 30 }, upload)
    const refused = await Promise.race(sent)
    expect([refused.status, await refused.json()]).toEqual([
      429,
      {
        code: 'too_many',
        message: 'Several files are coming in just now. Please try again in a minute.',
      },
    ])
    await expect.poll(() => waiting.length).toBe(4)
    expect(pulls).toBe(4)
    isOpen = true
    for (const go of waiting) go()
    const statuses = (await Promise.all(sent)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(28)
    expect(pulls).toBe(28)
  })

  it('[RI13] whoever sends too slowly is sent away, and so are connections past the limit', async () => {
    const server = createHttpServer((request) => void request.resume(), {
      connections: 2,
      headersTimeout: 100,
      requestTimeout: 100,
      connectionsCheckingInterval: 20,
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo // it listens on a port
    const slow = createConnection(port, '127.0.0.1')
    slow.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx')
    const other = createConnection(port, '127.0.0.1')
    await once(other, 'connect')
    const third = createConnection(port, '127.0.0.1').resume()
    await once(third, 'close')
    let said = ''
    slow.on('data', (chunk) => (said += String(chunk)))
    await once(slow, 'close')
    expect(said).toContain('HTTP/1.1 408')
    other.destroy()
    server.close()
  })

  it('[RI14] a picture that is looked at often is read and hashed once', async () => {
    const door = await startDoor()
    const { content } = (await (
      await door.app.request('/api/images', {
        method: 'POST',
        body: PICTURE,
        headers: { cookie: door.owner.cookie },
      })
    ).json()) as { content: string } // our own server wrote it
    let reads = 0
    const { read } = door.store.contents
    door.store.contents.read = async (hash) => {
      reads += 1
      return read(hash)
    }
    for (let i = 0; i < 50; i++) {
      const response = await door.owner.ask('GET', `/api/contents/${content}`)
      expect(Buffer.from(await response.arrayBuffer()).equals(PICTURE)).toBe(true)
    }
    expect(reads).toBe(1)
  })

  it('[RI15] 4,000 requests made up from the list of routes find nothing that breaks', async () => {
    const door = await startDoor()
    const random = createRandom(15)
    const pick = <T>(all: readonly T[]): T => {
      const found = all[random.below(all.length)]
      if (found === undefined) throw new Error('Nothing to pick from')
      return found
    }
    const made = await door.owner.ask('POST', '/api/documents', { template: 'blank', title: 'x' })
    const { id } = (await made.json()) as { id: string } // our own server wrote it
    const values = [null, true, -1, 1e308, '', 'x', '\u0000', '💥', 'a'.repeat(70_000), [], {}, id]
    const keys = [
      'name',
      'email',
      'role',
      'title',
      'link',
      'code',
      'used',
      'made',
      'id',
      '__proto__',
    ]
    const fuzz = (depth = 0): unknown => {
      if (depth > 3 || random.below(3) === 0) return pick(values)
      if (random.below(4) === 0)
        return Array.from({ length: random.below(4) }, () => fuzz(depth + 1))
      return Object.fromEntries(
        Array.from({ length: random.below(5) }, () => [pick(keys), fuzz(depth + 1)]),
      )
    }
    const broken: unknown[] = []
    const count = Number(process.env['FUZZ_REQUESTS'] ?? 4_000)
    for (let i = 0; i < count; i++) {
      if (i % 100 === 0) door.clock.advance(MINUTE / 10)
      const { method, path } = pick(ROUTES.filter((each) => !each.path.includes('sign-out')))
      const target = path.replace(/:\w+/g, () =>
        encodeURIComponent(String(pick([id, 'x', '..', '%']))),
      )
      const query =
        random.below(3) === 0 ? `?${pick(keys)}=${encodeURIComponent(String(pick(values)))}` : ''
      const request = sending(method, method === 'GET' ? undefined : fuzz(), {
        cookie: door.owner.cookie,
      })
      const response = await door.app.request(target + query, request)
      if (response.status >= 500) broken.push([method, target, query, await response.text()])
    }
    expect(broken).toEqual([])
  }, 60_000)

  it('[RI15] every route that takes JSON says to those who may use it which field it does not know', async () => {
    const door = await startYouthGroup()
    const document = await makeDocument(door.owner)
    const { code } = await door.makeLink()
    const young = await door.join(code)
    await read(
      await door.owner.ask('PUT', `/api/documents/${document}/shares/everyone`, {
        as: 'editor',
        until: null,
      }),
    )
    await sitTogether(door, document)
    const visitors = [
      door.owner,
      await door.letIn('moderator'),
      await door.letIn('approver'),
      await door.letIn('editor'),
      door.adults[0],
      young,
    ]
    const wrong: unknown[] = []
    for (const { method, path, body, policy } of ROUTES) {
      if (body === undefined || body === 'bytes') continue
      const target = path
        .replace('/documents/:id', `/documents/${document}`)
        .replace(':group', door.group)
        .replace(/:\w+/g, 'none')
      // Where a field says which form the others have, it has to be there.
      const form = path.endsWith('/decision') ? { is: 'declined' } : { noun: 'group' }
      const isFormed = body instanceof z.ZodDiscriminatedUnion
      const sent = { ...(isFormed ? form : {}), surplus: 1 }
      const answers: unknown[] = []
      for (const visitor of policy === 'anybody' ? [door.owner] : visitors) {
        door.clock.advance(1_000)
        const response = await visitor.ask(method, target, sent)
        const { code, message } = (await response.json()) as ErrorResponse // ours
        if (code !== 'forbidden') answers.push([response.status, code, message])
      }
      const expected = [400, 'invalid', 'There is no field called surplus.']
      const isRight = answers.every((answer) => isDeepStrictEqual(answer, expected))
      if (answers.length === 0 || !isRight) wrong.push([method, path, ...answers])
    }
    expect(wrong).toEqual([])
  })
})
