import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE, SYNC } from '../../shared/protocol.ts'

/** The frames of the y-websocket protocol, as bytes to send and as plain data received. */

export type ClientMessage =
  | { is: 'step1'; stateVector: Uint8Array }
  | { is: 'step2' | 'update'; update: Uint8Array }
  | { is: 'presence'; states: Uint8Array }
  | { is: 'queryPresence' }

/** Throws on everything a client may not send, our own server messages among it. */
export function readClientMessage(frame: Uint8Array): ClientMessage {
  const decoder = decoding.createDecoder(frame)
  const message = readMessage(decoder)
  if (decoding.hasContent(decoder)) throw new Error('Bytes are left over')
  return message
}

export function encodeSync(kind: keyof typeof SYNC, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.sync)
  encoding.writeVarUint(encoder, SYNC[kind])
  encoding.writeVarUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
}

/** `entries`: presence states, each already encoded. Without any it is a sign of life. */
export function encodePresence(entries: readonly Uint8Array[]): Uint8Array {
  const states = encoding.createEncoder()
  encoding.writeVarUint(states, entries.length)
  for (const entry of entries) encoding.writeUint8Array(states, entry)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
  return encoding.toUint8Array(encoder)
}

function readMessage(decoder: decoding.Decoder): ClientMessage {
  const number = decoding.readVarUint(decoder)
  if (number === MESSAGE.queryAwareness) return { is: 'queryPresence' }
  if (number === MESSAGE.awareness) {
    return { is: 'presence', states: decoding.readVarUint8Array(decoder) }
  }
  if (number !== MESSAGE.sync) throw new Error('Not a message of a client')
  const kind = decoding.readVarUint(decoder)
  const payload = decoding.readVarUint8Array(decoder)
  if (kind === SYNC.step1) return { is: 'step1', stateVector: payload }
  if (kind === SYNC.step2) return { is: 'step2', update: payload }
  if (kind === SYNC.update) return { is: 'update', update: payload }
  throw new Error('Not a message of a client')
}
