import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { may } from '../../shared/access.ts'
import type { Seat, Sharing } from '../../shared/access.ts'
import { encodeHello, LIMITS, PROTOCOL_VERSION, SCHEMA_PARAMETER } from '../../shared/protocol.ts'
import { REFUSALS, Refusal } from '../../shared/refusals.ts'
import { SCHEMA_VERSION } from '../../shared/schema/index.ts'
import { unreachable } from '../../shared/unreachable.ts'
import type { Bus, RightsChange } from '../bus/bus.ts'
import { addressKey } from '../domain/address.ts'
import { sharingOf } from '../domain/document-record.ts'
import { requireDocument } from '../domain/documents.ts'
import { isFromOurselves } from '../domain/origin.ts'
import { DamagedRecord } from '../storage/store.ts'
import type { Store } from '../storage/store.ts'
import { ADMISSION_LIMITS, Admission } from './admission.ts'
import type { AdmissionLimits } from './admission.ts'
import { scheduleOnTimer } from './alarm.ts'
import type { Schedule } from './alarm.ts'
import { Connection } from './connection.ts'
import { encodePresence, PING, readClientMessage, toFrame } from './frames.ts'
import type { ClientMessage } from './frames.ts'
import { INBOX_LIMITS, Inbox } from './inbox.ts'
import type { InboxLimits } from './inbox.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'

