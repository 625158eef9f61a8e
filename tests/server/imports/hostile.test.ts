import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readWordFile } from '../../../server/imports/docx/reader.ts'
import { readFile } from '../../../server/imports/index.ts'
import { Refusal } from '../../../shared/refusals.ts'
import { docx, docxParts, headerRow, p, picture, r, tbl, zip } from '../../support/docx.ts'
import { createRandom } from '../../support/random.ts'

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const plan = { body: [p('Youth plan', { style: 'Heading1' }), p('Words about it.')] }

describe('files that are not Word files', () => {
  const rels = (target: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://x/officeDocument" Target="${target}"/></Relationships>`
  const good = docx(plan)
  const cases: [name: string, bytes: Uint8Array | string | number[], sentence: RegExp][] = [
    ['empty', '', /^This file is empty\.$/],
    [
      'older Word',
      OLE,
      /^This is an older Word file \(\.doc\)\. Open it in Word and save it as \.docx\.$/,
    ],
    [
      'password',
      [...OLE, ...Buffer.from('EncryptedPackage', 'utf16le')],
      /protected with a password/,
    ],
    ['PDF', '%PDF-1.7', /^This is a PDF\./],
    ['rich text', '{\\rtf1 hello}', /^This is a rich text file/],
    ['web page', '<html><body>hello', /^This is a web page/],
    ['words', 'hello', /^This file is not a Word file, or it is damaged\./],
    [
      'Excel',
      zip({ '_rels/.rels': rels('xl/workbook.xml'), 'xl/workbook.xml': '<a/>' }),
      /^This is an Excel file\./,
    ],
    [
      'PowerPoint',
      zip({ '_rels/.rels': rels('ppt/presentation.xml'), 'ppt/presentation.xml': '<a/>' }),
      /^This is a PowerPoint file\./,
    ],
    [
      'OpenDocument',
      zip({ mimetype: 'x', 'content.xml': '<a/>', 'META-INF/manifest.xml': '<a/>' }),
      /^This is an OpenDocument file/,
    ],
    ['other zip', zip({ 'holiday.txt': 'sun' }), /^This file is not a Word file\./],
    [
      'cut off',
      good.subarray(0, good.length / 2),
      /^This file is damaged or was not sent completely\./,
    ],
  ]
  it.each(cases)(
    '[IM1] %s: refused with a sentence of its own',
    async (_name, content, sentence) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : Uint8Array.from(content)
      expect(await refusalOf(readFile({ fileName: 'plan.docx', bytes }))).toEqual({
        code: 'unreadable_file',
        message: expect.stringMatching(sentence),
      })
    },
  )
})

describe('files that would unpack to too much', () => {
  const cases: [name: string, bytes: () => Uint8Array][] = [
    ['a file of more than 20 MB', () => concat(docx(plan), new Uint8Array(20 * 1024 * 1024))],
    [
      'more than 100 MB unpacked',
      () =>
        docx({
          ...plan,
          parts: { 'a.bin': noise(1_200_000), 'b.bin': new Uint8Array(101 * 1024 * 1024) },
        }),
    ],
    [
      'more than a hundred times its size',
      () => docx({ ...plan, parts: { 'b.bin': new Uint8Array(4_000_000) } }),
    ],
    [
      'more than 2,000 parts',
      () =>
        docx({
          ...plan,
          parts: Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`p${n}`, 'x'])),
        }),
    ],
  ]
  it.each(cases)('[IM2] %s: refused from the directory', async (_name, make) => {
    const { code } = await refusalOf(readFile({ fileName: 'plan.docx', bytes: make() }))
    expect(code).toBe('too_large')
  })

  it('[IM2] a real Word file, whose styles shrink more than a hundred times, passes', async () => {
    const styles = '<w:style w:type="paragraph" w:styleId="S"/>'.repeat(10_000)
    const bytes = docx({ ...plan, styles, parts: { 'docProps/thumbnail.jpeg': noise(8_000) } })
    expect(bytes.length).toBeLessThan(styles.length / 20)
    expect((await read(bytes)).title).toBe('Youth plan')
  })

  it('[IM3] a part that is larger than the directory says is refused', async () => {
    const bytes = docx({ body: [p('word '.repeat(5_000))], parts: { 'noise.bin': noise(2_000) } })
    const lying = rewriteDirectory(bytes, 'word/document.xml', { offset: 24, value: 500 })
    expect((await refusalOf(read(lying))).code).toBe('unreadable_file')
  })

  it('[IM3] a part whose bytes have changed since it was packed is refused', async () => {
    const lying = rewriteDirectory(docx(plan), 'word/document.xml', { offset: 16, value: 1 })
    expect((await refusalOf(read(lying))).message).toMatch(/damaged/)
  })
})

