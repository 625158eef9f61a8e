import type {
  Answer,
  GiveAnswerRequest,
  HeardResponse,
  YouSaidResponse,
} from '../shared/answers.ts'
import type {
  Consultation,
  ConsultationRequest,
  SettleConsultationRequest,
  Term,
  WordsResponse,
  YoungReading,
} from '../shared/consultations.ts'
import type { EarlierAnswer } from '../shared/earlier-answers.ts'
import type { Asked, ChangesSinceResponse } from '../shared/golden-thread.ts'
import type { VoteRequest, VotesResponse } from '../shared/votes.ts'
import { documentPath, ask } from './api.ts'

export function listConsultations(documentId: string): Promise<Consultation[]> {
  return ask('GET', `${documentPath(documentId)}/consultations`)
}

export function startConsultation(
  documentId: string,
  request: ConsultationRequest,
): Promise<Consultation> {
  return ask('POST', `${documentPath(documentId)}/consultations`, request)
}

export function changeConsultation(
  documentId: string,
  id: string,
  request: ConsultationRequest,
): Promise<Consultation> {
  const path = `${documentPath(documentId)}/consultations/${encodeURIComponent(id)}`
  return ask('PUT', path, request)
}

export function settleConsultation(
  documentId: string,
  id: string,
  request: SettleConsultationRequest,
): Promise<Consultation> {
  const path = `${documentPath(documentId)}/consultations/${encodeURIComponent(id)}`
  return ask('POST', `${path}/settle`, request)
}

export function listWords(documentId: string): Promise<WordsResponse> {
  return ask('GET', `${documentPath(documentId)}/words`)
}

export function explainWords(documentId: string, terms: Term[]): Promise<WordsResponse> {
  return ask('PUT', `${documentPath(documentId)}/words`, { terms })
}

export function listAnswers(documentId: string): Promise<Answer[]> {
  return ask('GET', `${documentPath(documentId)}/answers`)
}

export function giveAnswer(documentId: string, request: GiveAnswerRequest): Promise<Answer> {
  return ask('POST', `${documentPath(documentId)}/answers`, request)
}

/** How many answers to one's own words one has not seen; none in the quiet hours. */
export function countUnheard(documentId: string): Promise<HeardResponse> {
  return ask('GET', `${documentPath(documentId)}/heard`)
}

export function hear(documentId: string): Promise<void> {
  return ask('PUT', `${documentPath(documentId)}/heard`)
}

/** What changed since these comments, to pick from. */
export function listChangesSince(
  documentId: string,
  threads: readonly string[],
): Promise<ChangesSinceResponse> {
  const query = new URLSearchParams({ threads: threads.join(',') })
  return ask('GET', `${documentPath(documentId)}/changes-since?${query}`)
}

/** Who asked for what, place by place. */
export function listAsked(documentId: string): Promise<Asked[]> {
  return ask('GET', `${documentPath(documentId)}/asked`)
}

/** What people were told before about what these words are about. */
export function findEarlierAnswers(documentId: string, words: string): Promise<EarlierAnswer[]> {
  const query = new URLSearchParams({ words })
  return ask('GET', `${documentPath(documentId)}/earlier-answers?${query}`)
}

export function readYouSaid(documentId: string): Promise<YouSaidResponse> {
  return ask('GET', `${documentPath(documentId)}/you-said`)
}

/** A document by sections, for a phone. */
export function readForPhone(documentId: string): Promise<YoungReading> {
  return ask('GET', `${documentPath(documentId)}/reading`)
}

export function listVotes(documentId: string): Promise<VotesResponse> {
  return ask('GET', `${documentPath(documentId)}/votes`)
}

export function vote(documentId: string, request: VoteRequest): Promise<VotesResponse> {
  return ask('PUT', `${documentPath(documentId)}/votes`, request)
}

export function askWord(documentId: string, word: string): Promise<void> {
  return ask('POST', `${documentPath(documentId)}/words/asked`, { word })
}
