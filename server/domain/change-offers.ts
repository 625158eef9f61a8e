import type { Node } from '@tiptap/pm/model'
import type { AnswerRequest } from '../../shared/answers.ts'
import { changedWords, wordsAtPlace } from '../../shared/answering/place-words.ts'
import type { PlaceWords } from '../../shared/answering/place-words.ts'
import type { Comparison } from '../../shared/compare/comparison.ts'
import type { ChangeOffer, ChangesSinceResponse, VersionName } from '../../shared/golden-thread.ts'
import { Refusal } from '../../shared/refusals.ts'
import { labelInWords } from '../../shared/versions.ts'
import { sectionOf, sectionsOf } from '../../shared/young/sections.ts'
import type { Section } from '../../shared/young/sections.ts'
import { gatherComparison } from './comparing.ts'
import type { GatheredComparison } from './comparing.ts'
import type { Context } from './context.ts'
import { readBody } from './documents.ts'
import { storedThreads } from './threads-record.ts'
import type { StoredThread } from './threads-record.ts'
import { findVersions } from './version-record.ts'
import { LIVE, textAt } from './versions.ts'

const MOST = 300
/** So many later versions are looked through for the first that has the words. */
const MOST_VERSIONS = 12

/** All that is needed to offer what changed since some comments; comparing takes place elsewhere. */
export interface GatheredOffers {
  threads: StoredThread[]
  now: Node
  base: { id: string; label: string; body: Node; job: GatheredComparison['job'] } | null
  later: { name: VersionName; body: Node }[]
}

/** @throws {Refusal} `not_found` if one of the comments is not there. */
export async function gatherOffers(
  ctx: Context,
  documentId: string,
  ids: readonly string[],
): Promise<GatheredOffers> {
  const all = await storedThreads(ctx.store, documentId)
  const threads = all.filter(({ id }) => ids.includes(id))
  const [first] = threads
  if (first === undefined || threads.length < new Set(ids).size) {
    throw new Refusal('not_found', 'One of these comments is not there any more.')
  }
  const { versions, points } = await findVersions(ctx.store, documentId)
  const texts = [
    ...versions.map(({ id, madeAt }) => ({ id, at: madeAt })),
    ...points.map(({ id, at }) => ({ id, at })),
  ].sort((one, other) => one.at.localeCompare(other.at))
  const base = texts.findLast(({ at }) => at <= first.createdAt) ?? texts[0]
  const now = await readBody(ctx, documentId)
  if (base === undefined) return { threads, now, base: null, later: [] }
  const { before, job } = await gatherComparison(ctx, {
    id: documentId,
    before: base.id,
    after: LIVE,
  })
  const later = []
  const madeSince = versions.filter(({ madeAt, withdrawn }) => {
    return madeAt > first.createdAt && withdrawn === null
  })
  for (const version of madeSince.slice(0, MOST_VERSIONS)) {
    const { body } = await textAt(ctx, documentId, version.id)
    later.push({ name: { id: version.id, label: labelInWords(version) }, body })
  }
  const label =
    before.is === 'version' ? labelInWords(before.version) : `the text of ${dayOf(base.at)}`
  const { body } = await textAt(ctx, documentId, base.id)
  return { threads, now, base: { id: base.id, label, body, job }, later }
}

/** What changed, the nearest to the comments first. */
export function offersOf(
  gathered: GatheredOffers,
  comparison: Comparison | null,
): ChangesSinceResponse {
  const { threads, now, base } = gathered
  const sections = sectionsOf(now)
  const near = nearness(threads, sections)
  const offers = new Map<string, ChangeOffer>()
  for (const { id, words, section } of comparison?.changes ?? []) {
    if (id === null || base === null) continue
    const known = offers.get(id)
    if (known !== undefined) {
      offers.set(id, { ...known, words: `${known.words}; ${words}`.slice(0, 500) })
      continue
    }
    const { before, after } = pair(base.body, now, id)
    if (before === after) continue
    const version = firstWith(gathered, id)
    const where = near(id)
    offers.set(id, { place: id, since: base.id, words, section, before, after, version, where })
  }
  for (const offer of fromQuotes(gathered, sections)) {
    if (!offers.has(offer.place)) offers.set(offer.place, offer)
  }
  const order: ChangeOffer['where'][] = ['here', 'near', 'elsewhere']
  return {
    since: base?.label ?? null,
    offers: [...offers.values()]
      .sort((one, other) => order.indexOf(one.where) - order.indexOf(other.where))
      .slice(0, MOST),
  }
}

/**
 * The words before and after are those of the text, never somebody's own.
 *
 * @throws {Refusal} `conflict` if the text has changed since they were picked.
 */
export async function checkPicked(
  ctx: Context,
  documentId: string,
  { change, threads: ids }: Pick<AnswerRequest, 'change' | 'threads'>,
): Promise<void> {
  if (change === null || change.place === null) return
  const { place, since, before, after, version } = change
  const now = (await textAt(ctx, documentId, version ?? LIVE)).body
  const words = wordsAtPlace(now, place)
  if (since === null) {
    const quoted = (await storedThreads(ctx.store, documentId)).some(
      ({ id, anchor }) =>
        ids.includes(id) && (anchor.row ?? anchor.block) === place && anchor.quote === before,
    )
    if (quoted && allOf(words) === after) return
  } else {
    const picked = pair((await textAt(ctx, documentId, since)).body, now, place)
    if (picked.before === before && picked.after === after) return
  }
  throw new Refusal('conflict', 'The text has changed since you picked this. Please pick again.')
}

function pair(before: Node, after: Node, place: string): { before: string; after: string } {
  return changedWords(wordsAtPlace(before, place), wordsAtPlace(after, place))
}

/** Without an earlier text: what a comment quotes beside what stands there now. */
function fromQuotes({ threads, now }: GatheredOffers, sections: readonly Section[]): ChangeOffer[] {
  return threads.flatMap(({ anchor }) => {
    const { block, quote, on } = anchor
    if (on !== 'block' || block === null || quote === '') return []
    const words = wordsAtPlace(now, block)
    const after = allOf(words)
    if (words === null || after === quote.trim() || after === '') return []
    const section = sectionOf(sections, block)?.heading ?? ''
    const said = 'The words the comment is about'
    return [
      {
        place: block,
        since: null,
        words: said,
        section,
        before: quote,
        after,
        version: null,
        where: 'here' as const,
      },
    ]
  })
}

function allOf(words: PlaceWords | null): string {
  return (words?.get('') ?? '').slice(0, 2000)
}

/** The first version in which a place says what it says now. */
function firstWith({ later, now }: GatheredOffers, place: string): VersionName | null {
  const words = sayOf(wordsAtPlace(now, place))
  return later.find(({ body }) => sayOf(wordsAtPlace(body, place)) === words)?.name ?? null
}

function sayOf(words: PlaceWords | null): string {
  return JSON.stringify(words === null ? null : [...words])
}

function nearness(threads: readonly StoredThread[], sections: readonly Section[]) {
  const here = new Set(threads.flatMap(({ anchor }) => anchor.row ?? anchor.block ?? []))
  const around = new Set([...here].flatMap((place) => sectionOf(sections, place)?.id ?? []))
  return (place: string): ChangeOffer['where'] => {
    if (here.has(place)) return 'here'
    return around.has(sectionOf(sections, place)?.id ?? '') ? 'near' : 'elsewhere'
  }
}

function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' })
}
