import { unreachable } from '../../shared/unreachable.ts'
import type { Connection } from './connection.ts'
import { readClientMessage } from './frames.ts'
import type { ClientMessage } from './frames.ts'
import type { Room } from './room.ts'

export interface Received {
  connection: Connection
  room: Room
  message: Uint8Array
}

/** Deals with one message of a client. */
export function receive({ connection, room, message: bytes }: Received): void {
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
      return connection.mayAsk()
        ? room.answer(connection, message.stateVector)
        : connection.strike()
    case 'step2':
    case 'update':
      return edit({ connection, room, message })
    case 'queryPresence':
      return connection.mayAsk() ? room.presence.introduce(connection) : connection.strike()
    default:
      return unreachable(message)
  }
}

/** Rights are asked about at each edit, because a share or a sitting may end between two of them. */
function edit(edit: {
  connection: Connection
  room: Room
  message: Extract<ClientMessage, { is: 'step2' | 'update' }>
}): void {
  const { connection, room, message } = edit
  const within = connection.whereToEdit()
  if (within === 'none') {
    return connection.refuse('forbidden', 'You may read this document but not change it.')
  }
  const rights = { within, isHeld: !connection.may('lockColumns') }
  room.edit(connection, { ...message, rights })
}
