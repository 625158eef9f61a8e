import type { PlacesResponse } from '../shared/api-places.ts'
import { ask, documentPath } from './api.ts'

/** What can be linked to in a document, and which of these ids are not in it. */
export function listPlaces(id: string, of: readonly string[] = []): Promise<PlacesResponse> {
  const query = new URLSearchParams({ of: of.join(',') })
  return ask('GET', `${documentPath(id)}/places?${query}`)
}
