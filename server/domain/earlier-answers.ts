import { may } from '../../shared/access.ts'
import type { Answer } from '../../shared/answers.ts'
import { sharedWords, themeWords } from '../../shared/answering/theme-words.ts'
import type { EarlierAnswer } from '../../shared/earlier-answers.ts'
import { sectionOf } from '../../shared/young/sections.ts'
import type { Section } from '../../shared/young/sections.ts'
import { documentsWithAnswers, listAnswers } from './answers-record.ts'
import type { Context } from './context.ts'
import { listRecords, sharingOf } from './document-record.ts'
import { storedThreads } from './threads-record.ts'
import type { StoredThread } from './threads-record.ts'

const MOST = 8
const MOST_FOR_A_SECTION = 3
/** What a shared word counts for. */
const WEIGHTS = { theme: 3, heading: 2, said: 1 } as const
/** One word that is shared with what was said is a hint to an officer, and chance on a phone. */
const LEAST = { forOfficers: 1, forPhones: 2 } as const

/** An answer of a document one may read, with what it is about. */
interface Known {
  documentId: string
  title: string
  answer: Answer
  threads: StoredThread[]
  theme: ReadonlySet<string>
  heading: ReadonlySet<string>
  said: ReadonlySet<string>
}

/** Answers about what these words are about, in all documents one may read; the nearest first. */
export async function findEarlier(ctx: Context, words: string): Promise<EarlierAnswer[]> {
  const wanted = themeWords(words)
  if (wanted.size === 0) return []
  return nearest(await knownTo(ctx), {
    score: (known) => scoreOf(known, wanted),
    least: LEAST.forOfficers,
  }).slice(0, MOST)
}

/**
 * For each section of a document what people were told about it before this day; the key '' has
 * nothing of its own.
 */
export async function findEarlierBySection(
  ctx: Context,
  { documentId, sections, before }: { documentId: string; sections: Section[]; before: string },
): Promise<Map<string, EarlierAnswer[]>> {
  const known = (await knownTo(ctx)).filter(({ answer }) => answer.at.slice(0, 10) < before)
  const found = sections.map(({ id, heading }) => {
    const wanted = themeWords(heading)
    const score = (each: Known) => {
      const isHere =
        each.documentId === documentId &&
        placesOf(each).some((place) => sectionOf(sections, place)?.id === id)
      return isHere ? 100 : scoreOf(each, wanted)
    }
    return [
      id,
      nearest(known, { score, least: LEAST.forPhones }).slice(0, MOST_FOR_A_SECTION),
    ] as const
  })
  return new Map(found)
}

async function knownTo(ctx: Context): Promise<Known[]> {
  const { store, seat, now } = ctx
  const withAnswers = new Set(await documentsWithAnswers(store))
  const known: Known[] = []
  for (const stored of await listRecords(store)) {
    const { id: documentId, record } = stored
    if (!withAnswers.has(documentId) || record.place.at !== 'home') continue
    if (!may(seat, 'readComments', { sharing: sharingOf(stored), now: now() })) continue
    const all = await storedThreads(store, documentId)
    for (const answer of await listAnswers({ store }, documentId)) {
      const threads = all.filter((thread) => thread.answer === answer.id)
      const headings = threads.flatMap(({ anchor }) =>
        anchor.on === 'section' ? anchor.quote : [],
      )
      known.push({
        documentId,
        title: record.title,
        answer,
        threads,
        theme: themeWords(answer.theme),
        heading: themeWords(headings.join(' ')),
        said: themeWords(answer.said),
      })
    }
  }
  return known
}

function scoreOf({ theme, heading, said }: Known, wanted: ReadonlySet<string>): number {
  return (
    WEIGHTS.theme * sharedWords(theme, wanted) +
    WEIGHTS.heading * sharedWords(heading, wanted) +
    WEIGHTS.said * sharedWords(said, wanted)
  )
}

function nearest(
  known: readonly Known[],
  { score, least }: { score: (known: Known) => number; least: number },
): EarlierAnswer[] {
  return known
    .map((each) => ({ each, score: score(each) }))
    .filter((scored) => scored.score >= least)
    .sort(
      (one, other) =>
        other.score - one.score || other.each.answer.at.localeCompare(one.each.answer.at),
    )
    .map(({ each }) => asEarlier(each))
}

function asEarlier({ documentId, title, answer, threads }: Known): EarlierAnswer {
  const { id, at, said, theme, outcome, words, reason } = answer
  const askedAt = threads.map(({ createdAt }) => createdAt).toSorted()[0] ?? at
  return {
    answer: id,
    document: { id: documentId, title },
    askedAt,
    said,
    theme,
    outcome,
    words,
    reason,
  }
}

function placesOf({ answer, threads }: Known): string[] {
  const places = threads.flatMap(({ anchor }) => anchor.row ?? anchor.block ?? [])
  const changed = answer.change?.place ?? null
  return changed === null ? places : [changed, ...places]
}
