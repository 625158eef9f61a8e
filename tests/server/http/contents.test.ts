import { describe, expect, it } from 'vitest'
import type { UploadResponse } from '../../../shared/api.ts'
import { startApp } from '../../support/start-app.ts'

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]

describe('pictures', () => {
  const pictures: [type: string, bytes: number[]][] = [
    ['image/png', PNG],
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]],
    ['image/gif', [...Buffer.from('GIF89a'), 1]],
    ['image/webp', [...Buffer.from('RIFF\x10\0\0\0WEBPVP8 ')]],
  ]
  it.each(pictures)(
    '[HT26] a picture of type %s comes back as it was sent',
    async (type, bytes) => {
      const { app } = startApp()
      const sent = await app.request('/api/images', {
        method: 'POST',
        body: new Uint8Array(bytes),
        headers: { 'content-type': 'text/html' },
      })
      expect(sent.status).toBe(201)
      const { content, sizeBytes } = (await sent.json()) as UploadResponse // our own server wrote it
      expect(content).toMatch(/^[0-9a-f]{64}$/)
      expect(sizeBytes).toBe(bytes.length)
      const back = await app.request(`/api/contents/${content}`)
      expect([back.status, [...new Uint8Array(await back.arrayBuffer())]]).toEqual([200, bytes])
      expect(Object.fromEntries(back.headers)).toMatchObject({
        'content-type': type,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'content-disposition': 'inline',
        'cache-control': 'private, max-age=31536000, immutable',
      })
    },
  )

  const others: [name: string, bytes: string][] = [
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a web page', '<!doctype html><script>alert(1)</script>'],
    ['a zip file', 'PK\x03\x04'],
    ['half a signature', '\x89PNG'],
    ['nothing', ''],
  ]
  it.each(others)('[HT27] %s is refused, whatever type it claims', async (_name, bytes) => {
    const { app, store } = startApp()
    const response = await app.request('/api/images', {
      method: 'POST',
      body: Buffer.from(bytes, 'latin1'),
      headers: { 'content-type': 'image/png' },
    })
    expect(response.status).toBe(422)
    expect(await store.contents.list()).toEqual([])
  })

  it('[HT28] a kept file that is no picture is not given out', async () => {
    const { app, store } = startApp()
    const hash = await store.contents.put(Buffer.from('PK\x03\x04 somebody’s Word file'))
    expect((await app.request(`/api/contents/${hash}`)).status).toBe(404)
  })

  it.each(['0'.repeat(64), 'x', '..%2f..%2frecords', '0'.repeat(63), 'A'.repeat(64)])(
    '[HT28] nothing is found under %s',
    async (hash) => {
      const { app } = startApp()
      expect((await app.request(`/api/contents/${hash}`)).status).toBe(404)
    },
  )
})
