import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openStaticFiles } from '../../../server/static-files.ts'
import { startApp } from '../../support/start-app.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

const INDEX = '<!doctype html><title>Folkmoot</title><script nonce="FOLKMOOT-NONCE"></script>'
const SCRIPT = `console.log(${'"long enough to be packed", '.repeat(60)}1)`

describe('pages and files of the client', () => {
  const pages: [path: string, accept: string, status: number][] = [
    ['/', 'text/html', 200],
    ['/', '*/*', 200],
    ['/documents/abc123/report', 'text/html', 200],
    ['/documents/abc123/sign-up', 'text/html', 200],
    ['/approvals', 'text/html', 200],
    ['/documents/abc123/other', 'text/html,*/*', 404],
    ['/nowhere', 'text/html', 404],
    ['/index.html', 'text/html', 404],
    ['/document.html', 'text/html', 404],
  ]
  it.each(pages)('[HT47] %s (%s) is the page, with status %i', async (path, accept, status) => {
    const { app } = await startWithClient()
    const response = await app.request(path, { headers: { accept } })
    const html = await response.text()
    const nonce = /nonce="([A-Za-z0-9+/]{22}==)"/.exec(html)?.[1] ?? ''
    expect([response.status, html]).toEqual([status, INDEX.replace('FOLKMOOT-NONCE', nonce)])
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain(`script-src 'nonce-${nonce}' 'strict-dynamic';`)
  })

  it('[HT77] a document is answered with the page that asks at once for what it needs', async () => {
    const { app } = await startWithClient()
    const response = await app.request('/documents/abc123', { headers: { accept: 'text/html' } })
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringMatching(/^<!doctype html><title>A document<\/title><link nonce="[^"]{24}">$/),
    ])
  })

  it('[HT47] every page the client has is answered', async () => {
    const { app } = await startWithClient()
    const source = await readFile(join(import.meta.dirname, '../../../client/app.tsx'), 'utf8')
    const routes = [...source.matchAll(/(?:path="|^  ')(\/[^"']*)["']/gm)].map(([, path]) => path)
    expect(routes.length).toBeGreaterThan(20)
    for (const route of routes) {
      const path = (route ?? '').replace(/:\w+/g, 'a1b2c3d4e5f6g7h8')
      const response = await app.request(path, { headers: { accept: 'text/html' } })
      expect([path, response.status]).toEqual([path, 200])
    }
  })

  it.each(['/assets/none.js', '/assets/', '/secret.txt', '/assets/../secret.txt', '/api/x'])(
    '[HT48] %s is not found, as JSON',
    async (path) => {
      const { app } = await startWithClient()
      const response = await app.request(path)
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ code: 'not_found' })
    },
  )

  it('[HT49] files with a hash in their name may be kept for ever, and are asked for once', async () => {
    const { app } = await startWithClient()
    const first = await app.request('/assets/main-1a2b.js')
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(await first.text()).toBe(SCRIPT)
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
    const second = await app.request('/assets/main-1a2b.js', { headers })
    expect([second.status, await second.text()]).toEqual([304, ''])
  })

  const encodings: [accepted: string, used: string | null][] = [
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', null],
    ['', null],
  ]
  it.each(encodings)('[HT50] text goes out packed for "%s" as %s', async (accepted, used) => {
    const { app } = await startWithClient()
    const headers = { 'accept-encoding': accepted }
    const response = await app.request('/assets/main-1a2b.js', { headers })
    expect(response.headers.get('content-encoding')).toBe(used)
    expect(response.headers.get('vary')).toBe('accept-encoding')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(Number(response.headers.get('content-length'))).toBe(bytes.length)
    const unpacked =
      used === 'br' ? brotliDecompressSync(bytes) : used === 'gzip' ? gunzipSync(bytes) : bytes
    expect(unpacked.toString()).toBe(SCRIPT)
  })

  it('[HT51] HEAD answers as GET does, without a body', async () => {
    const { app } = await startWithClient()
    const response = await app.request('/', { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
    const html = await (await app.request('/')).text()
    expect(response.headers.get('content-length')).toBe(String(html.length))
  })

  it('[HT52] a server without a built client says so and serves the API all the same', async () => {
    const servePage = await openStaticFiles('/nowhere')
    const { app } = startApp({ servePage })
    const response = await app.request('/')
    expect([response.status, await response.text()]).toEqual([
      503,
      expect.stringContaining('npm run build'),
    ])
    expect((await app.request('/api/documents')).status).toBe(200)
  })
})

async function startWithClient() {
  const folder = await makeTemporaryFolder()
  const client = join(folder, 'client')
  await mkdir(join(client, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(client, 'index.html'), INDEX)
  await writeFile(
    join(client, 'document.html'),
    '<!doctype html><title>A document</title><link nonce="FOLKMOOT-NONCE">',
  )
  await writeFile(join(client, 'assets/main-1a2b.js'), SCRIPT)
  return startApp({ servePage: await openStaticFiles(client) })
}
