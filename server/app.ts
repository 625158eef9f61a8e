import type { IncomingMessage } from 'node:http'
import { Hono } from 'hono'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import type { Seat } from '../shared/access.ts'
import type { ErrorResponse } from '../shared/api.ts'
import { REFUSALS, Refusal } from '../shared/refusals.ts'
import type { Bus } from './bus/bus.ts'
import { addressKey } from './domain/address.ts'
import type { LiveDocuments } from './domain/context.ts'
import type { Texts } from './domain/texts.ts'
import type { LinkPost } from './domain/link-post.ts'
import type { Health } from './domain/health.ts'
import { whatsChangedRoutes } from './routes/whats-changed.ts'
import { answerRoutes } from './routes/answers.ts'
import { adoptionRoutes } from './routes/adoptions.ts'
import { approvalRoutes } from './routes/approval.ts'
import { accountRoutes } from './routes/accounts.ts'
import type { Council } from './domain/council.ts'
import type { OtherNames } from './domain/origin.ts'
import { auditRoutes } from './routes/audit.ts'
import { contentRoutes } from './routes/contents.ts'
import { concernRoutes } from './routes/concerns.ts'
import { coverRoutes } from './routes/cover.ts'
import { councilRoutes } from './routes/council.ts'
import { consultationRoutes } from './routes/consultations.ts'
import type { CredentialHeaders } from './routes/credentials.ts'
import { deliveryRoutes } from './routes/delivery.ts'
import { demoRoutes } from './routes/demo.ts'
import { directoryRoutes } from './routes/directory.ts'
import { documentRoutes } from './routes/documents.ts'
import type { Entry } from './routes/entry.ts'
import { exportRoutes } from './routes/exports.ts'
import { healthRoutes } from './routes/health.ts'
import { importRoutes } from './routes/imports.ts'
import type { Limiter } from './routes/limits.ts'
import { placeRoutes } from './routes/places.ts'
import { planFileRoutes } from './routes/plan-files.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { proofRoutes } from './routes/proofs.ts'
import { limitReaders, publicRoutes } from './routes/public-pages.ts'
import { describeMe, seatRoutes } from './routes/seats.ts'
import { openapiRoutes } from './routes/openapi.ts'
import {
  keepNothing,
  refuseOtherNames,
  refuseOtherSites,
  securityHeaders,
} from './routes/security.ts'
import { sharingRoutes } from './routes/sharing.ts'
import { templateRoutes } from './routes/templates.ts'
import { threadRoutes } from './routes/threads.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { versionRoutes } from './routes/versions.ts'
import { youngRoutes } from './routes/young.ts'
import { DamagedLog, DamagedRecord } from './storage/store.ts'
import type { Store } from './storage/store.ts'

export interface AppDeps {
  store: Store
  bus: Bus
  live: LiveDocuments
  texts?: Texts
  health: Health
  now(): Date
  newId(): string
  /** A new secret: 128 unguessable bits as base64url. */
  newToken(): string
  /** Who asks: the same answer for HTTP and the socket. */
  seatFor(headers: CredentialHeaders): Promise<Seat>
  limiter: Limiter
  links: LinkPost
  /** The council's own sign-in; null where there is none. */
  council: Council | null
  publicUrl: URL | null
  /** Under which other names it may be asked. */
  names?: OtherNames
  /** How many proxies of our own stand in front and add to X-Forwarded-For. */
  proxyHops: number
  /** The built client: null for a path that is no page of it and no file of it. */
  servePage(request: Request): Promise<Response | null>
  log(line: string): void
}

