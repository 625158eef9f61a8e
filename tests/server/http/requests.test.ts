import { describe, expect, it } from 'vitest'
import { SCHEMA_VERSION } from '../../../shared/schema/index.ts'
import { createMemoryStore } from '../../support/memory-store.ts'
import { sending, startApp } from '../../support/start-app.ts'

const DOCUMENT = { template: 'blank', title: 'Notes' }

describe('requests that are not sound', () => {
  const bad: [name: string, body: string, type: string, message: RegExp][] = [
    ['broken JSON', '{"template":', 'application/json', /not valid JSON/],
    ['no JSON at all', 'template=blank', 'application/x-www-form-urlencoded', /send JSON/],
    ['an unknown field', '{"template":"blank","title":"x","id":"mine"}', 'application/json', /id/],
    ['a missing field', '{"title":"x"}', 'application/json', /template/],
    ['a wrong kind', '{"template":"blank","title":7}', 'application/json', /title/],
    ['an empty title', '{"template":"blank","title":"  "}', 'application/json', /a title/],
    ['an unknown template', '{"template":"none","title":"x"}', 'application/json', /template/],
    ['a list', '[]', 'application/json', /object/],
    ['nothing', '', 'application/json', /not valid JSON/],
  ]
  it.each(bad)('[HT7] %s is refused with 400 and a reason', async (_name, body, type, message) => {
    const { app } = startApp()
    const request = { method: 'POST', body, headers: { 'content-type': type } }
    const response = await app.request('/api/documents', request)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      code: 'invalid',
      message: expect.stringMatching(message),
    })
  })

  it.each(['announced', 'in chunks'])(
    '[HT8] a JSON body over 1 MB (%s) is refused with 413 before it is read to the end',
    async (how) => {
      const { app } = startApp()
      let sent = 0
      const chunk = new TextEncoder().encode('x'.repeat(64 * 1024))
      const endless = new ReadableStream({
        pull(controller) {
          sent += chunk.length
          controller.enqueue(chunk)
        },
      })
      const request: RequestInit & { duplex: 'half' } = {
        method: 'POST',
        body: how === 'in chunks' ? endless : 'x'.repeat(1024 * 1024 + 1),
        headers: { 'content-type': 'application/json' },
        duplex: 'half', // fetch asks for it with a stream; its types do not know it yet
      }
      const response = await app.request('/api/documents', request)
      expect([response.status, await response.json()]).toEqual([
        413,
        { code: 'too_large', message: 'That is too large: at most 1 MB can be sent.' },
      ])
      expect(sent).toBeLessThan(2 * 1024 * 1024)
    },
  )

  it('[HT9] a file over 20 MB and a picture over 8 MB are refused with 413', async () => {
    const { app } = startApp()
    const statuses = await Promise.all(
      [
        ['/api/imports?name=a.docx', 20],
        ['/api/images', 8],
      ].map(async ([path, megabytes]) => {
        const body = new Uint8Array(Number(megabytes) * 1024 * 1024 + 1)
        return (await app.request(String(path), { method: 'POST', body })).status
      }),
    )
    expect(statuses).toEqual([413, 413])
  })
})

describe('requests at their limit', () => {
  const limits: [path: string, type: string, megabytes: number][] = [
    ['/api/documents', 'application/json', 1],
    ['/api/imports?name=a.docx', 'application/octet-stream', 20],
    ['/api/images', 'application/octet-stream', 8],
  ]
  it.each(limits)(
    '[HT8] [HT9] %s takes its last byte and not one more',
    async (path, type, size) => {
      const { app } = startApp()
      const limit = size * 1024 * 1024
      const isTooLarge = async (length: number, isAnnounced: boolean) => {
        const bytes = new Uint8Array(length).fill(32)
        const request: RequestInit & { duplex: 'half' } = {
          method: 'POST',
          body: isAnnounced ? bytes : new Blob([bytes]).stream(),
          headers: {
            'content-type': type,
            ...(isAnnounced ? { 'content-length': String(length) } : {}),
          },
          duplex: 'half', // fetch asks for it with a stream; its types do not know it yet
        }
        return (await app.request(path, request)).status === 413
      }
      const found: boolean[] = []
      for (const length of [limit - 1, limit, limit + 1]) {
        found.push(await isTooLarge(length, true), await isTooLarge(length, false))
      }
      expect(found).toEqual([false, false, false, false, true, true])
    },
  )
})

