import { z } from 'zod'
import { ROLES } from '../access.ts'
import { VOICES } from '../answer-words.ts'
import { anchor } from './anchor-schema.ts'
import { RULES } from '../safety/rules.ts'
import { COMMENT_LIMITS, MODERATIONS, REACTIONS, VISIBILITIES } from './kinds.ts'

/** Threads beside a text, as everybody who may see them gets them, and what can be sent about them. */

const id = z.string().max(64)
const time = z.string()
const group = z.strictObject({ id, name: z.string() })

/** Who wrote something. `id` is null for young people, whoever asks: nobody is told who they are. */
export const author = z.strictObject({
  id: id.nullable(),
  name: z.string(),
  colour: z.number().int(),
  role: z.enum(ROLES),
  /** The group a young person came with. */
  group: group.nullable(),
})

/** As whom people speak: children and adults are never counted together. */
export const voice = z.strictObject({ is: z.enum(VOICES), group: group.nullable() })
export type ThreadVoice = z.infer<typeof voice>

export const comment = z.strictObject({
  id,
  author,
  isMine: z.boolean(),
  body: z.string(),
  moderation: z.enum(MODERATIONS),
  /** Why it was hidden, or words were taken out; '' if neither. */
  reason: z.string(),
  /** Which rule that was by; null if neither. */
  rule: z.enum(RULES).nullable(),
  /** Somebody took words out, and it shows. */
  isRedacted: z.boolean(),
  /** When its author asked somebody to look again at why it is not shown; null: never. */
  appealedAt: time.nullable(),
  /** Taken back by its author; its place is kept where others have answered. */
  isWithdrawn: z.boolean(),
  reactions: z.strictObject({
    counts: z.record(z.enum(REACTIONS), z.number()),
    mine: z.array(z.enum(REACTIONS)),
  }),
  createdAt: time,
  editedAt: time.nullable(),
})
export type Comment = z.infer<typeof comment>

/** What became of suggested words. */
export const decision = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('open') }),
  /** `before` and `after`: the words of the passage. */
  z.strictObject({
    is: z.literal('accepted'),
    at: time,
    by: z.string(),
    before: z.string(),
    after: z.string(),
  }),
  z.strictObject({ is: z.literal('declined'), at: time, by: z.string(), reason: z.string() }),
])
export type Decision = z.infer<typeof decision>

export const thread = z.strictObject({
  id,
  anchor,
  visibility: z.enum(VISIBILITIES),
  /** How many people say this together. */
  people: z.int(),
  voice,
  /** The people who said it agree that their words are quoted, without a name. */
  mayQuote: z.boolean(),
  /** The consultation that was open when it was written. */
  consultation: id.nullable(),
  /** Null: an ordinary comment. */
  suggestion: z.strictObject({ words: z.string(), decision, isRedacted: z.boolean() }).nullable(),
  /** It was for colleagues alone until then; null: it never was, or still is. */
  madeVisible: z.strictObject({ at: time, by: z.string() }).nullable(),
  resolved: z.strictObject({ at: time, by: z.string() }).nullable(),
  /** The answer that was given to it, by its id. */
  answer: id.nullable(),
  /** The first opened the thread. */
  comments: z.array(comment),
  createdAt: time,
  changedAt: time,
})
export type Thread = z.infer<typeof thread>

/** GET /api/documents/:id/threads, the oldest first. */
export const threadsResponse = z.strictObject({
  threads: z.array(thread),
  /** What this seat may do on this document. */
  may: z.strictObject({
    comment: z.boolean(),
    commentInternally: z.boolean(),
    resolveAny: z.boolean(),
    moderate: z.boolean(),
    decide: z.boolean(),
    /** To show young people what was for colleagues alone. */
    makeVisible: z.boolean(),
  }),
})
export type ThreadsResponse = z.infer<typeof threadsResponse>

// ── Requests ─────────────────────────────────────────────────────────────────────────────────
/** Chosen by whoever sends: the same request with the same key is one comment, however often it comes. */
const key = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
const body = z
  .string()
  .trim()
  .min(1, 'Please write something.')
  .max(COMMENT_LIMITS.body, `Please use at most ${COMMENT_LIMITS.body} letters.`)
const reason = z.string().trim().max(COMMENT_LIMITS.reason)
const words = z
  .string()
  .max(COMMENT_LIMITS.words, `Please suggest at most ${COMMENT_LIMITS.words} letters.`)

export const startThreadRequest = z.strictObject({
  key,
  anchor,
  visibility: z.enum(VISIBILITIES),
  body: z.string().trim().max(COMMENT_LIMITS.body),
  /** Other words for the passage; '' suggests to leave it out. Null: an ordinary comment. */
  suggestion: words.nullable().default(null),
  /** There are this many of us. */
  people: z.int().min(1).max(200).default(1),
  /** The group of the directory whose words somebody types in; null: one's own. */
  from: id.min(1).nullable().default(null),
  mayQuote: z.boolean().default(false),
})
export type StartThreadRequest = z.input<typeof startThreadRequest>

export const replyRequest = z.strictObject({ key, body })
export type ReplyRequest = z.infer<typeof replyRequest>

export const editCommentRequest = z.strictObject({ body })

export const reactRequest = z.strictObject({ reaction: z.enum(REACTIONS), isOn: z.boolean() })
export type ReactRequest = z.infer<typeof reactRequest>

export const resolveRequest = z.strictObject({ isResolved: z.boolean() })

const parts = z
  .array(z.strictObject({ from: z.number().int().min(0), to: z.number().int().min(1) }))
  .max(100)
  .default([])

/**
 * `takeOut`: parts of the words, by letters from–to, that are taken out for good, and of the words it
 * suggests. What is hidden or taken out has a reason.
 */
export const moderateRequest = z.strictObject({
  moderation: z.enum(MODERATIONS),
  reason: reason.default(''),
  /** Of no use without either. Where none is named words that go are personal. */
  rule: z.enum(RULES).optional(),
  takeOut: parts,
  takeOutOfSuggestion: parts,
})
export type ModerateRequest = z.input<typeof moderateRequest>

/** From colleagues alone to everybody who reads; never back. */
export const visibilityRequest = z.strictObject({ visibility: z.literal('visible') })

/** `open` takes a decision back. */
export const decideRequest = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('accepted'), before: words, after: words }),
  z.strictObject({
    is: z.literal('declined'),
    reason: reason.min(1, 'Please say why in a few words.'),
  }),
  z.strictObject({ is: z.literal('open') }),
])
export type DecideRequest = z.infer<typeof decideRequest>
