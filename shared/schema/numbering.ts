import type { Node } from '@tiptap/pm/model'
import { toRoman } from './roman.ts'

/** A heading or clause in the order of the document, with the number it is shown with ('' = none). */
export interface NumberedBlock {
  kind: 'heading' | 'clause'
  position: number
  id: string | null
  level: number
  number: string
}

export interface NumberedFootnote {
  position: number
  id: string | null
  number: number
}

export interface Numbering {
  blocks: NumberedBlock[]
  footnotes: NumberedFootnote[]
}

/**
 * The numbers of headings, clauses and footnotes, in one pass over the document.
 *
 * Headings count 1, 1.1, 1.1.1 below the numbered heading above them. Clauses count below the
 * nearest numbered heading (2.1, 2.2), or on through the document where there is none; their second
 * level counts (a), (b) and their third (i), (ii). A typed number stands as it is and the next
 * automatic one goes on from it ("3.7" → "3.8", "Appendix B" → "Appendix C").
 */
export function numberBlocks(doc: Node): Numbering {
  const blocks: NumberedBlock[] = []
  const footnotes: NumberedFootnote[] = []
  const headings = new Counter()
  let clauses = new Counter()
  let base = ''

  doc.descendants((node, position) => {
    const id = typeof node.attrs['id'] === 'string' ? node.attrs['id'] : null
    if (node.type.name === 'footnote') {
      footnotes.push({ position, id, number: footnotes.length + 1 })
    } else if (node.type.name === 'heading') {
      const level = clampLevel(node.attrs['level'], 6)
      const typed: unknown = node.attrs['number']
      let number = ''
      if (typeof typed === 'string') {
        number = headings.count(level, typed, () => below(headings.above(level)))
        base = number
        clauses = new Counter()
      }
      blocks.push({ kind: 'heading', position, id, level, number })
    } else if (node.type.name === 'clause') {
      const level = clampLevel(node.attrs['level'], 3)
      const typed: unknown = node.attrs['number']
      const number = clauses.count(level, typeof typed === 'string' ? typed : '', () =>
        level === 1 ? below(base) : level === 2 ? '(a)' : '(i)',
      )
      blocks.push({ kind: 'clause', position, id, level, number })
    }
    return !node.isTextblock || node.type.name !== 'actionColumn'
  })
  return { blocks, footnotes }
}

/** The number after this one, or null if it does not end in anything that counts. */
export function nextNumber(number: string, isRoman: boolean): string | null {
  const match = /^(|.*[^a-z0-9])(\d+|[a-z]{1,6})([^a-z0-9]*)$/i.exec(number.trim())
  if (match === null) return null
  const [, before = '', last = '', after = ''] = match
  const next = /^\d/.test(last)
    ? String(Number(last) + 1)
    : isRoman
      ? nextRoman(last)
      : last.length === 1
        ? nextLetter(last)
        : null
  return next === null ? null : before + next + after
}

/** Counts per level: a number on one level starts the deeper levels afresh. */
class Counter {
  private last: ({ number: string; isRoman: boolean } | undefined)[] = []

  count(level: number, typed: string, first: () => string): string {
    const previous = this.last[level]
    const number =
      typed !== ''
        ? typed
        : ((previous && nextNumber(previous.number, previous.isRoman)) ?? first())
    const isRoman = previous?.isRoman === true || (/^\W*i\W*$/i.test(number) && !isAfterH(previous))
    this.last.length = level
    this.last[level] = { number, isRoman }
    return number
  }

  /** The nearest number on a higher level, '' if there is none. */
  above(level: number): string {
    for (let each = level - 1; each > 0; each--) {
      const found = this.last[each]
      if (found !== undefined) return found.number
    }
    return ''
  }
}

function isAfterH(previous: { number: string } | undefined): boolean {
  return previous !== undefined && /^\W*h\W*$/i.test(previous.number)
}

function below(number: string): string {
  const digits = /^\d+(\.\d+)*(?=\W*$)/.exec(number.trim())
  return digits === null ? '1' : `${digits[0]}.1`
}

function nextLetter(letter: string): string {
  if (letter === 'z') return 'aa'
  if (letter === 'Z') return 'AA'
  return String.fromCharCode(letter.charCodeAt(0) + 1)
}

function nextRoman(roman: string): string | null {
  for (let value = 1; value < 200; value++) {
    if (toRoman(value) === roman.toLowerCase()) {
      const next = toRoman(value + 1)
      return roman === roman.toUpperCase() ? next.toUpperCase() : next
    }
  }
  return null
}

function clampLevel(level: unknown, highest: number): number {
  // Infinity and NaN are numbers too, and any client can write one.
  if (typeof level !== 'number' || !Number.isFinite(level)) return 1
  return Math.min(highest, Math.max(1, Math.round(level)))
}
