import { useMemo } from 'react'
import { listDocuments } from '../../api.ts'
import { listPlaces } from '../../api-places.ts'
import type { LinkTargets } from '../../editor/prompts/link-place.tsx'

/** The other documents, and what can be linked to in them. */
export function useLinkTargets(documentId: string): LinkTargets {
  return useMemo(
    () => ({
      listDocuments: async () => (await listDocuments()).filter(({ id }) => id !== documentId),
      listPlaces: async (id) => (await listPlaces(id)).places,
    }),
    [documentId],
  )
}
