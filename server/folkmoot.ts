import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import type { Seat } from '../shared/access.ts'
import { createApp } from './app.ts'
import { openCouncil } from './council/openid.ts'
import { createLocalBus } from './bus/local.ts'
import type { Config } from './config.ts'
import { startPartnership } from './domain/demo.ts'
import { tellDeputies } from './domain/concerns.ts'
import { finishErasures } from './domain/erasure.ts'
import { finishRemovals, refreshSummary } from './domain/documents.ts'
import { watchHealth } from './domain/health.ts'
import { sendLetters } from './domain/letters.ts'
import { checkMail, createLinkPost } from './domain/link-post.ts'
import { makeOwnerLink } from './domain/links.ts'
import type { DoorContext } from './domain/links.ts'
import { hasOwner } from './domain/accounts.ts'
import { keepRemovedRows } from './domain/removed-rows.ts'
import { removeWhatIsOver } from './domain/retention.ts'
import { keepQuietPoint } from './domain/safety-points.ts'
import { seatFor } from './domain/seats.ts'
import { createId } from './ids.ts'
import { keepQuietHours } from './mail/quiet-hours.ts'
import { openSmtp } from './mail/smtp.ts'
import { readCredentials, withView } from './routes/credentials.ts'
import type { CredentialHeaders } from './routes/credentials.ts'
import { COUNCIL_BACK } from './routes/council.ts'
import { createLimiter } from './routes/limits.ts'
import type { ServePage } from './static-files.ts'
import { openEmbeddedStore } from './storage/embedded/store.ts'
import { keepLists } from './storage/kept-lists.ts'
import { QuietWork } from './quiet-work.ts'
import { startRepeating } from './repeating.ts'
import { createRooms } from './sync/rooms.ts'
import { createSync } from './sync/socket.ts'
import { keepHeapSmall } from './sync/warmth.ts'
import { createTexts } from './texts.ts'

/** Everything that runs but the port: for the server, for development and for tests. */
export interface Folkmoot {
  handleRequest: RequestListener
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** The secret of a link for the owner, while there is none; null once somebody has come in. */
  ownerLink: string | null
  /** Stores what was accepted, sends everybody away to come back, lets go of the data folder. */
  stop(): Promise<void>
}

/** How long requests on their way may take to finish when the server stops. */
const FINISH_MS = 5_000

/** What is over is gone on its day, whenever that day the server was started. */
const LET_GO_EVERY_MS = 6 * 60 * 60_000

/** A lead hears of a concern within a minute. */
const TELL_EVERY_MS = 20_000

/** Who acts when nobody does. */
const SERVER: Seat = { id: 'server', name: 'Folkmoot', colour: 0, role: 'operator' }

/**
 * Opens the data folder and puts everything together on it.
 *
 * @throws {UnusableFolder} if the data folder cannot be used, or another process has it open.
 */
export async function openFolkmoot(
  config: Omit<Config, 'port' | 'host' | 'rehearses'>,
  { servePage, log }: { servePage: ServePage; log(line: string): void },
): Promise<Folkmoot> {
  keepHeapSmall()
  const { dataFolder, publicUrl, names, hasDemo, proxyHops } = config
  const now = () => new Date()
  const embedded = await openEmbeddedStore({ folder: dataFolder, onProblem: log })
  // The home page lists all documents each time it is looked at.
  const store = keepLists(embedded, ['document'])
  const texts = createTexts()
  const bus = createLocalBus()
  const health = watchHealth({ store, bus, now })
  const live = createRooms({
    store,
    bus,
    now,
    log,
    newId: createId,
    onQuiet: (id) => quiet.note(id),
    onRowsRemoved: (id, rows, by) => void keepRows(id, { rows, by }),
  })
  const newToken = () => randomBytes(16).toString('base64url')
  const newId = createId
  const ctx: DoorContext = { seat: SERVER, store, bus, live, texts, now, newId, newToken }
  const quiet = new QuietWork({ work: afterEdits, log })
  const mail = config.smtp === null ? null : keepQuietHours(ctx, openSmtp(config.smtp))
  if (mail !== null) void checkMail(mail, log)
  const findSeat = (headers: CredentialHeaders, options?: { isUse: boolean; isLooking: boolean }) =>
    seatFor(ctx, readCredentials(headers, publicUrl), options)
  const sync = createSync({
    store,
    bus,
    rooms: live,
    seatFor: ({ headers, url }, options) => findSeat(withView(headers, url), options),
    publicUrl,
    names,
    proxyHops,
    now,
    log,
  })
  const app = createApp({
    store,
    bus,
    live,
    texts,
    health,
    now,
    newId,
    newToken,
    seatFor: (headers) => findSeat(headers),
    limiter: createLimiter(now),
    council:
      config.council === null || publicUrl === null
        ? null
        : openCouncil({ ...config.council, redirectUri: `${publicUrl.origin}${COUNCIL_BACK}` }),
    links: createLinkPost({ mail, ctx, origin: publicUrl?.origin ?? '', log }),
    publicUrl,
    names,
    proxyHops,
    servePage,
    log,
  })

  const requests = new Set<Promise<Response>>()
  const stopLettingGo = startRepeating({
    everyMs: LET_GO_EVERY_MS,
    work: () => removeWhatIsOver(ctx),
    log,
  })
  const stopTelling = startRepeating({ everyMs: TELL_EVERY_MS, work: tell, log })

  let ownerLink: string | null = null
  try {
    await finishRemovals(ctx)
    await startPartnership(ctx, { hasDemo })
    await finishErasures(ctx)
    await removeWhatIsOver(ctx).catch((error: unknown) =>
      log(`Something that is over could not go: ${String(error)}`),
    )
    const isWanted = config.wantsOwnerLink || !(await hasOwner(store))
    if (isWanted) ownerLink = await makeOwnerLink(ctx)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    handleRequest: getRequestListener(answer, { overrideGlobalObjects: false }),
    handleUpgrade: sync.handleUpgrade,
    ownerLink,
    stop,
  }

  async function answer(request: Request, env: HttpBindings | Http2Bindings): Promise<Response> {
    const answering = Promise.resolve(app.fetch(request, env))
    requests.add(answering)
    try {
      return await answering
    } finally {
      requests.delete(answering)
    }
  }

  async function keepRows(
    documentId: string,
    removed: Parameters<typeof keepRemovedRows>[2],
  ): Promise<void> {
    try {
      await keepRemovedRows(ctx, documentId, removed)
    } catch (error) {
      log(`Removed rows of ${documentId} could not be kept: ${String(error)}`)
    }
  }

  async function tell(): Promise<void> {
    await tellDeputies(ctx)
    await sendLetters(ctx, { mail, origin: publicUrl?.origin ?? '', log })
  }

  async function afterEdits(documentId: string): Promise<void> {
    await refreshSummary(ctx, documentId)
    await keepQuietPoint(ctx, documentId)
  }

  async function stop(): Promise<void> {
    stopLettingGo()
    stopTelling()
    health.stop()
    mail?.close()
    await live.drain()
    sync.stop()
    await Promise.race([Promise.allSettled(requests), delay(FINISH_MS, null, { ref: false })])
    texts.stop()
    await store.close()
  }
}
