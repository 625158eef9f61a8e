import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MESSAGE } from '../../../shared/protocol.ts'
import type { PresenceEntry, RawClient } from './raw-client.ts'
import { startSync } from './start-sync.ts'
import type { SyncWorld } from './start-sync.ts'

describe('presence', () => {
  let world: SyncWorld
  let id: string
  beforeEach(async () => {
    world = await startSync()
    id = await world.createDocument('Hello')
  })
  afterEach(() => world.stop())

  /** Lets the server gather and send what moved, once it has heard these clients. */
  async function gather(...clients: RawClient[]) {
    for (const client of clients) await client.settle()
    world.advance(50)
    for (const client of clients) await client.settle()
  }

  /** All entries a client was shown, without the signs of life. */
  const shown = (client: RawClient): PresenceEntry[] =>
    client.all('presence').flatMap(({ entries }) => entries)

  const userOf = (seat: string) => ({ id: seat, name: `Name of ${seat}`, colour: 3 })

  it('[SY32] shows others with the name the server knows, whatever they claim', async () => {
    const watcher = await world.join(id, { seat: 'editor wim' })
    const claims: unknown[] = [
      { caret: 4, user: { id: 'petra', name: 'The Mayor', colour: 'red;}', role: 'officer' } },
      { caret: 4, user: 'The Mayor' },
      { caret: 4, user: null },
      { caret: 4 },
    ]
    for (const [index, state] of claims.entries()) {
      const claimant = await world.join(id, { seat: 'editor cleo' })
      claimant.sendPresence([{ id: 100 + index, clock: 1, state }])
      await gather(claimant, watcher)
      expect(shown(watcher).at(-1)).toMatchObject({
        id: 100 + index,
        state: { caret: 4, user: userOf('cleo') },
      })
      claimant.terminate()
      await claimant.closed
    }
  })

  it('[SY33] lets a socket speak for one id, the first it claims and nobody else has', async () => {
    const victim = await world.join(id, { seat: 'editor vic' })
    const watcher = await world.join(id, { seat: 'editor wim' })
    victim.sendPresence([{ id: 1, clock: 1, state: { caret: 1 } }])
    await gather(victim, watcher)
    const forger = await world.join(id, { seat: 'editor finn' })
    forger.sendPresence([
      { id: 1, clock: 99, state: { caret: 666 } },
      { id: 1, clock: 99, state: null },
      { id: 2, clock: 1, state: { caret: 2 } },
      { id: 3, clock: 1, state: { caret: 3 } },
    ])
    await gather(forger, watcher)
    expect(shown(watcher).map(({ id: presenceId, state }) => [presenceId, state])).toEqual([
      [1, { caret: 1, user: userOf('vic') }],
      [2, { caret: 2, user: userOf('finn') }],
    ])
  })

  it('[SY33] gives an id over to a new line of the same person', async () => {
    const watcher = await world.join(id, { seat: 'editor wim' })
    const before = await world.join(id, { seat: 'editor cleo' })
    before.sendPresence([{ id: 1, clock: 5, state: { caret: 1 } }])
    await gather(before, watcher)
    const after = await world.join(id, { seat: 'editor cleo' })
    after.sendPresence([{ id: 1, clock: 5, state: { caret: 2 } }])
    await gather(after, watcher)
    before.terminate()
    await before.closed
    await gather(watcher)
    expect(shown(watcher).map(({ state }) => state)).toEqual([
      { caret: 1, user: userOf('cleo') },
      { caret: 2, user: userOf('cleo') },
    ])
  })

  it('[SY34] takes somebody away when their socket closes, and shows them when they are back', async () => {
    const watcher = await world.join(id)
    const client = await world.join(id, { seat: 'editor cleo' })
    client.sendPresence([{ id: 1, clock: 3, state: { caret: 1 } }])
    await gather(client, watcher)
    client.terminate()
    await client.closed
    await gather(watcher)
    const back = await world.join(id, { seat: 'editor cleo' })
    back.sendPresence([{ id: 1, clock: 3, state: { caret: 1 } }])
    await gather(back, watcher)
    const states = shown(watcher)
    expect(states.map(({ state }) => state)).toEqual([
      { caret: 1, user: userOf('cleo') },
      null,
      { caret: 1, user: userOf('cleo') },
    ])
    const clocks = states.map(({ clock }) => clock)
    expect(clocks).toEqual(clocks.toSorted((one, other) => one - other))
    expect(new Set(clocks).size).toBe(3)
  })

  it('[SY35] sends only the newest state of a moment, to everybody but its sender', async () => {
    const watcher = await world.join(id)
    const mover = await world.join(id, { seat: 'editor cleo' })
    const second = await world.join(id, { seat: 'editor sam' })
    for (let caret = 0; caret <= 20; caret++) {
      mover.sendPresence([{ id: 1, clock: caret, state: { caret } }])
    }
    second.sendPresence([{ id: 2, clock: 1, state: { caret: 7 } }])
    await gather(mover, second, watcher)
    const carets = (client: RawClient) => shown(client).map(({ state }) => state)
    const cleo = { caret: 20, user: userOf('cleo') }
    const sam = { caret: 7, user: userOf('sam') }
    expect([carets(watcher), carets(mover), carets(second)]).toEqual([[cleo, sam], [sam], [cleo]])
    expect(watcher.all('presence')).toHaveLength(1)
  })

  it('[SY35] shows newcomers, and those who ask, who is here', async () => {
    const client = await world.join(id, { seat: 'editor cleo' })
    client.sendPresence([{ id: 1, clock: 1, state: { caret: 1 } }])
    await gather(client)
    const newcomer = await world.join(id)
    expect(shown(newcomer)).toMatchObject([{ id: 1, state: { caret: 1 } }])
    newcomer.send(new Uint8Array([MESSAGE.queryAwareness]))
    await newcomer.settle()
    expect(shown(newcomer)).toHaveLength(2)
    client.send(new Uint8Array([MESSAGE.queryAwareness]))
    await client.settle()
    expect(shown(client)).toEqual([])
  })

  it('[SY36] passes over states that are too large or no objects', async () => {
    const watcher = await world.join(id)
    const client = await world.join(id, { seat: 'editor cleo' })
    for (const state of [{ caret: 'x'.repeat(1_024) }, 'words', 7, ['a'], true]) {
      client.sendPresence([{ id: 1, clock: 1, state }])
      await gather(client, watcher)
    }
    expect(shown(watcher)).toEqual([])
    expect(client.isOpen).toBe(true)
  })

  it('[SY36] keeps nothing of ten thousand invented ids', async () => {
    const watcher = await world.join(id)
    const forger = await world.join(id, { seat: 'editor finn' })
    const invented = Array.from({ length: 10_000 }, (_, index) => ({
      id: index,
      clock: 1,
      state: { caret: index },
    }))
    forger.sendPresence(invented)
    await gather(forger, watcher)
    expect(shown(watcher)).toHaveLength(1)
  })
})

describe('the heartbeat', () => {
  let world: SyncWorld
  beforeEach(async () => {
    world = await startSync()
  })
  afterEach(() => world.stop())

  it('[SY37] sends every client a message that says nothing, each 15 seconds', async () => {
    const client = await world.join(await world.createDocument())
    world.advance(15_000)
    const { entries } = await client.next('presence')
    expect(entries).toEqual([])
  })

  it('[SY37] cuts a line that answers no ping', async () => {
    const client = await world.join(await world.createDocument())
    client.pause()
    world.advance(15_000)
    world.advance(15_000)
    client.resume()
    expect((await client.closed).code).toBe(1006)
  })
})
