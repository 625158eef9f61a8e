import { z } from 'zod'

/** GET /api/documents/:id/places: what can be linked to in a document. */
export const placesResponse = z.strictObject({
  places: z.array(
    z.strictObject({
      id: z.string(),
      is: z.enum(['action', 'heading']),
      name: z.string(),
      /** Of an action: the title of its group. */
      group: z.string(),
    }),
  ),
  /** Of the ids asked about (`of`), those that are not in it. */
  missing: z.array(z.string()),
})
export type PlacesResponse = z.infer<typeof placesResponse>

export const MOST_PLACES_ASKED = 200
