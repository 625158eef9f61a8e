import { createHash } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { MadePasskey, PasskeySummary, UsedPasskey } from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
import { findAccount, requireAccount } from './accounts.ts'
import type { Account } from './accounts.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import type { ShortLived } from './short-lived.ts'

/**
 * Passkeys: a key that stays in somebody's device, of which only the public half is kept here. The
 * device asks for a finger, a face or a PIN, so that one passkey is two factors.
 */
const passkeyRecord = z.strictObject({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  /** What the browser calls it. */
  credential: z.string(),
  /** COSE, as base64url. */
  publicKey: z.string(),
  counter: z.number(),
  transports: z.array(z.string()),
  createdAt: z.string(),
  usedAt: z.string().nullable(),
})
type PasskeyRecord = z.infer<typeof passkeyRecord>

const MOST_PASSKEYS = 20

/** What a challenge was given out for: to make a passkey of an account, or to use one. */
export type Challenge = { is: 'make'; account: string } | { is: 'use' }

/** Where passkeys of this server work. */
export interface PasskeySite {
  /** As browsers name the page: https://plan.example.org */
  origin: string
  challenges: ShortLived<Challenge>
}

/** What the browser of somebody who is signed in needs to make a passkey. */
export async function beginPasskey(
  ctx: Context,
  { origin, challenges }: PasskeySite,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const account = await requireAccount(ctx.store, ctx.seat.id)
  const known = await passkeysOf(ctx.store, account.id)
  if (known.length >= MOST_PASSKEYS) {
    throw new Refusal('too_many', `You can have at most ${MOST_PASSKEYS} passkeys.`)
  }
  const options = await generateRegistrationOptions({
    rpName: 'Folkmoot',
    rpID: hostOf(origin),
    userID: new TextEncoder().encode(account.id),
    userName: account.email === '' ? account.name : account.email,
    userDisplayName: account.name,
    attestationType: 'none',
    excludeCredentials: known.map(({ record }) => ({ id: record.credential })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  challenges.put(options.challenge, { is: 'make', account: account.id })
  return options
}

/** Keeps a passkey that a browser has made. @throws {Refusal} `invalid` if it does not check out. */
export async function addPasskey(
  ctx: Context,
  { origin, challenges }: PasskeySite,
  { name, made }: { name: string; made: MadePasskey },
): Promise<PasskeySummary> {
  const isOurs = (challenge: string) => {
    const asked = challenges.take(challenge)
    return asked?.is === 'make' && asked.account === ctx.seat.id
  }
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: made as RegistrationResponseJSON, // checked by the schema madePasskey
    expectedChallenge: isOurs,
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
  }).catch(() => ({ verified: false as const, registrationInfo: undefined })) // its words are for programmers
  if (!verified || registrationInfo === undefined) throw notChecked()
  const { credential } = registrationInfo
  const record: PasskeyRecord = {
    id: ctx.newId(),
    account: ctx.seat.id,
    name,
    credential: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: credential.transports ?? [],
    createdAt: ctx.now().toISOString(),
    usedAt: null,
  }
  await ctx.store.records.change('passkey', keyOf(credential.id), (value) => {
    if (value !== null) throw new Refusal('conflict', 'This passkey is known here already.')
    return record
  })
  await recordAudit(ctx, { did: 'passkey.made', about: { passkey: record.id } })
  return asSummary(record)
}

/** What a browser needs to use any passkey of this server; nobody is named, so nobody is guessed. */
export async function beginUse({
  origin,
  challenges,
}: PasskeySite): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: hostOf(origin),
    userVerification: 'required',
  })
  challenges.put(options.challenge, { is: 'use' })
  return options
}

/** Whose passkey was used. @throws {Refusal} `forbidden`, in the same words whatever the reason. */
export async function whosePasskey(
  ctx: Pick<Context, 'store' | 'now'>,
  { origin, challenges }: PasskeySite,
  used: UsedPasskey,
): Promise<Account> {
  const { store, now } = ctx
  const key = keyOf(used.id)
  const stored = await store.records.read('passkey', key)
  if (stored === null) throw notKnown()
  const record = passkeyRecord.parse(stored.value)
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: used as AuthenticationResponseJSON, // checked by the schema usedPasskey
    expectedChallenge: (challenge) => challenges.take(challenge)?.is === 'use',
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    credential: {
      id: record.credential,
      publicKey: new Uint8Array(Buffer.from(record.publicKey, 'base64url')),
      counter: record.counter,
      transports: record.transports,
    },
  }).catch(() => ({ verified: false as const, authenticationInfo: undefined })) // its words are for programmers
  if (!verified || authenticationInfo === undefined) throw notKnown()
  const account = await findAccount(store, record.account)
  if (account?.state !== 'active') throw notKnown()
  await store.records.change('passkey', key, (value) =>
    value === null
      ? null
      : {
          ...passkeyRecord.parse(value),
          counter: authenticationInfo.newCounter,
          usedAt: now().toISOString(),
        },
  )
  return account
}

/** One's own, the newest first. */
export async function listPasskeys(ctx: Context): Promise<PasskeySummary[]> {
  return (await passkeysOf(ctx.store, ctx.seat.id))
    .map(({ record }) => asSummary(record))
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
}

export async function hasPasskey(store: Store, account: string): Promise<boolean> {
  return (await passkeysOf(store, account)).length > 0
}

export async function renamePasskey(
  ctx: Context,
  id: string,
  name: string,
): Promise<PasskeySummary> {
  const { key, record } = await requireOwn(ctx, id)
  await ctx.store.records.change('passkey', key, (value) =>
    value === null ? null : { ...passkeyRecord.parse(value), name },
  )
  return asSummary({ ...record, name })
}

export async function removePasskey(ctx: Context, id: string): Promise<void> {
  const { key } = await requireOwn(ctx, id)
  await ctx.store.records.change('passkey', key, () => null)
  await recordAudit(ctx, { did: 'passkey.removed', about: { passkey: id } })
}

async function requireOwn(ctx: Context, id: string) {
  const own = await passkeysOf(ctx.store, ctx.seat.id)
  const found = own.find(({ record }) => record.id === id)
  if (found === undefined) throw new Refusal('not_found', 'There is no such passkey.')
  return found
}

async function passkeysOf(
  store: Store,
  account: string,
): Promise<{ key: string; record: PasskeyRecord }[]> {
  const stored = await store.records.list('passkey')
  return stored
    .map(({ id, value }) => ({ key: id, record: passkeyRecord.parse(value) }))
    .filter(({ record }) => record.account === account)
}

function asSummary({ id, name, createdAt, usedAt }: PasskeyRecord): PasskeySummary {
  return { id, name, createdAt, usedAt }
}

/** Ids of credentials are longer than the names of records may be. */
function keyOf(credential: string): string {
  return createHash('sha256').update(credential).digest('hex')
}

function hostOf(origin: string): string {
  return new URL(origin).hostname
}

function notChecked(): Refusal {
  return new Refusal('invalid', 'This passkey could not be made. Please try again.')
}

function notKnown(): Refusal {
  return new Refusal('forbidden', 'This passkey does not open anything here. Try another way in.')
}
