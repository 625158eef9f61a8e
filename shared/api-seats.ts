import { z } from 'zod'
import { ACCOUNT_ROLES, OPERATIONS, ROLES } from './access.ts'

/**
 * Requests and responses about who comes in and what they may do: the rest is in api.ts, and
 * every route is in routes.ts.
 */

const id = z.string().max(64)
const time = z.string()
const personName = z
  .string()
  .trim()
  .min(1, 'Please type a name.')
  .max(60, 'Please use at most 60 letters.')
const colour = z.number().int().min(0).max(11)
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@"<>,;]+@[^\s@"<>,;]+\.[^\s@"<>,;.]+$/, 'Please type an e-mail address.')
const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

/** The secret of a one-time link, as it stands after #enter= in its address. */
export const linkSecret = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'Please use the whole link.')

// ── One's own seat ───────────────────────────────────────────────────────────────────────────
export const ownSeat = z.strictObject({
  id,
  name: z.string(),
  colour,
  role: z.enum(ROLES),
  /** What the role allows on some document or other; each document decides for itself. */
  operations: z.array(z.enum(OPERATIONS)),
  /** On a computer that others use as well: nothing is kept on it. */
  isShared: z.boolean(),
  /** An officer looks around as a young person would. */
  isView: z.boolean(),
})

/** GET /api/me. `seat` is null for somebody who is not signed in. */
export const meResponse = z.strictObject({
  seat: ownSeat.nullable(),
  schemaVersion: z.number(),
  /** True if this server can send sign-in links by e-mail. */
  hasMail: z.boolean(),
  /** What the council's own sign-in is called on its button; null where there is none. */
  council: z.string().nullable(),
})
export type MeResponse = z.infer<typeof meResponse>

export const changeMeRequest = z.strictObject({ name: personName, colour })
export type ChangeMeRequest = z.infer<typeof changeMeRequest>

// ── One-time links ───────────────────────────────────────────────────────────────────────────
export const lookAtLinkRequest = z.strictObject({ link: linkSecret })

/** What a link is for; looking at it does not use it up. */
export const linkResponse = z.strictObject({
  is: z.enum(['owner', 'invitation', 'signIn', 'step']),
  name: z.string(),
})
export type LinkResponse = z.infer<typeof linkResponse>

/** `person` is needed by the links of an owner and of an invitation. */
export const signInRequest = z.strictObject({
  link: linkSecret,
  person: changeMeRequest.optional(),
  /** A computer that others use as well: signed out after 30 minutes without use. */
  isShared: z.boolean().default(false),
})
export type SignInRequest = z.input<typeof signInRequest>

export const mailLinkRequest = z.strictObject({ email })

// ── Sessions ─────────────────────────────────────────────────────────────────────────────────
export const sessionSummary = z.strictObject({
  id,
  /** "Chromium on Linux" */
  device: z.string(),
  startedAt: time,
  seenAt: time,
  isShared: z.boolean(),
  isThis: z.boolean(),
})
export type SessionSummary = z.infer<typeof sessionSummary>

// ── Showing once more that it is you ─────────────────────────────────────────────────────────
/** How somebody can show that it is them, and until when their last proof counts. */
export const proofResponse = z.strictObject({
  /** Null once it is too old. */
  freshUntil: time.nullable(),
  hasPasskey: z.boolean(),
  /** Where a code goes: a letter, or the window in which the server was started. */
  code: z.enum(['mail', 'terminal']),
  council: z.string().nullable(),
})
export type ProofResponse = z.infer<typeof proofResponse>

export const codeResponse = z.strictObject({ code: z.enum(['mail', 'terminal']) })
export type CodeResponse = z.infer<typeof codeResponse>

/** Eight letters and figures, in whatever way they were copied. */
export const proveByCodeRequest = z.strictObject({
  code: z
    .string()
    .max(40)
    .transform((text) => text.replace(/[\s-]/g, '').toUpperCase())
    .pipe(z.string().regex(/^[2-9A-HJKMNP-Z]{8}$/, 'Please type the 8 letters and figures.')),
})

// ── Passkeys ─────────────────────────────────────────────────────────────────────────────────
const base64url = z
  .string()
  .max(16_384)
  .regex(/^[A-Za-z0-9_-]*$/)
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).optional(),
  clientExtensionResults: z.record(z.string().max(40), z.unknown()),
}

/** What a browser answers when a passkey is made (WebAuthn, RegistrationResponseJSON). */
export const madePasskey = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: base64url.optional(),
    transports: z.array(z.string().max(40)).max(20).optional(),
    publicKeyAlgorithm: z.number().optional(),
    publicKey: base64url.optional(),
  }),
})
export type MadePasskey = z.infer<typeof madePasskey>

/** What a browser answers when a passkey is used (WebAuthn, AuthenticationResponseJSON). */
export const usedPasskey = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
})
export type UsedPasskey = z.infer<typeof usedPasskey>

export const addPasskeyRequest = z.strictObject({ name: personName, made: madePasskey })
export const renamePasskeyRequest = z.strictObject({ name: personName })
export const proveByPasskeyRequest = z.strictObject({ used: usedPasskey })
export const signInByPasskeyRequest = z.strictObject({
  used: usedPasskey,
  isShared: z.boolean().default(false),
})

