import * as Y from 'yjs'
import type { RefusalCode } from '../../shared/refusals.ts'
import { ContentRules } from './content-rules.ts'
import type { LivingPlace, Place, Spot } from './content-rules.ts'
import { documentGrammar } from './grammar.ts'
import type { Grammar } from './grammar.ts'
import { Order } from './order.ts'
import { need, Unsound } from './unsound.ts'
import { decodeUpdate, UpdateTooLarge } from './update.ts'
import type { DecodedUpdate, Struct, StructId, UpdateLimits } from './update.ts'

/**
 * Is this update sound? Asked before an update touches a document; a `refused` one must leave no
 * trace. `incomplete`: it builds on something this document has not got, so ask the sender for all
 * that is missing. Reads the document, never changes it.
 */
export type Verdict =
  /**
   * `writers`: the client ids it has new structs of. `isNew`: it has only new structs. `steps`: how
   * many neighbours Yjs will go past to put them in.
   */
  | { is: 'sound'; writers: readonly number[]; isNew: boolean; steps: number }
  | { is: 'incomplete' }
  /** It writes under a client id of somebody else. */
  | { is: 'foreign' }
  | { is: 'refused'; code: RefusalCode; message: string }

export interface GuardLimits extends UpdateLimits {
  /** Neighbours passed over, over the whole update. */
  steps: number
}

export const GUARD_LIMITS: GuardLimits = {
  // Undoing the deletion of a 500-row action table is about 22,000 structs in one update.
  structs: 40_000,
  // Whoever was offline brings what they wrote in a few windows; deletions are always all sent.
  clients: 500,
  deleteClients: 20_000,
  deleteRanges: 40_000,
  jsonLength: 4_096,
  steps: 500_000,
}

/** The document an update is for, and what is allowed in it. */
export interface Judged {
  doc: Y.Doc
  grammar?: Grammar
  /** Names the stored document already has although the grammar does not know them. */
  tolerated?: ReadonlySet<string>
  isForeign?(clientId: number): boolean
}

export function inspectUpdate(
  bytes: Uint8Array,
  judged: Judged,
  limits: GuardLimits = GUARD_LIMITS,
): Verdict {
  let update: DecodedUpdate
  try {
    update = decodeUpdate(bytes, limits)
  } catch (error) {
    return error instanceof UpdateTooLarge
      ? refused('too_large', 'This change is too large to take in one step.')
      : refused('invalid', 'This change could not be read.')
  }
  const inspection = new Inspection(update, judged, limits)
  try {
    return inspection.run()
  } catch (error) {
    if (error instanceof Unsound) return refused('invalid', error.message)
    throw error
  }
}

const GONE: Place = { is: 'gone' }
const NOWHERE: Spot = { place: GONE, attribute: null }

/**
 * Plan: walk the structs in the very order in which Yjs integrates them: one client after another,
 * and before a struct whatever it points at. By then its place is known and its content can be
 * judged.
 */
class Inspection {
  readonly #update: DecodedUpdate
  readonly #doc: Y.Doc
  readonly #grammar: Grammar
  readonly #rules: ContentRules
  readonly #order: Order
  readonly #isForeign: (clientId: number) => boolean
  /** How far each client's structs are known: in the document, or walked in this update. */
  readonly #known = new Map<number, number>()
  readonly #spots = new Map<Struct, Spot>()
  #hasKnown = false

  constructor(
    update: DecodedUpdate,
    { doc, grammar = documentGrammar, tolerated = new Set(), isForeign = () => false }: Judged,
    { steps }: GuardLimits,
  ) {
    this.#update = update
    this.#doc = doc
    this.#grammar = grammar
    this.#rules = new ContentRules(grammar, tolerated)
    this.#order = new Order({ doc, steps, findOwn: (id) => this.#findOwn(id) })
    this.#isForeign = isForeign
  }

  run(): Verdict {
    if (!this.#walkAll()) return { is: 'incomplete' }
    const isAhead = ({ client, clock, length }: StructId & { length: number }) =>
      clock + length > this.#knownOf(client)
    const { deletes } = this.#update
    if (deletes.some(isAhead)) return { is: 'incomplete' }
    const writers = [...this.#known.keys()]
    if (writers.some((client) => this.#isForeign(client))) return { is: 'foreign' }
    const isNew = writers.length > 0 && !this.#hasKnown && deletes.length === 0
    return { is: 'sound', writers, isNew, steps: this.#order.steps }
  }

  /** False if something is missing. */
  #walkAll(): boolean {
    const queues = new Queues(this.#update.structs)
    const waiting: Struct[] = []
    let struct = queues.next()
    while (struct !== undefined) {
      const missing = this.#missingFor(struct)
      if (missing === null) {
        this.#walk(struct)
        struct = waiting.pop() ?? queues.next()
        continue
      }
      waiting.push(struct)
      struct = missing === struct.client ? undefined : queues.nextOf(missing)
      if (struct === undefined) return false
    }
    return true
  }

  /** The client of whom something is needed before this struct can be walked. */
  #missingFor(struct: Struct): number | null {
    const { client, clock, content, origin, rightOrigin, parent } = struct
    if (content.is === 'skip' || clock > this.#knownOf(client)) return client
    for (const id of [origin, rightOrigin, typeof parent === 'string' ? null : parent]) {
      if (id !== null && !this.#isThere(id, struct)) return id.client
    }
    return null
  }

  #isThere(id: StructId, { client, clock }: Struct): boolean {
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
    this.#rules.judge(struct, spot)
    const { place, attribute } = spot
    if (place.is === 'gone') return
    const from = Math.max(struct.clock, Y.getState(this.#doc.store, struct.client))
    this.#order.put({ struct, from, of: place.of, attribute })
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
      spots.every((each) => isSameSpot(each, spot)),
      'This change stands in two places at once.',
    )
    return spot
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

/** The structs of an update, handed out in Yjs's order: those of the highest client id first. */
class Queues {
  readonly #queues: { structs: Struct[]; next: number }[]
  readonly #byClient = new Map<number, { structs: Struct[]; next: number }>()

  constructor(structs: ReadonlyMap<number, Struct[]>) {
    for (const [client, list] of structs) this.#byClient.set(client, { structs: list, next: 0 })
    // The last is the one whose turn it is.
    this.#queues = [...this.#byClient]
      .sort(([one], [other]) => one - other)
      .map(([, queue]) => queue)
  }

  next(): Struct | undefined {
    for (;;) {
      const queue = this.#queues.at(-1)
      const struct = queue?.structs[queue.next]
      if (queue === undefined) return undefined
      queue.next += 1
      if (struct !== undefined) return struct
      this.#queues.pop()
    }
  }

  nextOf(client: number): Struct | undefined {
    const queue = this.#byClient.get(client)
    const struct = queue?.structs[queue.next]
    if (queue !== undefined) queue.next += 1
    return struct
  }
}

function refused(code: RefusalCode, message: string): Verdict {
  return { is: 'refused', code, message }
}
