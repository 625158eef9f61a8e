import { createHash } from 'node:crypto'
import { z } from 'zod'
import { TOKEN_OPERATIONS } from '../../shared/api-seats.ts'
import type { MakeTokenRequest, TokenSummary } from '../../shared/api-seats.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'
import { findAccount } from './accounts.ts'
import type { Account } from './accounts.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import type { DoorContext } from './links.ts'

/** Tokens for scripts: kept under their SHA-256, with the rights they carry and their last day. */
const tokenRecord = z.strictObject({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  operations: z.array(z.enum(TOKEN_OPERATIONS)),
  documents: z.array(z.string()).nullable(),
  until: z.string(),
  createdAt: z.string(),
})
export type TokenRecord = z.infer<typeof tokenRecord>

const PREFIX = 'folkmoot_'
const YEAR_MS = 366 * 24 * 60 * 60_000

/** Makes a token for a script of the person who asks. It is in this answer and nowhere else. */
export async function makeToken(
  ctx: DoorContext,
  { name, operations, documents, until }: MakeTokenRequest,
): Promise<{ token: string; summary: TokenSummary }> {
  const today = ctx.now().toISOString().slice(0, 10)
  const latest = new Date(ctx.now().getTime() + YEAR_MS).toISOString().slice(0, 10)
  if (until < today || until > latest) {
    throw new Refusal('invalid', 'Please choose a last day within a year from now.')
  }
  const token = `${PREFIX}${ctx.newToken()}`
  const record: TokenRecord = {
    id: ctx.newId(),
    account: ctx.seat.id,
    name,
    operations: [...new Set(operations)],
    documents,
    until,
    createdAt: ctx.now().toISOString(),
  }
  await ctx.store.records.change('token', digest(token), () => record)
  await recordAudit(ctx, { did: 'token.made', about: { token: record.id, until } })
  return { token, summary: asSummary(record) }
}

/** The token and the account behind it; null if there is none, or its last day is over. */
export async function findToken(
  { store, now }: Pick<Context, 'store' | 'now'>,
  token: string,
): Promise<{ token: TokenRecord; account: Account } | null> {
  if (!token.startsWith(PREFIX)) return null
  const stored = await store.records.read('token', digest(token))
  if (stored === null) return null
  const record = tokenRecord.parse(stored.value)
  if (isOver(record, now())) return null
  const account = await findAccount(store, record.account)
  return account?.state === 'active' ? { token: record, account } : null
}

/** One's own tokens, the newest first. */
export async function listTokens(ctx: Context): Promise<TokenSummary[]> {
  return (await tokensOf(ctx.store))
    .filter(({ record }) => record.account === ctx.seat.id)
    .map(({ record }) => asSummary(record))
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
}

/** Ends one of one's own tokens. Its sockets close within a second. */
export async function removeToken(ctx: Context, id: string): Promise<void> {
  const found = (await tokensOf(ctx.store)).find(
    ({ record }) => record.id === id && record.account === ctx.seat.id,
  )
  if (found === undefined) throw new Refusal('not_found', 'There is no such token.')
  await ctx.store.records.change('token', found.key, () => null)
  ctx.bus.announce({ of: 'account', id: ctx.seat.id })
  await recordAudit(ctx, { did: 'token.removed', about: { token: id } })
}

/** Tokens whose last day is over go. */
export async function removeOldTokens({
  store,
  now,
}: Pick<Context, 'store' | 'now'>): Promise<void> {
  for (const { key, record } of await tokensOf(store)) {
    if (isOver(record, now())) await store.records.change('token', key, () => null)
  }
}

function isOver({ until }: TokenRecord, now: Date): boolean {
  return until < now.toISOString().slice(0, 10)
}

async function tokensOf(store: Store): Promise<{ key: string; record: TokenRecord }[]> {
  const stored = await store.records.list('token')
  return stored.map(({ id, value }) => ({ key: id, record: tokenRecord.parse(value) }))
}

function asSummary(record: TokenRecord): TokenSummary {
  const { id, name, operations, documents, until, createdAt } = record
  return { id, name, operations, documents, until, createdAt }
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
