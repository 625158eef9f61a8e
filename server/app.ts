import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Seat } from '../shared/access.ts'
import type { ErrorResponse } from '../shared/api.ts'
import { REFUSALS, Refusal } from '../shared/refusals.ts'
import type { Bus } from './bus/bus.ts'
import type { LiveDocuments } from './domain/context.ts'
import type { Health } from './domain/health.ts'
import { contentRoutes } from './routes/contents.ts'
import { demoRoutes } from './routes/demo.ts'
import { documentRoutes } from './routes/documents.ts'
import type { Entry } from './routes/entry.ts'
import { healthRoutes } from './routes/health.ts'
import { importRoutes } from './routes/imports.ts'
import { seatRoutes } from './routes/seats.ts'
import { keepNothing, refuseOtherSites, securityHeaders } from './routes/security.ts'
import { templateRoutes } from './routes/templates.ts'
import type { Store } from './storage/store.ts'

export interface AppDeps {
  store: Store
  bus: Bus
  live: LiveDocuments
  health: Health
  now(): Date
  newId(): string
  /** A new token of a seat: 128 unguessable bits as base64url. */
  newToken(): string
  /** Who asks, by the Cookie header: the same answer for HTTP and the socket. */
  seatFor(cookies: string | undefined): Promise<Seat>
  publicUrl: URL | null
  /** The built client: null for a path that is no page of it and no file of it. */
  servePage(request: Request): Promise<Response | null>
  log(line: string): void
}

/** Everything that answers HTTP. It does not listen, so tests call `app.request`. */
export function createApp(deps: AppDeps) {
  const { store, bus, live, now, newId, newToken, publicUrl } = deps
  const app = new Hono<Entry>({ strict: true })
  app.use(securityHeaders(publicUrl), refuseOtherSites(publicUrl))
  app.use('/api/*', keepNothing(), async (c, next) => {
    const seat = await deps.seatFor(c.req.header('cookie'))
    c.set('ctx', { seat, store, bus, live, now, newId })
    await next()
  })
  app.route('/', healthRoutes(deps.health))
  app.route('/api', seatRoutes({ publicUrl, newToken }))
  app.route('/api', documentRoutes())
  app.route('/api', importRoutes())
  app.route('/api', demoRoutes())
  app.route('/api', templateRoutes())
  app.route('/api', contentRoutes())
  app.notFound(async (c) => {
    const isPage = !isForPrograms(c) && ['GET', 'HEAD'].includes(c.req.method)
    const page = isPage ? await deps.servePage(c.req.raw) : null
    return page ?? refuse(c, new Refusal('not_found', 'There is nothing at this address.'))
  })
  app.onError((error, c) => {
    if (error instanceof Refusal) return refuse(c, error)
    deps.log(`${c.req.method} ${c.req.path} failed: ${error.stack ?? error.message}`)
    const body: ErrorResponse = { code: 'error', message: 'Something went wrong on the server.' }
    return c.json(body, 500)
  })
  return app
}

export type App = ReturnType<typeof createApp>

function refuse(c: HonoContext, refusal: Refusal): Response {
  const body: ErrorResponse = { code: refusal.code, message: refusal.message }
  return c.json(body, REFUSALS[refusal.code].status satisfies ContentfulStatusCode)
}

function isForPrograms(c: HonoContext): boolean {
  return c.req.path === '/api' || c.req.path.startsWith('/api/') || c.req.path === '/health'
}
