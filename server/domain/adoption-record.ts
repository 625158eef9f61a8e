import { z } from 'zod'
import { adoption } from '../../shared/adoption.ts'
import type { Adoption } from '../../shared/adoption.ts'
import type { Store } from '../storage/store.ts'

/** By the id of a charter: who adopted it, in the order they did. */
const adoptions = z.array(adoption)

export function isInForce({ withdrawn, until }: Adoption, today: string): boolean {
  return withdrawn === null && today <= until
}

type Records = Pick<Store, 'records'>

export async function findAdoptions(store: Records, documentId: string): Promise<Adoption[]> {
  const stored = await store.records.read('adoptions', documentId)
  return stored === null ? [] : adoptions.parse(stored.value)
}

export async function changeAdoptions(
  store: Records,
  documentId: string,
  change: (before: Adoption[]) => Adoption[],
): Promise<void> {
  await store.records.change('adoptions', documentId, (value) =>
    adoptions.parse(change(value === null ? [] : adoptions.parse(value))),
  )
}
