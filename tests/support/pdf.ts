import { inflateSync } from 'node:zlib'

/** A PDF taken apart, as far as tests ask: its objects, its tags and its words. */
export interface ReadPdf {
  /** Dictionaries and values by number, as they are written in the file. */
  objects: ReadonlyMap<number, string>
  /** The entries of the catalogue. */
  catalogue: string
  /** How often each tag is in the structure tree: { H1: 1, TH: 5 }. */
  tags: Record<string, number>
  /** What the file says about itself, as XML. */
  metadata: string
  /** The words of all pages, without the blanks, because layout decides about those. */
  words: string
}

interface PdfObject {
  head: string
  stream: Buffer | null
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const found = readObjects(Buffer.from(bytes))
  const objects = new Map<number, string>()
  for (const [number, { head, stream }] of found) {
    objects.set(number, head)
    if (/\/Type\s*\/ObjStm/.test(head) && stream !== null) unpack(head, stream, objects)
  }
  const all = [...objects.values()]
  const tags: Record<string, number> = {}
  for (const each of all) {
    const tag = /\/Type\s*\/StructElem/.test(each) && /\/S\s*\/(\w+)/.exec(each)?.[1]
    if (tag) tags[tag] = (tags[tag] ?? 0) + 1
  }
  const catalogue = all.find((each) => /\/Type\s*\/Catalog/.test(each)) ?? ''
  const about = found.get(Number(/\/Metadata (\d+) 0 R/.exec(catalogue)?.[1]))
  const metadata = about?.stream?.toString('utf8') ?? ''
  return { objects, catalogue, tags, metadata, words: readWords(found, objects) }
}

function readObjects(file: Buffer): Map<number, PdfObject> {
  const text = file.toString('latin1')
  const objects = new Map<number, PdfObject>()
  for (const match of text.matchAll(/(?:^|[\r\n])(\d+) 0 obj\s/g)) {
    const start = match.index + match[0].length
    const end = text.indexOf('endobj', start)
    const whole = text.slice(start, end)
    const at = /\bstream\r?\n/.exec(whole)
    if (at === null) {
      objects.set(Number(match[1]), { head: whole, stream: null })
      continue
    }
    const head = whole.slice(0, at.index)
    const from = start + at.index + at[0].length
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const raw = file.subarray(from, from + length)
    const stream = /\/FlateDecode/.test(head) ? inflateSync(raw) : raw
    objects.set(Number(match[1]), { head, stream })
  }
  return objects
}

/** An object stream begins with pairs of number and place. */
function unpack(head: string, stream: Buffer, into: Map<number, string>): void {
  const first = Number(/\/First (\d+)/.exec(head)?.[1] ?? 0)
  const text = stream.toString('latin1')
  const pairs = text.slice(0, first).trim().split(/\s+/).map(Number)
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const from = first + (pairs[at + 1] ?? 0)
    const to = at + 3 < pairs.length ? first + (pairs[at + 3] ?? 0) : text.length
    into.set(pairs[at] ?? 0, text.slice(from, to))
  }
}

function readWords(found: ReadonlyMap<number, PdfObject>, objects: ReadonlyMap<number, string>) {
  const fonts = new Map<string, ReadonlyMap<string, string>>()
  for (const each of objects.values()) {
    for (const [, list = ''] of each.matchAll(/\/Font\s*<<(.*?)>>/gs)) {
      for (const [, name = '', number] of list.matchAll(/\/(\w+) (\d+) 0 R/g)) {
        const font = objects.get(Number(number)) ?? ''
        const unicode = found.get(Number(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1]))
        fonts.set(name, readMap(unicode?.stream?.toString('latin1') ?? ''))
      }
    }
  }
  let words = ''
  for (const each of objects.values()) {
    if (!/\/Type\s*\/Page\b/.test(each)) continue
    const contents = found.get(Number(/\/Contents (\d+) 0 R/.exec(each)?.[1]))
    words += readPage(contents?.stream?.toString('latin1') ?? '', fonts)
  }
  return words
}

function readPage(
  content: string,
  fonts: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string {
  let words = ''
  let glyphs: ReadonlyMap<string, string> = new Map()
  const font = /\/(\w+) [\d.]+ Tf/y
  const hex = /<([0-9A-Fa-f\s]+)>/y
  for (let at = 0; at < content.length;) {
    font.lastIndex = hex.lastIndex = at
    const chosen = font.exec(content)
    const written = hex.exec(content)
    let codes = ''
    if (chosen !== null) {
      glyphs = fonts.get(chosen[1] ?? '') ?? glyphs
      at = font.lastIndex
    } else if (written !== null) {
      codes = (written[1] ?? '').replace(/\s/g, '')
      at = hex.lastIndex
    } else if (content[at] === '(') {
      const literal = readLiteral(content, at)
      codes = literal.codes
      at = literal.end
    } else at += 1
    for (let code = 0; code < codes.length; code += 4) {
      words += glyphs.get(codes.slice(code, code + 4).toUpperCase()) ?? ''
    }
  }
  return words.replace(/\s/g, '')
}

/** A string in brackets; brackets inside are escaped, or come in pairs. */
function readLiteral(content: string, start: number): { codes: string; end: number } {
  let depth = 0
  let bytes = ''
  for (let at = start; at < content.length; at += 1) {
    const sign = content[at] ?? ''
    if (sign === '\\') {
      const octal = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0]
      const next = content[at + 1] ?? ''
      bytes +=
        octal === undefined ? (ESCAPES[next] ?? next) : String.fromCharCode(parseInt(octal, 8))
      at += octal?.length ?? 1
      continue
    }
    if (sign === '(' && depth++ === 0) continue
    if (sign === ')' && --depth === 0) {
      return { codes: Buffer.from(bytes, 'latin1').toString('hex'), end: at + 1 }
    }
    bytes += sign
  }
  return { codes: '', end: content.length }
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' }

/** Which letters the glyphs of a font stand for. */
function readMap(map: string): Map<string, string> {
  const letters = new Map<string, string>()
  for (const [, lines = ''] of map.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, code = '', hex = ''] of lines.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
      letters.set(code.toUpperCase(), fromUtf16(hex))
    }
  }
  for (const [, lines = ''] of map.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, from = '', to = '', hex = ''] of lines.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [first, last, target] = [from, to, hex].map((each) => Number.parseInt(each, 16))
      for (let at = first ?? 0; at <= (last ?? 0); at += 1) {
        const code = at.toString(16).toUpperCase().padStart(4, '0')
        letters.set(code, String.fromCodePoint((target ?? 0) + at - (first ?? 0)))
      }
    }
  }
  return letters
}

function fromUtf16(hex: string): string {
  const units = hex.match(/.{4}/g)?.map((unit) => Number.parseInt(unit, 16)) ?? []
  return String.fromCharCode(...units)
}
