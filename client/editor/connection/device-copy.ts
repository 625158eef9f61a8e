import type { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import type { SeatOnWire } from '../../../shared/protocol.ts'
import { readSetting, writeSetting } from '../../components/device-setting.ts'
import { forgetPages } from './offline-page.ts'

/**
 * A copy of the text on this device (IndexedDB), so that words written without a network survive
 * closing the tab. Anybody who uses this browser could read it: it is kept only if the person said
 * yes, once per device, and wiped when they say no.
 */

export type DeviceChoice = 'unasked' | 'yes' | 'no'

const CHOICE = 'folkmoot.keep-copies'
const KEPT = 'folkmoot.kept-copies'

export function deviceChoice(): DeviceChoice {
  const value = readSetting(CHOICE)
  return value === 'yes' || value === 'no' ? value : 'unasked'
}

/** Told when another tab of this browser takes the copies away. Returns its own stop. */
export function watchDevice(onWiped: () => void): () => void {
  const handleStorage = (event: StorageEvent) => {
    if (event.key === CHOICE && event.newValue !== 'yes') onWiped()
  }
  addEventListener('storage', handleStorage)
  return () => removeEventListener('storage', handleStorage)
}

export async function chooseDevice(choice: 'yes' | 'no'): Promise<void> {
  writeSetting(CHOICE, choice)
  if (choice === 'no') await Promise.all([wipeCopies(), forgetPages()])
}

/** Takes everything of documents off this device; whoever comes next is asked anew. */
export async function forgetDevice(): Promise<void> {
  await chooseDevice('no')
  try {
    localStorage.removeItem(CHOICE)
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

export interface DeviceCopy {
  /** True if the copy held a text. */
  hasText: boolean
  /** What the server had confirmed when the copy was last used. */
  savedVector: Uint8Array | null
  /** The client ids under which this device wrote. */
  owners: readonly number[]
  /** Changes that the server had not confirmed. */
  changes: number
  /** Who the server said we are. */
  seat: SeatOnWire | null
  rememberSaved(stateVector: Uint8Array): void
  rememberChanges(count: number): void
  rememberSeat(seat: SeatOnWire): void
  close(): Promise<void>
}

/** Opens the copy of one document and brings its text into `doc`. Null if the browser has no room. */
export async function openDeviceCopy(documentId: string, doc: Y.Doc): Promise<DeviceCopy | null> {
  const name = `folkmoot-${documentId}`
  try {
    const { IndexeddbPersistence } = await import('y-indexeddb')
    const persistence = new IndexeddbPersistence(name, doc)
    await persistence.whenSynced
    writeSetting(KEPT, JSON.stringify([...new Set([...keptNames(), name])]))
    const owners = await readOwners(persistence)
    const [saved, changes, seat] = await Promise.all([
      persistence.get('saved') as Promise<unknown>,
      persistence.get('changes') as Promise<unknown>,
      persistence.get('seat') as Promise<unknown>,
    ])
    const remember = (key: string, value: unknown) => {
      // IndexedDB stores any value; the types of y-indexeddb say string.
      void persistence.set(key, value as string)
    }
    remember('owners', [...new Set([...owners, doc.clientID])].slice(-20))
    return {
      hasText: doc.store.clients.size > 0,
      savedVector: saved instanceof Uint8Array ? saved : null,
      owners,
      changes: typeof changes === 'number' ? changes : 0,
      seat: typeof seat === 'object' ? (seat as SeatOnWire | null) : null, // stored by rememberSeat
      rememberSaved: (stateVector) => remember('saved', stateVector),
      rememberChanges: (count) => remember('changes', count),
      rememberSeat: (seatNow) => remember('seat', seatNow),
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
  writeSetting(KEPT, '[]')
}

async function readOwners(persistence: IndexeddbPersistence): Promise<number[]> {
  const value: unknown = await persistence.get('owners')
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : []
}

function keptNames(): string[] {
  const value: unknown = JSON.parse(readSetting(KEPT) ?? '[]')
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