describe('XML that is made to hurt', () => {
  const withDocument = (xml: string) => {
    const files = docxParts(plan)
    return zip({ ...files, 'word/document.xml': xml, 'noise.bin': noise(120_000) })
  }
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const open = `<w:document ${W}><w:body>`
  const close = '</w:body></w:document>'
  const cases: [name: string, xml: () => string, code: string, sentence: RegExp][] = [
    [
      'a million paragraphs',
      () => open + '<w:p/>'.repeat(1_000_000) + close,
      'too_large',
      /more than 50,000 paragraphs/,
    ],
    [
      'millions of elements',
      () => open + '<w:p>' + '<w:r/>'.repeat(2_100_000) + '</w:p>' + close,
      'too_large',
      /Split it/,
    ],
    [
      '20,000 tables inside each other',
      () =>
        open +
        '<w:tbl><w:tr><w:tc>'.repeat(20_000) +
        '</w:tc></w:tr></w:tbl>'.repeat(20_000) +
        close,
      'unreadable_file',
      /inside each other/,
    ],
    [
      'a document type with entities',
      () =>
        `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${open}<w:p><w:r><w:t>&b;</w:t></w:r></w:p>${close}`,
      'unreadable_file',
      /parts that Word does not write/,
    ],
    [
      'an entity that is not declared',
      () => `${open}<w:p><w:r><w:t>&boom;</w:t></w:r></w:p>${close}`,
      'unreadable_file',
      /damaged/,
    ],
    ['no end', () => `${open}<w:p><w:r>`, 'unreadable_file', /damaged/],
    ['a prefix that stands for nothing', () => '<x:document/>', 'unreadable_file', /damaged/],
  ]
  it.each(cases)(
    '[IM4] %s: refused in seconds with a clear message',
    async (_name, xml, code, sentence) => {
      const refusal = await refusalOf(
        readFile({ fileName: 'plan.docx', bytes: withDocument(xml()) }),
      )
      expect(refusal).toEqual({ code, message: expect.stringMatching(sentence) })
    },
  )

  it('[IM4] what is long but within the limits is read', async () => {
    const rows = Array.from({ length: 4_000 }, (_, n) => [`action ${n}`, 'AB', 'May'])
    const body = [
      tbl([headerRow('Action', 'Lead', 'When'), ...rows]),
      ...Array.from({ length: 20_000 }, (_, n) => p(`Line ${n}`)),
    ]
    const document = await readFile({
      fileName: 'plan.docx',
      bytes: docx({ body, parts: { 'n.bin': noise(40_000) } }),
    })
    expect(document.report.actionTables).toEqual([{ layout: 'own', groups: 0, rows: 4_000 }])
    expect(document.body.content?.length).toBe(20_001)
  })
})

describe('things that lead outside', () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  let address = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const at = server.address()
    address = typeof at === 'object' && at !== null ? `http://127.0.0.1:${at.port}` : ''
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it('[IM7] nothing outside the file is asked for, and no path leads out of it', async () => {
    const body = [
      p([r('Words'), picture('out'), picture('up')]),
      p([
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "file:///etc/passwd"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      ]),
      '<w:altChunk r:id="out"/>',
    ]
    const document = await readFile({
      fileName: '../../../etc/passwd.docx',
      bytes: docx({
        body,
        pictures: {
          out: { outside: `${address}/pixel.png` },
          up: { outside: 'file:///etc/passwd' },
        },
        parts: {
          'word/_rels/settings.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://x/attachedTemplate" Target="${address}/t.dotm" TargetMode="External"/></Relationships>`,
        },
      }),
    })
    expect(asked).toEqual([])
    expect(document.images).toEqual([])
    expect(JSON.stringify(document.body)).not.toContain('root:')
  })
})

