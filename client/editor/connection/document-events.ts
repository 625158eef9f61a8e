import * as decoding from 'lib0/decoding'
import type { DocumentEvent } from '../../../shared/events.ts'
import { MESSAGE, readEvent } from '../../../shared/protocol.ts'

const AGAIN_MS = 3_000
/** Closed with such a code, the server would say the same again: see docs/PROTOCOL.md. */
const FIRST_FINAL_CODE = 4_400

/**
 * Hears what happens around a document without its text, for pages beside it. `onMissed`: after the
 * line was down, so that what was said meanwhile is asked for. Returns its own stop.
 */
export function listenToDocument(
  documentId: string,
  { onEvent, onMissed }: { onEvent: (event: DocumentEvent) => void; onMissed: () => void },
): () => void {
  let socket: WebSocket
  let again: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const open = (isFirst: boolean): void => {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    socket = new WebSocket(`${scheme}://${location.host}/sync/${encodeURIComponent(documentId)}`)
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('open', () => {
      if (!isFirst) onMissed()
    })
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!(data instanceof ArrayBuffer)) return
      const decoder = decoding.createDecoder(new Uint8Array(data))
      if (decoding.readVarUint(decoder) !== MESSAGE.event) return
      const event = readEvent(decoder)
      if (event !== null) onEvent(event)
    })
    socket.addEventListener('close', ({ code }) => {
      if (isStopped || code >= FIRST_FINAL_CODE) return
      again = setTimeout(() => open(false), AGAIN_MS)
    })
  }
  open(true)
  return () => {
    isStopped = true
    clearTimeout(again)
    socket.close()
  }
}
