import { child, flagOf, numberOf, valueOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** How a run of words looks; null = it says nothing about that. */
export interface RunFormat {
  bold: boolean | null
  italic: boolean | null
  underline: boolean | null
  strike: boolean | null
  script: 'superscript' | 'subscript' | 'baseline' | null
  hidden: boolean | null
}

export type ParagraphRole =
  | { kind: 'title' }
  | { kind: 'heading'; level: number }
  | { kind: 'quote' }
  | { kind: 'contents' }
  | { kind: 'plain' }

export interface ParagraphStyle {
  /** Of the style itself, in small letters; '' where there is none. */
  name: string
  role: ParagraphRole
  format: RunFormat
  /** The numbering a style brings with it; the level may be told by the numbering instead. */
  numId: string | null
  level: number | null
}

export interface Styles {
  paragraph(id: string | null): ParagraphStyle
  run(id: string | null): RunFormat
}

const NO_FORMAT: RunFormat = {
  bold: null,
  italic: null,
  underline: null,
  strike: null,
  script: null,
  hidden: null,
}

interface StyleEntry {
  name: string
  basedOn: string | null
  paragraph: XmlElement | null
  format: RunFormat
}

const MAX_CHAIN = 20

/** Reads styles.xml. Built-in names are English in every language of Word; ids are not. */
export function readStyles(root: XmlElement | null): Styles {
  const entries = new Map<string, StyleEntry>()
  let normal: string | null = null
  for (const style of root?.children ?? []) {
    const id = style.attrs['w:styleId']
    if (style.name !== 'w:style' || id === undefined) continue
    const type = style.attrs['w:type']
    if (type === 'paragraph' && style.attrs['w:default'] === '1') normal = id
    entries.set(id, {
      name: (valueOf(style, 'w:name') ?? '').toLowerCase(),
      basedOn: valueOf(style, 'w:basedOn'),
      paragraph: child(style, 'w:pPr'),
      format: readFormat(child(style, 'w:rPr')),
    })
  }
  const chainOf = (id: string | null) => {
    const chain: StyleEntry[] = []
    let entry = entries.get(id ?? '')
    while (entry !== undefined && chain.length < MAX_CHAIN) {
      chain.push(entry)
      entry = entries.get(entry.basedOn ?? '')
    }
    return chain
  }
  const paragraphs = new Map<string | null, ParagraphStyle>()
  return {
    paragraph: (id) => {
      const known = paragraphs.get(id)
      if (known !== undefined) return known
      const made = resolveParagraph(chainOf(id ?? normal))
      paragraphs.set(id, made)
      return made
    },
    run: (id) => {
      if (id === null) return NO_FORMAT
      const chain = chainOf(id)
      const format = chain.reduceRight((below, each) => over(each.format, below), NO_FORMAT)
      // The underline of a link is how links look, not something the writer underlined.
      const isLink = chain.some((each) => /hyperlink/.test(each.name))
      return isLink ? { ...format, underline: null } : format
    },
  }
}

export function readFormat(properties: XmlElement | null): RunFormat {
  if (properties === null) return NO_FORMAT
  const script = valueOf(properties, 'w:vertAlign')
  return {
    bold: flagOf(properties, 'w:b'),
    italic: flagOf(properties, 'w:i'),
    underline: flagOf(properties, 'w:u'),
    strike: flagOf(properties, 'w:strike') ?? flagOf(properties, 'w:dstrike'),
    script:
      script === 'superscript' || script === 'subscript'
        ? script
        : script === null
          ? null
          : 'baseline',
    hidden: flagOf(properties, 'w:vanish'),
  }
}

/** What the upper format says, and the lower one where it says nothing. */
export function over(upper: RunFormat, lower: RunFormat): RunFormat {
  if (upper === NO_FORMAT) return lower
  if (lower === NO_FORMAT) return upper
  return {
    bold: upper.bold ?? lower.bold,
    italic: upper.italic ?? lower.italic,
    underline: upper.underline ?? lower.underline,
    strike: upper.strike ?? lower.strike,
    script: upper.script ?? lower.script,
    hidden: upper.hidden ?? lower.hidden,
  }
}

/** The level an outline property stands for: 0–8 are headings 1–9, 9 is plain text. */
export function outlineOf(properties: XmlElement | null): number | null {
  const outline = numberOf(valueOf(properties, 'w:outlineLvl'))
  return outline === null || outline < 0 || outline > 9 ? null : outline + 1
}

function resolveParagraph(chain: readonly StyleEntry[]): ParagraphStyle {
  let outline: number | null = null
  let numId: string | null = null
  let level: number | null = null
  for (const { paragraph } of chain) {
    outline ??= outlineOf(paragraph)
    const numbering = child(paragraph, 'w:numPr')
    numId ??= valueOf(numbering, 'w:numId')
    level ??= numberOf(valueOf(numbering, 'w:ilvl'))
  }
  return {
    name: chain[0]?.name ?? '',
    role: roleOf(
      chain.map((each) => each.name),
      outline,
    ),
    format: chain.reduceRight((below, each) => over(each.format, below), NO_FORMAT),
    numId,
    level,
  }
}

function roleOf(names: readonly string[], outline: number | null): ParagraphRole {
  if (names.includes('title')) return { kind: 'title' }
  if (names.some((name) => /^toc( heading| \d)$/.test(name))) return { kind: 'contents' }
  const named = names.map((name) => /^heading ([1-9])$/.exec(name)?.[1]).find(Boolean)
  const level = outline ?? (named === undefined ? 10 : Number(named))
  if (level <= 9) return { kind: 'heading', level }
  if (names.some((name) => /^(intense )?quote$/.test(name))) return { kind: 'quote' }
  return { kind: 'plain' }
}
