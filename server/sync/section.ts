import * as Y from 'yjs'
import { BODY } from '../../shared/schema/index.ts'
import { GUARD_LIMITS } from './guard.ts'
import { decodeUpdate } from './update.ts'
import type { DecodedUpdate, DeleteRange, Struct, StructId } from './update.ts'

/**
 * Whether all that a sound update writes and deletes stands under one of these headings: from the
 * heading to the next of the same or a higher level. The words of the heading itself count; its own
 * block does not, so that nobody can move the bounds they were given. Asked before it is applied.
 */
export function standsUnder(
  bytes: Uint8Array,
  { doc, headings }: { doc: Y.Doc; headings: readonly string[] },
): boolean {
  return new SectionCheck(decodeUpdate(bytes, GUARD_LIMITS), doc, headings).holds()
}

/** `block`: a new block of the body that may stand there. `inside`: within a block that may change. */
type Standing = 'block' | 'inside' | 'gone' | 'outside'

class SectionCheck {
  readonly #update: DecodedUpdate
  readonly #doc: Y.Doc
  readonly #body: Y.XmlFragment
  /** The blocks that may change, with those that were deleted among them. */
  readonly #blocks = new Set<Y.Item>()
  /** The headings themselves. */
  readonly #starts = new Set<Y.Item>()
  /** What comes right behind a section; null: the end of the document. */
  readonly #ends = new Set<Y.Item | null>()
  readonly #standings = new Map<Struct, Standing>()

  constructor(update: DecodedUpdate, doc: Y.Doc, headings: readonly string[]) {
    this.#update = update
    this.#doc = doc
    this.#body = doc.getXmlFragment(BODY)
    this.#measure(new Set(headings))
  }

  holds(): boolean {
    for (const structs of this.#update.structs.values()) {
      for (const struct of structs) {
        if (struct.clock + struct.length <= Y.getState(this.#doc.store, struct.client)) continue
        if (this.#standingOf(struct) === 'outside') return false
      }
    }
    return this.#update.deletes.every((range) => this.#mayDelete(range))
  }

  #measure(headings: ReadonlySet<string>): void {
    let level: number | null = null
    for (let item = this.#body._start; item !== null; item = item.right) {
      const heading = item.deleted ? null : headingOf(item)
      if (heading !== null && level !== null && heading.level <= level) {
        this.#ends.add(item)
        level = null
      }
      if (heading !== null && headings.has(heading.id)) {
        this.#starts.add(item)
        level ??= heading.level
      }
      if (level !== null) this.#blocks.add(item)
    }
    if (level !== null) this.#ends.add(null)
  }

  #standingOf(struct: Struct): Standing {
    const known = this.#standings.get(struct)
    if (known !== undefined) return known
    const standing = this.#findStanding(struct)
    this.#standings.set(struct, standing)
    return standing
  }

  #findStanding(struct: Struct): Standing {
    const { client, clock, origin, rightOrigin, parent, parentSub } = struct
    // What was collected says no place any more; what was only deleted stands beside others.
    if (isCollected(struct)) return 'gone'
    const state = Y.getState(this.#doc.store, client)
    // Of what is partly known, the rest stands behind what is known.
    const left = clock < state ? { client, clock: state - 1 } : origin
    if (typeof parent === 'string')
      return parent === BODY ? this.#between(left, rightOrigin) : 'outside'
    if (parent !== null) return this.#inside(parent, parentSub !== null)
    const neighbour = left ?? rightOrigin
    return neighbour === null ? 'outside' : this.#beside(neighbour, { left, right: rightOrigin })
  }

  #beside(
    neighbour: StructId,
    { left, right }: { left: StructId | null; right: StructId | null },
  ): Standing {
    const own = this.#findOwn(neighbour)
    if (own !== null) {
      const standing = this.#standingOf(own)
      return standing === 'block' ? this.#between(left, right) : standing
    }
    const item = this.#itemAt(neighbour)
    if (item === null) return 'gone'
    return item.parent === this.#body && item.parentSub === null
      ? this.#between(left, right)
      : this.#within(item)
  }

