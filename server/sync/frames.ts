import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE, SYNC } from '../../shared/protocol.ts'

/** The messages of the y-websocket protocol, as bytes to send and as plain data received. */

export type ClientMessage =
  | { is: 'step1'; stateVector: Uint8Array }
  | { is: 'step2' | 'update'; update: Uint8Array }
  | { is: 'presence'; states: Uint8Array }
  | { is: 'queryPresence' }

/** Throws on everything a client may not send, our own server messages among it. */
export function readClientMessage(bytes: Uint8Array): ClientMessage {
  const decoder = decoding.createDecoder(bytes)
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
  const length = entries.reduce((sum, entry) => sum + entry.length, lengthOf(entries.length))
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.awareness)
  encoding.writeVarUint(encoder, length)
  encoding.writeVarUint(encoder, entries.length)
  return Buffer.concat([encoding.toUint8Array(encoder), ...entries])
}

/** Bytes of a varUint. */
function lengthOf(number: number): number {
  return number < 128 ? 1 : 1 + lengthOf(number >>> 7)
}

/** A whole WebSocket frame of a server around a message: made once, written to any number of sockets. */
export function toFrame(message: Uint8Array): Buffer {
  const { length } = message
  const headLength = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headLength + length)
  frame[0] = WHOLE_BINARY
  if (headLength === 2) frame[1] = length
  else if (headLength === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(message, headLength)
  return frame
}

const WHOLE_BINARY = 0x82
/** The frame that asks whether anybody is there. */
export const PING = Buffer.from([0x89, 0])

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
