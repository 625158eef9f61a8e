import { z } from 'zod'

/** What the requests and answers of many areas are made of. */

export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** SHA-256 of a version, as it was shown to whoever asks. */
export const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Please open the page again and look at the text.')

export const words = (most: number) => z.string().trim().max(most)

/** Somebody, as they were called at the time. */
export const who = z.strictObject({ id: z.string(), name: z.string() })
