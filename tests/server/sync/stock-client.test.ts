import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { BODY } from '../../../shared/schema/index.ts'
import { eventually } from '../../support/eventually.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

describe('the stock y-websocket client', () => {
  let world: SyncWorld
  beforeEach(async () => {
    // It reports our own message numbers, which it does not know, and goes on.
    vi.spyOn(console, 'error').mockImplementation(() => {})
    world = await startSync({ isRealTime: true })
  })
  afterEach(() => world.stop())

  function open(documentId: string) {
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(world.url, documentId, doc, {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket, // ws has the same face
      disableBc: true,
    })
    return { doc, provider, body: doc.getXmlFragment(BODY) }
  }

  it('[SY1] joins, edits and sees others, unchanged from npm', async () => {
    const id = await world.createDocument('Hello')
    const one = open(id)
    const other = open(id)
    await eventually(() =>
      expect([one.provider.synced, other.provider.synced]).toEqual([true, true]),
    )

    const paragraph = one.body.get(0)
    if (!(paragraph instanceof Y.XmlElement)) throw new Error('no paragraph')
    const text = paragraph.get(0)
    if (!(text instanceof Y.XmlText)) throw new Error('no text')
    text.insert(5, ' world')

    await eventually(() => expect(other.body.toString()).toContain('Hello world'))
    expect((await world.stored(id)).getXmlFragment(BODY).toString()).toContain('Hello world')
    one.provider.destroy()
    other.provider.destroy()
  })

  it('[SY2] sees the faces of others', async () => {
    const id = await world.createDocument()
    const one = open(id)
    const other = open(id)
    one.provider.awareness.setLocalStateField('caret', 7)
    await eventually(() => {
      const state = other.provider.awareness.getStates().get(one.doc.clientID)
      expect(state).toMatchObject({ caret: 7, user: { id: 'petra' } })
    })
    one.provider.destroy()
    await eventually(() => {
      expect(other.provider.awareness.getStates().has(one.doc.clientID)).toBe(false)
    })
    other.provider.destroy()
  })
})