  /** A block of the body: behind one that may change, and before one or right at the end. */
  #between(left: StructId | null, right: StructId | null): Standing {
    if (left === null) return 'outside'
    const isLeft = this.#findOwn(left) !== null || this.#isAmong(this.#blocks, left)
    if (!isLeft) return 'outside'
    if (right === null) return this.#ends.has(null) ? 'block' : 'outside'
    if (this.#findOwn(right) !== null || this.#isAmong(this.#ends, right)) return 'block'
    return this.#isAmong(this.#blocks, right) && !this.#isAmong(this.#starts, right)
      ? 'block'
      : 'outside'
  }

  /** Something in the block or text that this struct makes. */
  #inside(parent: StructId, isProperty: boolean): Standing {
    const own = this.#findOwn(parent)
    if (own !== null) {
      const standing = this.#standingOf(own)
      return standing === 'block' ? 'inside' : standing
    }
    const item = this.#itemAt(parent)
    if (item === null) return 'gone'
    if (isProperty && this.#starts.has(item)) return 'outside'
    return this.#blocks.has(this.#blockOf(item)) ? 'inside' : 'outside'
  }

  /** In the place of an item that is not a block of the body itself. */
  #within(item: Y.Item): Standing {
    const holder = item.parent instanceof Y.AbstractType ? item.parent._item : null
    const isProperty = item.parentSub !== null
    if (holder === null || (isProperty && this.#starts.has(holder))) return 'outside'
    return this.#blocks.has(this.#blockOf(item)) ? 'inside' : 'outside'
  }

  #mayDelete({ client, clock, length }: DeleteRange): boolean {
    const end = Math.min(clock + length, Y.getState(this.#doc.store, client))
    for (let at = clock; at < end;) {
      const item = Y.getItem(this.#doc.store, Y.createID(client, at))
      at = item.id.clock + item.length
      if (!(item instanceof Y.Item) || item.deleted) continue
      const isBlock = item.parent === this.#body && item.parentSub === null
      if (isBlock && (!this.#blocks.has(item) || this.#starts.has(item))) return false
      if (!isBlock && this.#within(item) === 'outside') return false
    }
    return true
  }

  #blockOf(item: Y.Item): Y.Item {
    let block = item
    while (block.parent instanceof Y.AbstractType && block.parent !== this.#body) {
      const above = block.parent._item
      if (above === null) break
      block = above
    }
    return block
  }

  #isAmong(items: ReadonlySet<Y.Item | null>, id: StructId): boolean {
    const item = this.#itemAt(id)
    return item !== null && items.has(item)
  }

  /** Null for what was collected: what stands beside it is collected as well. */
  #itemAt({ client, clock }: StructId): Y.Item | null {
    const item = Y.getItem(this.#doc.store, Y.createID(client, clock))
    return item instanceof Y.Item ? item : null
  }

  /** The struct of this update with this id, unless the document already has it. */
  #findOwn({ client, clock }: StructId): Struct | null {
    if (clock < Y.getState(this.#doc.store, client)) return null
    const structs = this.#update.structs.get(client) ?? []
    return structs.find((each) => clock >= each.clock && clock < each.clock + each.length) ?? null
  }
}

function isCollected({ content, origin, rightOrigin, parent }: Struct): boolean {
  if (content.is === 'skip') return true
  return content.is === 'nothing' && origin === null && rightOrigin === null && parent === null
}

function headingOf({ content }: Y.Item): { id: string; level: number } | null {
  if (!(content instanceof Y.ContentType)) return null
  const { type } = content
  if (!(type instanceof Y.XmlElement) || type.nodeName !== 'heading') return null
  const { id, level }: Record<string, unknown> = type.getAttributes()
  return { id: String(id), level: typeof level === 'number' ? level : 2 }
}
