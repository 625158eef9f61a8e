import type { Item } from './items.ts'

interface Piece {
  start: number
  end: number
}

const SEPARATORS = /^[\s,;:/&+•·|–—.-]+/
const TRAILING = /[\s,;:/&+•·|–—(-]+$/
const JOINING_WORDS = /^(?:and|then|&|plus|or|also)$/i
/** How many marks after a date are looked at: ".)" is usual, a thousand of them is not a text. */
const MOST_MARKS = 8
const CLOSERS: Record<string, string> = { ')': '(', ']': '[', '”': '“', '’': '‘', '"': '"' }
const OPENERS: Record<string, string> = { '(': ')', '[': ']' }

/**
 * Gives the words between dates to the date they belong to, so that nothing a person wrote is
 * outside a reading: words on the line of one date go with it; between two dates of a line, lower
 * case goes with the date before, a capital or a comma begins what goes with the date after. A line
 * of its own that says nothing about time is unread.
 */
export function attachWords(text: string, items: readonly Item[]): Item[] {
  const result: Item[] = items.map((item) => ({ ...item }))
  const unread: Item[] = []
  for (let index = 0; index <= result.length; index++) {
    const before = result[index - 1] ?? null
    const after = result[index] ?? null
    const gap = { start: before?.end ?? 0, end: after?.start ?? text.length }
    let apart: Item | null = null
    let goesAfter = false
    for (const piece of piecesOf(text, { gap, before, after })) {
      const owner = goesAfter ? 'after' : ownerOf(text, { piece, before, after })
      if (owner === 'after' && after !== null) {
        after.start = Math.min(after.start, piece.start)
        goesAfter = true
      } else if (owner === 'before' && before !== null) {
        const last: Item = apart ?? before
        last.end = Math.max(last.end, piece.end)
      } else {
        apart = { ...piece, said: { is: 'unread' } }
        unread.push(apart)
      }
    }
  }
  return [...result, ...unread]
    .sort((a, b) => a.start - b.start)
    .map((item, index, all) => closeText(text, item, all[index + 1]?.start ?? text.length))
}

function piecesOf(
  text: string,
  { gap, before, after }: { gap: Piece; before: Item | null; after: Item | null },
): Piece[] {
  const isBetween =
    before !== null && after !== null && !text.slice(gap.start, gap.end).includes('\n')
  const boundary = isBetween ? /[,;•·\n]|\s(?:and|&|then)\s/g : /[\n•·]/g
  const pieces: Piece[] = []
  let start = gap.start
  for (const found of text.slice(gap.start, gap.end).matchAll(boundary)) {
    pieces.push({ start, end: gap.start + found.index })
    start = gap.start + found.index + found[0].length
  }
  pieces.push({ start, end: gap.end })
  return pieces
    .flatMap((piece) => (isBetween && piece.start === gap.start ? atCapital(text, piece) : [piece]))
    .map((piece) => trim(text, piece))
    .filter(({ start, end }) => isWords(text.slice(start, end)))
}

/** "meetings Web pages live": what begins with a capital is about what follows. */
function atCapital(text: string, piece: Piece): Piece[] {
  const words = text.slice(piece.start, piece.end)
  if (/[–—-]\s*$/.test(words)) return [piece]
  const found = /^[\s–—-]*[a-z(][^A-Z]*?\s(?=[A-Z][a-z])/.exec(words)
  if (found === null) return [piece]
  const middle = piece.start + found[0].length
  return [
    { start: piece.start, end: middle },
    { start: middle, end: piece.end },
  ]
}

function ownerOf(
  text: string,
  { piece, before, after }: { piece: Piece; before: Item | null; after: Item | null },
): 'before' | 'after' | 'none' {
  const gapBefore = before === null ? null : text.slice(before.end, piece.start)
  const gapAfter = after === null ? null : text.slice(piece.end, after.start)
  const isBeside = (gap: string | null) => gap !== null && !/[\n•·]/.test(gap)
  const words = text.slice(piece.start, piece.end)
  const goesOn = /^[a-z(]/.test(words)
  if (isBeside(gapBefore) && isBeside(gapAfter)) {
    const isFresh = /[,;]|\b(?:and|then)\b|&/.test(gapBefore ?? '')
    const isReview = before?.said.is === 'state' && /[–—-]/.test(gapBefore ?? '')
    return goesOn && !isFresh && !isReview
      ? 'before'
      : goesOnAfterDash(gapBefore, before)
        ? 'before'
        : 'after'
  }
  if (isBeside(gapAfter)) return 'after'
  if (isBeside(gapBefore)) return 'before'
  if (gapBefore !== null && goesOn) return 'before'
  if (
    after !== null &&
    (/[:–—-]\s*$/.test(text.slice(piece.start, piece.end + 2).trimEnd()) ||
      startsLower(text, after))
  )
    return 'after'
  return 'none'
}

/** "March 2010 – report to Board – June 2010", but "Ongoing – review March 2011". */
function goesOnAfterDash(gap: string | null, before: Item | null): boolean {
  return gap !== null && /[–—-]/.test(gap) && before?.said.is === 'span'
}

function startsLower(text: string, item: Item): boolean {
  return /[a-z]/.test(text[item.start] ?? '')
}

function trim(text: string, { start, end }: Piece): Piece {
  const words = text.slice(start, end)
  const lead = SEPARATORS.exec(words)?.[0].length ?? 0
  const tail = TRAILING.exec(words.slice(lead))?.[0].length ?? 0
  return { start: start + lead, end: end - tail }
}

function isWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text) && !JOINING_WORDS.test(text)
}

/** Takes in the full stop, and the bracket that closes one in the text. */
function closeText(text: string, item: Item, limit: number): Item {
  let { start, end } = item
  const opener = text[start - 1] ?? ''
  if (opener in OPENERS && text[end] === OPENERS[opener]) start -= 1
  for (let marks = 0; marks < MOST_MARKS && end < limit; marks++) {
    if (!isClosing(text, { start, end })) break
    end += 1
  }
  return { ...item, start, end }
}

function isClosing(text: string, { start, end }: Piece): boolean {
  const mark = text[end] ?? ''
  if (/[.!?]/.test(mark)) return true
  const opener = CLOSERS[mark]
  if (opener === undefined) return false
  const inside = text.slice(start, end)
  return (
    inside.split(opener).length > inside.split(mark).length ||
    (opener === mark && inside.split(mark).length % 2 === 0)
  )
}