describe('fuzz', () => {
  const source = docx({
    body: [
      p('Youth plan', { style: 'Title' }),
      p('Purpose', { style: 'Heading1', list: [3, 0] }),
      p('A clause.', { list: [3, 1] }),
      p([r('Note'), '<w:r><w:footnoteReference w:id="2"/></w:r>']),
      tbl([
        headerRow('Objective', 'Action', 'Lead'),
        ['Be heard', 'Ask', 'AB'],
        ['', 'Answer', 'CD'],
      ]),
    ],
    footnotes: { '2': 'An act' },
    header: [p('DRAFT 01.02.31 – Version 1.1')],
  })
  const files = docxParts({
    body: [
      p([r('Bold', { bold: true }), r(' words\twith a tab')], { list: [2, 1] }),
      tbl([headerRow('Action', 'Lead', 'When'), ['a', 'b', 'c'], ['d', 'e', 'f']]),
    ],
    comments: [{ id: '0', author: 'A', text: 'why' }],
  })

  it('[IM8] 300 files with changed bytes each become a document or a refusal', async () => {
    const outcomes = { read: 0, refused: 0 }
    for (let seed = 1; seed <= 300; seed += 1)
      outcomes[await outcomeOf(mutateBytes(source, seed))] += 1
    expect(outcomes.read + outcomes.refused).toBe(300)
    expect(outcomes.refused).toBeGreaterThan(0)
  })

  it('[IM8] 400 files with changed XML each become a document or a refusal', async () => {
    const outcomes = { read: 0, refused: 0 }
    for (let seed = 1; seed <= 400; seed += 1)
      outcomes[await outcomeOf(mutateXml(files, seed))] += 1
    expect(outcomes.read).toBeGreaterThan(100)
    expect(outcomes.read + outcomes.refused).toBe(400)
  })

  /** Anything but a refusal is a bug, and fails the test with its own stack. */
  async function outcomeOf(bytes: Uint8Array): Promise<'read' | 'refused'> {
    try {
      await read(bytes)
      return 'read'
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return 'refused'
    }
  }
})

function read(bytes: Uint8Array) {
  return readWordFile({ fileName: 'plan.docx', bytes, trackedChanges: 'accept' })
}

async function refusalOf(reading: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error = await reading.then(
    () => new Error('The file was read'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof Refusal)) throw error
  return { code: error.code, message: error.message }
}

/** Bytes that do not shrink. */
function noise(size: number): Uint8Array {
  const { below: next } = createRandom(size)
  return Uint8Array.from({ length: size }, () => next(256))
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

/** Writes a 4-byte number into the directory entry of a part (offsets of the zip format, 4.3.12). */
function rewriteDirectory(
  bytes: Uint8Array,
  path: string,
  { offset, value }: { offset: number; value: number },
): Uint8Array {
  const changed = Buffer.from(bytes)
  const name = changed.lastIndexOf(path)
  changed.writeUInt32LE(value, name - 46 + offset)
  return changed
}

function mutateBytes(bytes: Uint8Array, seed: number): Uint8Array {
  const { below: next } = createRandom(seed)
  const changed = Uint8Array.from(bytes)
  for (let n = next(8); n >= 0; n -= 1) changed[next(changed.length)] = next(256)
  return next(5) === 0 ? changed.subarray(0, next(changed.length)) : changed
}

/** Takes out, doubles or swaps tags and attribute values; every part is packed properly again. */
function mutateXml(parts: Record<string, string | Uint8Array>, seed: number): Uint8Array {
  const { below: next } = createRandom(seed)
  const entries = Object.entries(parts)
  const [path, content] = entries[next(entries.length)] ?? ['', '']
  let tokens = String(content).split(/(<[^>]*>|"[^"]*")/)
  for (let n = next(4); n >= 0; n -= 1) {
    const at = next(tokens.length)
    const other = tokens[next(tokens.length)] ?? ''
    switch (next(4)) {
      case 0:
        tokens = tokens.toSpliced(at, 1)
        break
      case 1:
        tokens = tokens.toSpliced(at, 0, other)
        break
      case 2:
        tokens[at] = other
        break
      default:
        tokens[at] = (tokens[at] ?? '').replace(/"[^"]*"/, `"${[-1, 0, 99_999_999, 'x'][next(4)]}"`)
    }
  }
  return zip({ ...parts, [path]: tokens.join('') })
}
