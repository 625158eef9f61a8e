import { createHash } from 'node:crypto'
import { PROOF_MINUTES } from '../../shared/proof.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import type { DoorContext } from './links.ts'
import { renewSession } from './sessions.ts'
import type { ShortLived } from './short-lived.ts'

/**
 * Fresh proof: what cannot be taken back (rights, erasing, approving, publishing, bulk export)
 * needs somebody who showed within the last ten minutes that it is them, so that a machine left
 * open or a session taken over is not enough.
 */
export const PROOF_MS = PROOF_MINUTES * 60_000

/** A code on its way to somebody, under the id of the session that asked for it. */
export interface ProofCode {
  digest: string
  triesLeft: number
}

const TRIES = 5
/** 31 signs nobody takes for one another. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LETTERS = 8

/** @throws {Refusal} `proof_needed` */
export function requireFreshProof({ seat, now }: Pick<Context, 'seat' | 'now'>): void {
  if (freshUntil({ seat, now }) !== null) return
  throw new Refusal('proof_needed', 'Please show once more that it is you.')
}

/** Until when the last proof counts; null once it does not. */
export function freshUntil({ seat, now }: Pick<Context, 'seat' | 'now'>): string | null {
  if (seat.provenAt === undefined) return null
  const until = Date.parse(seat.provenAt) + PROOF_MS
  return until > now().getTime() ? new Date(until).toISOString() : null
}

/** A new code for the session that asks; the one before it is void. */
export function makeProofCode(ctx: DoorContext, codes: ShortLived<ProofCode>): string {
  const code = asCode(ctx.newToken())
  codes.put(requireSession(ctx), { digest: digest(code), triesLeft: TRIES })
  return `${code.slice(0, LETTERS / 2)}-${code.slice(LETTERS / 2)}`
}

/**
 * Takes a code; the answer is the new token of the session.
 *
 * @throws {Refusal} `invalid` if it is not the one, was used, is over, or was tried five times.
 */
export async function proveByCode(
  ctx: DoorContext,
  codes: ShortLived<ProofCode>,
  { code, token }: { code: string; token: string },
): Promise<string> {
  const session = requireSession(ctx)
  const found = codes.take(session)
  if (found?.digest === digest(code)) return prove(ctx, token, 'code')
  if (found !== null && found.triesLeft > 1) {
    codes.put(session, { ...found, triesLeft: found.triesLeft - 1 })
    throw new Refusal('invalid', 'This is not the code. Please look at it once more.')
  }
  throw new Refusal('invalid', 'This code does not work any more. Ask for a new one.')
}

/** Notes that the person behind a session has shown who they are; answers its new token. */
export async function prove(
  ctx: DoorContext,
  token: string,
  by: 'code' | 'passkey' | 'council',
): Promise<string> {
  const renewed = await renewSession(ctx, token)
  await recordAudit(ctx, { did: 'seat.proved', about: { session: requireSession(ctx), by } })
  return renewed
}

function requireSession({ seat }: Pick<Context, 'seat'>): string {
  if (seat.by?.is === 'session') return seat.by.id
  throw new Refusal('invalid', 'Only somebody who signed in with a browser can do this.')
}

function asCode(token: string): string {
  let left = BigInt(`0x${createHash('sha256').update(token).digest('hex')}`)
  let code = ''
  for (let i = 0; i < LETTERS; i++) {
    code += SIGNS[Number(left % BigInt(SIGNS.length))] ?? ''
    left /= BigInt(SIGNS.length)
  }
  return code
}

function digest(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}
