import type { Node } from '@tiptap/pm/model'

/** A child that both sides have. `before` and `after` are indexes into the two lists. */
export interface Pair {
  before: number
  after: number
}

/**
 * Which children of a block are the same thing before and after a change: those with the same
 * name, by id or column key where they have one, else by their turn among their kind. The pairs
 * keep their order on both sides (the longest such run), so that what is between two pairs was
 * removed, added or moved.
 */
export function alignChildren(
  before: readonly Node[],
  after: readonly Node[],
  options: AlignOptions,
): Pair[] {
  const places = new Map<string, number>()
  names(before, options).forEach((name, index) => places.set(name, index))
  const candidates: Pair[] = []
  names(after, options).forEach((name, index) => {
    const place = places.get(name)
    if (place !== undefined) candidates.push({ before: place, after: index })
  })
  return longestRising(candidates)
}

/** How many at the start and at the end are the same on both sides; together at most the shorter. */
export function sameEnds<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (before: T, after: T) => boolean = Object.is,
): { start: number; end: number } {
  const same = (at: number, to: number) => {
    const [one, other] = [before[at], after[to]]
    return one !== undefined && other !== undefined && isSame(one, other)
  }
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && same(start, start)) start++
  let end = 0
  while (end < shortest - start && same(before.length - 1 - end, after.length - 1 - end)) end++
  return { start, end }
}

export interface AlignOptions {
  /** Whether a block that became another type (paragraph → heading) is still the same block. */
  acrossTypes: boolean
}

function names(nodes: readonly Node[], { acrossTypes }: AlignOptions): string[] {
  const turns = new Map<string, number>()
  return nodes.map((node) => {
    const mark = node.attrs['id'] ?? node.attrs['key'] ?? ''
    const type = acrossTypes && node.isTextblock && mark !== '' ? 'line' : node.type.name
    const name = `${type}:${String(mark)}`
    const turn = (turns.get(name) ?? 0) + 1
    turns.set(name, turn)
    return `${name}:${turn}`
  })
}

/** The longest run of pairs whose `before` rises (patience sorting, O(n log n)). */
function longestRising(pairs: readonly Pair[]): Pair[] {
  const tails: number[] = []
  const previous: number[] = []
  pairs.forEach((pair, index) => {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      const tail = pairs[tails[middle] ?? 0]
      if (tail !== undefined && tail.before < pair.before) low = middle + 1
      else high = middle
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1
    tails[low] = index
  })
  const result: Pair[] = []
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at]
    if (pair !== undefined) result.push(pair)
  }
  return result.reverse()
}
