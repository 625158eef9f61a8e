import { resolve } from 'node:path'
import * as Y from 'yjs'
import type { Seat } from '../../shared/access.ts'
import { editState } from '../../shared/writing/edit-state.ts'
import { createLocalBus } from '../bus/local.ts'
import type { Context } from '../domain/context.ts'
import { createId } from '../ids.ts'
import type { Store } from '../storage/store.ts'
import type { Call, Io } from './command.ts'

/** Who acts when somebody works on the command line: whoever has the folder has all that is in it. */
const COMMAND_LINE: Seat = { id: 'command-line', name: 'Command line', colour: 0, role: 'officer' }

export const DATA_OPTION = { type: 'string', about: 'the data folder' } as const

/** The folder of --data, or of DATA_DIR, or ./data: the same as the server's. */
export function dataFolderOf({ options, io }: Call): string {
  return resolve(options.find('data') ?? (io.env['DATA_DIR']?.trim() || './data'))
}

/** The domain on a store that no server has open. */
export function contextOn(store: Store, io: Io): Context {
  return {
    seat: COMMAND_LINE,
    store,
    bus: createLocalBus(),
    live: {
      stateOf: (documentId) => storedState(store, documentId),
      async edit(documentId, change) {
        const update = editState(await storedState(store, documentId), change)
        if (update !== null) await store.updates.append(documentId, update)
        return update !== null
      },
      forget: async () => undefined,
      close: async () => undefined,
    },
    now: io.now,
    newId: createId,
  }
}

async function storedState(store: Store, documentId: string): Promise<Uint8Array> {
  const { updates } = await store.updates.load(documentId)
  const doc = new Y.Doc()
  // One transaction: merging the updates instead takes seconds for a long history.
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return state
}
