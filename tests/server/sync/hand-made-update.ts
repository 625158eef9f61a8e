import * as encoding from 'lib0/encoding'
import { BODY } from '../../../shared/schema/index.ts'

/** A struct of one clock: a block, or a letter where it has neighbours. */
export interface Part {
  left?: Id
  right?: Id
  is: 'block' | 'letter'
}
type Id = [client: number, clock: number]

/** Writes an update by hand, as an attacker does. */
export function encodeByHand(clients: ReadonlyMap<number, readonly Part[]>): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, clients.size)
  for (const [client, parts] of clients) {
    encoding.writeVarUint(encoder, parts.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, 0)
    for (const { is, left, right } of parts) {
      encoding.writeUint8(encoder, (is === 'block' ? 7 : 4) | (left ? 128 : 0) | (right ? 64 : 0))
      for (const id of [left, right]) {
        for (const part of id ?? []) encoding.writeVarUint(encoder, part)
      }
      if (!left && !right) {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, BODY)
      }
      if (is === 'block') encoding.writeVarUint(encoder, 3)
      encoding.writeVarString(encoder, is === 'block' ? 'paragraph' : 'x')
    }
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}
