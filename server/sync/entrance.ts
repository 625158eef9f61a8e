import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { encodeHello, PROTOCOL_VERSION } from '../../shared/protocol.ts'
import { REFUSALS, Refusal } from '../../shared/refusals.ts'
import { SCHEMA_VERSION } from '../../shared/schema/index.ts'
import { Admission } from './admission.ts'
import type { Schedule } from './alarm.ts'
import type { Attendance } from './attendance.ts'
import { Connection } from './connection.ts'
import { asRefusal } from './doorkeeper.ts'
import type { Admitted, Doorkeeper } from './doorkeeper.ts'
import { Inbox } from './inbox.ts'
import type { InboxLimits } from './inbox.ts'
import { receive } from './receive.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'

export interface EntranceDeps {
  rooms: Rooms
  doorkeeper: Doorkeeper
  attendance: Attendance
  limits: { perSeat: number; inbox: InboxLimits }
  schedule: Schedule
  now(): Date
  log(line: string): void
}

/** Somebody whose socket is open and who is not in yet. */
export interface Arrival {
  request: IncomingMessage
  line: Duplex
  documentId: string
}

/** How long finding the seat and the document may take. */
const ENTRY_MS = 10_000
/** What is not binary is not part of the protocol: nothing can be read in it. */
const NO_MESSAGE = new Uint8Array()

/** The way of a socket into a room. */
export class Entrance {
  readonly #deps: EntranceDeps
  readonly #seats: Admission

  constructor(deps: EntranceDeps) {
    this.#deps = deps
    this.#seats = new Admission(deps.limits.perSeat)
  }

  /** Nothing is read from the socket until it is known who it is and what it may see. */
  async enter(webSocket: WebSocket, arrival: Arrival): Promise<void> {
    const { rooms, doorkeeper, attendance, schedule, log } = this.#deps
    webSocket.pause()
    const stopWaiting = schedule(ENTRY_MS, () => webSocket.terminate())
    try {
      const { changes } = attendance
      const admitted = await doorkeeper.admit(arrival, { isUse: true, isLooking: false })
      const room = await rooms.open(arrival.documentId)
      if (webSocket.readyState !== webSocket.OPEN) return
      this.#takeSeat(webSocket, admitted)
      const connection = this.#connect(webSocket, { ...admitted, line: arrival.line })
      const { request, documentId } = arrival
      attendance.add(webSocket, { connection, request, documentId }, changes)
      this.#listen(webSocket, { connection, room })
      greet(connection, room)
    } catch (error) {
      if (!(error instanceof Refusal)) log(`a socket could not enter: ${String(error)}`)
      const { code, message } = asRefusal(error)
      webSocket.close(REFUSALS[code].close, message)
    } finally {
      stopWaiting()
      webSocket.resume()
    }
  }

  #takeSeat(webSocket: WebSocket, { seat }: Admitted): void {
    const leave = this.#seats.enter(seat.id)
    if (leave === null) {
      throw new Refusal('too_many', 'You have this open in too many windows. Close some of them.')
    }
    webSocket.once('close', leave)
  }

  #connect(socket: WebSocket, admitted: Admitted & { line: Duplex }): Connection {
    const { attendance, schedule, now, log } = this.#deps
    return new Connection({
      ...admitted,
      socket,
      present: attendance.presentIn(admitted.sharing.documentId),
      beat: attendance.nextBeat(),
      schedule,
      now,
      log,
    })
  }

  #listen(
    webSocket: WebSocket,
    { connection, room }: { connection: Connection; room: Room },
  ): void {
    const inbox = new Inbox({
      limits: this.#deps.limits.inbox,
      now: this.#deps.now,
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
    webSocket.on('close', () => inbox.end(() => room.leave(connection)))
  }
}

function greet(connection: Connection, room: Room): void {
  const { seat, mayEdit, sections } = connection
  const { id, name, colour } = seat
  connection.together(() => {
    connection.send(
      encodeHello({
        protocol: PROTOCOL_VERSION,
        schema: SCHEMA_VERSION,
        seat: {
          id,
          name,
          colour,
          mayEdit,
          ...(sections === null ? {} : { sections }),
          ...(connection.may('lockColumns') && { mayUnlock: true }),
        },
      }),
    )
    room.join(connection)
  })
}
