import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE, SYNC } from '../../../shared/protocol.ts'
import { LONG_UPDATE, splitUpdate } from './split-update.ts'

/** A WebSocket that tells of each document message it sends, and sends long ones in pieces. */
export function countingSocket(onSent: () => void): typeof WebSocket {
  return class extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      const messages = data instanceof Uint8Array ? documentMessages(data) : []
      if (messages.length === 0) return super.send(data)
      for (const message of messages) {
        onSent()
        super.send(message)
      }
    }
  }
}

/** The document message, or the pieces of one that is too long to go at once; none if it is none. */
function documentMessages(data: Uint8Array<ArrayBufferLike>): Uint8Array<ArrayBuffer>[] {
  const decoder = decoding.createDecoder(data)
  if (decoding.readVarUint(decoder) !== MESSAGE.sync) return []
  const kind = decoding.readVarUint(decoder)
  if (kind === SYNC.step1) return []
  if (data.length <= LONG_UPDATE) return [new Uint8Array(data)]
  return splitUpdate(decoding.readVarUint8Array(decoder)).map((piece, index) => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.sync)
    encoding.writeVarUint(encoder, index === 0 ? kind : SYNC.update)
    encoding.writeVarUint8Array(encoder, piece)
    return encoding.toUint8Array(encoder)
  })
}
