import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { EVENT_FIELDS } from './event-fields.ts'
import type { DocumentEvent } from './events.ts'
import { REFUSALS } from './refusals.ts'
import type { RefusalCode } from './refusals.ts'

/**
 * The wire: the y-websocket protocol (message numbers 0–3) with our own numbers beside it.
 * Prose and state rules: docs/PROTOCOL.md. A test hashes this table and the events; when it fails,
 * raise PROTOCOL_VERSION and add a line of history.
 *
 * 1 — the first: saved, hello, event, refused.
 * 2 — events of threads beside the text.
 * 3 — events of how actions get on.
 * 4 — event words.handedBack.
 * 5 — event versions.changed.
 */
export const PROTOCOL_VERSION = 5

export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /**
   * server → client: varUint n. Of the document messages of this connection that were not refused,
   * the first n are on disk.
   */
  saved: 100,
  /** server → client, first message of a connection: varUint protocol, varUint schema, JSON seat. */
  hello: 101,
  /** server → client: JSON of a DocumentEvent. */
  event: 102,
  /** server → client: a document message was refused: varString code, varString message. */
  refused: 103,
} as const

/** Sub-messages of MESSAGE.sync (y-protocols/sync). Steps 2 and updates are "document messages". */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** Query parameter of /sync/<documentId> in which our own client names its SCHEMA_VERSION. */
export const SCHEMA_PARAMETER = 'schema'

export const LIMITS = {
  /** Largest frame a client may send, in bytes. */
  messageBytes: 1024 * 1024,
  /** Presence messages a client sends at most, per second. */
  presencePerSecond: 10,
} as const

/** Who the server says you are: shown to others as it stands here, whatever a client claims. */
export interface SeatOnWire {
  id: string
  name: string
  colour: number
  mayEdit: boolean
  /** The ids of the headings under which alone this seat may edit; without: anywhere. */
  sections?: readonly string[]
  /** It may lock and unlock the columns of plans, and change what is locked; without: it may not. */
  mayUnlock?: true
}

export interface Hello {
  protocol: number
  schema: number
  seat: SeatOnWire
}

export function encodeSaved(count: number): Uint8Array {
  return message(MESSAGE.saved, (encoder) => encoding.writeVarUint(encoder, count))
}

export function readSaved(decoder: decoding.Decoder): number {
  return decoding.readVarUint(decoder)
}

export function encodeHello(hello: Hello): Uint8Array {
  return message(MESSAGE.hello, (encoder) => {
    encoding.writeVarUint(encoder, hello.protocol)
    encoding.writeVarUint(encoder, hello.schema)
    encoding.writeVarString(encoder, JSON.stringify(hello.seat))
  })
}

export function readHello(decoder: decoding.Decoder): Hello {
  const protocol = decoding.readVarUint(decoder)
  const schema = decoding.readVarUint(decoder)
  const seat = JSON.parse(decoding.readVarString(decoder)) as SeatOnWire // written by our server
  return { protocol, schema, seat }
}

export function encodeEvent(event: DocumentEvent): Uint8Array {
  return message(MESSAGE.event, (encoder) =>
    encoding.writeVarString(encoder, JSON.stringify(event)),
  )
}

/** Null for an event of a newer server. */
export function readEvent(decoder: decoding.Decoder): DocumentEvent | null {
  const event: unknown = JSON.parse(decoding.readVarString(decoder))
  return isEvent(event) ? event : null
}

/** Browsers read events without the schema, which would be a tenth of their program. */
function isEvent(value: unknown): value is DocumentEvent {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false
  const fields = Object.entries(EVENT_FIELDS).find(([type]) => type === value.type)?.[1]
  return fields?.every((name) => name in value) === true
}

export function encodeRefused(code: RefusalCode, reason: string): Uint8Array {
  return message(MESSAGE.refused, (encoder) => {
    encoding.writeVarString(encoder, code)
    encoding.writeVarString(encoder, reason)
  })
}

export function readRefused(decoder: decoding.Decoder): { code: RefusalCode; message: string } {
  const code = decoding.readVarString(decoder)
  const reason = decoding.readVarString(decoder)
  return { code: code in REFUSALS ? (code as RefusalCode) : 'invalid', message: reason }
}

function message(number: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, number)
  write(encoder)
  return encoding.toUint8Array(encoder)
}
