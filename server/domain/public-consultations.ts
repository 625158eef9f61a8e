import type { Consultation } from '../../shared/consultations.ts'
import { peopleIn } from '../../shared/directory/model.ts'
import { documentSchema } from '../../shared/schema/index.ts'
import type { Answer, YouSaidResponse } from '../../shared/answers.ts'
import { tellAnswers } from './answers.ts'
import type { YouSaidQuote } from './answers.ts'
import { listEveryConsultation } from './consultations.ts'
import type { ListedConsultation } from './consultations.ts'
import type { Context } from './context.ts'
import { asDirectory, readRecord } from './directory-record.ts'
import { isAtHome } from './document-record.ts'
import { findPrivateWords } from './privacy-check.ts'
import { withChangesIn } from './public-answers.ts'
import { readCopy } from './public-files.ts'
import { findPublication } from './public-reading.ts'

type World = Pick<Context, 'store' | 'now' | 'newId'>

/** A consultation that somebody announced to everybody. */
export interface AnnouncedConsultation extends Pick<
  Consultation,
  'title' | 'about' | 'state' | 'opensOn' | 'closesOn' | 'hearBackOn'
> {
  documentId: string
  who: string
  takePart: string
}

/** Those that are planned, open or over, the next to close first. */
export async function listAnnounced(world: World): Promise<AnnouncedConsultation[]> {
  const found: AnnouncedConsultation[] = []
  for (const { documentId, consultation } of await listEveryConsultation(world)) {
    const { announced, title, about, state, opensOn, closesOn, hearBackOn } = consultation
    if (!announced || !(await isAtHome(world.store, documentId))) continue
    const days = { opensOn, closesOn, hearBackOn }
    found.push({ documentId, title, about, state, ...days, ...announced })
  }
  return found.toSorted((one, other) => one.closesOn.localeCompare(other.closesOn))
}

export interface PublicResults {
  documentId: string
  told: YouSaidResponse
  /** Answers that could tell who somebody is stay inside. */
  isAnythingKeptBack: boolean
}

/**
 * What became of what people said, once the answers of an announced consultation are out. Answers
 * that were given later wait for the next time.
 */
export async function readResults(world: World, documentId: string): Promise<PublicResults | null> {
  if (!(await isAtHome(world.store, documentId))) return null
  const last = (await listEveryConsultation(world))
    .filter((each) => each.documentId === documentId && isOut(each))
    .toSorted((one, other) => (one.settledAt ?? '').localeCompare(other.settledAt ?? ''))
    .at(-1)
  if (last === undefined) return null
  const people = peopleIn(asDirectory(await readRecord(world.store))).map(({ name }) => name)
  let isAnythingKeptBack = false
  const isTold = (answer: Answer): boolean => {
    if (answer.at > (last.settledAt ?? '')) return false
    const { said, words, passedTo, change } = answer
    const text = [said, words, passedTo, change?.before, change?.after].join('\n')
    const isFine = findPrivateWords(text, people).length === 0
    isAnythingKeptBack ||= !isFine
    return isFine
  }
  const { title } = last.consultation
  const published = await findPublication(world, { documentId, number: 'latest' })
  const copy =
    published === null || published === 'gone' ? null : await readCopy(world, published.publication)
  const body = copy?.body ?? documentSchema.node('doc', null, documentSchema.node('paragraph'))
  const told = withChangesIn(body, await tellAnswers(world, documentId, { title, body, isTold }))
  const isQuotable = ({ words }: YouSaidQuote): boolean => {
    const isFine = findPrivateWords(words, people).length === 0
    isAnythingKeptBack ||= !isFine
    return isFine
  }
  const sections = told.sections.map(({ heading, entries }) => ({
    heading,
    entries: entries.map((entry) => ({ ...entry, quotes: entry.quotes.filter(isQuotable) })),
  }))
  const { count, reason } = last.consultation.wentOn ?? { count: 0, reason: '' }
  const wentOn = count === 0 ? [] : [{ title, count, reason }]
  return { documentId, told: { ...told, sections, wentOn }, isAnythingKeptBack }
}

function isOut({ consultation: { announced, state } }: ListedConsultation): boolean {
  return Boolean(announced) && state === 'answered'
}
