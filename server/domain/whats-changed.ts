import { z } from 'zod'
import type { Answer } from '../../shared/answers.ts'
import { OUTCOME_WORDS } from '../../shared/answer-words.ts'
import type { Consultation } from '../../shared/consultations.ts'
import { emptyDrawn, emptySheet, mergeSheets, ownSheet } from '../../shared/whats-changed.ts'
import type { Drawn, SheetResponse, WriteSheetRequest } from '../../shared/whats-changed.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { InvolvementLevel } from '../../shared/young/words.ts'
import { listAnswers } from './answers-record.ts'
import { listConsultations } from './consultations.ts'
import type { Context } from './context.ts'
import { requireDocument } from './documents.ts'
import { versionOf } from './golden-thread.ts'
import { storedThreads } from './threads-record.ts'
import type { StoredThread } from './threads-record.ts'
import { asked } from './unanswered.ts'
import { findVersions } from './version-record.ts'
import type { StoredVersion } from './version-record.ts'

const record = ownSheet.extend({ changedAt: z.string() })

/** The sheet of a document: its own words, and what was asked and answered meanwhile. */
export async function readSheet(ctx: Context, documentId: string): Promise<SheetResponse> {
  const { record: document } = await requireDocument(ctx, documentId)
  const [stored, consultations, answers, threads, { versions }] = await Promise.all([
    ctx.store.records.read('whatsChanged', documentId),
    listConsultations(ctx, documentId),
    listAnswers(ctx, documentId),
    storedThreads(ctx.store, documentId),
    findVersions(ctx.store, documentId),
  ])
  const kept = stored === null ? null : record.parse(stored.value)
  return {
    title: document.title,
    own: kept === null ? emptySheet() : { service: kept.service, levels: kept.levels },
    drawn: draw({ consultations, answers, threads: asked(threads), versions }),
    changedAt: kept?.changedAt ?? null,
  }
}

/**
 * What others wrote since it was shown stays.
 *
 * @throws {Refusal} `conflict` if both together are too long.
 */
export async function writeSheet(
  ctx: Context,
  documentId: string,
  { since, ...mine }: WriteSheetRequest,
): Promise<SheetResponse> {
  await requireDocument(ctx, documentId)
  const changedAt = ctx.now().toISOString()
  await ctx.store.records.change('whatsChanged', documentId, (value) => {
    const theirs = value === null ? emptySheet() : record.parse(value)
    const whole = since === undefined ? mine : mergeSheets({ theirs, mine, since })
    const parsed = record.safeParse({ ...whole, changedAt })
    if (parsed.success) return parsed.data
    throw new Refusal(
      'conflict',
      'Somebody else wrote here meanwhile, and both together are too long. Please shorten yours.',
    )
  })
  return readSheet(ctx, documentId)
}

interface World {
  consultations: readonly Consultation[]
  answers: readonly Answer[]
  threads: StoredThread[]
  versions: readonly StoredVersion[]
}

function draw({ consultations, answers, threads, versions }: World): Drawn {
  const drawn = emptyDrawn()
  for (const each of consultations.toReversed()) {
    const own = threads.filter(({ consultation }) => consultation === each.id)
    const waiting = own.filter(({ answer }) => answer === null).length
    const days = `${dayOf(each.opensOn)} to ${dayOf(each.closesOn)}`
    const row = drawn[each.level]
    if (each.state === 'planned') row.next.push(`We will ask: “${each.title}”, ${days}.`)
    else row.now.push(`We asked: “${each.title}”, ${days}; ${many(own.length)}.`)
    if (waiting > 0 && each.state !== 'answered') {
      row.next.push(`${many(waiting)} to answer by ${dayOf(each.hearBackOn)}: “${each.title}”.`)
    }
  }
  for (const answer of answers.toReversed()) {
    const row = drawn[levelOf(answer, { consultations, threads })]
    const { outcome, said, words, passedTo, at, change } = answer
    if (outcome === 'passed') row.next.push(`Passed on to ${passedTo}: ${said}`)
    if (outcome !== 'changed' && outcome !== 'partly') continue
    const version = versionOf({ at, version: change?.version ?? null }, versions)
    const where = version === null ? '' : ` (${version.label})`
    row.changed.push(`You said: ${said} ${OUTCOME_WORDS[outcome]}: ${words}${where}`)
  }
  return drawn
}

/** What was said outside a consultation was still asked for by consulting people. */
function levelOf(
  { id }: Answer,
  { consultations, threads }: Pick<World, 'consultations' | 'threads'>,
): InvolvementLevel {
  const wanted = threads.find(({ answer }) => answer === id)?.consultation
  return consultations.find((each) => each.id === wanted)?.level ?? 'consultation'
}

function many(comments: number): string {
  return comments === 1 ? '1 comment' : `${comments} comments`
}

function dayOf(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long' })
}