export interface SyncDeps {
  store: Store
  bus: Bus
  rooms: Rooms
  /**
   * Who is asking. `isUse`: whether a person does, or the server by itself. `isLooking`: whether they
   * are in already.
   */
  seatFor(request: IncomingMessage, options: { isUse: boolean; isLooking: boolean }): Promise<Seat>
  publicUrl: URL | null
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
/** Stock clients drop a line on which no message came for 30 seconds; pings do not count. */
const HEARTBEAT_MS = 15_000
/** How long finding the seat and the document may take. */
const ENTRY_MS = 10_000
const BEATS = 15
/** What is not binary is not part of the protocol: nothing can be read in it. */
const NO_MESSAGE = new Uint8Array()
/** A ping, whose answer is waited for, and a message of no presence. */
const SIGN_OF_LIFE = Buffer.concat([PING, toFrame(encodePresence([]))])

/** Serves /sync/<documentId>: docs/PROTOCOL.md. */
export function createSync(deps: SyncDeps): Sync {
  const { schedule = scheduleOnTimer } = deps
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.messageBytes,
    perMessageDeflate: false,
    clientTracking: true,
  })
  const limits = { ...ADMISSION_LIMITS, inbox: INBOX_LIMITS, ...deps.limits }
  const addresses = new Admission(limits.perAddress)
  const seats = new Admission(limits.perSeat)
  const connections = new Map<WebSocket, Joined>()
  /** Counts changes of rights, so that one that falls into somebody's joining is not missed. */
  let changes = 0
  const stopListening = deps.bus.onRightsChange(lookAgain)
  let beatNumber = 0
  let joinCount = 0
  let stopHeartbeat = schedule(HEARTBEAT_MS / BEATS, beat)

  return {
    handleUpgrade(request, socket, head) {
      // Without a listener an error of the bare socket would end the process.
      socket.on('error', () => socket.destroy())
      const [path = '', query] = (request.url ?? '').split('?', 2)
      const documentId = PATH.exec(path)?.[1]
      if (documentId === undefined) return refuseUpgrade(socket, '404 Not Found')
      if (!isFromOurselves(sourceOf(request), deps.publicUrl)) {
        return refuseUpgrade(socket, '403 Forbidden')
      }
      const leave = addresses.enter(addressOf(request, deps.proxyHops))
      if (leave === null) return refuseUpgrade(socket, '429 Too Many Requests')
      socket.once('close', leave)
      server.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('error', () => webSocket.terminate())
        const schema = new URLSearchParams(query).get(SCHEMA_PARAMETER)
        if (schema !== null && schema !== String(SCHEMA_VERSION)) {
          const message = 'This page is older or newer than the server. Please reload it.'
          return webSocket.close(REFUSALS.other_schema.close, message)
        }
        void enter(webSocket, { request, line: socket, documentId })
      })
    },
    stop() {
      stopHeartbeat()
      stopListening()
      for (const webSocket of server.clients) webSocket.terminate()
      server.close()
    },
  }

  /** Nothing is read from the socket until it is known who it is and what it may see. */
  async function enter(
    webSocket: WebSocket,
    { request, line, documentId }: { request: IncomingMessage; line: Duplex; documentId: string },
  ): Promise<void> {
    webSocket.pause()
    const stopWaiting = schedule(ENTRY_MS, () => webSocket.terminate())
    try {
      const before = changes
      const admitted = await admit({ request, documentId }, { isUse: true, isLooking: false })
      const room = await deps.rooms.open(documentId)
      if (webSocket.readyState !== webSocket.OPEN) return
      const leave = seats.enter(admitted.seat.id)
      if (leave === null) {
        throw new Refusal('too_many', 'You have this open in too many windows. Close some of them.')
      }
      webSocket.once('close', leave)
      const joined = begin(webSocket, { ...admitted, line, room, request })
      if (changes !== before) void review(joined)
    } catch (error) {
      if (!(error instanceof Refusal)) deps.log(`a socket could not enter: ${String(error)}`)
      const known = asRefusal(error)
      webSocket.close(REFUSALS[known.code].close, known.message)
    } finally {
      stopWaiting()
      webSocket.resume()
    }
  }

  /** Who asks, and what decides about them here. @throws {Refusal} if they may not read. */
  async function admit(
    { request, documentId }: { request: IncomingMessage; documentId: string },
    options: { isUse: boolean; isLooking: boolean },
  ): Promise<Admitted> {
    const seat = await deps.seatFor(request, options)
    if (seat.role === 'public') throw new Refusal('signed_out', 'Please sign in first.')
    const sharing = sharingOf(await requireDocument({ store: deps.store }, documentId))
    if (!may(seat, 'readDocument', { sharing, now: deps.now() })) {
      throw new Refusal('forbidden', 'This document is not shared with you.')
    }
    return { seat, sharing }
  }

  function begin(webSocket: WebSocket, { line, seat, sharing, room, request }: Joining): Joined {
    const connection = new Connection({
      socket: webSocket,
      line,
      seat,
      sharing,
      beat: joinCount++ % BEATS,
      schedule,
      now: deps.now,
      log: deps.log,
    })
    const joined: Joined = { connection, request }
    connections.set(webSocket, joined)
    webSocket.on('pong', () => {
      connection.isAlive = true
    })
    const inbox = new Inbox({
      limits: limits.inbox,
      now: deps.now,
      handle(message) {
        if (!connection.isEnded) receive({ connection, room, message })
      },
      onFull(isFull) {
        if (isFull) webSocket.pause()
        else webSocket.resume()
      },
      onFlood: () => connection.close('too_many', 'Too many messages at once.'),
    })
    webSocket.on('message', (data, isBinary) => {
      inbox.push(isBinary && Buffer.isBuffer(data) ? data : NO_MESSAGE)
    })
    webSocket.on('close', () => {
      connections.delete(webSocket)
      inbox.end(() => room.leave(connection))
    })
    const { id, name, colour } = seat
    connection.together(() => {
      connection.send(
        encodeHello({
          protocol: PROTOCOL_VERSION,
          schema: SCHEMA_VERSION,
          seat: { id, name, colour, mayEdit: connection.mayEdit },
        }),
      )
      room.join(connection)
    })
    return joined
  }

  /** Somebody's rights have changed, here or anywhere: whoever it is about is looked at again. */
  function lookAgain({ of, id }: RightsChange): void {
    changes += 1
    for (const joined of connections.values()) {
      const { seat, documentId } = joined.connection
      if ((of === 'account' ? seat.id : documentId) === id) void review(joined)
    }
  }

  /** What a connection was let in with is asked for again, and what has changed takes effect. */
  async function review({ connection, request }: Joined): Promise<void> {
    const { mayEdit, documentId, isUsed } = connection
    connection.isUsed = false
    try {
      const options = { isUse: isUsed, isLooking: true }
      connection.admit(await admit({ request, documentId }, options))
      if (connection.mayEdit !== mayEdit) connection.rejoin()
    } catch (error) {
      if (!(error instanceof Refusal)) deps.log(`a socket could not be reviewed: ${String(error)}`)
      const known = asRefusal(error)
      connection.close(known.code, known.message)
    }
  }

  /** A share of all sockets at a time, so that nobody waits for thousands of writes. */
  function beat(): void {
    stopHeartbeat = schedule(HEARTBEAT_MS / BEATS, beat)
    beatNumber = (beatNumber + 1) % BEATS
    for (const [webSocket, joined] of connections) {
      const { connection } = joined
      if (connection.beat !== beatNumber) continue
      if (!connection.isAlive) {
        webSocket.terminate()
        continue
      }
      connection.isAlive = false
      connection.write(SIGN_OF_LIFE)
      // Sessions and shares end by themselves, too.
      void review(joined)
    }
  }
}

/** Who somebody is, and what decides about them in one document. */
interface Admitted {
  seat: Seat
  sharing: Sharing
}

interface Joining extends Admitted {
  line: Duplex
  room: Room
  request: IncomingMessage
}

/** Somebody in a room, and how they asked to come in. */
interface Joined {
  connection: Connection
  request: IncomingMessage
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const code = error instanceof DamagedRecord ? 'damaged' : 'unavailable'
  return new Refusal(code, 'This document cannot be opened at the moment.')
}

interface Received {
  connection: Connection
  room: Room
  message: Uint8Array
}

function receive({ connection, room, message: bytes }: Received): void {
  let message: ClientMessage
  try {
    message = readClientMessage(bytes)
    if (message.is === 'presence') return room.presence.receive(connection, message.states)
  } catch {
    // Garbage, a number that only servers send, or one nobody knows.
    return connection.strike()
  }
  connection.isUsed ||= message.is === 'update'
  switch (message.is) {
    case 'step1':
      return room.answer(connection, message.stateVector)
    case 'step2':
    case 'update':
      if (!connection.may('editDocument')) {
        return connection.refuse('forbidden', 'You may read this document but not change it.')
      }
      return room.edit(connection, message)
    case 'queryPresence':
      return room.presence.introduce(connection)
    default:
      return unreachable(message)
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
