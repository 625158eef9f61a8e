import { SaxesParser } from 'saxes'
import { Refusal } from '../../../shared/refusals.ts'

/** An element with the usual prefix in its name ("w:p") whatever prefix the file uses. */
export interface XmlElement {
  name: string
  attrs: Readonly<Record<string, string>>
  children: readonly XmlElement[]
  /** The words directly inside. */
  text: string
}

/** What a file may hold in all its parts together. */
export interface XmlBudget {
  elements: number
  paragraphs: number
}

/** A document of 50,000 paragraphs has about 1,500 pages. */
const MAX_PARAGRAPHS = 50_000
const MAX_ELEMENTS = 2_000_000
/** Tables in tables in text boxes reach about 60. */
const MAX_DEPTH = 200
const CHUNK_CHARS = 1 << 16

const OFFICE = /^http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml)\/(.*)$/
const PREFIXES: Record<string, string> = {
  'wordprocessingml/2006/main': 'w',
  'wordprocessingml/main': 'w',
  'spreadsheetml/2006/main': 'x',
  'spreadsheetml/main': 'x',
  'officeDocument/2006/relationships': 'r',
  'officeDocument/relationships': 'r',
  'officeDocument/2006/math': 'm',
  'officeDocument/math': 'm',
  'drawingml/2006/main': 'a',
  'drawingml/main': 'a',
  'drawingml/2006/wordprocessingDrawing': 'wp',
  'drawingml/wordprocessingDrawing': 'wp',
  'drawingml/2006/chart': 'c',
  'drawingml/2006/diagram': 'dgm',
  'markup-compatibility/2006': 'mc',
  'package/2006/relationships': 'rel',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingShape': 'wps',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  'http://purl.org/dc/elements/1.1/': 'dc',
}
const NO_ATTRS: Readonly<Record<string, string>> = {}
const NO_CHILDREN: readonly XmlElement[] = []

export function createBudget(): XmlBudget {
  return { elements: MAX_ELEMENTS, paragraphs: MAX_PARAGRAPHS }
}

/** Reads a whole part as one tree. */
export function readXml(bytes: Uint8Array, budget: XmlBudget): XmlElement {
  let root: XmlElement | null = null
  walkXml(bytes, { budget, containers: new Set(), onChild: (element) => (root = element) })
  if (root === null) throw damaged()
  return root
}

/**
 * Reads a part piece by piece: the children of `containers` are handed over one after the other and
 * then forgotten, so that a long document never stands in memory as a tree.
 *
 * @throws {Refusal} `unreadable_file` for XML that is broken, declares a DTD or is nested too deep;
 * `too_large` when the budget is spent.
 */
export function walkXml(
  bytes: Uint8Array,
  to: {
    budget: XmlBudget
    containers: ReadonlySet<string>
    onChild: (element: XmlElement) => void
  },
): void {
  const { budget, containers, onChild } = to
  const parser = new SaxesParser({ xmlns: true, position: false })
  const open: Building[] = []
  let depth = 0
  parser.on('opentag', ({ local, uri, attributes }) => {
    const name = prefixed(uri, local)
    depth += 1
    budget.elements -= 1
    if (name === 'w:p') budget.paragraphs -= 1
    if (depth > MAX_DEPTH) throw tooDeep()
    if (budget.elements < 0 || budget.paragraphs < 0) throw tooLong()
    if (open.length === 0 && containers.has(name)) return
    open.push({ name, attrs: readAttrs(attributes), children: NO_CHILDREN, text: '' })
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  })
  parser.on('cdata', (text) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  })
  parser.on('closetag', () => {
    depth -= 1
    const element = open.pop()
    if (element === undefined) return
    const parent = open.at(-1)
    if (parent === undefined) onChild(element)
    else if (parent.children === NO_CHILDREN) parent.children = [element]
    else (parent.children as XmlElement[]).push(element) // made by the line above, not shared
  })
  parser.on('doctype', () => {
    throw new Refusal(
      'unreadable_file',
      'This file contains parts that Word does not write, so it was not opened. Save it again in Word and bring the new file.',
    )
  })
  parser.on('error', () => {
    throw damaged()
  })
  const text = decode(bytes)
  for (let at = 0; at < text.length; at += CHUNK_CHARS) {
    parser.write(text.slice(at, at + CHUNK_CHARS))
  }
  parser.close()
}

/** The first child of that name; null if there is none. */
export function child(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.find((each) => each.name === name) ?? null
}

export function childrenOf(element: XmlElement | null, name: string): XmlElement[] {
  return element?.children.filter((each) => each.name === name) ?? []
}

/** The attribute `w:val` of a child; null if either is missing. */
export function valueOf(element: XmlElement | null, name: string): string | null {
  return child(element, name)?.attrs['w:val'] ?? null
}

/** A property that is on or off: there without a value is on; null where it says nothing. */
export function flagOf(element: XmlElement | null, name: string): boolean | null {
  const property = child(element, name)
  if (property === null) return null
  return !/^(0|false|off|none)$/.test(property.attrs['w:val'] ?? '1')
}

export function numberOf(text: string | null | undefined): number | null {
  const value = text === null || text === undefined || text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}

/** The first element of that name anywhere inside. */
export function findInside(element: XmlElement, name: string): XmlElement | null {
  for (const each of element.children) {
    if (each.name === name) return each
    const found = findInside(each, name)
    if (found !== null) return found
  }
  return null
}

interface Building {
  name: string
  attrs: Readonly<Record<string, string>>
  children: readonly XmlElement[]
  text: string
}

function readAttrs(
  attributes: Record<string, { uri: string; local: string; value: string }>,
): Readonly<Record<string, string>> {
  let attrs: Record<string, string> | null = null
  for (const key in attributes) {
    const attribute = attributes[key]
    if (attribute === undefined || key.startsWith('xmlns') || attribute.local.startsWith('rsid')) {
      continue
    }
    attrs ??= {}
    attrs[prefixed(attribute.uri, attribute.local)] = attribute.value
  }
  return attrs ?? NO_ATTRS
}

const prefixOfUri = new Map<string, string>()

function prefixed(uri: string, local: string): string {
  if (uri === '') return local
  let prefix = prefixOfUri.get(uri)
  if (prefix === undefined) {
    prefix = PREFIXES[OFFICE.exec(uri)?.[1] ?? uri] ?? '?'
    if (prefixOfUri.size < 200) prefixOfUri.set(uri, prefix)
  }
  return `${prefix}:${local}`
}

function decode(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0)
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes)
}

function damaged(): Refusal {
  return new Refusal(
    'unreadable_file',
    'This file is damaged. Open it in Word, save it again and bring the new file.',
  )
}

function tooDeep(): Refusal {
  return new Refusal(
    'unreadable_file',
    'This file has tables or boxes inside each other to a depth that cannot be read.',
  )
}

function tooLong(): Refusal {
  return new Refusal(
    'too_large',
    'This document has more than 50,000 paragraphs. Split it into smaller documents and bring them one by one.',
  )
}