/** Everything that answers HTTP. It does not listen, so tests call `app.request`. */
export function createApp(deps: AppDeps) {
  const { publicUrl, limiter, links } = deps
  const app = new Hono<Entry>({ strict: true })
  app.use(
    securityHeaders(publicUrl),
    refuseOtherNames(publicUrl, deps.names),
    refuseOtherSites(publicUrl),
  )
  app.use('/api/*', keepNothing(), findSeat(deps), limitRequests(limiter))
  app.route('/', healthRoutes(deps.health))
  const council = deps.council?.name ?? null
  const doors = { publicUrl, limiter, links, council, now: deps.now }
  app.route('/api', seatRoutes(doors))
  app.route('/api', proofRoutes(doors))
  app.route('/api', passkeyRoutes(doors))
  app.route('/api', councilRoutes({ ...deps, publicUrl, limiter }))
  app.route(
    '/api',
    youngRoutes({
      publicUrl,
      limiter,
      describeMe: describeMe({ hasMail: links.mailLink !== null, council }),
    }),
  )
  app.route('/api', accountRoutes(links))
  app.route('/api', documentRoutes())
  app.route('/api', sharingRoutes())
  app.route('/api', versionRoutes())
  app.route('/api', approvalRoutes({ limiter, publicUrl }))
  app.route('/api', adoptionRoutes())
  app.use(
    '/p/*',
    limitReaders(limiter, (c) => addressOf(c, deps.proxyHops)),
  )
  app.route('/api', coverRoutes())
  app.route('/', publicRoutes(deps))
  app.route('/api', consultationRoutes({ limiter, publicUrl }))
  app.route('/api', answerRoutes())
  app.route('/api', whatsChangedRoutes())
  app.route('/api', concernRoutes(limiter))
  app.route('/api', threadRoutes(limiter))
  app.route('/api', importRoutes())
  app.route('/api', exportRoutes())
  app.route('/api', placeRoutes())
  app.route('/api', planFileRoutes())
  app.route('/api', deliveryRoutes({ limiter, publicUrl }))
  app.route('/api', demoRoutes())
  app.route('/api', templateRoutes())
  app.route('/api', contentRoutes())
  app.route('/api', directoryRoutes())
  app.route('/api', tokenRoutes())
  app.route('/api', auditRoutes())
  app.route('/api', openapiRoutes())
  app.notFound(async (c) => {
    const isPage = !isForPrograms(c) && ['GET', 'HEAD'].includes(c.req.method)
    const page = isPage ? await deps.servePage(c.req.raw) : null
    return page ?? refuse(c, new Refusal('not_found', 'There is nothing at this address.'))
  })
  app.onError((error, c) => {
    const refusal = asRefusal(error)
    if (!(error instanceof Refusal)) {
      deps.log(`${c.req.method} ${c.req.path} failed: ${error.stack ?? error.message}`)
    }
    return refuse(c, refusal)
  })
  return app
}

/** Who asks, and from where. Under the Node server `env.incoming` is the request of Node. */
function findSeat(deps: AppDeps): MiddlewareHandler<Entry> {
  const { store, bus, live, texts, now, newId, newToken, proxyHops } = deps
  return async (c, next) => {
    const seat = await deps.seatFor({
      cookie: c.req.header('cookie'),
      authorization: c.req.header('authorization'),
      'folkmoot-view': c.req.header('folkmoot-view'),
    })
    c.set('ctx', { seat, store, bus, live, texts, now, newId, newToken })
    c.set('address', addressOf(c, proxyHops))
    await next()
  }
}

function addressOf(c: HonoContext<Entry>, proxyHops: number): string {
  const env = c.env as { incoming?: IncomingMessage } | undefined // typed by no one: see above
  const socketAddress = env?.incoming?.socket.remoteAddress ?? ''
  const forwarded = c.req.header('x-forwarded-for')
  return addressKey(socketAddress, { forwarded, proxyHops })
}

function limitRequests(limiter: Limiter): MiddlewareHandler<Entry> {
  return async (c, next) => {
    const { seat } = c.var.ctx
    if (seat.role === 'public') limiter.take('outside', c.var.address)
    else limiter.take('seat', seat.id)
    await next()
  }
}

type Unforeseen = { code: 'error'; message: string }

const DISK_ERRORS = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EACCES', 'EMFILE', 'ENFILE'])

export type App = ReturnType<typeof createApp>

/** What people are told; the details of anything unforeseen are for the log alone. */
function asRefusal(error: Error): Refusal | Unforeseen {
  if (error instanceof Refusal) return error
  if (error instanceof DamagedLog || error instanceof DamagedRecord) {
    return new Refusal(
      'damaged',
      'What is stored of this document is damaged. Nothing was changed.',
    )
  }
  if ('code' in error && DISK_ERRORS.has(String(error.code))) {
    return new Refusal(
      'unavailable',
      'The server cannot store anything just now. Nothing was changed.',
    )
  }
  return { code: 'error', message: 'Something went wrong on the server.' }
}

function refuse(c: HonoContext, { code, message }: Refusal | Unforeseen): Response {
  const body: ErrorResponse = { code, message }
  return c.json(body, code === 'error' ? 500 : REFUSALS[code].status)
}

function isForPrograms(c: HonoContext): boolean {
  return c.req.path === '/api' || c.req.path.startsWith('/api/') || c.req.path === '/health'
}
