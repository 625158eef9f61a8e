import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { BODY } from '../../shared/schema/index.ts'
import { createRandom } from '../../tests/support/random.ts'

/** How often a peer types a letter. */
const EVERY_MS = 300

/** Somebody on the socket who types in a plan, a letter here and there. The answer ends it. */
export async function typeAsPeer(options: {
  server: string
  documentId: string
  cookie: string
  seed: number
}): Promise<() => void> {
  const { server, documentId, cookie, seed } = options
  const random = createRandom(seed)
  const doc = new Y.Doc()
  class SignedIn extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie } })
    }
  }
  const provider = new WebsocketProvider(
    `${server.replace('http', 'ws')}/sync`,
    documentId,
    doc,
    // The types of a browser's socket, which this one answers to.
    { WebSocketPolyfill: SignedIn as unknown as typeof globalThis.WebSocket, disableBc: true },
  )
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  const texts = [...textsIn(doc.getXmlFragment(BODY))]
  const timer = setInterval(() => {
    const text = random.pick(texts)
    text.insert(text.length, 'x')
  }, EVERY_MS)
  return () => {
    clearInterval(timer)
    provider.destroy()
    doc.destroy() // its presence would keep the process alive
  }
}

function* textsIn(parent: Y.XmlFragment): Generator<Y.XmlText> {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlElement && child.nodeName === 'actionRow') yield* cellTexts(child)
    else if (child instanceof Y.XmlElement) yield* textsIn(child)
  }
}

function* cellTexts(row: Y.XmlFragment): Generator<Y.XmlText> {
  for (const child of row.toArray()) {
    if (child instanceof Y.XmlText) yield child
    else if (child instanceof Y.XmlElement) yield* cellTexts(child)
  }
}
