import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { createGatedStore } from './gated-store.ts'
import type { GatedStore } from './gated-store.ts'
import type { RawClient } from './raw-client.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

describe('many in a room', () => {
  let store: GatedStore
  let world: SyncWorld
  let id: string
  beforeEach(async () => {
    store = createGatedStore()
    world = await startSync({ store })
    id = await world.createDocument('Hello')
  })
  afterEach(() => world.stop())

  async function crowd(count: number): Promise<RawClient[]> {
    const clients: RawClient[] = []
    for (let i = 0; i < count; i++) clients.push(await world.join(id, { seat: `officer o${i}` }))
    return clients
  }

  /** What was sent so far has arrived, though not been delivered. */
  async function received(clients: (RawClient | undefined)[]): Promise<void> {
    for (const client of clients) client?.sendPresence([])
    const other = await world.join(await world.createDocument('Other'))
    await other.settle()
  }

  it('[SY47] the first edit after a silence goes out at once, those that follow go out together', async () => {
    const [one, two, three, ...others] = await crowd(8)
    const before = store.writes()
    one?.type('1')
    await others[0]?.next('update')
    two?.type('2')
    two?.type('3')
    three?.type('4')
    await received([two, three])
    expect(store.writes()).toBe(before + 1)
    world.advance(8)
    for (const other of others) await other.next('update', () => other.all('update').length === 2)
    expect(others[0]?.words).toMatch(/Hello[1-4]{4}/)
    expect(store.writes()).toBe(before + 2)
  })

  it('[SY47] nobody is sent their own, and everybody all of the others', async () => {
    const clients = await crowd(8)
    const [one, two, three] = clients
    one?.type('a')
    await two?.next('update')
    one?.type('b')
    two?.type('c')
    two?.type('d')
    await received([one, two])
    world.advance(8)
    await Promise.all([
      one?.next('update', () => one.all('update').length === 2),
      two?.next('update', () => two.all('update').length === 2),
      three?.next('update', () => three.all('update').length === 2),
    ])
    expect(new Set([one?.words, two?.words, three?.words])).toHaveProperty('size', 1)
  })

  it('[SY48] in a room of many "saved" goes out with the next edit, or within a tenth of a second', async () => {
    const [one, two, three] = await crowd(6)
    one?.type('1')
    await two?.next('update')
    expect(one?.all('saved')).toEqual([])
    two?.type('2')
    await eventually(() => {
      world.advance(8)
      expect(one?.all('saved')).toEqual([{ is: 'saved', count: 1 }])
    })
    expect(two?.all('saved')).toEqual([])
    await three?.next('update', () => three.all('update').length === 2)
    world.advance(100)
    await two?.saved(1)
  })

  it('[SY49] a join need not wait for a window, unless edits do', async () => {
    const [one, two] = await crowd(7)
    one?.type('1')
    await two?.next('update')
    const early = await world.join(id)
    expect(early.words).toContain('Hello1')
    two?.type('2')
    const late = await world.connect(id)
    const joined = late.sync()
    await eventually(() => {
      world.advance(8)
      expect(late.words).toContain('Hello12')
    })
    await joined
  })

  it('[SY50] beyond the memory for texts, those used longest ago are let go of', async () => {
    await world.stop()
    world = await startSync({ textBytes: 50_000 })
    const ids: string[] = []
    for (let i = 0; i < 4; i++) ids.push(await world.createDocument('x'.repeat(1_000)))
    for (const each of ids) {
      const client = await world.join(each)
      client.type('!')
      await client.saved(1)
      world.advance(10)
    }
    expect(world.rooms.count()).toEqual({ open: 4, live: 4 })
    world.advance(500)
    await eventually(() => expect(world.rooms.count()).toEqual({ open: 4, live: 2 }))
    const back = await world.join(ids[0] ?? '')
    back.type('?')
    await back.saved(1)
    expect(back.words).toContain('!?')
  })

  it('[SY62] a hundred people move at a time, the others after them, and nobody is sent their own', async () => {
    const clients = await crowd(130)
    for (const client of clients) client.received.length = 0
    for (const [index, client] of clients.entries()) {
      client.sendPresence([{ id: 1_000 + index, clock: 1, state: { caret: index } }])
    }
    await received(clients)
    const statesOf = (client: RawClient) => client.all('presence').flatMap(({ entries }) => entries)
    // Whoever moved first is told with the first hundred, whoever moved last with the others.
    world.advance(100)
    for (const client of clients) {
      await client.next('presence', () => statesOf(client).length >= 99)
      expect(statesOf(client).length).toBeLessThanOrEqual(100)
    }
    world.advance(100)
    for (const [index, client] of clients.entries()) {
      await client.next('presence', () => statesOf(client).length === 129)
      const ids = new Set(statesOf(client).map(({ id: presenceId }) => presenceId))
      expect(ids.size).toBe(129)
      expect(ids.has(1_000 + index)).toBe(false)
    }
  })
})
