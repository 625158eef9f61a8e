import type { MeResponse, NewLinkResponse } from '../../shared/api-seats.ts'
import type { AccountRole } from '../../shared/access.ts'
import { makeOwnerLink } from '../../server/domain/links.ts'
import { sending, startApp } from './start-app.ts'

/** A browser of somebody: its cookie goes with every request. */
export interface Visitor {
  id: string
  cookie: string
  ask(method: string, path: string, body?: unknown): Promise<Response>
}

/** The HTTP side with a door that is closed to whoever shows nothing, and its owner inside. */
export async function startDoor(options: Parameters<typeof startApp>[0] = {}) {
  const world = startApp({ hasDoor: true, ...options })
  const { app } = world

  function visitor(id: string, cookie: string): Visitor {
    return {
      id,
      cookie,
      ask: async (method, path, body) => app.request(path, sending(method, body, { cookie })),
    }
  }

  async function enter(link: string, more: object = {}): Promise<Visitor> {
    const person = { name: 'Petra Wick', colour: 3 }
    const response = await app.request('/api/sign-in', sending('POST', { link, person, ...more }))
    if (response.status !== 200) throw new Error(await response.text())
    const me = (await response.json()) as MeResponse // our own server wrote it
    return visitor(me.seat?.id ?? '', cookieOf(response))
  }

  const owner = await enter(await makeOwnerLink(world.ctx))
  let colleagues = 0
  return {
    ...world,
    owner,
    visitor,
    enter,
    async invite(role: AccountRole, name = `Colleague ${role}`): Promise<NewLinkResponse> {
      const email = `${role}${++colleagues}@example.org`
      const response = await owner.ask('POST', '/api/accounts', { name, email, role })
      if (response.status !== 201) throw new Error(await response.text())
      return (await response.json()) as NewLinkResponse // our own server wrote it
    },
    async letIn(role: AccountRole, name = `Colleague ${role}`): Promise<Visitor> {
      const { link } = await this.invite(role, name)
      return enter(link, { person: { name, colour: 1 } })
    },
  }
}

export type Door = Awaited<ReturnType<typeof startDoor>>

export function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** The body of an answer that has to be in order. */
export async function read<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as T // our own server wrote it
}
