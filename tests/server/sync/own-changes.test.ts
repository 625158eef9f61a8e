import { Fragment } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BODY } from '../../../shared/schema/index.ts'
import { createGatedStore } from './gated-store.ts'
import type { GatedStore } from './gated-store.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

/** The text with its first line in other words. */
function saying(words: string): (body: Node) => Node {
  return (body) => {
    const line = body.child(0)
    const written = line.copy(Fragment.from(body.type.schema.text(words)))
    return body.copy(body.content.replaceChild(0, written))
  }
}

describe("the server's own changes", () => {
  let store: GatedStore
  let world: SyncWorld
  let id: string
  beforeEach(async () => {
    store = createGatedStore()
    world = await startSync({ store })
    id = await world.createDocument('Meet in June')
  })
  afterEach(() => {
    store.open()
    return world.stop()
  })

  it('[RT1] leaves letters that others write meanwhile, and is seen and stored like any edit', async () => {
    const ann = await world.join(id)
    store.shut()
    ann.type(' 2027')
    await store.waiting()
    const changing = world.rooms.edit(id, saying('Meet in July 2027'))
    store.open()
    expect(await changing).toBe(true)
    await ann.next('update')
    expect(ann.words).toContain('Meet in July 2027')
    expect((await world.stored(id)).getXmlFragment(BODY).toString()).toBe(
      ann.doc.getXmlFragment(BODY).toString(),
    )
  })

  it('[RT1] writes nothing where nothing changes', async () => {
    const before = (await store.updates.load(id)).lastSequence
    expect(await world.rooms.edit(id, (body) => body)).toBe(false)
    expect(await world.rooms.edit(id, saying('Meet in June'))).toBe(false)
    expect((await store.updates.load(id)).lastSequence).toBe(before)
  })

  it('[RT1] answers only when the change is on the disk, and says when it cannot be', async () => {
    let isAnswered = false
    store.shut()
    const changing = world.rooms.edit(id, saying('Meet in May')).then(() => {
      isAnswered = true
    })
    await store.waiting()
    expect(isAnswered).toBe(false)
    store.open()
    await changing
    await expect(world.rooms.edit('nothing', saying('x'))).rejects.toMatchObject({
      code: 'not_found',
    })
    await world.rooms.drain()
    await expect(world.rooms.edit(id, saying('x'))).rejects.toMatchObject({ code: 'unavailable' })
  })
})
