import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeSync } from '../../../server/sync/frames.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

describe('client ids belong to people', () => {
  let world: SyncWorld
  let id: string
  beforeEach(async () => {
    world = await startSync()
    id = await world.createDocument('Hello')
  })
  afterEach(() => world.stop())

  const stored = async () => (await world.stored(id)).getXmlFragment(BODY).toString()

  it('[SY54] refuses what is written under the id of somebody else', async () => {
    const petra = await world.join(id, { seat: 'officer petra' })
    petra.type(' world')
    await petra.saved(1)
    const mallory = await world.join(id, { seat: 'officer mallory' })
    mallory.doc.clientID = petra.doc.clientID
    mallory.type(' and lies')
    expect(await mallory.next('refused')).toMatchObject({
      code: 'invalid',
      message: 'This change was written under the mark of somebody else.',
    })
    petra.type('!')
    await petra.saved(2)
    expect(await stored()).toContain('Hello world!')
    expect(mallory.all('saved')).toEqual([])
  })

  it('[SY54] also before they have written anything, once they are here', async () => {
    const petra = await world.join(id, { seat: 'officer petra' })
    petra.sendPresence([{ id: petra.doc.clientID, clock: 1, state: {} }])
    await petra.settle()
    const mallory = await world.join(id, { seat: 'officer mallory' })
    mallory.doc.clientID = petra.doc.clientID
    mallory.type(' and lies')
    expect((await mallory.next('refused')).code).toBe('invalid')
  })

  it('[SY54] asks again whoever brings what others wrote, and takes their own', async () => {
    const petra = await world.join(id, { seat: 'officer petra' })
    petra.type(' world')
    await petra.saved(1)
    const ahead = new Y.Doc()
    Y.applyUpdate(ahead, Y.encodeStateAsUpdate(petra.doc))
    ahead.clientID = petra.doc.clientID
    ahead.getXmlFragment(BODY).insert(0, [new Y.XmlElement('quote')])
    const olga = await world.join(id, { seat: 'officer olga' })
    olga.send(encodeSync('step2', Y.encodeStateAsUpdate(ahead)))
    expect((await olga.next('refused')).code).toBe('conflict')
    await olga.next('step1', () => olga.all('step1').length === 2)
    olga.send(encodeSync('step2', Y.encodeStateAsUpdate(olga.doc)))
    olga.type('!')
    await olga.saved(2)
    expect(olga.isOpen).toBe(true)
  })

  it('[SY55] of two who drew the same id by chance none is told their words are saved when they are not', async () => {
    const one = await world.join(id, { seat: 'officer olga' })
    const other = await world.join(id, { seat: 'officer petra' })
    one.doc.clientID = 77
    other.doc.clientID = 77
    one.type(' first')
    other.type(' second')
    expect((await other.next('refused')).code).toBe('invalid')
    expect(other.all('saved')).toEqual([])
    expect(other.words).toContain('second')
    await one.saved(1)
    expect(await stored()).toContain('Hello first')

    other.terminate()
    const again = await world.join(id, { seat: 'officer petra' })
    again.type(' second')
    await again.saved(1)
    expect(await stored()).toContain('Hello first second')
  })

  it('[SY55] whoever has not written yet takes another id by themselves', async () => {
    const one = await world.join(id, { seat: 'officer olga' })
    const other = await world.join(id, { seat: 'officer petra' })
    one.doc.clientID = 77
    other.doc.clientID = 77
    one.type(' first')
    await other.next('update')
    other.type(' second')
    await other.saved(1)
    expect(await stored()).toContain('Hello first second')
  })

  it('[SY55] also the same person in two windows', async () => {
    const one = await world.join(id)
    const other = await world.join(id)
    one.doc.clientID = 77
    other.doc.clientID = 77
    one.type(' first')
    other.type(' second')
    expect((await other.next('refused')).code).toBe('invalid')
    expect(other.all('saved')).toEqual([])
  })

  it('[SY54] two windows of one person may know the same and each write their own', async () => {
    const one = await world.join(id)
    one.type(' world')
    await one.saved(1)
    const other = await world.join(id)
    other.send(encodeSync('step2', Y.encodeStateAsUpdate(other.doc)))
    other.type('!')
    await other.saved(2)
    expect(await stored()).toContain('Hello world!')
  })
})
