import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { isBox } from '../docx/pieces.ts'
import type { Inline } from '../docx/pieces.ts'

/** A mark that somebody typed at the start of a line, and what it stands for. */
export type TypedMark =
  | { kind: 'bullet'; length: number; isCertain: boolean; level: number }
  | {
      kind: 'number'
      length: number
      number: string
      parts: number
      style: NumberStyle
      value: number
    }

type NumberStyle = 'decimal' | 'letter' | 'roman'

const SURE_BULLET = /^[•·▪◦●○■➢➤✓❑◻]\s*/
const MAYBE_BULLET = /^(?:[-–—*]\s+|o\t\s*)/
const MANY_PARTS = /^(\d{1,3}(?:\.\d{1,3}){1,3}[.)]?)(\s+)(?=["“‘'([]?[\p{L}\d])/u
const ONE_PART = /^(\(?(\d{1,3})[.)])(\s+)(?=\S)/
const LETTER = /^(\(?([a-z])\))(\s+)(?=\S)/
const ROMAN = /^(\(?([ivx]{1,5})\))(\s+)(?=\S)/
/** What follows a number that is an amount, a time or a date. */
const MEASURE = /^(?:am|pm|a\.m|p\.m|per ?cent|million|billion|hours?|days?|years?|%|m\b|k\b)/i
const ROMAN_VALUES = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']

/** Reads the mark at the start of a line; null if it starts with words. */
export function findTypedMark(text: string): TypedMark | null {
  const sure = SURE_BULLET.exec(text)
  if (sure !== null) {
    return {
      kind: 'bullet',
      length: sure[0].length,
      isCertain: true,
      level: /^[◦○]/.test(text) ? 1 : 0,
    }
  }
  const maybe = MAYBE_BULLET.exec(text)
  if (maybe !== null) {
    return { kind: 'bullet', length: maybe[0].length, isCertain: false, level: 1 }
  }
  const many = MANY_PARTS.exec(text)
  if (many !== null) {
    const number = many[1] ?? ''
    const rest = text.slice(many[0].length)
    if (isDate(number) || MEASURE.test(rest)) return null
    const parts = number.replace(/[.)]$/, '').split('.').length
    return { kind: 'number', length: many[0].length, number, parts, style: 'decimal', value: 1 }
  }
  return (
    findSingle(text, ONE_PART, 'decimal') ??
    findSingle(text, LETTER, 'letter') ??
    findSingle(text, ROMAN, 'roman')
  )
}

/** "(i)" is a Roman one unless it follows "(h)"; so with "(v)" and "(x)". */
export function settleRoman(marks: readonly (TypedMark | null)[]): (TypedMark | null)[] {
  let previous: TypedMark | null = null
  return marks.map((mark) => {
    const isUnclear =
      mark?.kind === 'number' && mark.style === 'letter' && /[ivx]/.test(mark.number)
    const isLetter =
      isUnclear &&
      previous?.kind === 'number' &&
      previous.style === 'letter' &&
      previous.value === mark.value - 1
    const settled: TypedMark | null =
      isUnclear && !isLetter
        ? { ...mark, style: 'roman', value: valueOf(mark.number.replace(/[()]/g, ''), 'roman') }
        : mark
    previous = settled
    return settled
  })
}

/** The line without its first characters. */
export function withoutStart(inlines: readonly Inline[], length: number): Inline[] {
  const result: Inline[] = []
  let left = length
  for (const inline of inlines) {
    if (left === 0 || isBox(inline) || inline.type !== 'text') {
      result.push(inline)
      continue
    }
    const text = inline.text ?? ''
    const cut = Math.min(left, text.length)
    left -= cut
    if (cut < text.length) result.push({ ...inline, text: text.slice(cut) })
  }
  return result
}

/** Words put before a line, in the looks of its first words. */
export function withStart(text: string, inlines: readonly NodeJson[]): NodeJson[] {
  const [first, ...rest] = inlines
  if (first?.type === 'text' && first.marks?.every(({ type }) => type !== 'link') !== false) {
    return [{ ...first, text: text + (first.text ?? '') }, ...rest]
  }
  return [{ type: 'text', text }, ...inlines]
}

function findSingle(text: string, pattern: RegExp, style: NumberStyle): TypedMark | null {
  const match = pattern.exec(text)
  if (match === null) return null
  const sign = match[2] ?? ''
  if (MEASURE.test(text.slice(match[0].length))) return null
  return {
    kind: 'number',
    length: match[0].length,
    number: match[1] ?? '',
    parts: 1,
    style,
    value: valueOf(sign, style),
  }
}

function valueOf(sign: string, style: NumberStyle): number {
  switch (style) {
    case 'decimal':
      return Number(sign)
    case 'letter':
      return sign.charCodeAt(0) - 96
    case 'roman':
      return ROMAN_VALUES.indexOf(sign) + 1
  }
}

/** "08.06.09", "12.6.2009": three parts that can be a day, a month and a year. */
function isDate(number: string): boolean {
  const parts = number.replace(/[.)]$/, '').split('.')
  const [day, month, year] = parts.map(Number)
  return (
    parts.length === 3 &&
    (day ?? 0) >= 1 &&
    (day ?? 0) <= 31 &&
    (month ?? 0) >= 1 &&
    (month ?? 0) <= 12 &&
    (parts[2]?.length === 2 || (year ?? 0) > 99) &&
    parts[2] !== undefined &&
    parts[2].length >= 2
  )
}
