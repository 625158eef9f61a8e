import { z } from 'zod'
import { id } from './api-parts.ts'
import { meResponse } from './api-seats.ts'

/** Requests and responses about young people: their groups, how they come in, and sittings. */

const time = z.string()
const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const named = z.strictObject({ id, name: z.string() })

export const AGE_BANDS = ['under13', '13to15', '16to17', 'mixed'] as const
export type AgeBand = (typeof AGE_BANDS)[number]

// ── Coming in ────────────────────────────────────────────────────────────────────────────────
/** As it was typed; what cannot be a code gets the same answer as one that does not work. */
const code = z.string().max(40)
export const lookAtCodeRequest = z.strictObject({ code })

/** What a code opens; looking at it does not use it up. */
export const joinCodeResponse = z.strictObject({
  group: z.string(),
  /** The adult who looks after it. */
  adult: z.string(),
  /** A nickname to accept with one tap. */
  nickname: z.string(),
})
export type JoinCodeResponse = z.infer<typeof joinCodeResponse>

export const joinRequest = z.strictObject({
  code,
  nickname: z
    .string()
    .trim()
    .min(1, 'Please type a nickname.')
    .max(30, 'Please use at most 30 letters.')
    .regex(/^[^@/\\<>]*$/, 'A nickname is not an e-mail address or a link.')
    .regex(/^(?:\D*\d){0,5}\D*$/, 'Please leave numbers out: a nickname is not a phone number.'),
  isShared: z.boolean().default(false),
})
export type JoinRequest = z.input<typeof joinRequest>

const words = z.array(z.string()).length(3)
/** The three words are in this answer and nowhere else. */
export const joinResponse = z.strictObject({ me: meResponse, words })
export type JoinResponse = z.infer<typeof joinResponse>

export const newWordsResponse = z.strictObject({ words })
export type NewWordsResponse = z.infer<typeof newWordsResponse>

export const backRequest = z.strictObject({
  words: z.string().max(100),
  isShared: z.boolean().default(false),
})
export type BackRequest = z.input<typeof backRequest>

// ── Youth groups ─────────────────────────────────────────────────────────────────────────────
const MOST_ADULTS = 20
export const nameAdultsRequest = z.strictObject({ adults: z.array(id).max(MOST_ADULTS) })
export type NameAdultsRequest = z.infer<typeof nameAdultsRequest>

export const groupLinkRequest = z.strictObject({
  /** The account of the responsible adult whose link it is. */
  adult: id,
  ageBand: z.enum(AGE_BANDS),
  /** The last day, at most a year away. */
  until: day,
  /** How many may join by it. */
  uses: z.number().int().min(1).max(500),
})
export type GroupLinkRequest = z.infer<typeof groupLinkRequest>

export const groupLinkSummary = z.strictObject({
  id,
  code: z.string(),
  adult: named,
  ageBand: z.enum(AGE_BANDS),
  until: day,
  uses: z.number(),
  used: z.number(),
  createdAt: time,
  state: z.enum(['open', 'over', 'full', 'ended']),
})
export type GroupLinkSummary = z.infer<typeof groupLinkSummary>

export const youthGroup = z.strictObject({
  id,
  name: z.string(),
  adults: z.array(named),
  /** With fewer than two adults nobody joins and nobody inside writes. */
  isFrozen: z.boolean(),
  links: z.array(groupLinkSummary),
  people: z.array(
    z.strictObject({ id, name: z.string(), ageBand: z.enum(AGE_BANDS), joinedAt: time }),
  ),
})
export type YouthGroup = z.infer<typeof youthGroup>

export const youthGroupsResponse = z.strictObject({
  groups: z.array(youthGroup),
  /** Who could be a responsible adult; empty for those who may not name any. */
  candidates: z.array(named),
})
export type YouthGroupsResponse = z.infer<typeof youthGroupsResponse>

/** The groups as whose young people one may look around. */
export const youngViewsResponse = z.array(named)

// ── Sittings ─────────────────────────────────────────────────────────────────────────────────
const LONGEST_SITTING_MINUTES = 240
export const sittingRequest = z.strictObject({
  group: id,
  minutes: z.number().int().min(5).max(LONGEST_SITTING_MINUTES),
})
export type SittingRequest = z.infer<typeof sittingRequest>

export const checkInRequest = z.strictObject({ isHere: z.boolean() })

export const sittingsResponse = z.strictObject({
  sittings: z.array(
    z.strictObject({
      group: named,
      opensAt: time,
      endsAt: time,
      /** The responsible adults, and who of them said that they are in the room. */
      adults: z.array(z.strictObject({ id, name: z.string(), isCheckedIn: z.boolean() })),
    }),
  ),
  mayOpen: z.boolean(),
  /** Youth groups the document is shared with; empty for those who may not open a sitting. */
  candidates: z.array(named),
})
export type SittingsResponse = z.infer<typeof sittingsResponse>
