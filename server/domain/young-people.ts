import { randomInt, scrypt } from 'node:crypto'
import { z } from 'zod'
import { AGE_BANDS } from '../../shared/api-young.ts'
import { Refusal } from '../../shared/refusals.ts'
import { RETURN_WORDS, readReturnCode } from '../../shared/young/return-words.ts'
import type { Store } from '../storage/store.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { takeCode } from './group-links.ts'
import type { DoorContext } from './links.ts'

/**
 * Young people: a nickname, and from the link they joined by a group and an age band. No e-mail,
 * no age, no name. Three words bring them back on any device.
 */
const youngRecord = z.strictObject({
  name: z.string(),
  colour: z.number(),
  group: z.string(),
  ageBand: z.enum(AGE_BANDS),
  /** Of the link they joined by. */
  link: z.string(),
  isOut: z.boolean(),
  joinedAt: z.string(),
  generation: z.number(),
  /** Where their return code is kept. */
  returnKey: z.string(),
  /** Under which they stand in the audit log, which cannot forget; without it under their id. */
  mark: z.string().optional(),
  /** Everything of theirs is being taken out. */
  isLeaving: z.boolean().optional(),
})
type YoungRecord = z.infer<typeof youngRecord>

export interface YoungPerson extends YoungRecord {
  id: string
}

export async function findYoungPerson(store: Store, id: string): Promise<YoungPerson | null> {
  const stored = await store.records.read('young', id)
  return stored === null ? null : { id, ...youngRecord.parse(stored.value) }
}

/** Those of one group who may come in, who joined last first. */
export async function listYoungPeople(store: Store, group: string): Promise<YoungPerson[]> {
  return (await store.records.list('young'))
    .map(({ id, value }) => ({ id, ...youngRecord.parse(value) }))
    .filter((person) => person.group === group && !person.isOut)
    .sort((one, other) => other.joinedAt.localeCompare(one.joinedAt))
}

/** @throws {Refusal} `forbidden` if the code opens nothing (any more). */
export async function join(
  ctx: DoorContext,
  { code, nickname }: { code: string; nickname: string },
): Promise<{ person: YoungPerson; words: string[] }> {
  const link = await takeCode(ctx, code)
  const id = ctx.newId()
  const { words, key } = await putReturnCode(ctx.store, id)
  const record: YoungRecord = {
    name: nickname,
    colour: randomInt(12),
    group: link.group,
    ageBand: link.ageBand,
    link: link.id,
    isOut: false,
    joinedAt: ctx.now().toISOString(),
    generation: 0,
    returnKey: key,
    mark: ctx.newId(),
  }
  await ctx.store.records.change('young', id, () => record)
  const about = { group: link.group, link: link.id }
  await recordAudit({ ...ctx, seat: { ...ctx.seat, id } }, { did: 'young.joined', about })
  return { person: { id, ...record }, words }
}

/** Who the three words belong to. @throws {Refusal} `forbidden` if to nobody. */
export async function comeBack(store: Store, typed: string): Promise<YoungPerson> {
  const words = readReturnCode(typed)
  const key = words === null ? null : await keyOf(store, words)
  const stored = key === null ? null : await store.records.read('returnCode', key)
  if (stored === null) throw noWords()
  const { young } = z.object({ young: z.string() }).parse(stored.value)
  const person = await findYoungPerson(store, young)
  if (person === null || person.isOut || person.returnKey !== key) throw noWords()
  return person
}

/** Three new words for oneself; the old ones bring nobody back any more. */
export async function changeOwnWords(ctx: Context): Promise<string[]> {
  const before = await findYoungPerson(ctx.store, ctx.seat.id)
  if (before === null) throw new Refusal('conflict', 'Only young people have return words.')
  const { words, key } = await putReturnCode(ctx.store, ctx.seat.id)
  await updateYoungPerson(ctx.store, ctx.seat.id, (record) => ({ ...record, returnKey: key }))
  await ctx.store.records.change('returnCode', before.returnKey, () => null)
  await recordAudit(ctx, { did: 'young.newWords', about: {} })
  return words
}

/** Takes somebody out of a group: they are off everywhere at once, and their words open nothing. */
export async function removeYoungPerson(
  ctx: Context,
  { group, id }: { group: string; id: string },
): Promise<void> {
  const person = isId(id) ? await findYoungPerson(ctx.store, id) : null
  if (person?.group !== group || person.isOut) {
    throw new Refusal('not_found', 'Nobody of this group is here by that name.')
  }
  await updateYoungPerson(ctx.store, id, (record) => ({
    ...record,
    isOut: true,
    generation: record.generation + 1,
  }))
  await ctx.store.records.change('returnCode', person.returnKey, () => null)
  ctx.bus.announce({ of: 'account', id })
  await recordAudit(ctx, { did: 'young.removed', about: { young: person.mark ?? id, group } })
}

/** Nothing of them is kept: neither nickname nor the words that brought them back. */
export async function eraseYoungPerson(store: Store, person: YoungPerson): Promise<void> {
  await store.records.change('returnCode', person.returnKey, () => null)
  await store.records.change('young', person.id, () => null)
}

/** Those whose words were being taken out when the server stopped. */
export async function listLeaving(store: Store): Promise<YoungPerson[]> {
  return (await store.records.list('young'))
    .map(({ id, value }) => ({ id, ...youngRecord.parse(value) }))
    .filter(({ isLeaving }) => isLeaving === true)
}

export async function updateYoungPerson(
  store: Store,
  id: string,
  change: (record: YoungRecord) => YoungRecord,
): Promise<void> {
  await store.records.change('young', id, (value) =>
    value === null ? null : change(youngRecord.parse(value)),
  )
}

async function putReturnCode(
  store: Store,
  young: string,
): Promise<{ words: string[]; key: string }> {
  for (;;) {
    const words = Array.from(
      { length: 3 },
      () => RETURN_WORDS[randomInt(RETURN_WORDS.length)] ?? '',
    )
    const key = await keyOf(store, words)
    let isTaken = false
    await store.records.change('returnCode', key, (value) => {
      isTaken = value !== null
      return isTaken ? value : { young }
    })
    if (!isTaken) return { words, key }
  }
}

/** Slow to compute and salted by this folder: whoever reads the folder cannot try all words. */
async function keyOf(store: Store, words: readonly string[]): Promise<string> {
  const salt = await saltOf(store)
  return new Promise((resolve, reject) => {
    scrypt(words.join(' '), salt, 32, (error, key) => {
      if (error === null) resolve(key.toString('hex'))
      else reject(error)
    })
  })
}

const saltRecord = z.strictObject({ salt: z.string() })

async function saltOf(store: Store): Promise<string> {
  const stored = await store.records.read('workspace', 'returnCodes')
  if (stored !== null) return saltRecord.parse(stored.value).salt
  let salt = ''
  await store.records.change('workspace', 'returnCodes', (value) => {
    const record = value === null ? { salt: newSalt() } : saltRecord.parse(value)
    salt = record.salt
    return record
  })
  return salt
}

function isId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id)
}

function newSalt(): string {
  return Array.from({ length: 32 }, () => randomInt(16).toString(16)).join('')
}

function noWords(): Refusal {
  return new Refusal(
    'forbidden',
    'These three words do not work. Check the spelling, or join again with the code.',
  )
}
