import type { MiddlewareHandler } from 'hono'
import { Refusal } from '../../shared/refusals.ts'
import { isFromOurselves } from '../domain/origin.ts'

const HEADERS: Record<string, string> = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

/** Headers of every response; a route that needs a stricter one sets it itself. */
export function securityHeaders(publicUrl: URL | null): MiddlewareHandler {
  const headers = { ...HEADERS }
  if (publicUrl?.protocol === 'https:') headers['strict-transport-security'] = 'max-age=31536000'
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) {
      if (!c.res.headers.has(name)) c.header(name, value)
    }
  }
}

/** Refuses requests that change something and come from another web site. */
export function refuseOtherSites(publicUrl: URL | null): MiddlewareHandler {
  return async (c, next) => {
    const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
    const source = {
      origin: c.req.header('origin') ?? null,
      fetchSite: c.req.header('sec-fetch-site') ?? null,
      host: c.req.header('host') ?? new URL(c.req.url).host,
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
