import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Beyond this an update is sent in pieces, in bytes: half of what the server takes at most. */
export const LONG_UPDATE = 512 * 1024
const PIECE_BYTES = 256 * 1024
/** The server also counts the parts of an update. */
const PIECE_STRUCTS = 20_000

type Decoded = ReturnType<typeof Y.decodeUpdate>
type Struct = Decoded['structs'][number]

/**
 * The same change as several updates that can be applied one after another: what a part builds on
 * is in an earlier piece, in the same one, or was there before. Deletions come last.
 *
 * Plan: each client's parts are a queue. Take from the queues whatever builds on nothing that is
 * still in one, and begin a new piece when the present one is full.
 */
export function splitUpdate(update: Uint8Array): Uint8Array[] {
  const { structs, ds } = Y.decodeUpdate(update)
  const queues = new Map<number, Struct[]>()
  for (const struct of structs.flatMap(inParts)) {
    const queue = queues.get(struct.id.client)
    if (queue === undefined) queues.set(struct.id.client, [struct])
    else queue.push(struct)
  }
  const pieces: Struct[][] = []
  for (const struct of inOrder(queues)) {
    const piece = pieces.at(-1)
    if (piece === undefined || isFull(piece)) pieces.push([struct])
    else piece.push(struct)
  }
  return [...pieces.map((piece) => encodeUpdate(piece, null)), encodeUpdate([], ds)]
}

function* inOrder(queues: ReadonlyMap<number, Struct[]>): Generator<Struct> {
  const next = new Map([...queues.keys()].map((client) => [client, 0]))
  /** Whether this part is still waiting in a queue. */
  const isAhead = (id: Y.ID): boolean => {
    const first = queues.get(id.client)?.[next.get(id.client) ?? 0]
    return first !== undefined && id.clock >= first.id.clock
  }
  let isMoving = true
  while (isMoving) {
    isMoving = false
    for (const [client, queue] of queues) {
      let at = next.get(client) ?? 0
      for (; at < queue.length; at++) {
        const struct = queue[at]
        if (
          struct === undefined ||
          needsOf(struct).some((id) => id.client !== client && isAhead(id))
        ) {
          break
        }
        yield struct
        next.set(client, at + 1)
        isMoving = true
      }
    }
  }
  // Whole updates never get here with anything left; the server says no to what is not whole.
  for (const [client, queue] of queues) yield* queue.slice(next.get(client))
}

function needsOf(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return []
  const { origin, rightOrigin } = struct
  // In a decoded update a parent is a name or an id; the types know only documents.
  const parent: unknown = struct.parent
  const needs = [origin, rightOrigin, parent instanceof Y.ID ? parent : null]
  return needs.filter((id) => id !== null)
}

/** A text too long for a piece, cut. */
function inParts(struct: Struct): Struct[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return [struct]
  const { str } = struct.content
  // Three bytes a letter at most, and a pair of halves counts as two letters.
  const most = Math.floor(PIECE_BYTES / 3)
  if (str.length <= most) return [struct]
  const isPair = /[\uD800-\uDBFF]/.test(str.charAt(most - 1))
  const length = isPair ? most - 1 : most
  const { client, clock } = struct.id
  const rest = new Y.Item(
    Y.createID(client, clock + length),
    null,
    Y.createID(client, clock + length - 1),
    null,
    struct.rightOrigin,
    struct.parent,
    struct.parentSub,
    struct.content.splice(length),
  )
  struct.length = length
  return [struct, ...inParts(rest)]
}

function isFull(piece: Struct[]): boolean {
  return piece.length >= PIECE_STRUCTS || sizeOf(piece) >= PIECE_BYTES
}

const sizes = new WeakMap<Struct[], { count: number; bytes: number }>()

/** Bytes of a piece, counted on from the last time it was asked. */
function sizeOf(piece: Struct[]): number {
  const known = sizes.get(piece) ?? { count: 0, bytes: 0 }
  for (; known.count < piece.length; known.count++) {
    const struct = piece[known.count]
    const encoder = new Y.UpdateEncoderV1()
    struct?.write(encoder, 0)
    known.bytes += encoding.length(encoder.restEncoder)
  }
  sizes.set(piece, known)
  return known.bytes
}

function encodeUpdate(structs: Struct[], deletes: Decoded['ds'] | null): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  const runs = new Map<number, Struct[]>()
  for (const struct of structs) {
    const run = runs.get(struct.id.client)
    if (run === undefined) runs.set(struct.id.client, [struct])
    else run.push(struct)
  }
  encoding.writeVarUint(restEncoder, runs.size)
  for (const [client, run] of runs) {
    encoding.writeVarUint(restEncoder, run.length)
    encoding.writeVarUint(restEncoder, client)
    encoding.writeVarUint(restEncoder, run[0]?.id.clock ?? 0)
    for (const struct of run) struct.write(encoder, 0)
  }
  const clients = deletes?.clients ?? new Map<number, { clock: number; len: number }[]>()
  encoding.writeVarUint(restEncoder, clients.size)
  for (const [client, ranges] of clients) {
    encoding.writeVarUint(restEncoder, client)
    encoding.writeVarUint(restEncoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(restEncoder, clock)
      encoding.writeVarUint(restEncoder, len)
    }
  }
  return encoder.toUint8Array()
}
