import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { Refusal } from '../../shared/refusals.ts'
import { isFromOurselves, isOwnHost } from '../domain/origin.ts'
import type { OtherNames } from '../domain/origin.ts'

/**
 * What a response may do in a browser. Scripts run only if they carry the nonce of their page, or
 * were fetched by one that does; words become markup or code only through the policies named here.
 *
 * @param nonce of a page; null for everything that is none, which runs no scripts at all.
 */
export function contentSecurityPolicy(nonce: string | null): string {
  return [
    "default-src 'self'",
    nonce === null ? "script-src 'none'" : `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default ProseMirrorClipboard', // client/trusted-types.ts, and the editor's paste
  ].join('; ')
}

const HEADERS: Record<string, string> = {
  'content-security-policy': contentSecurityPolicy(null),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()',
}

/** Two years, as the lists of browsers ask for. */
const HSTS = 'max-age=63072000; includeSubDomains'

/** Headers of every response; a route that needs a stricter one sets it itself. */
export function securityHeaders(publicUrl: URL | null): MiddlewareHandler {
  const headers = { ...HEADERS }
  if (publicUrl?.protocol === 'https:') headers['strict-transport-security'] = HSTS
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) {
      if (!c.res.headers.has(name)) c.header(name, value)
    }
  }
}

/** Refuses requests by a name that is not ours; how it does is asked by any name. */
export function refuseOtherNames(
  publicUrl: URL | null,
  names: OtherNames | undefined,
): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.path !== '/health' && !isOwnHost(hostOf(c), { publicUrl, names })) {
      throw new Refusal(
        'forbidden',
        'Folkmoot does not go by this name. Whoever runs it sets PUBLIC_URL or ALLOWED_HOSTS to it.',
      )
    }
    await next()
  }
}

/** Refuses requests that change something and come from another web site. */
export function refuseOtherSites(publicUrl: URL | null): MiddlewareHandler {
  return async (c, next) => {
    const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
    const source = {
      origin: c.req.header('origin') ?? null,
      fetchSite: c.req.header('sec-fetch-site') ?? null,
      host: hostOf(c),
    }
    if (!isSafe && !isFromOurselves(source, publicUrl)) {
      throw new Refusal('forbidden', 'This request comes from another web site.')
    }
    await next()
  }
}

/** Answers of the API are about now and about one person: nobody keeps them. */
export function keepNothing(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  }
}

function hostOf(c: HonoContext): string {
  return c.req.header('host') ?? new URL(c.req.url).host
}
