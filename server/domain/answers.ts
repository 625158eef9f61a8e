import type { Node } from '@tiptap/pm/model'
import type { Answer, AnswerRequest, YouSaidResponse } from '../../shared/answers.ts'
import { VOICES } from '../../shared/answer-words.ts'
import type { Voice } from '../../shared/answer-words.ts'
import { shownCount, shownGroups } from '../../shared/answering/small-numbers.ts'
import { Refusal } from '../../shared/refusals.ts'
import { sectionOf, sectionsOf } from '../../shared/young/sections.ts'
import { addAnswer, listAnswers } from './answers-record.ts'
import { listConsultations } from './consultations.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { readBody, requireDocument } from './documents.ts'
import { tellBack } from './hearing-back.ts'
import { checkPicked } from './change-offers.ts'
import { versionOf } from './golden-thread.ts'
import { voiceOf } from './speakers.ts'
import { linkAnswer } from './threads.ts'
import { findStoredThread, storedThreads } from './threads-record.ts'
import { asked } from './unanswered.ts'
import type { StoredThread } from './threads-record.ts'
import { findVersions } from './version-record.ts'
import type { StoredVersion } from './version-record.ts'

const DAY_MS = 24 * 60 * 60_000

/** Answers comments; whoever wrote one finds the answer beside it. */
export async function giveAnswer(
  ctx: Context,
  documentId: string,
  request: AnswerRequest,
): Promise<Answer> {
  checkWhole(request)
  await checkPicked(ctx, documentId, request)
  const threads = await requireThreads(ctx, documentId, request.threads)
  checkQuotes(threads, request.quotes)
  const given: Answer = {
    ...request,
    id: ctx.newId(),
    at: ctx.now().toISOString(),
    by: ctx.seat.name,
    people: countPeople(threads),
  }
  await addAnswer(ctx.store, documentId, given)
  for (const { id } of threads) {
    await linkAnswer(ctx, { documentId, threadId: id }, given.id)
  }
  const groups = threads.flatMap(({ comments }) => comments[0]?.author.group?.id ?? [])
  await tellBack(ctx, documentId, groups)
  const about = { document: documentId, answer: given.id }
  await recordAudit(ctx, { did: 'comment.answered', about })
  return given
}

/** What people said and what was done, by section; nothing in it names anybody. */
export async function youSaidWeDid(ctx: Context, documentId: string): Promise<YouSaidResponse> {
  const { record: document } = await requireDocument(ctx, documentId)
  const body = await readBody(ctx, documentId)
  const told = await tellAnswers(ctx, documentId, { title: document.title, body })
  const consultations = await listConsultations(ctx, documentId)
  const wentOn = consultations.flatMap(({ title, wentOn: without }) =>
    without === null || without.count === 0 ? [] : [{ title, ...without }],
  )
  return { ...told, wentOn }
}

/** The same by the sections of a text; `isTold` leaves some answers out. */
export async function tellAnswers(
  { store }: Pick<Context, 'store'>,
  documentId: string,
  { title, body, isTold = () => true }: Told,
): Promise<YouSaidResponse> {
  const threads = asked(await storedThreads(store, documentId))
  const all = (await listAnswers({ store }, documentId)).toReversed()
  const answers = all.filter(isTold)
  const sections = sectionsOf(body)
  const headingOf = (given: Answer): string => {
    const thread = threads.find(({ id }) => given.threads.includes(id))
    const place = given.change?.place ?? thread?.anchor.row ?? thread?.anchor.block ?? ''
    return sectionOf(sections, place)?.heading ?? ''
  }
  const headings = ['', ...sections.map(({ heading }) => heading)]
  const byHeading = groupBy(answers, headingOf)
  const { versions } = await findVersions(store, documentId)
  return {
    title,
    wentOn: [],
    unanswered: threads.filter((thread) => thread.answer === null).length,
    daysToAnswer: middleOf(answers.flatMap((given) => daysTo(given, threads))),
    sections: [...new Set(headings)].flatMap((heading) => {
      const given = byHeading.get(heading) ?? []
      return given.length === 0
        ? []
        : [{ heading, entries: given.map((each) => asEntry(each, { threads, versions })) }]
    }),
    groups: groupsOf(threads, { answers, all }),
  }
}

/** What is quoted with each answer today: nothing that was taken back or hidden since. */
export async function quotesToday(
  { store }: Pick<Context, 'store'>,
  documentId: string,
): Promise<Map<string, YouSaidQuote[]>> {
  const found = new Map<string, YouSaidQuote[]>()
  for (const { id, quotes } of await listAnswers({ store }, documentId)) {
    if (quotes.length === 0) continue
    const threads = await Promise.all(
      quotes.map((threadId) => findStoredThread(store, { documentId, threadId })),
    )
    const own = asked(threads.flatMap((thread) => thread ?? []))
    found.set(id, own.filter(({ answer }) => answer === id).flatMap(asQuote))
  }
  return found
}

