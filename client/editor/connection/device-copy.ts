import type { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

/**
 * A copy of the text on this device (IndexedDB), so that words written without a network survive
 * closing the tab. Anybody who uses this browser could read it: it is kept only if the person said
 * yes, once per device, and wiped when they say no.
 */

export type DeviceChoice = 'unasked' | 'yes' | 'no'

const CHOICE = 'folkmoot.keep-copies'
const KEPT = 'folkmoot.kept-copies'

export function deviceChoice(): DeviceChoice {
  const value = readItem(CHOICE)
  return value === 'yes' || value === 'no' ? value : 'unasked'
}

export async function chooseDevice(choice: 'yes' | 'no'): Promise<void> {
  writeItem(CHOICE, choice)
  if (choice === 'no') await wipeCopies()
}

export interface DeviceCopy {
  /** True if the copy held a text. */
  hasText: boolean
  /** What was confirmed by the server when the copy was last used, and who wrote since. */
  savedVector: Uint8Array | null
  owners: readonly number[]
  rememberSaved(stateVector: Uint8Array): void
  rememberOwner(clientId: number): void
  close(): Promise<void>
}

/** Opens the copy of one document and brings its text into `doc`. Null if the browser has no room. */
export async function openDeviceCopy(documentId: string, doc: Y.Doc): Promise<DeviceCopy | null> {
  const name = `folkmoot-${documentId}`
  try {
    const { IndexeddbPersistence } = await import('y-indexeddb')
    const persistence = new IndexeddbPersistence(name, doc)
    await persistence.whenSynced
    writeItem(KEPT, JSON.stringify([...new Set([...keptNames(), name])]))
    const owners = await readOwners(persistence)
    const saved: unknown = await persistence.get('saved')
    return {
      hasText: doc.store.clients.size > 0,
      savedVector: saved instanceof Uint8Array ? saved : null,
      owners,
      rememberSaved: (stateVector) => {
        // The vector is an ArrayBuffer view, which IndexedDB stores as it is; the types say string.
        void persistence.set('saved', stateVector as unknown as string)
      },
      rememberOwner: (clientId) => {
        void persistence.set(
          'owners',
          JSON.stringify([...new Set([...owners, clientId])].slice(-20)),
        )
      },
      close: () => persistence.destroy(),
    }
  } catch {
    // Private windows and full disks refuse IndexedDB: the document works without a copy.
    return null
  }
}

async function wipeCopies(): Promise<void> {
  const { clearDocument } = await import('y-indexeddb')
  await Promise.all(keptNames().map((name) => clearDocument(name)))
  writeItem(KEPT, '[]')
}

async function readOwners(persistence: IndexeddbPersistence): Promise<number[]> {
  const text: unknown = await persistence.get('owners')
  const value: unknown = typeof text === 'string' ? JSON.parse(text) : []
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : []
}

function keptNames(): string[] {
  const value: unknown = JSON.parse(readItem(KEPT) ?? '[]')
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null // storage is switched off: treated as "never asked"
  }
}

function writeItem(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
