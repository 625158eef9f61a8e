import * as decoding from 'lib0/decoding'

/**
 * A Yjs update (format 1) as plain data, read without touching a document. Written by hand because
 * `Y.decodeUpdate` builds the real items first, follows any nesting, and does not notice bytes left
 * over. Throws on anything that is not exactly one update, or is more than the limits allow.
 */
export interface DecodedUpdate {
  /** The structs of each client, by rising clock and without holes. */
  structs: Map<number, Struct[]>
  structCount: number
  deletes: DeleteRange[]
}

export interface StructId {
  client: number
  clock: number
}

export interface Struct extends StructId {
  length: number
  origin: StructId | null
  rightOrigin: StructId | null
  /** A root name, an item, or null where the parent is that of the neighbours. */
  parent: string | StructId | null
  parentSub: string | null
  content: Content
}

export type Content =
  | { is: 'nothing' } // collected garbage, or deleted content
  | { is: 'skip' }
  | { is: 'text'; text: string }
  | { is: 'format'; key: string; value: unknown }
  | { is: 'embed' }
  | { is: 'values'; values: unknown[] }
  | { is: 'element'; name: string }
  | { is: 'textType' }
  | { is: 'foreign' } // other shared types, binary content, subdocuments, the old JSON content

export interface DeleteRange extends StructId {
  length: number
}

export interface UpdateLimits {
  structs: number
  /** Who wrote structs of it. */
  clients: number
  /** Whose structs it deletes. */
  deleteClients: number
  deleteRanges: number
  /** Characters of one format value or embed. */
  jsonLength: number
}

export class UpdateTooLarge extends Error {}

const NOTHING: Content = { is: 'nothing' }
const SKIP: Content = { is: 'skip' }
const EMBED: Content = { is: 'embed' }
const TEXT_TYPE: Content = { is: 'textType' }
const FOREIGN: Content = { is: 'foreign' }

const HAS_ORIGIN = 128
const HAS_RIGHT_ORIGIN = 64
const HAS_PARENT_SUB = 32
const CONTENT_BITS = 31
const DEEPEST_VALUE = 8

export function decodeUpdate(bytes: Uint8Array, limits: UpdateLimits): DecodedUpdate {
  const decoder = decoding.createDecoder(bytes)
  const update: DecodedUpdate = { structs: new Map(), structCount: 0, deletes: [] }
  const clients = countOf(decoder, limits.clients)
  for (let i = 0; i < clients; i++) readClient(decoder, update, limits)
  readDeletes(decoder, update, limits)
  if (decoding.hasContent(decoder)) throw new Error('Bytes are left over')
  return update
}

/** A state vector: how far each client's structs are known. */
export function decodeStateVector(bytes: Uint8Array, maxClients: number): Map<number, number> {
  const decoder = decoding.createDecoder(bytes)
  const result = new Map<number, number>()
  const clients = countOf(decoder, maxClients)
  for (let i = 0; i < clients; i++) {
    result.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
  }
  if (decoding.hasContent(decoder)) throw new Error('Bytes are left over')
  return result
}

function readClient(decoder: decoding.Decoder, update: DecodedUpdate, limits: UpdateLimits): void {
  const count = countOf(decoder, limits.structs - update.structCount)
  const client = decoding.readVarUint(decoder)
  let clock = decoding.readVarUint(decoder)
  if (count === 0 || update.structs.has(client)) throw new Error('A client without or twice')
  const structs: Struct[] = []
  for (let i = 0; i < count; i++) {
    const struct = readStruct(decoder, client, clock, limits)
    if (struct.length === 0) throw new Error('An empty struct')
    clock += struct.length
    if (!Number.isSafeInteger(clock)) throw new Error('A clock beyond counting')
    structs.push(struct)
  }
  update.structs.set(client, structs)
  update.structCount += count
}

/** Plain arguments and one shape of object: a document of 30 pages has 7,000 of them. */
function readStruct(
  decoder: decoding.Decoder,
  client: number,
  clock: number,
  limits: UpdateLimits,
): Struct {
  const info = decoding.readUint8(decoder)
  const kind = info & CONTENT_BITS
  let origin: StructId | null = null
  let rightOrigin: StructId | null = null
  let parent: string | StructId | null = null
  let parentSub: string | null = null
  if (kind === 0 || kind === 10) {
    const length = decoding.readVarUint(decoder)
    const content = kind === 0 ? NOTHING : SKIP
    return { client, clock, length, origin, rightOrigin, parent, parentSub, content }
  }
  if ((info & HAS_ORIGIN) !== 0) origin = readId(decoder)
  if ((info & HAS_RIGHT_ORIGIN) !== 0) rightOrigin = readId(decoder)
  if (origin === null && rightOrigin === null) {
    const isRoot = decoding.readVarUint(decoder) === 1
    parent = isRoot ? decoding.readVarString(decoder) : readId(decoder)
    if ((info & HAS_PARENT_SUB) !== 0) parentSub = decoding.readVarString(decoder)
  }
  const { length, content } = readContent(decoder, kind, limits)
  return { client, clock, length, origin, rightOrigin, parent, parentSub, content }
}

