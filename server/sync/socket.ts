import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { LIMITS, SCHEMA_PARAMETER } from '../../shared/protocol.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import { SCHEMA_VERSION } from '../../shared/schema/index.ts'
import type { Bus } from '../bus/bus.ts'
import { addressKey } from '../domain/address.ts'
import { isFromOurselves, isOwnHost } from '../domain/origin.ts'
import type { OtherNames } from '../domain/origin.ts'
import type { Store } from '../storage/store.ts'
import { ADMISSION_LIMITS, Admission } from './admission.ts'
import type { AdmissionLimits } from './admission.ts'
import { scheduleOnTimer } from './alarm.ts'
import type { Schedule } from './alarm.ts'
import { Attendance } from './attendance.ts'
import { Doorkeeper } from './doorkeeper.ts'
import type { SeatFor } from './doorkeeper.ts'
import { Entrance } from './entrance.ts'
import { INBOX_LIMITS } from './inbox.ts'
import type { InboxLimits } from './inbox.ts'
import type { Rooms } from './rooms.ts'

export interface SyncDeps {
  store: Store
  bus: Bus
  rooms: Rooms
  seatFor: SeatFor
  publicUrl: URL | null
  /** Under which other names it may be asked. */
  names?: OtherNames
  /** How many proxies of our own stand in front and add to X-Forwarded-For. */
  proxyHops?: number
  now(): Date
  log(line: string): void
  schedule?: Schedule
  limits?: Partial<SyncLimits>
}

export interface SyncLimits extends AdmissionLimits {
  inbox: InboxLimits
}

export interface Sync {
  /** For the `upgrade` event of an HTTP server. Any path but /sync/<documentId> is refused. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Cuts all sockets; call after `rooms.drain`. */
  stop(): void
}

const PATH = /^\/sync\/([0-9a-z]{16})$/

/** Serves /sync/<documentId>: docs/PROTOCOL.md. */
export function createSync(deps: SyncDeps): Sync {
  const { rooms, now, log, schedule = scheduleOnTimer } = deps
  const limits = { ...ADMISSION_LIMITS, inbox: INBOX_LIMITS, ...deps.limits }
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.messageBytes,
    perMessageDeflate: false,
    clientTracking: true,
  })
  const addresses = new Admission(limits.perAddress)
  const doorkeeper = new Doorkeeper(deps)
  const attendance = new Attendance({ doorkeeper, schedule, log })
  const entrance = new Entrance({ rooms, doorkeeper, attendance, limits, schedule, now, log })
  const stopListening = deps.bus.onRightsChange((change) => attendance.lookAgain(change))

  return {
    handleUpgrade(request, line, head) {
      // Without a listener an error of the bare socket would end the process.
      line.on('error', () => line.destroy())
      const [path = '', query] = (request.url ?? '').split('?', 2)
      const documentId = PATH.exec(path)?.[1]
      if (documentId === undefined) return refuseUpgrade(line, '404 Not Found')
      const source = sourceOf(request)
      if (!isOwnHost(source.host, deps) || !isFromOurselves(source, deps.publicUrl)) {
        return refuseUpgrade(line, '403 Forbidden')
      }
      const leave = addresses.enter(addressOf(request, deps.proxyHops))
      if (leave === null) return refuseUpgrade(line, '429 Too Many Requests')
      line.once('close', leave)
      server.handleUpgrade(request, line, head, (webSocket) => {
        webSocket.on('error', () => webSocket.terminate())
        const schema = new URLSearchParams(query).get(SCHEMA_PARAMETER)
        if (schema !== null && schema !== String(SCHEMA_VERSION)) {
          const message = 'This page is older or newer than the server. Please reload it.'
          return webSocket.close(REFUSALS.other_schema.close, message)
        }
        void entrance.enter(webSocket, { request, line, documentId })
      })
    },
    stop() {
      attendance.stop()
      stopListening()
      for (const webSocket of server.clients) webSocket.terminate()
      server.close()
    },
  }
}

/** The key to count a request under. */
function addressOf({ socket, headers }: IncomingMessage, proxyHops = 0): string {
  const header = headers['x-forwarded-for']
  const forwarded = typeof header === 'string' ? header : undefined
  return addressKey(socket.remoteAddress ?? '', { forwarded, proxyHops })
}

function sourceOf(request: IncomingMessage) {
  const { origin = null, host = null, 'sec-fetch-site': fetchSite } = request.headers
  return { origin, host, fetchSite: typeof fetchSite === 'string' ? fetchSite : null }
}

function refuseUpgrade(
  socket: Duplex,
  status: '403 Forbidden' | '404 Not Found' | '429 Too Many Requests',
): void {
  socket.on('error', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
