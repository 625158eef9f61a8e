import { describe, expect, it } from 'vitest'
import { EXPORTS } from '../../../server/exports/index.ts'
import { createDocument, removeDocument } from '../../../server/domain/documents.ts'
import { startApp } from '../../support/start-app.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument'

describe('taking a document out', () => {
  const formats: [format: string, type: string, extension: string, words: RegExp][] = [
    ['json', 'application/json; charset=utf-8', 'json', /"title": "Our charter"/],
    ['markdown', 'text/markdown; charset=utf-8', 'md', /^## Respect$/m],
    ['md', 'text/markdown; charset=utf-8', 'md', /^## Respect$/m],
    ['html', 'text/html; charset=utf-8', 'html', /<h2 [^>]*>Respect<\/h2>/],
    ['docx', `${OFFICE}.wordprocessingml.document`, 'docx', /^PK/],
    ['pdf', 'application/pdf', 'pdf', /^%PDF-1\.7/],
    ['zip', 'application/zip', 'zip', /^PK/],
  ]
  it.each(formats)(
    '[HT58] as %s it is a file of the text',
    async (format, type, extension, words) => {
      const { app, ctx } = startApp()
      const { id } = await createDocument(ctx, { template: 'charter', title: 'Our charter' })
      const response = await app.request(`/api/documents/${id}/export?format=${format}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe(type)
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="Our charter.${extension}"; filename*=UTF-8''Our%20charter.${extension}`,
      )
      expect(await response.text()).toMatch(words)
    },
  )

  const titles: [title: string, header: string][] = [
    [
      'Café “Ifanc” – cynllun',
      `attachment; filename="Cafe Ifanc  cynllun.md"; filename*=UTF-8''Caf%C3%A9%20%E2%80%9CIfanc%E2%80%9D%20%E2%80%93%20cynllun.md`,
    ],
    [
      '../../etc/passwd',
      `attachment; filename=".. .. etc passwd.md"; filename*=UTF-8''..%20..%20etc%20passwd.md`,
    ],
    [
      'a"; filename="b.exe\r\nx: y',
      `attachment; filename="a ; filename= b.exe x y.md"; filename*=UTF-8''a%20%3B%20filename%3D%20b.exe%20x%20y.md`,
    ],
    [
      'report＂; filename=＂evil／x',
      `attachment; filename="report; filename=evilx.md"; filename*=UTF-8''report%EF%BC%82%3B%20filename%3D%EF%BC%82evil%EF%BC%8Fx.md`,
    ],
    ['Half \ud83d', `attachment; filename="Half .md"; filename*=UTF-8''Half%20.md`],
    [
      "Who's (new)*",
      `attachment; filename="Who's (new) .md"; filename*=UTF-8''Who%27s%20%28new%29%20.md`,
    ],
  ]
  it.each(titles)('[HT59] the title %j makes a safe file name', async (title, header) => {
    const { app, ctx } = startApp()
    const { id } = await createDocument(ctx, { template: 'blank', title })
    const response = await app.request(`/api/documents/${id}/export?format=markdown`)
    expect(response.headers.get('content-disposition')).toBe(header)
  })

  it.each(['', '?format=exe', '?format=toString'])('[HT60] %s names no format', async (query) => {
    const { app, ctx } = startApp()
    const { id } = await createDocument(ctx, { template: 'blank', title: 'x' })
    const response = await app.request(`/api/documents/${id}/export${query}`)
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        code: 'invalid',
        message: `Please name a format, one of: ${Object.keys(EXPORTS).join(', ')}.`,
      },
    ])
  })

  it('[HT60] a document in the trash cannot be taken out', async () => {
    const { app, ctx } = startApp()
    const { id } = await createDocument(ctx, { template: 'blank', title: 'x' })
    await removeDocument(ctx, id)
    expect((await app.request(`/api/documents/${id}/export?format=json`)).status).toBe(404)
  })
})
