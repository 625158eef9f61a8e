import type { Node } from '@tiptap/pm/model'
import { diffArrays } from 'diff'

/** Which block of the later text is which of the earlier one. */
export class Pairs {
  readonly #before = new Map<Node, Node>()
  readonly #after = new Map<Node, Node>()

  add(before: Node, after: Node): void {
    this.#before.set(after, before)
    this.#after.set(before, after)
  }

  /** What a later block was. */
  before(after: Node): Node | undefined {
    return this.#before.get(after)
  }

  /** What has become of an earlier block. */
  after(before: Node): Node | undefined {
    return this.#after.get(before)
  }
}

/** A stretch between two blocks that are in both texts, in the same order. */
export interface Gap {
  before: Node[]
  after: Node[]
  /** The pair at its end; null behind the last. */
  end: { before: Node; after: Node } | null
}

/** At least so much of the words has to be shared by two blocks without a common id. */
const ALIKE = 0.4
const MOST_EDITS = 4_000

/** Blocks and rows of the whole document by their ids, where an id is found once on either side. */
export function pairById(before: Node, after: Node): Pairs {
  const [ones, others] = [byId(before), byId(after)]
  const pairs = new Pairs()
  for (const [id, node] of others) {
    const other = ones.get(id)
    if (other === undefined || other === null || node === null) continue
    if (!isSameSort(other, node)) continue
    pairs.add(other, node)
  }
  return pairs
}

/** Those of two lists of siblings that kept their order, with what stands between them. */
export function gapsBetween(
  before: readonly Node[],
  after: readonly Node[],
  partnerOf: (after: Node) => Node | undefined,
): Gap[] {
  const places = new Map(before.map((node, index) => [node, index]))
  const candidates = after.flatMap((node, index) => {
    const place = places.get(partnerOf(node) ?? node)
    return place === undefined || partnerOf(node) === undefined ? [] : [{ place, index }]
  })
  const gaps: Gap[] = []
  let [from, to] = [0, 0]
  for (const { place, index } of longestRising(candidates)) {
    const [one, other] = [before[place], after[index]]
    if (one === undefined || other === undefined) continue
    gaps.push({
      before: before.slice(from, place),
      after: after.slice(to, index),
      end: { before: one, after: other },
    })
    from = place + 1
    to = index + 1
  }
  gaps.push({ before: before.slice(from), after: after.slice(to), end: null })
  return gaps
}

/** Pairs what has no common id: first what is equal, then what shares enough words. */
export function pairAlike(
  before: readonly Node[],
  after: readonly Node[],
): { before: Node; after: Node }[] {
  if (before.length === 0 || after.length === 0) return []
  const pairs: { before: Node; after: Node }[] = []
  const parts =
    diffArrays(before.map(signatureOf), after.map(signatureOf), { maxEditLength: MOST_EDITS }) ?? []
  let [from, to] = [0, 0]
  let gap: { before: Node[]; after: Node[] } = { before: [], after: [] }
  const settle = () => {
    pairs.push(...pairByWords(gap.before, gap.after))
    gap = { before: [], after: [] }
  }
  for (const { added, removed, value } of parts) {
    const { length } = value
    if (removed) gap.before.push(...before.slice(from, (from += length)))
    else if (added) gap.after.push(...after.slice(to, (to += length)))
    else {
      settle()
      for (let at = 0; at < length; at++) {
        const [one, other] = [before[from + at], after[to + at]]
        if (one !== undefined && other !== undefined) pairs.push({ before: one, after: other })
      }
      from += length
      to += length
    }
  }
  settle()
  return pairs
}

/** How often each word is in a text. */
export interface Counted {
  counts: ReadonlyMap<string, number>
  total: number
}

/** From 0, nothing in common, to 1: of the words of both, the part that both have. */
export function likeness(one: Counted, other: Counted): number {
  if (one.total === 0 || other.total === 0) return 0
  let shared = 0
  for (const [word, count] of one.counts) shared += Math.min(count, other.counts.get(word) ?? 0)
  return (2 * shared) / (one.total + other.total)
}

export function countWordsOf(text: string): Counted {
  const counts = new Map<string, number>()
  let total = 0
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
    total += 1
  }
  return { counts, total }
}

/** In order and each once, the most alike first where several could be meant. */
function pairByWords(before: readonly Node[], after: readonly Node[]) {
  const found: { one: number; other: number; score: number }[] = []
  const window = before.length * after.length > 10_000 ? 20 : Infinity
  const candidates = after.map((node) => ({ node, words: countWordsOf(textOf(node)) }))
  before.forEach((node, one) => {
    const words = countWordsOf(textOf(node))
    candidates.forEach((candidate, other) => {
      if (Math.abs(one - other) > window || !isSameSort(node, candidate.node)) return
      const score = likeness(words, candidate.words)
      if (score > ALIKE) found.push({ one, other, score })
    })
  })
  found.sort((a, b) => b.score - a.score)
  const taken: { one: number; other: number }[] = []
  for (const { one, other } of found) {
    const fits = taken.every((each) => (each.one - one) * (each.other - other) > 0)
    if (fits) taken.push({ one, other })
  }
  return taken.flatMap(({ one, other }) => {
    const [node, candidate] = [before[one], after[other]]
    return node === undefined || candidate === undefined ? [] : [{ before: node, after: candidate }]
  })
}

/** A line stays the same line whatever kind of line it becomes; a table never becomes a list. */
function isSameSort(one: Node, other: Node): boolean {
  return one.type.name === other.type.name || (one.isTextblock && other.isTextblock)
}

export function textOf(node: Node): string {
  const known = texts.get(node)
  if (known !== undefined) return known
  const text = node.isTextblock
    ? node.textBetween(0, node.content.size, ' ', ' ')
    : node.children.map(textOf).join(' ')
  texts.set(node, text)
  return text
}

/** Two nodes of one signature look the same; ids do not count. */
export function signatureOf(node: Node): string {
  const known = signatures.get(node)
  if (known !== undefined) return known
  const { id: _id, ...attrs } = node.attrs
  const own = node.isText
    ? `${node.text ?? ''}${JSON.stringify(node.marks)}`
    : JSON.stringify(attrs)
  const signature = `${node.type.name}${own}(${node.children.map(signatureOf).join('')})`
  signatures.set(node, signature)
  return signature
}

const texts = new WeakMap<Node, string>()
const signatures = new WeakMap<Node, string>()
/** Null for an id that several have. */
function byId(doc: Node): Map<string, Node | null> {
  const found = new Map<string, Node | null>()
  doc.descendants((node) => {
    const id: unknown = node.attrs['id']
    if (typeof id === 'string' && id !== '') found.set(id, found.has(id) ? null : node)
    return !node.isTextblock
  })
  return found
}

/** The longest run in which `place` rises too (patience sorting). */
function longestRising(
  pairs: readonly { place: number; index: number }[],
): { place: number; index: number }[] {
  const tails: number[] = []
  const previous: number[] = []
  pairs.forEach(({ place }, at) => {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[tails[middle] ?? 0]?.place ?? 0) < place) low = middle + 1
      else high = middle
    }
    previous[at] = low > 0 ? (tails[low - 1] ?? -1) : -1
    tails[low] = at
  })
  const result: { place: number; index: number }[] = []
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at]
    if (pair !== undefined) result.push(pair)
  }
  return result.reverse()
}