describe('requests from other web sites', () => {
  const cases: [name: string, headers: Record<string, string>, status: number][] = [
    ['no browser', {}, 201],
    ['our own page', { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }, 201],
    ['another site', { origin: 'https://elsewhere.example' }, 403],
    ['another port', { origin: 'http://localhost:8080' }, 403],
    ['a suffix of ours', { origin: 'http://localhost.elsewhere.example' }, 403],
    ['a hidden page', { origin: 'null' }, 403],
    ['broken', { origin: 'localhost' }, 403],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['typed by hand', { 'sec-fetch-site': 'none' }, 201],
  ]
  it.each(cases)('[HT10] POST from %s', async (_name, headers, status) => {
    const { app } = startApp()
    const response = await app.request('/api/documents', sending('POST', DOCUMENT, headers))
    expect(response.status).toBe(status)
  })

  it('[HT10] every method that changes something is refused, and none that reads', async () => {
    const { app } = startApp()
    const headers = { origin: 'https://elsewhere.example' }
    const statuses: [string, number][] = []
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      statuses.push([method, (await app.request('/api/documents', { method, headers })).status])
    }
    expect(statuses).toEqual([
      ['GET', 200],
      ['POST', 403],
      ['PUT', 403],
      ['PATCH', 403],
      ['DELETE', 403],
    ])
  })

  it('[HT11] behind a proxy the public address counts as our own', async () => {
    const { app } = startApp({ publicUrl: new URL('https://plans.example.org') })
    const from = async (origin: string) =>
      (await app.request('/api/documents', sending('POST', DOCUMENT, { origin }))).status
    expect(await from('https://plans.example.org')).toBe(201)
    expect(await from('http://plans.example.org')).toBe(403)
  })
})

describe('responses', () => {
  it('[HT12] carry headers that keep pages from being framed, guessed at or made to run', async () => {
    const { app } = startApp({ publicUrl: new URL('https://plans.example.org') })
    for (const path of ['/health', '/api/documents', '/api/none', '/nothing']) {
      const { headers } = await app.request(path)
      expect(headers.get('content-security-policy')).toContain("script-src 'none'; ")
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
    }
  })

  it('[HT12] have the same headers when something is refused or fails', async () => {
    const { app } = startApp({ seatFor: () => Promise.reject(new Error('broken')) })
    const failed = await app.request('/api/documents')
    const refused = await app.request('/api/documents', {
      method: 'POST',
      headers: { origin: 'null' },
    })
    for (const { headers } of [failed, refused]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    }
  })

  it('[HT13] of the API are kept by nobody', async () => {
    const { app } = startApp()
    for (const path of ['/api/documents', '/api/me', '/api/none']) {
      expect((await app.request(path)).headers.get('cache-control')).toBe('no-store')
    }
  })

  it('[HT14] say nothing of what went wrong inside; the log does', async () => {
    const store = createMemoryStore()
    const broken = { ...store, records: { ...store.records, list: fail } }
    const { app, log } = startApp({ store: broken })
    const response = await app.request('/api/documents')
    expect([response.status, await response.json()]).toEqual([
      500,
      { code: 'error', message: 'Something went wrong on the server.' },
    ])
    expect(log.join('\n')).toMatch(/GET \/api\/documents failed: Error: the secret path[^]*at /)
  })

  it('[HT15] say in words that nothing can be stored when the disk is full', async () => {
    const store = createMemoryStore()
    const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })
    const updates = { ...store.updates, create: () => Promise.reject(full) }
    const { app } = startApp({ store: { ...store, updates } })
    const response = await app.request('/api/documents', sending('POST', DOCUMENT))
    expect([response.status, await response.json()]).toEqual([
      503,
      { code: 'unavailable', message: expect.stringContaining('cannot store') },
    ])
  })
})

describe('health', () => {
  it('[HT17] answers 200 while things can be stored', async () => {
    const { app } = startApp()
    const response = await app.request('/health')
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: 'ok', schemaVersion: SCHEMA_VERSION },
    ])
  })

  it('[HT18] answers 503 while a document cannot be stored, or the store fails', async () => {
    const store = createMemoryStore()
    let isBroken = false
    const records = {
      ...store.records,
      change: (...args: Parameters<typeof store.records.change>) =>
        isBroken ? fail() : store.records.change(...args),
    }
    const { app, bus, clock } = startApp({ store: { ...store, records } })
    const status = async () => (await app.request('/health')).status
    bus.publish('one', { type: 'storage.failing', message: '' })
    expect(await status()).toBe(503)
    bus.publish('one', { type: 'storage.working' })
    expect(await status()).toBe(200)
    isBroken = true
    expect(await status()).toBe(200)
    clock.advance(10_000)
    expect(await status()).toBe(503)
    isBroken = false
    clock.advance(10_000)
    expect(await status()).toBe(200)
  })
})

function fail(): Promise<never> {
  return Promise.reject(new Error('the secret path /data/documents'))
}
