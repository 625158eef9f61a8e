import { z } from 'zod'
import { QUIET_FROM, QUIET_TO } from './quiet-hours.ts'

export const quietHours = z.strictObject({ from: z.literal(QUIET_FROM), to: z.literal(QUIET_TO) })

const account = z.string().min(1).max(64).nullable()

/** Who reads concerns first, who is told if they do not, and the quiet hours. */
export const safetyRequest = z.strictObject({ lead: account, deputy: account, quiet: quietHours })
export type SafetyRequest = z.infer<typeof safetyRequest>

export const safetyResponse = safetyRequest.extend({
  /** Moderators who can sign in: nobody else reads concerns. */
  candidates: z.array(z.strictObject({ id: z.string(), name: z.string() })),
})
export type SafetyResponse = z.infer<typeof safetyResponse>