export const passkeySummary = z.strictObject({
  id,
  name: z.string(),
  createdAt: time,
  usedAt: time.nullable(),
})
export type PasskeySummary = z.infer<typeof passkeySummary>

// ── Accounts ─────────────────────────────────────────────────────────────────────────────────
export const accountSummary = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  colour,
  role: z.enum(ACCOUNT_ROLES),
  state: z.enum(['invited', 'active', 'suspended']),
  createdAt: time,
})
export type AccountSummary = z.infer<typeof accountSummary>

export const inviteRequest = z.strictObject({
  name: personName,
  email,
  role: z.enum(ACCOUNT_ROLES),
})
export type InviteRequest = z.infer<typeof inviteRequest>

/**
 * A new one-time link: shown once, never again. `letter`: whether it went out by e-mail; `none` where
 * the server sends none or the person has no address.
 */
export const newLinkResponse = z.strictObject({
  account: accountSummary,
  link: linkSecret,
  expiresAt: time,
  letter: z.enum(['sent', 'failed', 'none']),
})
export type NewLinkResponse = z.infer<typeof newLinkResponse>

export const changeAccountRequest = z.strictObject({
  role: z.enum(ACCOUNT_ROLES).optional(),
  isSuspended: z.boolean().optional(),
  email: email.optional(),
})
export type ChangeAccountRequest = z.infer<typeof changeAccountRequest>

// ── Sharing ──────────────────────────────────────────────────────────────────────────────────
export const SHARE_PLACES = ['reader', 'commenter', 'editor'] as const

/** The key of whoever a document is shared with: the id of an account, a group or an organisation,
 * or this. */
export const EVERYONE = 'everyone'

export const shareRequest = z.strictObject({
  as: z.enum(SHARE_PLACES),
  /** The last day, YYYY-MM-DD; null: no end. */
  until: day.nullable(),
  /** The id of a heading: an editor then edits only what stands under it. */
  section: id.nullable().default(null),
})
export type ShareRequest = z.input<typeof shareRequest>

export const sharingResponse = z.strictObject({
  /** In one sentence: "2 officers and 3 other people can edit, …, nobody else." */
  summary: z.string(),
  owner: z.strictObject({ id, name: z.string() }),
  shares: z.array(
    z.strictObject({
      who: z.string(),
      name: z.string(),
      as: z.enum(SHARE_PLACES),
      until: day.nullable(),
      section: z.strictObject({ id, title: z.string() }).nullable(),
      isOver: z.boolean(),
    }),
  ),
  mayShare: z.boolean(),
  /** Whom it could be shared with; empty for those who may not share it. */
  candidates: z.array(
    z.strictObject({
      who: z.string(),
      name: z.string(),
      is: z.enum(['person', 'youthGroup', 'group', 'organisation']),
    }),
  ),
  /** The headings that can be shared on their own; empty for those who may not share it. */
  sections: z.array(z.strictObject({ id, title: z.string() })),
})
export type SharingResponse = z.infer<typeof sharingResponse>

// ── Tokens for scripts ───────────────────────────────────────────────────────────────────────
export const TOKEN_OPERATIONS = [
  'listDocuments',
  'readDocument',
  'editDocument',
  'createDocument',
  'importDocument',
  'exportDocument',
  'renameDocument',
  'uploadImage',
  'readImage',
  'seePresence',
  'readComments',
  'comment',
] as const

export const makeTokenRequest = z.strictObject({
  name: personName,
  operations: z.array(z.enum(TOKEN_OPERATIONS)).min(1).max(TOKEN_OPERATIONS.length),
  /** Null: all documents its owner may see. */
  documents: z
    .array(z.string().regex(/^[A-Za-z0-9_-]{1,64}$/))
    .min(1)
    .max(200)
    .nullable(),
  /** The last day, YYYY-MM-DD; at most a year away. */
  until: day,
})
export type MakeTokenRequest = z.infer<typeof makeTokenRequest>

export const tokenSummary = z.strictObject({
  id,
  name: z.string(),
  operations: z.array(z.enum(TOKEN_OPERATIONS)),
  documents: z.array(z.string()).nullable(),
  until: day,
  createdAt: time,
})
export type TokenSummary = z.infer<typeof tokenSummary>

/** The token itself is in this answer and nowhere else. */
export const newTokenResponse = z.strictObject({ token: z.string(), summary: tokenSummary })
export type NewTokenResponse = z.infer<typeof newTokenResponse>

// ── Audit ────────────────────────────────────────────────────────────────────────────────────
/** People and documents are named by their ids only. */
export const auditEntry = z.strictObject({
  sequence: z.number(),
  at: time,
  who: z.string(),
  did: z.string(),
  about: z.record(z.string(), z.string()),
  previous: z.string(),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntry>

/** What was found when the log was read from its beginning, and who is who in it. */
export const auditCheckResponse = z.strictObject({
  entries: z.number(),
  /** The hash of the last entry. */
  head: z.string(),
  /** In plain words; empty while nothing was changed behind its back. */
  problems: z.array(z.string()),
  people: z.array(z.strictObject({ id, name: z.string() })),
})
export type AuditCheckResponse = z.infer<typeof auditCheckResponse>