function readContent(
  decoder: decoding.Decoder,
  kind: number,
  limits: UpdateLimits,
): { length: number; content: Content } {
  switch (kind) {
    case 1:
      return { length: decoding.readVarUint(decoder), content: NOTHING }
    case 2: {
      const length = countOf(decoder, limits.structs)
      for (let i = 0; i < length; i++) decoding.readVarString(decoder)
      return { length, content: FOREIGN }
    }
    case 3:
      decoding.readVarUint8Array(decoder)
      return { length: 1, content: FOREIGN }
    case 4: {
      const text = decoding.readVarString(decoder)
      return { length: text.length, content: { is: 'text', text } }
    }
    case 5:
      readJson(decoder, limits)
      return { length: 1, content: EMBED }
    case 6: {
      const key = decoding.readVarString(decoder)
      return { length: 1, content: { is: 'format', key, value: readJson(decoder, limits) } }
    }
    case 7:
      return { length: 1, content: readType(decoder) }
    case 8: {
      const length = countOf(decoder, limits.structs)
      const values = Array.from({ length }, () => readValue(decoder, 0))
      return { length, content: { is: 'values', values } }
    }
    case 9:
      decoding.readVarString(decoder)
      readValue(decoder, 0)
      return { length: 1, content: FOREIGN }
    default:
      throw new Error('Unknown content')
  }
}

function readType(decoder: decoding.Decoder): Content {
  const kind = decoding.readVarUint(decoder)
  if (kind === 3) return { is: 'element', name: decoding.readVarString(decoder) }
  if (kind === 5) decoding.readVarString(decoder)
  if (kind > 6) throw new Error('Unknown type')
  return kind === 6 ? TEXT_TYPE : FOREIGN
}

function readJson(decoder: decoding.Decoder, limits: UpdateLimits): unknown {
  const text = decoding.readVarString(decoder)
  if (text.length > limits.jsonLength) throw new UpdateTooLarge('A value is too long')
  return JSON.parse(text)
}

/** One value in lib0's own notation (`readAny` there follows any nesting). */
function readValue(decoder: decoding.Decoder, depth: number): unknown {
  if (depth > DEEPEST_VALUE) throw new Error('A value nests too deep')
  const kind = decoding.readUint8(decoder)
  switch (kind) {
    case 127:
      return undefined
    case 126:
      return null
    case 125:
      return decoding.readVarInt(decoder)
    case 124:
      return decoding.readFloat32(decoder)
    case 123:
      return decoding.readFloat64(decoder)
    case 121:
    case 120:
      return kind === 120
    case 119:
      return decoding.readVarString(decoder)
    case 118:
      return Object.fromEntries(
        readMany(decoder, () => [decoding.readVarString(decoder), readValue(decoder, depth + 1)]),
      )
    case 117:
      return readMany(decoder, () => readValue(decoder, depth + 1))
    default:
      throw new Error('Unknown value')
  }
}

function readMany<T>(decoder: decoding.Decoder, read: () => T): T[] {
  const values: T[] = []
  for (let count = decoding.readVarUint(decoder); count > 0; count--) values.push(read())
  return values
}

function readDeletes(decoder: decoding.Decoder, update: DecodedUpdate, limits: UpdateLimits): void {
  const clients = countOf(decoder, limits.deleteClients)
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder)
    const count = countOf(decoder, limits.deleteRanges - update.deletes.length)
    for (let j = 0; j < count; j++) {
      const clock = decoding.readVarUint(decoder)
      const length = decoding.readVarUint(decoder)
      if (length === 0 || !Number.isSafeInteger(clock + length)) throw new Error('A bad range')
      update.deletes.push({ client, clock, length })
    }
  }
}

function readId(decoder: decoding.Decoder): StructId {
  return { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) }
}

function countOf(decoder: decoding.Decoder, max: number): number {
  const count = decoding.readVarUint(decoder)
  if (count > max) throw new UpdateTooLarge('Too many parts')
  return count
}
