import { toRoman } from '../../../shared/schema/roman.ts'
import { child, childrenOf, flagOf, numberOf, valueOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** What Word prints before a numbered paragraph. */
export interface PrintedNumber {
  kind: 'bullet' | 'number'
  /** As printed: "3.7", "(a)", "Step 2:"; for bullets the sign. */
  text: string
  style: 'decimal' | 'letter' | 'roman'
  isCapital: boolean
  /** One number alone, such as "2." or "(b)": a list can show it. Otherwise only typed text can. */
  isPlain: boolean
  value: number
  /** 0–8. */
  level: number
  /** Paragraphs with the same id are counted together. */
  listId: string
}

interface Level {
  format: string
  text: string
  start: number
  style: string | null
  isLegal: boolean
  /** Counting starts again after a paragraph of a level below this one. */
  restartBelow: number
}

type Levels = Map<number, Level>

interface Num {
  listId: string
  overrides: Map<number, { start: number | null; level: Level | null }>
}

const MAX_LEVEL = 8
const MAX_NUMBER = 1_000_000

/** Counts as Word does: in document order, one counter per list and level. */
export class Numbering {
  private readonly lists = new Map<string, Levels>()
  private readonly nums = new Map<string, Num>()
  private readonly counters = new Map<string, number[]>()
  private readonly begun = new Set<string>()

  constructor(root: XmlElement | null) {
    const styled = new Map<string, Levels>()
    const links: { listId: string; style: string }[] = []
    for (const element of childrenOf(root, 'w:abstractNum')) {
      const levels: Levels = new Map()
      for (const level of childrenOf(element, 'w:lvl')) {
        const at = numberOf(level.attrs['w:ilvl'])
        if (at !== null) levels.set(at, readLevel(level, at))
      }
      const listId = element.attrs['w:abstractNumId'] ?? ''
      this.lists.set(listId, levels)
      const defines = valueOf(element, 'w:styleLink')
      if (defines !== null) styled.set(defines, levels)
      const style = valueOf(element, 'w:numStyleLink')
      if (style !== null) links.push({ listId, style })
    }
    // A list may say that its levels are those of a list style.
    for (const { listId, style } of links) {
      const levels = styled.get(style)
      if (levels !== undefined) this.lists.set(listId, levels)
    }
    for (const element of childrenOf(root, 'w:num')) {
      const overrides: Num['overrides'] = new Map()
      for (const override of childrenOf(element, 'w:lvlOverride')) {
        const at = numberOf(override.attrs['w:ilvl'])
        const level = child(override, 'w:lvl')
        if (at === null) continue
        overrides.set(at, {
          start: numberOf(valueOf(override, 'w:startOverride')),
          level: level === null ? null : readLevel(level, at),
        })
      }
      const listId = valueOf(element, 'w:abstractNumId') ?? ''
      this.nums.set(element.attrs['w:numId'] ?? '', { listId, overrides })
    }
  }

  /** The level that belongs to a paragraph style, for styles that name a list but no level. */
  levelOfStyle(numId: string, styleId: string | null): number {
    const list = this.lists.get(this.nums.get(numId)?.listId ?? '')
    for (const [at, level] of list ?? []) if (level.style === styleId) return at
    return 0
  }

  /** Counts one paragraph; null where nothing is printed before it. */
  next(numId: string, wanted: number): PrintedNumber | null {
    const num = this.nums.get(numId)
    if (num === undefined) return null
    const at = Math.min(Math.max(wanted, 0), MAX_LEVEL)
    const levelAt = (index: number) =>
      num.overrides.get(index)?.level ?? this.lists.get(num.listId)?.get(index)
    const level = levelAt(at)
    if (level === undefined) return null
    const values = this.count(numId, num, { at, levelAt })
    if (level.format === 'bullet') {
      return { ...PLAIN, kind: 'bullet', text: level.text, level: at, listId: num.listId }
    }
    const value = values[at] ?? level.start
    const text = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1
      const format = level.isLegal ? 'decimal' : (levelAt(index)?.format ?? 'decimal')
      return formatNumber(values[index] ?? levelAt(index)?.start ?? 1, format)
    })
    if (text.trim() === '') return null
    const placeholders = level.text.match(/%[1-9]/g) ?? []
    const rest = level.text.replace(/%[1-9]/g, '').trim()
    const style = LIST_STYLES[level.format]
    return {
      kind: 'number',
      text: text.trim(),
      style: style ?? 'decimal',
      isCapital: level.format.startsWith('upper'),
      isPlain:
        style !== undefined &&
        placeholders.length === 1 &&
        placeholders[0] === `%${at + 1}` &&
        /^[().:[\]-]*$/.test(rest),
      value,
      level: at,
      listId: num.listId,
    }
  }

  private count(
    numId: string,
    num: Num,
    { at, levelAt }: { at: number; levelAt: (index: number) => Level | undefined },
  ): number[] {
    const values = this.counters.get(num.listId) ?? []
    this.counters.set(num.listId, values)
    const start = levelAt(at)?.start ?? 1
    const override = num.overrides.get(at)?.start ?? null
    const key = `${numId}/${at}`
    if (override !== null && !this.begun.has(key)) values[at] = override
    else values[at] = Math.min((values[at] ?? start - 1) + 1, MAX_NUMBER)
    this.begun.add(key)
    for (let below = at + 1; below <= MAX_LEVEL; below += 1) {
      if (at < (levelAt(below)?.restartBelow ?? below)) delete values[below]
    }
    return values
  }
}

const PLAIN = { style: 'decimal', isCapital: false, isPlain: true, value: 1 } as const

const LIST_STYLES: Record<string, PrintedNumber['style']> = {
  decimal: 'decimal',
  lowerLetter: 'letter',
  upperLetter: 'letter',
  lowerRoman: 'roman',
  upperRoman: 'roman',
}

function readLevel(element: XmlElement, at: number): Level {
  const format = valueOf(element, 'w:numFmt') ?? 'decimal'
  return {
    format,
    text: format === 'none' ? '' : (valueOf(element, 'w:lvlText') ?? ''),
    start: numberOf(valueOf(element, 'w:start')) ?? 1,
    style: valueOf(element, 'w:pStyle'),
    isLegal: flagOf(element, 'w:isLgl') ?? false,
    restartBelow: numberOf(valueOf(element, 'w:lvlRestart')) ?? at,
  }
}

function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(value)
    case 'upperLetter':
      return letters(value).toUpperCase()
    case 'lowerRoman':
      return roman(value)
    case 'upperRoman':
      return roman(value).toUpperCase()
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'none':
      return ''
    default:
      return String(value)
  }
}

/** a … z, then aa, bb, as Word counts. */
function letters(value: number): string {
  if (value < 1) return String(value)
  const letter = String.fromCharCode(97 + ((value - 1) % 26))
  return letter.repeat(Math.min(Math.floor((value - 1) / 26) + 1, 30))
}

function roman(value: number): string {
  return value < 1 || value > 3999 ? String(value) : toRoman(value)
}
