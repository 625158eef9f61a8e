import * as Y from 'yjs'
import { isSafeLink } from '../../shared/schema/marks.ts'
import { MARKS } from '../../shared/schema/y-document.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { EMBED, documentGrammar } from './grammar.ts'
import type { Grammar } from './grammar.ts'
import { decodeUpdate, UpdateTooLarge } from './update.ts'
import type { DecodedUpdate, Struct, StructId, UpdateLimits } from './update.ts'

/**
 * Is this update sound? Asked before an update touches a document; a `refused` one must leave no
 * trace. `incomplete`: it builds on something this document has not got, so ask the sender for all
 * that is missing. Reads the document, never changes it.
 */
export type Verdict =
  /** `writers`: the client ids it has new structs of. `isNew`: it has only new structs. */
  | { is: 'sound'; writers: readonly number[]; isNew: boolean }
  | { is: 'incomplete' }
  /** It writes under a client id of somebody else. */
  | { is: 'foreign' }
  | { is: 'refused'; code: RefusalCode; message: string }

export const GUARD_LIMITS: UpdateLimits & { depth: number; steps: number } = {
  // Undoing the deletion of a 500-row action table is about 22,000 structs in one update.
  structs: 40_000,
  clients: 2_000,
  deleteRanges: 40_000,
  jsonLength: 4_096,
  depth: 32,
  // Items passed over between neighbours, over the whole update.
  steps: 1_000_000,
}

/** The document an update is for, and what is allowed in it. */
export interface Judged {
  doc: Y.Doc
  grammar?: Grammar
  /** Names the stored document already has although the grammar does not know them. */
  tolerated?: ReadonlySet<string>
  isForeign?(clientId: number): boolean
}

export function inspectUpdate(bytes: Uint8Array, judged: Judged): Verdict {
  let update: DecodedUpdate
  try {
    update = decodeUpdate(bytes, GUARD_LIMITS)
  } catch (error) {
    return error instanceof UpdateTooLarge
      ? refused('too_large', 'This change is too large to take in one step.')
      : refused('invalid', 'This change could not be read.')
  }
  const inspection = new Inspection(update, judged)
  try {
    return inspection.run()
  } catch (error) {
    if (error instanceof Unsound) return refused('invalid', error.message)
    throw error
  }
}

/**
 * What a struct stands in; `of` tells one place from another. `gone`: its parent was deleted and
 * collected, so it will be as well.
 */
type Place = LivingPlace | { is: 'gone' }
type LivingPlace =
  | { is: 'body'; of: object; depth: 0 }
  | { is: 'element'; of: object; name: string; depth: number }
  | { is: 'words'; of: object; depth: number }

/** Where a struct stands and under which attribute; null for a place in the order of children. */
interface Spot {
  place: Place
  attribute: string | null
}

class Unsound extends Error {}

const GONE: Place = { is: 'gone' }
const NOWHERE: Spot = { place: GONE, attribute: null }

/**
 * Plan: walk the clients of the update side by side, the way Yjs integrates them. A struct's turn
 * comes when everything it points at is in the document or was walked before; then its place is
 * known and its content can be judged. If nobody's turn comes any more, something is missing.
 */
class Inspection {
  readonly #update: DecodedUpdate
  readonly #doc: Y.Doc
  readonly #grammar: Grammar
  readonly #tolerated: ReadonlySet<string>
  readonly #isForeign: (clientId: number) => boolean
  /** How far each client's structs are known: in the document, or walked in this update. */
  readonly #known = new Map<number, number>()
  readonly #spots = new Map<Struct, Spot>()
  #steps = 0
  #hasKnown = false

  constructor(
    update: DecodedUpdate,
    { doc, grammar = documentGrammar, tolerated = new Set(), isForeign = () => false }: Judged,
  ) {
    this.#update = update
    this.#doc = doc
    this.#grammar = grammar
    this.#tolerated = tolerated
    this.#isForeign = isForeign
  }

