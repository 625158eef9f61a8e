import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERATIONS, PLACES, ROLES, may, mayEver } from '../../../shared/access.ts'
import type { OnDocument, Place, Role, Seat, Sharing } from '../../../shared/access.ts'
import { ROUTES } from '../../../shared/routes.ts'
import type { Policy, Route } from '../../../shared/routes.ts'
import { createApp } from '../../../server/app.ts'
import { addDocument } from '../../../server/domain/documents.ts'
import { createLinkPost } from '../../../server/domain/link-post.ts'
import { watchHealth } from '../../../server/domain/health.ts'
import { createRooms } from '../../../server/sync/rooms.ts'
import { createSync } from '../../../server/sync/socket.ts'
import { getRequestListener } from '@hono/node-server'
import { documentSchema } from '../../../shared/schema/index.ts'
import { startWorld } from '../../support/start-app.ts'
import { RawClient } from '../sync/raw-client.ts'

/** Where somebody stands towards the document of a cell; null: it is not shared with them. */
type Standing = Place | null
const GROUP = 'group'
const STANDINGS: Standing[] = [null, ...PLACES]

interface World {
  address: string
  /** A document on which the seat `who` stands there. */
  makeDocument(standing: Standing): Promise<string>
  stop(): Promise<void>
}

/** HTTP and sockets on a port, as the program puts them together; the header x-seat says the role. */
async function startReal(): Promise<World> {
  const { ctx, store, bus, clock } = startWorld()
  const deps = { store, bus, now: clock.now, log: () => undefined }
  const live = createRooms({ ...deps, newId: clock.newId })
  const seatFor = (role: string | undefined): Seat => {
    const known = ROLES.find((each) => each === role) ?? 'public'
    const provenAt = clock.now().toISOString()
    return { id: 'who', name: 'Who', colour: 0, role: known, provenAt }
  }
  const sync = createSync({
    ...deps,
    rooms: live,
    seatFor: async ({ headers }) => seatFor(String(headers['x-seat']).split(' ')[0]),
    publicUrl: null,
  })
  const app = createApp({
    ...deps,
    live,
    health: watchHealth(deps),
    newId: ctx.newId,
    newToken: ctx.newToken,
    seatFor: async ({ cookie }) => seatFor(cookie),
    limiter: { take: () => undefined, giveBack: () => undefined },
    council: null,
    links: createLinkPost({ mail: null, ctx, origin: '', log: () => undefined }),
    publicUrl: null,
    proxyHops: 0,
    servePage: async () => null,
  })
  const server = createServer(getRequestListener(app.fetch))
  server.on('upgrade', sync.handleUpgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  await store.records.change('account', 'who', () => ({
    name: 'Who',
    email: '',
    colour: 0,
    role: 'officer',
    state: 'active',
    createdAt: clock.now().toISOString(),
    generation: 0,
  }))
  return {
    address: `http://127.0.0.1:${port}`,
    async makeDocument(standing) {
      const body = documentSchema.node('doc', null, documentSchema.node('paragraph'))
      const seat = { ...ctx.seat, id: standing === 'owner' ? 'who' : 'somebody' }
      const made = await addDocument(
        { ...ctx, live, seat },
        {
          title: 'A plan',
          kind: 'other',
          body,
          isDemo: false,
          origin: { from: 'template', template: 'blank' },
          shares:
            standing === null || standing === 'owner'
              ? []
              : [{ who: { is: 'account', id: 'who' }, as: standing, until: null }],
        },
      )
      return made.id
    },
    async stop() {
      await live.drain()
      sync.stop()
      server.close()
      server.closeAllConnections()
    },
  }
}

function seatOf(role: Role): Seat {
  return { id: 'who', name: 'Who', colour: 0, role }
}

function isLetIn(seat: Seat, policy: Policy, where: OnDocument): boolean {
  if (policy === 'anybody') return true
  if ('on' in policy) return may(seat, policy.on, where)
  return 'of' in policy ? may(seat, policy.of, { group: GROUP }) : may(seat, policy.ask)
}

function on(standing: Standing): { sharing: Sharing; now: Date } {
  const isShared = standing !== null && standing !== 'owner'
  return {
    sharing: {
      documentId: 'one',
      owner: standing === 'owner' ? 'who' : 'somebody',
      shares: isShared ? [{ who: { is: 'account', id: 'who' }, as: standing, until: null }] : [],
    },
    now: new Date('2026-03-02T09:00:00Z'),
  }
}

describe('the matrix', () => {
  let world: World
  beforeAll(async () => {
    world = await startReal()
  })
  afterAll(() => world.stop())

  /** 'in' or the refusal: only whether somebody was let in counts, not what they then asked for. */
  async function ask(route: Route, { role, id }: { role: Role; id: string }): Promise<string> {
    const path = route.path
      .replace(':id', id)
      .replace(':group', GROUP)
      .replace(':who', 'nobody')
      .replace(/:\w+/g, 'x')
    const response = await fetch(world.address + path, {
      method: route.method,
      headers: { cookie: role, 'content-type': 'application/json' },
      ...(route.body === undefined ? {} : { body: '{}' }),
    })
    if (response.status === 401) return 'signed_out'
    if (response.status === 403) return 'forbidden'
    expect(response.status).toBeLessThan(500)
    return 'in'
  }

  const refused = (role: Role) => (role === 'public' ? 'signed_out' : 'forbidden')

  it.each(ROLES)('[AC18] every route decides for %s as the table says', async (role) => {
    const seat = seatOf(role)
    const found: unknown[] = []
    const expected: unknown[] = []
    for (const route of ROUTES) {
      const { policy } = route
      const isOn = policy !== 'anybody' && 'on' in policy
      for (const standing of isOn ? STANDINGS : [null]) {
        const id = isOn ? await world.makeDocument(standing) : 'none'
        const isAllowed = isLetIn(seat, policy, on(standing))
        const cell = [route.method, route.path, standing]
        found.push([...cell, await ask(route, { role, id })])
        expected.push([...cell, isAllowed ? 'in' : refused(role)])
      }
    }
    expect(found).toEqual(expected)
  })

  const cells = ROLES.flatMap((role) => STANDINGS.map((standing) => ({ role, standing })))
  it.each(cells)('[AC19] the socket decides for $role, $standing', async ({ role, standing }) => {
    const seat = seatOf(role)
    const id = await world.makeDocument(standing)
    const url = `${world.address.replace('http', 'ws')}/sync/${id}`
    const client = await RawClient.open(url, { seat: `${role} who` })
    if (!may(seat, 'readDocument', on(standing))) {
      expect((await client.closed).code).toBe(role === 'public' ? 4401 : 4403)
      expect(client.received).toEqual([])
      return
    }
    await client.sync()
    const mayEdit = may(seat, 'editDocument', on(standing))
    const mayUnlock = may(seat, 'lockColumns', on(standing))
    expect(client.received[0]).toMatchObject({ hello: { seat: { mayEdit } } })
    expect(JSON.stringify(client.received[0]).includes('"mayUnlock":true')).toBe(mayUnlock)
    client.type('x')
    if (mayEdit) await client.saved(1)
    else expect((await client.next('refused')).code).toBe('forbidden')
    client.terminate()
  })

  it('[AC18] the list of routes is the routes there are', async () => {
    const { ctx, store, bus, clock, live } = startWorld()
    const deps = { store, bus, live, now: clock.now, log: () => undefined }
    const app = createApp({
      ...deps,
      health: watchHealth(deps),
      newId: ctx.newId,
      newToken: ctx.newToken,
      seatFor: async () => ctx.seat,
      limiter: { take: () => undefined, giveBack: () => undefined },
      council: null,
      links: createLinkPost({ mail: null, ctx, origin: '', log: () => undefined }),
      publicUrl: null,
      proxyHops: 0,
      servePage: async () => null,
    })
    const has = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path !== '/health')
      .map(({ method, path }) => `${method} ${path}`)
    const listed = ROUTES.map(({ method, path }) => `${method} ${path}`)
    expect([...new Set(has)].sort()).toEqual(listed.sort())
  })

  it('[AC18] every operation is asked for by a route or by the socket', () => {
    const asked = ROUTES.flatMap(({ policy }) =>
      policy === 'anybody' ? [] : Object.values(policy),
    )
    // The others are asked for by the socket, and about what a thread is by those who deal with it.
    const inside = [
      'editDocument',
      'lockColumns',
      'seePresence',
      'readInternalComments',
      'commentInternally',
      'resolveAnyComment',
    ]
    expect(new Set([...asked, ...inside])).toEqual(new Set(OPERATIONS))
  })

  it('[AC20] a higher place never allows less, and from outside one can only report a concern', () => {
    for (const operation of OPERATIONS) {
      expect(mayEver(seatOf('public'), operation)).toBe(operation === 'reportConcern')
      for (const role of ROLES) {
        const ladder = STANDINGS.map((standing) => may(seatOf(role), operation, on(standing)))
        expect(ladder).toEqual(ladder.toSorted((one, other) => Number(one) - Number(other)))
      }
    }
    expect(may(seatOf('young'), 'editDocument', on('owner'))).toBe(false)
  })
})
