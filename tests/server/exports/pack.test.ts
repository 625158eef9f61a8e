import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { createDocument, renameDocument } from '../../../server/domain/documents.ts'
import { makeVersion } from '../../../server/domain/versions.ts'
import { startApp } from '../../support/start-app.ts'
import { readPdf } from '../../support/pdf.ts'

async function startWithVersion() {
  const world = startApp()
  const { id } = await createDocument(world.ctx, { template: 'charter', title: 'Our charter' })
  const version = await makeVersion(world.ctx, id, {
    stage: 'final',
    number: '2.2',
    date: '2009-06-08',
    note: '',
  })
  await renameDocument(world.ctx, id, { title: 'Another title' })
  const take = async (query: string) => {
    const response = await world.app.request(`/api/documents/${id}/export?${query}`)
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  return { ...world, id, version, take }
}

describe('versions and packs', () => {
  it('[EX9] any version leaves in any format, under its own title, label and date', async () => {
    const { take, version } = await startWithVersion()
    for (const wanted of ['2.2', version.id]) {
      const { response, bytes } = await take(`format=pdf&version=${wanted}`)
      expect(response.headers.get('content-disposition')).toContain(
        'filename="Our charter  Version 2.2.pdf"',
      )
      const { words, metadata } = readPdf(bytes)
      expect(words).toContain('FINALDRAFT08.06.09–Version2.2')
      expect(metadata).toContain('2009-06-08')
    }
    const html = await take('format=html&version=2.2')
    expect(strFromU8(html.bytes)).toContain('FINAL DRAFT 08.06.09 – Version 2.2')
    const since = await take('format=docx&since=2.2')
    const text = strFromU8(unzipSync(since.bytes)['word/document.xml'] ?? new Uint8Array())
    expect([since.response.status, text.includes('w:ins ')]).toEqual([200, false])
    expect((await take('format=docx&since=9.9')).response.status).toBe(404)
    expect((await take('format=html&version=9.9')).response.status).toBe(404)
    expect((await take('format=docx&version=2.2&comments=yes')).response.status).toBe(400)
  })

  it('[EX11] a pack has every kind of file and every version, each with its SHA-256', async () => {
    const { take, version } = await startWithVersion()
    const { response, bytes } = await take('format=zip')
    expect(response.headers.get('content-type')).toBe('application/zip')
    const files = unzipSync(bytes)
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))
    expect(manifest).toMatchObject({ title: 'Another title', label: null, missing: [] })
    const paths: string[] = manifest.files.map((file: { path: string }) => file.path)
    expect(paths).toEqual([
      'document.docx',
      'document.pdf',
      'document.html',
      'document.md',
      'document.json',
      'versions/2.2.json',
    ])
    expect(Object.keys(files).toSorted()).toEqual([...paths, 'manifest.json'].toSorted())
    for (const { path, sha256, sizeBytes } of manifest.files) {
      const packed = files[path] ?? new Uint8Array()
      expect([createHash('sha256').update(packed).digest('hex'), packed.length]).toEqual([
        sha256,
        sizeBytes,
      ])
    }
    const kept = manifest.files.find((file: { path: string }) => file.path === 'versions/2.2.json')
    expect(kept.sha256).toBe(version.hash)
  })
})
