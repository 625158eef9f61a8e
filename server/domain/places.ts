import type { PlacesResponse } from '../../shared/api-places.ts'
import { idsIn, placesIn } from '../../shared/reading/places.ts'
import type { Context } from './context.ts'
import { readBody } from './documents.ts'

/** What can be linked to in a document, and which of these ids are not in it. */
export async function describePlaces(
  ctx: Context,
  id: string,
  wanted: readonly string[],
): Promise<PlacesResponse> {
  const body = await readBody(ctx, id)
  const there = idsIn(body)
  return { places: placesIn(body), missing: wanted.filter((each) => !there.has(each)) }
}
