import type { AccountRole } from '../../shared/access.ts'
import type { NewLinkResponse, NewTokenResponse } from '../../shared/api-seats.ts'
import { TOKEN_OPERATIONS } from '../../shared/api-seats.ts'

/** Coming in at the door of a running server, as programs do. */

/** The secret of the owner's link in what a server prints at its start; null without one. */
export function ownerLinkIn(said: string): string | null {
  return /#enter=([A-Za-z0-9_-]{22})/.exec(said)?.[1] ?? null
}

/** Uses a one-time link and answers the Cookie header of its session. */
export async function signIn(address: string, link: string, name = 'Petra Wick'): Promise<string> {
  const response = await post(`${address}/api/sign-in`, { link, person: { name, colour: 3 } })
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** Invites a colleague; the answer is the secret of their link. */
export async function inviteTo(
  address: string,
  cookie: string,
  { name = 'Ilse Marr', role = 'officer' }: { name?: string; role?: AccountRole } = {},
): Promise<NewLinkResponse> {
  invited += 1
  const email = `colleague${invited}@example.org`
  const response = await post(`${address}/api/accounts`, { name, email, role }, cookie)
  return (await response.json()) as NewLinkResponse // our own server wrote it
}

/** A token that may do all a token may, as scripts carry it. */
export async function tokenFor(address: string, cookie: string): Promise<string> {
  const until = new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10)
  const request = { name: 'A script', operations: TOKEN_OPERATIONS, documents: null, until }
  const response = await post(`${address}/api/me/tokens`, request, cookie)
  return ((await response.json()) as NewTokenResponse).token // our own server wrote it
}

let invited = 0

async function post(url: string, body: unknown, cookie?: string): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return response
}
