import type { Anchor } from './anchor.ts'
import { lineAt } from './anchor-text.ts'
import type { AnchorText, Span } from './anchor-text.ts'

/** Points for standing in the same block, row or column, beside one for each letter around that fits. */
const POINTS = { block: 40, row: 40, column: 20 } as const
/** Short words stand in many places: so many points, or letters, make them the ones that are meant. */
const ENOUGH_POINTS = 28
const LONG_QUOTE = 24
const RARE_QUOTE = 8
/** Of the quote and its surroundings. */
const ENOUGH_LETTERS = 0.45
/** Letters that may have come in beside words that are left. */
const SLACK = 20
/** Looking goes on no longer than this. */
const MOST_PLACES = 500

/** Where the quote stands letter for letter, and its surroundings fit best; null if nowhere. */
export function findQuote(text: AnchorText, anchor: Anchor, hint: number | null): Span | null {
  const quote = anchor.quote.replaceAll('\n', '')
  if (quote === '') return null
  const places = placesOf(text.flat, quote)
  let best: { start: number; points: number } | null = null
  for (const start of places) {
    const points = pointsAt(text, anchor, { start, end: start + quote.length })
    const isNearer =
      hint !== null && best !== null && Math.abs(start - hint) < Math.abs(best.start - hint)
    if (best === null || points > best.points || (points === best.points && isNearer)) {
      best = { start, points }
    }
  }
  if (best === null) return null
  const line = lineAt(text.lines, best.start)
  // Where its own row or block is still there, the same words elsewhere are others.
  const { block, row } = anchor
  const isInOtherRow = row !== null && text.nodes.has(row) && line?.row !== row
  if (isInOtherRow && quote.length < LONG_QUOTE) return null
  const isInOtherBlock = block !== null && text.nodes.has(block) && line?.block !== block
  if (isInOtherBlock && best.points < ENOUGH_POINTS) return null
  const isMeant =
    best.points >= ENOUGH_POINTS ||
    quote.length >= LONG_QUOTE ||
    (places.length === 1 && quote.length >= RARE_QUOTE)
  return isMeant ? { start: best.start, end: best.start + quote.length } : null
}

/** A word of the passage or its surroundings, found somewhere. */
interface Vote {
  at: number
  length: number
  /** Where it stands in the passage as it was, with its surroundings. */
  offset: number
}

/**
 * Where enough words of the quote and its surroundings stand in their order, give and take what was
 * changed: each votes for the place it was found in. What lies between the surroundings is what became
 * of the quote; null if that is nothing.
 */
export function findSimilar(text: AnchorText, anchor: Anchor, hint: number | null): Span | null {
  const { before, quote, after } = anchor
  const passage = `${before}${quote.replaceAll('\n', '')}${after}`
  const words = [...passage.matchAll(/[\p{L}\p{N}]{3,}/gu)]
  const votes = words
    .flatMap((match) =>
      placesOf(text.flat, match[0]).map((at) => ({
        at,
        length: match[0].length,
        offset: match.index,
      })),
    )
    .sort((one, other) => one.at - one.offset - (other.at - other.offset))
  const letters = words.reduce((sum, [word]) => sum + word.length, 0)
  const reach = Math.max(16, passage.length / 4)
  let best: { together: Vote[]; points: number } | null = null
  let first = 0
  for (const [index, vote] of votes.entries()) {
    while (beginOf(votes[first]) < beginOf(vote) - reach) first++
    const together = votes.slice(first, index + 1)
    const matched = new Map(together.map(({ offset, length }) => [offset, length]))
    const points = [...matched.values()].reduce((sum, length) => sum + length, 0)
    if (points < letters * ENOUGH_LETTERS) continue
    const place = Math.max(0, vote.at)
    const bonus =
      pointsFor(text, anchor, place) -
      (hint === null ? 0 : Math.min(20, Math.abs(place - hint) / 50))
    if (best === null || points + bonus > best.points) best = { together, points: points + bonus }
  }
  if (best === null) return null
  return between(text.flat, best.together, {
    start: before.length,
    end: passage.length - after.length,
  })
}

function beginOf(vote: Vote | undefined): number {
  return vote === undefined ? Infinity : vote.at - vote.offset
}

/** What stands between the words that stood before the quote and those that stood after it. */
function between(flat: string, votes: readonly Vote[], quote: Span): Span | null {
  const endOf = ({ offset, length }: Vote) => offset + length
  const own = votes
    .filter((vote) => vote.offset >= quote.start && endOf(vote) <= quote.end)
    .sort((one, other) => one.offset - other.offset)
  const left = votes.filter((vote) => endOf(vote) <= quote.start)
  const right = votes.filter(({ offset }) => offset >= quote.end)
  const lower = Math.max(...left.map(({ at, length }) => at + length))
  const upper = Math.min(...right.map(({ at }) => at).filter((at) => !(at < lower)))
  // As far from the words that are left of it as it was, and a little more.
  const [head, tail] = [own[0], own.at(-1)]
  const before = head === undefined ? Infinity : (head.offset - quote.start) * 2 + SLACK
  const behind = tail === undefined ? Infinity : (quote.end - endOf(tail)) * 2 + SLACK
  const first = Math.min(...own.map(({ at }) => at))
  const last = Math.max(...own.map(({ at, length }) => at + length))
  let start = first - lower <= before ? lower : first
  let end = upper - last <= behind ? upper : last
  if (own.length === 0) [start, end] = [lower, upper]
  const longest = (quote.end - quote.start) * 2 + 2 * SLACK
  if (!Number.isFinite(start) || !Number.isFinite(end) || end - start > longest) return null
  while (start < end && !/[\p{L}\p{N}]/u.test(flat.charAt(start))) start++
  while (end > start && !/[\p{L}\p{N}]/u.test(flat.charAt(end - 1))) end--
  return end > start ? { start, end } : null
}

function placesOf(flat: string, words: string): number[] {
  const places: number[] = []
  for (let at = flat.indexOf(words); at >= 0; at = flat.indexOf(words, at + 1)) {
    places.push(at)
    if (places.length === MOST_PLACES) break
  }
  return places
}

function pointsAt(text: AnchorText, anchor: Anchor, { start, end }: Span): number {
  const { flat } = text
  const { before, after } = anchor
  let left = 0
  while (left < before.length && before.at(-1 - left) === flat.charAt(start - 1 - left)) left++
  let right = 0
  while (right < after.length && after.charAt(right) === flat.charAt(end + right)) right++
  return left + right + pointsFor(text, anchor, start)
}

/** For standing where the quote stood. */
function pointsFor({ lines }: AnchorText, { block, row, column }: Anchor, at: number): number {
  const line = lineAt(lines, at)
  return (
    (block !== null && line?.block === block ? POINTS.block : 0) +
    (row !== null && line?.row === row ? POINTS.row : 0) +
    (column !== null && line?.column === column ? POINTS.column : 0)
  )
}
