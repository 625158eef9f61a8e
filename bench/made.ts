import { addDocument } from '../server/domain/documents.ts'
import { bodyFromJson } from '../server/domain/body.ts'
import { createLocalBus } from '../server/bus/local.ts'
import { createId } from '../server/ids.ts'
import { openEmbeddedStore } from '../server/storage/embedded/store.ts'
import type { DocumentJson } from '../shared/schema/document-json.ts'
import { addThreads } from './threads.ts'

export interface Wanted {
  name: string
  json: DocumentJson
  threads?: number
}

export interface Made {
  name: string
  id: string
  json: object
}

/** Puts documents into a data folder no server has open. */
export async function makeDocuments(folder: string, wanted: readonly Wanted[]): Promise<Made[]> {
  const store = await openEmbeddedStore({ folder })
  const nothingOpen = () => Promise.reject(new Error('Nothing is open'))
  const ctx = {
    seat: { id: 'bench', name: 'Bench', colour: 0, role: 'officer' as const },
    store,
    bus: createLocalBus(),
    live: {
      stateOf: nothingOpen,
      edit: nothingOpen,
      forget: async () => undefined,
      close: async () => {},
    },
    now: () => new Date(),
    newId: createId,
  }
  const made: Made[] = []
  for (const { name, json, threads = 0 } of wanted) {
    const body = bodyFromJson(json, createId)
    const { id } = await addDocument(ctx, {
      title: name,
      kind: 'other',
      body,
      isDemo: false,
      origin: { from: 'demo' },
    })
    await addThreads(ctx, id, threads)
    made.push({ name, id, json: body.toJSON() as object }) // what it is for
  }
  await store.close()
  return made
}
