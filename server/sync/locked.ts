import * as Y from 'yjs'
import { breachOf } from '../../shared/columns/locked.ts'
import type { LockBreach } from '../../shared/columns/locked.ts'
import { BODY, documentSchema } from '../../shared/schema/index.ts'
import { readDocument } from '../../shared/schema/y-document.ts'
import { GUARD_LIMITS } from './guard.ts'
import { idOf, liveRows } from './rows/live-rows.ts'
import { decodeUpdate } from './update.ts'
import type { DecodedUpdate, DeleteRange, Struct, StructId } from './update.ts'

/**
 * What a sound update of somebody who may not unlock does to the locked columns of plans; null if
 * nothing. Most updates stand elsewhere, which is seen without more; of one that moves rows or
 * touches locked cells, the text it would make is compared. Asked before it is applied.
 */
export function lockBreachBy(
  bytes: Uint8Array,
  doc: Y.Doc,
): { breach: LockBreach | null; comparedBytes: number } {
  if (!new LockCheck(decodeUpdate(bytes, GUARD_LIMITS), doc).touches()) {
    return { breach: null, comparedBytes: 0 }
  }
  const next = new Y.Doc()
  const before = Y.encodeStateAsUpdate(doc)
  Y.applyUpdate(next, before)
  Y.applyUpdate(next, bytes)
  const breach = breachOf(bodyOf(doc), bodyOf(next), { isHeld: true })
  next.destroy()
  return { breach, comparedBytes: before.length }
}

function bodyOf(doc: Y.Doc) {
  return readDocument(doc.getXmlFragment(BODY), documentSchema)
}

/** What an update changes: children of a block that was there before, or one of its properties. */
interface Spot {
  parent: object
  property: string | null
}

class LockCheck {
  readonly #update: DecodedUpdate
  readonly #doc: Y.Doc
  readonly #keys = new Map<Y.XmlElement, ReadonlySet<string>>()

  constructor(update: DecodedUpdate, doc: Y.Doc) {
    this.#update = update
    this.#doc = doc
  }

  touches(): boolean {
    for (const structs of this.#update.structs.values()) {
      for (const struct of structs) {
        if (struct.clock + struct.length <= Y.getState(this.#doc.store, struct.client)) continue
        const spot = this.#spotOf(struct)
        if (spot !== null && this.#isTouching(spot, struct)) return true
      }
    }
    return this.#update.deletes.some((range) => this.#takesAway(range))
  }

  /** Null for what stands in a new block, between blocks of the body, or nowhere any more. */
  #spotOf(struct: Struct): Spot | null {
    const { client, clock, origin, rightOrigin, parent, parentSub } = struct
    if (typeof parent === 'string') return null
    const state = Y.getState(this.#doc.store, client)
    if (parent !== null && clock >= state) {
      const item = this.#itemAt(parent)
      return item?.content instanceof Y.ContentType
        ? { parent: item.content.type, property: parentSub }
        : null
    }
    const beside = clock < state ? { client, clock: state - 1 } : (origin ?? rightOrigin)
    if (beside === null) return null
    const own = this.#findOwn(beside)
    return own === null ? spotOfItem(this.#itemAt(beside)) : this.#spotOf(own)
  }

  #takesAway({ client, clock, length }: DeleteRange): boolean {
    const end = Math.min(clock + length, Y.getState(this.#doc.store, client))
    for (let at = clock; at < end;) {
      const item = Y.getItem(this.#doc.store, Y.createID(client, at))
      at = item.id.clock + item.length
      if (!(item instanceof Y.Item) || item.deleted) continue
      const plan = planOf(item)
      if (plan !== null && this.#keysOf(plan).size > 0) return true
      const spot = spotOfItem(item)
      if (spot !== null && this.#isTouching(spot, null)) return true
    }
    return false
  }

  /** `newcomer`: what comes there; null where something goes. */
  #isTouching({ parent, property }: Spot, newcomer: Struct | null): boolean {
    if (!(parent instanceof Y.XmlElement)) return this.#isInLockedCell(parent)
    switch (parent.nodeName) {
      case 'actionTable':
      case 'actionGroup':
        return this.#changesRows(parent, { property, newcomer })
      case 'actionHead':
        return true
      case 'actionColumn':
        return property === 'locked' || property === 'key'
      case 'actionRow':
        return (property === null || property === 'id') && this.#isLocking(parent)
      case 'actionCell':
        if (property === 'reading') return false
        if (property === 'key') return this.#isLocking(parent)
        return this.#isInLockedCell(parent)
      default:
        return this.#isInLockedCell(parent)
    }
  }

  #changesRows(
    parent: Y.XmlElement,
    { property, newcomer }: { property: string | null; newcomer: Struct | null },
  ): boolean {
    if (property !== null) {
      return property === 'id' && parent.nodeName === 'actionTable' && this.#isLocking(parent)
    }
    const comes = newcomer?.content.is === 'element' ? newcomer.content.name : null
    if (comes === 'actionHead') return true
    return this.#isLocking(parent) && (newcomer === null || this.#bringsKnownRow())
  }

  /** Whether it brings a row that is there already, as a move does. */
  #bringsKnownRow(): boolean {
    const known = new Set(liveRows(this.#doc.getXmlFragment(BODY)).map(idOf))
    return [...this.#update.structs.values()].some((structs) =>
      structs.some(
        ({ content, parentSub }) =>
          parentSub === 'id' && content.is === 'values' && known.has(String(content.values[0])),
      ),
    )
  }

  #isInLockedCell(type: object): boolean {
    const place = placeInPlan(type)
    return place !== null && place.key !== null && this.#keysOf(place.plan).has(place.key)
  }

  /** Whether it stands in a plan with locked columns. */
  #isLocking(type: object): boolean {
    const place = placeInPlan(type)
    return place !== null && this.#keysOf(place.plan).size > 0
  }

  /** The keys of the locked columns of a plan. */
  #keysOf(plan: Y.XmlElement): ReadonlySet<string> {
    const known = this.#keys.get(plan)
    if (known !== undefined) return known
    const keys = new Set<string>()
    for (const head of childrenOf(plan)) {
      if (head.nodeName !== 'actionHead') continue
      for (const column of childrenOf(head)) {
        const { key, locked }: Record<string, unknown> = column.getAttributes()
        if (locked === true) keys.add(String(key ?? ''))
      }
    }
    this.#keys.set(plan, keys)
    return keys
  }

  #itemAt({ client, clock }: StructId): Y.Item | null {
    if (clock >= Y.getState(this.#doc.store, client)) return null
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

function spotOfItem(item: Y.Item | null): Spot | null {
  if (item === null || !(item.parent instanceof Y.AbstractType)) return null
  return { parent: item.parent, property: item.parentSub }
}

function planOf({ content }: Y.Item): Y.XmlElement | null {
  if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.XmlElement)) return null
  return content.type.nodeName === 'actionTable' ? content.type : null
}

/** The plan that a block or text stands in, and the key of the cell it is in or is. */
function placeInPlan(type: object): { plan: Y.XmlElement; key: string | null } | null {
  let key: string | null = null
  for (let each: unknown = type; each instanceof Y.AbstractType; each = each._item?.parent) {
    if (!(each instanceof Y.XmlElement)) continue
    if (each.nodeName === 'actionCell') key = String(each.getAttribute('key') ?? '')
    if (each.nodeName === 'actionTable') return { plan: each, key }
  }
  return null
}

function* childrenOf(parent: Y.XmlElement): Generator<Y.XmlElement> {
  for (let item = parent._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue
    if (item.content.type instanceof Y.XmlElement) yield item.content.type
  }
}
