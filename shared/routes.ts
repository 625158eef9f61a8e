import type { z } from 'zod'
import type { Operation } from './access.ts'
import { ANSWER_ROUTES } from './routes-answers.ts'
import { WHATS_CHANGED_ROUTES } from './routes-whats-changed.ts'
import { ADOPTION_ROUTES } from './routes-adoption.ts'
import { APPROVAL_ROUTES } from './routes-approval.ts'
import { PUBLIC_ROUTES } from './routes-public.ts'
import { COVER_ROUTES } from './routes-cover.ts'
import { YOUNG_ROUTES } from './routes-young.ts'
import { SEAT_ROUTES } from './routes-seats.ts'
import { DOCUMENT_ROUTES } from './routes-documents.ts'
import { DELIVERY_ROUTES } from './routes-delivery.ts'
import { VERSION_ROUTES } from './routes-versions.ts'
import { ASKING_ROUTES } from './routes-asking.ts'
import { SAFETY_ROUTES } from './routes-safety.ts'
import { DIRECTORY_ROUTES } from './routes-directory.ts'

/**
 * Every route of the API: what it is for and who may use it. A test holds this list against the
 * routes the server has and tries each of them in every role; the description at
 * /api/openapi.json is made of it.
 */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Parameters as `:name`. */
  path: string
  about: string
  policy: Policy
  /** Refused with `proof_needed` unless the person showed within ten minutes that it is them. */
  needsFreshProof?: true
  /** JSON of this form, or the bytes of a file. */
  body?: z.ZodType | 'bytes'
  /** Parameters after the question mark. */
  query?: Record<string, string>
  answer: Answer
}

/** `ask` is about nothing in particular, `on` about the document in the path, `of` about the group. */
export type Policy = 'anybody' | { ask: Operation } | { on: Operation } | { of: Operation }

export interface Answer {
  status: 200 | 201 | 202 | 204 | 302
  /** JSON of this form, a list of it, JSON described in words, or a file; nothing for 202 and 204. */
  json?: z.ZodType
  isList?: boolean
  words?: string
}

export const ROUTES: readonly Route[] = [
  ...SEAT_ROUTES,
  ...YOUNG_ROUTES,
  ...ANSWER_ROUTES,
  ...WHATS_CHANGED_ROUTES,
  ...APPROVAL_ROUTES,
  ...PUBLIC_ROUTES,
  ...ADOPTION_ROUTES,
  ...COVER_ROUTES,
  ...DOCUMENT_ROUTES,
  ...DELIVERY_ROUTES,
  ...VERSION_ROUTES,
  ...ASKING_ROUTES,
  ...SAFETY_ROUTES,
  ...DIRECTORY_ROUTES,
]
