import type { Erasure } from '../../shared/own-words.ts'
import { Refusal } from '../../shared/refusals.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { findRecord, listRecords } from './document-record.ts'
import { forgetWhoRemoved } from './removed-rows.ts'
import { eraseSessions } from './sessions.ts'
import { withoutPerson } from './taken-out.ts'
import type { Erased } from './taken-out.ts'
import { changeStoredThread, threadsEverywhere } from './threads-record.ts'
import { eraseVotes, votesOf } from './votes.ts'
import {
  eraseYoungPerson,
  findYoungPerson,
  listLeaving,
  updateYoungPerson,
} from './young-people.ts'
import type { YoungPerson } from './young-people.ts'

/**
 * Taking somebody's words out for good. Sealed concerns stay: the law asks for them. What is left
 * is a record that it was done, when, and of how much.
 */

/** One's own words; a young person goes with them, an account stays. */
export async function eraseOwn(ctx: Context): Promise<Erasure> {
  const young = await findYoungPerson(ctx.store, ctx.seat.id)
  if (young !== null) return erasePerson(ctx, young, 'self')
  return note(ctx, 'self', await takeOut(ctx, { id: ctx.seat.id, nickname: null }))
}

/** @throws {Refusal} `not_found` if nobody of this group is here by that id. */
export async function eraseByOfficer(
  ctx: Context,
  { group, id }: { group: string; id: string },
): Promise<Erasure> {
  const young = /^[A-Za-z0-9_-]{1,64}$/.test(id) ? await findYoungPerson(ctx.store, id) : null
  if (young?.group !== group) {
    throw new Refusal('not_found', 'Nobody of this group is here by that name.')
  }
  return erasePerson(ctx, young, 'officer')
}

/** Finishes what a stop of the server has cut short. */
export async function finishErasures(ctx: Context): Promise<void> {
  for (const young of await listLeaving(ctx.store)) await erasePerson(ctx, young, 'server')
}

async function erasePerson(ctx: Context, person: YoungPerson, by: Erasure['by']): Promise<Erasure> {
  const { id, name, group } = person
  // First nobody writes any more as this person, so that nothing comes after what is taken out.
  await updateYoungPerson(ctx.store, id, (record) => ({
    ...record,
    isOut: true,
    isLeaving: true,
    generation: record.generation + 1,
  }))
  ctx.bus.announce({ of: 'account', id })
  const taken = await takeOut(ctx, { id, nickname: name })
  await forgetWhoRemoved(ctx, name)
  for (const { id: documentId, record } of await listRecords(ctx.store)) {
    const isReached = record.shares.some(({ who }) => who.is === 'group' && who.id === group)
    if (isReached) taken.documents.add(documentId)
  }
  for (const documentId of taken.documents) await forgetIn(ctx, { documentId, seatId: id })
  const noted = await note(ctx, by, taken)
  await eraseSessions(ctx.store, id)
  await eraseYoungPerson(ctx.store, person)
  return noted
}

interface Taken {
  counts: Pick<Erasure, 'comments' | 'suggestions' | 'reactions' | 'votes'>
  documents: Set<string>
}

async function takeOut(ctx: Context, person: Erased): Promise<Taken> {
  const counts = { comments: 0, suggestions: 0, reactions: 0, votes: 0 }
  const documents = new Set<string>()
  for (const { documentId, thread } of await threadsEverywhere(ctx.store)) {
    const own = thread.comments.filter(({ author }) => author.seat === person.id)
    const reactions = thread.comments.flatMap((each) =>
      each.reactions.filter(({ seat }) => seat === person.id),
    )
    if (own.length + reactions.length === 0) continue
    counts.comments += own.length
    counts.reactions += reactions.length
    const opened = thread.comments[0]?.author.seat === person.id
    if (opened && thread.suggestion !== null) counts.suggestions++
    await changeStoredThread(ctx.store, { documentId, threadId: thread.id }, (before) =>
      before === null ? null : withoutPerson(before, person),
    )
    const { id, visibility } = thread
    ctx.bus.publish(documentId, { type: 'thread.changed', thread: id, visibility })
    documents.add(documentId)
  }
  for (const { documentId } of await votesOf(ctx.store, person.id)) {
    await eraseVotes(ctx.store, { documentId, seatId: person.id })
    counts.votes++
    documents.add(documentId)
  }
  return { counts, documents }
}

/** A document that is leaving takes its log along. */
async function forgetIn(
  ctx: Context,
  { documentId, seatId }: { documentId: string; seatId: string },
): Promise<void> {
  const record = await findRecord(ctx.store, documentId)
  if (record?.place.at === 'home') await ctx.live.forget(documentId, seatId)
}

async function note(ctx: Context, by: Erasure['by'], { counts }: Taken): Promise<Erasure> {
  const made: Erasure = { id: ctx.newId(), at: ctx.now().toISOString(), by, ...counts }
  await ctx.store.records.change('erasure', made.id, () => ({ ...made }))
  const { id, comments, votes } = made
  const about = { erasure: id, by, comments: String(comments), votes: String(votes) }
  await recordAudit(ctx, { did: 'person.erased', about })
  return made
}
