import { z } from 'zod'
import { Refusal } from '../../shared/refusals.ts'
import { findAccountByEmail, updateAccount } from './accounts.ts'
import type { Account } from './accounts.ts'
import type { Context } from './context.ts'

/** What has to be remembered between going to the council's sign-in and coming back from it. */
export interface CouncilSecrets {
  verifier: string
  state: string
  nonce: string
}

/** What a council says about somebody who has just signed in there. */
export interface CouncilAnswer {
  email: string | null
  /** Whether the council has made sure that the address is theirs. */
  isVerified: boolean
  /** When they showed there who they are; null where the council does not say. */
  provenAt: Date | null
}

/** The council's own sign-in (OpenID Connect), as the rest of the server sees it. */
export interface Council {
  /** What stands on the button. */
  name: string
  /** `isProof`: whoever is signed in there already has to sign in once more. */
  begin(options: { isProof: boolean }): Promise<{ address: string; secrets: CouncilSecrets }>
  /** Takes the address somebody came back to. Rejects if anything about it is not in order. */
  finish(
    address: URL,
    secrets: CouncilSecrets,
    options: { isProof: boolean },
  ): Promise<CouncilAnswer>
}

/**
 * The account of somebody the council vouches for. Nobody gets one this way who was not invited.
 *
 * @throws {Refusal} `invalid` if the address is not verified, `forbidden` if nobody here has it.
 */
export async function accountByCouncil(
  ctx: Context,
  { email, isVerified }: CouncilAnswer,
): Promise<Account> {
  if (email === null || !isVerified) {
    throw new Refusal('invalid', 'Your council did not say that your e-mail address is yours.')
  }
  const account = await findAccountByEmail(ctx.store, email)
  if (account === null || account.state === 'suspended') {
    throw new Refusal('forbidden', 'Nobody here has invited this e-mail address.')
  }
  if (account.state === 'active') return account
  await dropInvitations(ctx, account.id)
  return updateAccount(ctx.store, account.id, (record) => ({
    ...record,
    state: record.state === 'invited' ? 'active' : record.state,
  }))
}

/** Whoever has come in does not need them, and nobody else should use them. */
async function dropInvitations({ store }: Context, account: string): Promise<void> {
  const ofAccount = z.looseObject({ is: z.literal('invitation'), account: z.literal(account) })
  for (const { id, value } of await store.records.list('link')) {
    if (ofAccount.safeParse(value).success) await store.records.change('link', id, () => null)
  }
}
