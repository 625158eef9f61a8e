import * as Y from 'yjs'
import { need } from './unsound.ts'
import type { Struct, StructId } from './update.ts'

/** A struct, or a piece of one, in the order of its place. */
interface Link {
  readonly client: number
  readonly clock: number
  length: number
  readonly origin: StructId | null
  readonly rightOrigin: StructId | null
  /** Of the document. */
  readonly item: Y.Item | null
  /** undefined: the one the item has. */
  right: Link | null | undefined
}

/** Structs that stand one behind the other: children, or the history of one attribute. */
interface Row {
  first: Link | null
  length: number
}

export interface OrderDeps {
  doc: Y.Doc
  /** The struct of the update with this id, unless the document already has it. */
  findOwn(id: StructId): Struct | null
  /** How many neighbours may be passed over for one update. */
  steps: number
}

export interface Newcomer {
  struct: Struct
  /** The first clock of the struct that the document has not got. */
  from: number
  /** What it stands in (see `Place.of`), and under which attribute. */
  of: object
  attribute: string | null
}

/**
 * Finds the neighbours of new structs as Yjs will, without touching the document. Where many have
 * written at one point Yjs goes past all of them for each, so a small update can be made that takes
 * minutes: here the steps are counted first.
 */
export class Order {
  readonly #deps: OrderDeps
  readonly #pieces = new Map<Y.Item | Struct, Link[]>()
  readonly #rows = new Map<object, Map<string | null, Row>>()
  #steps = 0

  constructor(deps: OrderDeps) {
    this.#deps = deps
  }

  /** Neighbours passed over so far. */
  get steps(): number {
    return this.#steps
  }

  /** @throws {Unsound} if its left neighbour stands right of the right one, or it goes too far. */
  put({ struct, from, of, attribute }: Newcomer): void {
    const { client, clock, length } = struct
    const origin = from > clock ? { client, clock: from - 1 } : struct.origin
    const { rightOrigin } = struct
    const left = origin === null ? null : this.#endingAt(origin)
    const right = rightOrigin === null ? null : this.#startingAt(rightOrigin)
    if (left !== null && right !== null) {
      // If both stand in one piece, cutting it for the right one must not have cut the left one.
      need(left.clock + left.length - 1 === origin?.clock, OUT_OF_ORDER)
      this.#needInOrder(left, right)
    }
    const link: Link = {
      client,
      clock: from,
      length: clock + length - from,
      origin,
      rightOrigin,
      item: null,
      right: null,
    }
    const row = this.#rowOf(of, attribute)
    // Yjs only keeps the end of an attribute's history, and goes back from there to the beginning.
    if (attribute !== null && left === null) this.#step(row.length)
    this.#insert(link, { row, left: this.#behind(link, { row, left, right }) })
    this.#pieces.set(struct, [link])
  }

  /** The one Yjs puts it behind; null: it comes first. Follows `Item.integrate` line by line. */
  #behind(
    { client, origin, rightOrigin }: Link,
    at: { row: Row; left: Link | null; right: Link | null },
  ): Link | null {
    let { left } = at
    let other = left === null ? at.row.first : this.#rightOf(left)
    const passed = new Set<Link>()
    let conflicting = new Set<Link>()
    while (other !== null && other !== at.right) {
      this.#step()
      passed.add(other)
      conflicting.add(other)
      if (isSameId(origin, other.origin)) {
        if (other.client < client) {
          left = other
          conflicting = new Set()
        } else if (isSameId(rightOrigin, other.rightOrigin)) break
      } else {
        const before = other.origin === null ? null : this.#find(other.origin)
        if (before === null || !passed.has(before)) break
        if (!conflicting.has(before)) {
          left = other
          conflicting = new Set()
        }
      }
      other = this.#rightOf(other)
    }
    return left
  }

  #insert(link: Link, { row, left }: { row: Row; left: Link | null }): void {
    link.right = left === null ? row.first : this.#rightOf(left)
    if (left === null) row.first = link
    else left.right = link
    row.length += 1
  }

  #needInOrder(left: Link, right: Link): void {
    let link = this.#rightOf(left)
    while (link !== null && link !== right) {
      this.#step()
      link = this.#rightOf(link)
    }
    need(link === right, OUT_OF_ORDER)
  }

  #rowOf(of: object, attribute: string | null): Row {
    const rows = this.#rows.get(of) ?? new Map<string | null, Row>()
    this.#rows.set(of, rows)
    const row = rows.get(attribute) ?? this.#storedRow(of, attribute)
    rows.set(attribute, row)
    return row
  }

  #storedRow(of: object, attribute: string | null): Row {
    if (!(of instanceof Y.AbstractType)) return { first: null, length: 0 }
    if (attribute === null) {
      return { first: of._start === null ? null : this.#firstOf(of._start), length: 0 }
    }
    let item = of._map.get(attribute)
    let length = 0
    for (; item?.left; item = item.left) length += 1
    return { first: item === undefined ? null : this.#firstOf(item), length }
  }

  #rightOf(link: Link): Link | null {
    if (link.right === undefined) {
      const next = link.item?.right ?? null
      link.right = next === null ? null : this.#firstOf(next)
    }
    return link.right
  }

  #endingAt(id: StructId): Link | null {
    const link = this.#find(id)
    if (link !== null && id.clock + 1 < link.clock + link.length) this.#cut(link, id.clock + 1)
    return link
  }

  #startingAt(id: StructId): Link | null {
    const link = this.#find(id)
    return link !== null && id.clock > link.clock ? this.#cut(link, id.clock) : link
  }

  /** Splits off the part from `clock` on. */
  #cut(link: Link, clock: number): Link {
    const origin = { client: link.client, clock: clock - 1 }
    const length = link.clock + link.length - clock
    const rest: Link = { ...link, clock, length, origin }
    link.length -= length
    link.right = rest
    const pieces = this.#piecesAt(origin) ?? []
    pieces.splice(indexAt(pieces, link.clock) + 1, 0, rest)
    return rest
  }

  /** The piece that holds this id; null if it was collected. */
  #find(id: StructId): Link | null {
    const pieces = this.#piecesAt(id) ?? []
    return pieces[indexAt(pieces, id.clock)] ?? null
  }

  #piecesAt(id: StructId): Link[] | undefined {
    const own = this.#deps.findOwn(id)
    if (own !== null) return this.#pieces.get(own)
    const item = Y.getItem(this.#deps.doc.store, Y.createID(id.client, id.clock))
    return item instanceof Y.Item ? this.#piecesOf(item) : undefined
  }

  #piecesOf(item: Y.Item): Link[] {
    const known = this.#pieces.get(item)
    if (known !== undefined) return known
    const { id, length, origin, rightOrigin } = item
    const { client, clock } = id
    const pieces = [{ client, clock, length, origin, rightOrigin, item, right: undefined }]
    this.#pieces.set(item, pieces)
    return pieces
  }

  #firstOf(item: Y.Item): Link | null {
    return this.#piecesOf(item)[0] ?? null
  }

  #step(count = 1): void {
    this.#steps += count
    need(this.#steps <= this.#deps.steps, 'This change reaches too far.')
  }
}

/** The place of the piece that holds this clock. */
function indexAt(pieces: readonly Link[], clock: number): number {
  let low = 0
  for (let high = pieces.length - 1; low < high;) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.clock ?? 0) <= clock) low = middle
    else high = middle - 1
  }
  return low
}

const OUT_OF_ORDER = 'This change stands in two places at once.'

function isSameId(one: StructId | null, other: StructId | null): boolean {
  if (one === null || other === null) return one === other
  return one.client === other.client && one.clock === other.clock
}
