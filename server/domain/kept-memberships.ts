import type { Store } from '../storage/store.ts'
import type { Memberships } from './memberships.ts'

/** Asked at every request, so it is kept until the directory or the named adults change. */
export const keptMemberships = new WeakMap<Store, Promise<Memberships>>()

/** To be called after every change of what they are made of. */
export function forgetMemberships(store: Store): void {
  keptMemberships.delete(store)
}
