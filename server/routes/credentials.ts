import type { Credentials } from '../domain/seats.ts'

const ABSOLUTE_SECONDS = 30 * 24 * 60 * 60
const WAY_SECONDS = 10 * 60
const WAY = '-way'
const COOKIE_TOKEN = /^[A-Za-z0-9_-]{22}$/
const SCRIPT_TOKEN = /^folkmoot_[A-Za-z0-9_-]{22}$/

/** Under this WebSocket subprotocol a script names its token as the second one. */
const SOCKET_PROTOCOL = 'folkmoot'

/** The headers of a request or an upgrade that say who asks. */
export interface CredentialHeaders {
  cookie?: string | undefined
  authorization?: string | undefined
  'sec-websocket-protocol'?: string | undefined
  /** The youth group as whose young people an officer looks around. */
  'folkmoot-view'?: string | undefined
}

/** The headers of an upgrade: browsers add none of ours to a socket, so its address says the view. */
export function withView(headers: CredentialHeaders, url: string | undefined): CredentialHeaders {
  const view = new URLSearchParams((url ?? '').split('?', 2)[1]).get('view')
  return view === null ? headers : { ...headers, 'folkmoot-view': view }
}

/**
 * Reads who asks: the token of a session from the cookie, or that of a script from
 * `Authorization: Bearer …` or, where a socket cannot carry that header, from its subprotocols.
 */
export function readCredentials(headers: CredentialHeaders, publicUrl: URL | null): Credentials {
  return {
    session: readSessionToken(headers.cookie, publicUrl),
    token: readScriptToken(headers),
    view: headers['folkmoot-view'] ?? null,
  }
}

/** The Set-Cookie header that keeps the token of a session; on a shared computer until it closes. */
export function sessionCookie(
  token: string,
  { publicUrl, isShared }: { publicUrl: URL | null; isShared: boolean },
): string {
  const lasting = isShared ? [] : [`Max-Age=${ABSOLUTE_SECONDS}`]
  return cookie(publicUrl, [token, 'Path=/', ...lasting])
}

/** The Set-Cookie header that forgets it. */
export function noCookie(publicUrl: URL | null): string {
  return cookie(publicUrl, ['', 'Path=/', 'Max-Age=0'])
}

/** The Set-Cookie header of a browser that goes to another sign-in and comes back in minutes. */
export function wayCookie(token: string, publicUrl: URL | null): string {
  return cookie(publicUrl, [token, 'Path=/', `Max-Age=${WAY_SECONDS}`], WAY)
}

export function noWayCookie(publicUrl: URL | null): string {
  return cookie(publicUrl, ['', 'Path=/', 'Max-Age=0'], WAY)
}

export function readWayToken(header: string | undefined, publicUrl: URL | null): string | null {
  return readCookie(header, cookieName(isHttps(publicUrl), WAY))
}

function cookie(publicUrl: URL | null, parts: string[], suffix = ''): string {
  const isSecure = isHttps(publicUrl)
  const all = [...parts, 'HttpOnly', 'SameSite=Lax', ...(isSecure ? ['Secure'] : [])]
  return `${cookieName(isSecure, suffix)}=${all.join('; ')}`
}

/** Over https the name makes browsers insist that it was set by this host over https for it alone. */
function cookieName(isSecure: boolean, suffix = ''): string {
  return `${isSecure ? '__Host-folkmoot' : 'folkmoot'}${suffix}`
}

function readSessionToken(header: string | undefined, publicUrl: URL | null): string | null {
  return readCookie(header, cookieName(isHttps(publicUrl)))
}

function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, value = ''] = pair.trim().split('=')
    if (key === name && COOKIE_TOKEN.test(value)) return value
  }
  return null
}

function readScriptToken(headers: CredentialHeaders): string | null {
  const [scheme = '', bearer = ''] = (headers.authorization ?? '').split(' ')
  if (scheme.toLowerCase() === 'bearer') return bearer
  const [protocol, token = ''] = (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((each) => each.trim())
  return protocol === SOCKET_PROTOCOL && SCRIPT_TOKEN.test(token) ? token : null
}

function isHttps(publicUrl: URL | null): boolean {
  return publicUrl?.protocol === 'https:'
}