interface Told {
  title: string
  body: Node
  isTold?: (answer: Answer) => boolean
}

interface Around {
  threads: readonly StoredThread[]
  versions: readonly StoredVersion[]
}

function asEntry(given: Answer, { threads, versions }: Around): Entry {
  const { id, said, outcome, words, reason, passedTo, change, at, quotes } = given
  const own = threads.filter(({ answer }) => answer === id)
  return {
    answer: id,
    said,
    voices: VOICES.flatMap((voice) => {
      const people = peopleIn(own, voice)
      return people === 0 ? [] : [{ voice, people: shownCount(people) }]
    }),
    quotes: own.filter((thread) => quotes.includes(thread.id)).flatMap(asQuote),
    outcome,
    words,
    reason,
    passedTo,
    change:
      change === null
        ? null
        : {
            place: change.place,
            before: change.before,
            after: change.after,
            version: versionOf({ at, version: change.version }, versions),
          },
  }
}

type Entry = YouSaidResponse['sections'][number]['entries'][number]
export type YouSaidQuote = Entry['quotes'][number]

/** Words that were taken back, hidden or not agreed to are quoted no more. */
function asQuote(thread: StoredThread): Entry['quotes'] {
  const [first] = thread.comments
  if (first === undefined || !isQuotable(thread) || first.body === '') return []
  return [{ voice: voiceOf(thread).is, words: first.body }]
}

function isQuotable({ mayQuote, comments: [first] }: StoredThread): boolean {
  return mayQuote && first?.moderation === 'shown' && !first.isWithdrawn
}

/** An answer that is left out here is told elsewhere: neither place says what the other keeps back. */
function groupsOf(
  threads: StoredThread[],
  { answers, all }: Record<'answers' | 'all', readonly Answer[]>,
): YouSaidResponse['groups'] {
  return VOICES.flatMap((voice) => {
    const heard = threads.filter((thread) => voiceOf(thread).is === voice)
    const groups = [...groupBy(heard, (thread) => voiceOf(thread).group?.name ?? '')].sort(
      ([one], [other]) => one.localeCompare(other, 'en-GB'),
    )
    const shownBeside = (told: readonly Answer[]) =>
      shownGroups(
        told.map(({ id }) => countPeople(heard.filter(({ answer }) => answer === id))),
        groups.map(([, from]) => countPeople(from)),
      )
    const [here, elsewhere] = [shownBeside(answers), shownBeside(all)]
    return groups.map(([name, from], index) => {
      const people = (elsewhere[index] ?? null) === null ? null : (here[index] ?? null)
      return { voice, name, people, comments: people === null ? null : from.length }
    })
  })
}

function peopleIn(threads: readonly StoredThread[], voice: Voice): number {
  return countPeople(threads.filter((thread) => voiceOf(thread).is === voice))
}

function countPeople(threads: readonly StoredThread[]): number {
  return threads.reduce((sum, { people }) => sum + people, 0)
}

/** As Map.groupBy, which Node 20 does not have. */
function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    groups.set(key, [...(groups.get(key) ?? []), value])
  }
  return groups
}

function daysTo(given: Answer, threads: StoredThread[]): number[] {
  return threads
    .filter(({ id }) => given.threads.includes(id))
    .map(({ createdAt }) => (Date.parse(given.at) - Date.parse(createdAt)) / DAY_MS)
}

function middleOf(values: number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted[Math.floor(sorted.length / 2)]
  return middle === undefined ? null : Math.round(middle * 10) / 10
}

function checkWhole({ outcome, reason, passedTo, change }: AnswerRequest): void {
  if (outcome === 'cannot' && reason === null) {
    throw new Refusal('invalid', 'Please choose why it cannot be done.')
  }
  if (outcome === 'passed' && passedTo === '') {
    throw new Refusal('invalid', 'Please say who it was passed to.')
  }
  if (outcome === 'changed' && change === null) {
    throw new Refusal('invalid', 'Please show what was changed.')
  }
}

/** Nobody is quoted who did not agree to it. */
function checkQuotes(threads: readonly StoredThread[], quotes: readonly string[]): void {
  const mayBe = new Set(threads.filter(isQuotable).map(({ id }) => id))
  if (quotes.every((id) => mayBe.has(id))) return
  throw new Refusal('conflict', 'Words are only quoted with the permission of whoever said them.')
}

async function requireThreads(
  ctx: Context,
  documentId: string,
  ids: readonly string[],
): Promise<StoredThread[]> {
  const threads = asked(await storedThreads(ctx.store, documentId))
  const found = threads.filter(({ id }) => ids.includes(id))
  if (found.length < new Set(ids).size) {
    throw new Refusal('not_found', 'One of these comments is not there any more.')
  }
  return found
}
