/**
 * The closed set of refusals: what the program says no to, with the HTTP status and the socket
 * close code each becomes. Close codes 4400–4499 tell a y-websocket client not to come back by
 * itself; any other code makes it reconnect.
 */
export const REFUSALS = {
  invalid: { status: 400, close: 4400 },
  signed_out: { status: 401, close: 4401 },
  forbidden: { status: 403, close: 4403 },
  proof_needed: { status: 403, close: 4403 },
  not_found: { status: 404, close: 4404 },
  conflict: { status: 409, close: 4500 },
  other_schema: { status: 409, close: 4409 },
  too_large: { status: 413, close: 1009 },
  unreadable_file: { status: 422, close: 4400 },
  too_many: { status: 429, close: 4429 },
  damaged: { status: 500, close: 4500 },
  unavailable: { status: 503, close: 4503 },
} as const

export type RefusalCode = keyof typeof REFUSALS

/** A refusal the person can understand: `message` is plain words, shown as it is. */
export class Refusal extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }
}