  run(): Verdict {
    const queues = [...this.#update.structs.values()].map((structs) => ({ structs, next: 0 }))
    let isMoving = true
    while (isMoving) {
      isMoving = false
      for (const queue of queues) {
        for (let struct = queue.structs[queue.next]; struct; struct = queue.structs[queue.next]) {
          if (!this.#isReady(struct)) break
          this.#walk(struct)
          queue.next += 1
          isMoving = true
        }
      }
    }
    if (queues.some(({ structs, next }) => next < structs.length)) return { is: 'incomplete' }
    const isAhead = ({ client, clock, length }: StructId & { length: number }) =>
      clock + length > this.#knownOf(client)
    const { deletes } = this.#update
    if (deletes.some(isAhead)) return { is: 'incomplete' }
    const writers = [...this.#known.keys()]
    return writers.some((client) => this.#isForeign(client))
      ? { is: 'foreign' }
      : {
          is: 'sound',
          writers,
          isNew: writers.length > 0 && !this.#hasKnown && deletes.length === 0,
        }
  }

  #isReady(struct: Struct): boolean {
    if (struct.content.is === 'skip' || struct.clock > this.#knownOf(struct.client)) return false
    const { origin, rightOrigin, parent } = struct
    return (
      this.#isThere(origin, struct) &&
      this.#isThere(rightOrigin, struct) &&
      (typeof parent === 'string' || this.#isThere(parent, struct))
    )
  }

  #isThere(id: StructId | null, { client, clock }: Struct): boolean {
    if (id === null) return true
    if (id.client === client && id.clock >= clock) {
      throw new Unsound('This change points at itself.')
    }
    return id.clock < this.#knownOf(id.client)
  }

  #walk(struct: Struct): void {
    const end = struct.clock + struct.length
    if (struct.clock < this.#knownOf(struct.client)) {
      this.#hasKnown = true
      // Yjs passes over what it knows, whatever it says here: of two who drew the same client id one
      // would lose words and be told they are saved.
      need(isAsKnown(struct, this.#doc), 'This change was written under a mark that is in use.')
    }
    if (end <= this.#knownOf(struct.client)) return
    this.#known.set(struct.client, end)
    const spot = this.#spotOf(struct)
    this.#spots.set(struct, spot)
    this.#judge(struct, spot)
  }

  #spotOf(struct: Struct): Spot {
    const { client, clock, origin, rightOrigin, parent, parentSub } = struct
    const spots: Spot[] = []
    if (origin !== null) spots.push(this.#spotAt(origin))
    if (rightOrigin !== null) spots.push(this.#spotAt(rightOrigin))
    if (typeof parent === 'string') {
      spots.push({ place: this.#root(parent), attribute: parentSub })
    } else if (parent !== null) {
      spots.push({ place: this.#opens(parent), attribute: parentSub })
    }
    const [spot = NOWHERE] = spots
    // Yjs collects at once what has a collected neighbour.
    if (spots.some(({ place }) => place.is === 'gone')) return NOWHERE
    // Of a struct that is partly known only the rest is put in, behind what is known.
    const known = Y.getState(this.#doc.store, client)
    if (clock < known && spot.place.is !== 'gone') {
      spots.push(this.#spotAt({ client, clock: known - 1 }))
    }
    need(
      spots.every((each) => isSameSpot(each, spot)) && this.#isInOrder(struct),
      'This change stands in two places at once.',
    )
    return spot
  }

  /**
   * A left neighbour must stand left of the right one, or copies of the document would disagree.
   * Neighbours that are new themselves are only compared where they are pieces of one struct.
   */
  #isInOrder({ origin: left, rightOrigin: right }: Struct): boolean {
    if (left === null || right === null) return true
    const own = this.#findOwn(left)
    if (own !== null || this.#findOwn(right) !== null) {
      return own !== this.#findOwn(right) || left.clock < right.clock
    }
    const { store } = this.#doc
    const last = Y.getItem(store, Y.createID(right.client, right.clock))
    let item: Y.Item | null = Y.getItem(store, Y.createID(left.client, left.clock))
    if (item === last) return left.clock < right.clock
    while (item !== null && item !== last) {
      item = item.right
      this.#steps += 1
      need(this.#steps < GUARD_LIMITS.steps, 'This change reaches too far.')
    }
    return item === last
  }

  #spotAt(id: StructId): Spot {
    const own = this.#findOwn(id)
    if (own !== null) return this.#spots.get(own) ?? NOWHERE
    const item = Y.getItem(this.#doc.store, Y.createID(id.client, id.clock))
    if (!(item instanceof Y.Item)) return NOWHERE
    const place = item.parent instanceof Y.AbstractType ? this.#placeIn(item.parent) : GONE
    return { place, attribute: item.parentSub }
  }

  /** The place that the struct with this id makes for its children. */
  #opens(id: StructId): Place {
    const own = this.#findOwn(id)
    if (own !== null) {
      const spot = this.#spots.get(own)
      if (own.content.is === 'nothing' || spot === undefined || spot.place.is === 'gone') {
        return GONE
      }
      const depth = spot.place.depth + 1
      if (own.content.is === 'element') {
        return { is: 'element', of: own, name: own.content.name, depth }
      }
      if (own.content.is === 'textType') return { is: 'words', of: own, depth }
      throw new Unsound('This change stands in something that holds nothing.')
    }
    const item = Y.getItem(this.#doc.store, Y.createID(id.client, id.clock))
    if (!(item instanceof Y.Item) || item.content instanceof Y.ContentDeleted) return GONE
    if (!(item.content instanceof Y.ContentType)) {
      throw new Unsound('This change stands in something that holds nothing.')
    }
    return this.#placeIn(item.content.type)
  }

  /** The struct of this update with this id, unless the document already has it. */
  #findOwn(id: StructId): Struct | null {
    if (id.clock < Y.getState(this.#doc.store, id.client)) return null
    const structs = this.#update.structs.get(id.client) ?? []
    let low = 0
    let high = structs.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const struct = structs[middle]
      if (struct === undefined) return null
      if (id.clock < struct.clock) high = middle - 1
      else if (id.clock >= struct.clock + struct.length) low = middle + 1
      else return struct
    }
    return null
  }

  #judge({ content, length }: Struct, { place, attribute }: Spot): void {
    if (content.is === 'foreign') throw new Unsound('This change is not part of a document.')
    if (place.is === 'gone' || content.is === 'nothing' || content.is === 'skip') return
    if (place.depth >= GUARD_LIMITS.depth) throw new Unsound('This change is nested too deep.')
    if (attribute !== null) return this.#judgeAttribute({ place, attribute, content, length })
    switch (content.is) {
      case 'text':
        return need(place.is === 'words', 'Words stand where none can be.')
      case 'format':
        need(place.is === 'words', 'A mark stands where none can be.')
        need(this.#isMark(content.key, content.value), 'A mark or link is not allowed.')
        return
      case 'embed':
        return need(place.is === 'words' && this.#tolerated.has(EMBED), 'An unknown part.')
      case 'element':
        need(place.is !== 'words', 'A block stands among letters.')
        need(
          this.#grammar.nodes.has(content.name) || this.#tolerated.has(content.name),
          'An unknown block.',
        )
        return
      case 'textType':
        return need(place.is !== 'words', 'A text stands inside a text.')
      case 'values':
        throw new Unsound('A value stands where none can be.')
    }
  }

  #judgeAttribute(spot: {
    place: LivingPlace
    attribute: string
    content: Struct['content']
    length: number
  }): void {
    const { place, attribute, content, length } = spot
    if (place.is !== 'element') throw new Unsound('A property stands where none can be.')
    const isOne = content.is === 'values' && length === 1
    if (!isOne) throw new Unsound('A property is no plain value.')
    const known = this.#grammar.nodes.get(place.name)
    // Of a block we do not know, we cannot know the properties either.
    if (known === undefined || this.#tolerated.has(`@${attribute}`)) return
    need(known.has(attribute), 'An unknown property.')
    const [value] = content.values
    if (attribute === MARKS) need(this.#areMarks(value), 'A mark or link is not allowed.')
    else need(typeof value !== 'object' || value === null, 'A property is no plain value.')
  }

  #areMarks(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false
    return Object.entries(value).every(([name, attributes]) => this.#isMark(name, attributes))
  }

  #isMark(name: string, value: unknown): boolean {
    const known = this.#grammar.marks.get(name)
    if (known === undefined) return this.#tolerated.has(name)
    if (value === null) return true // the end of a mark
    if (typeof value !== 'object') return value === true && name !== 'link'
    if (!Object.keys(value).every((key) => known.has(key))) return false
    return name !== 'link' || ('href' in value && isSafeLink(value.href))
  }

  #root(name: string): LivingPlace {
    const holds = this.#grammar.roots.get(name)
    if (holds === undefined) throw new Unsound('This change is not part of a document.')
    const of = this.#doc.get(name)
    return holds === 'blocks' ? { is: 'body', of, depth: 0 } : { is: 'words', of, depth: 0 }
  }

  #placeIn(type: Y.AbstractType<unknown>): Place {
    let depth = 0
    let above: Y.AbstractType<unknown> = type
    for (let item = above._item; item !== null; item = above._item) {
      if (!(item.parent instanceof Y.AbstractType)) return GONE
      above = item.parent
      depth += 1
    }
    const root = this.#rootAt(above)
    if (depth === 0) return root
    if (type instanceof Y.XmlElement) return { is: 'element', of: type, name: type.nodeName, depth }
    need(type instanceof Y.XmlText, 'This change is not part of a document.')
    return { is: 'words', of: type, depth }
  }

  /** Other roots and other shared types can only be left by another program: they stay as they are. */
  #rootAt(type: Y.AbstractType<unknown>): LivingPlace {
    for (const name of this.#grammar.roots.keys()) {
      if (this.#doc.share.get(name) === type) return this.#root(name)
    }
    throw new Unsound('This change is not part of a document.')
  }

  #knownOf(client: number): number {
    return this.#known.get(client) ?? Y.getState(this.#doc.store, client)
  }
}

/** Whether what the document has at the place of a struct can be that struct. */
function isAsKnown({ client, clock, length, origin, content }: Struct, doc: Y.Doc): boolean {
  const item = Y.getItem(doc.store, Y.createID(client, clock))
  // What was deleted may be collected, and can no more be told apart.
  if (!(item instanceof Y.Item) || item.deleted || content.is === 'nothing') return true
  const offset = clock - item.id.clock
  const before = offset > 0 ? { client, clock: clock - 1 } : item.origin
  if (origin?.client !== before?.client || origin?.clock !== before?.clock) return false
  if (!(item.content instanceof Y.ContentString)) return content.is !== 'text'
  if (content.is !== 'text') return false
  const known = item.content.str.slice(offset, offset + length)
  return content.text.startsWith(known)
}

function isSameSpot(one: Spot, other: Spot): boolean {
  if (one.place.is === 'gone' || other.place.is === 'gone') return one.place.is === other.place.is
  return one.attribute === other.attribute && one.place.of === other.place.of
}

function need(claim: boolean, message: string): void {
  if (!claim) throw new Unsound(message)
}

function refused(code: RefusalCode, message: string): Verdict {
  return { is: 'refused', code, message }
}
