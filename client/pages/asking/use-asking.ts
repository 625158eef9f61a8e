import { useCallback, useEffect, useState } from 'react'
import type { Answer } from '../../../shared/answers.ts'
import type { DocumentSummary } from '../../../shared/api.ts'
import type { ThreadsResponse } from '../../../shared/comments/thread.ts'
import type { Consultation, WordsResponse, YoungReading } from '../../../shared/consultations.ts'
import type { VotesResponse } from '../../../shared/votes.ts'
import {
  listAnswers,
  listConsultations,
  listVotes,
  listWords,
  readForPhone,
} from '../../api-asking.ts'
import { readDocument } from '../../api.ts'
import { commentsApi } from '../../api-comments.ts'

/** Everything around asking people about one document. */
export interface Asking {
  document: DocumentSummary
  reading: YoungReading
  consultations: Consultation[]
  threads: ThreadsResponse
  answers: Answer[]
  words: WordsResponse
  votes: VotesResponse
}

export function useAsking(documentId: string) {
  const [asking, setAsking] = useState<Asking>()
  const [problem, setProblem] = useState<string>()
  const look = useCallback(() => {
    readAll(documentId).then(
      (all) => {
        setAsking(all)
        setProblem(undefined)
      },
      (failure: Error) => setProblem(failure.message),
    )
  }, [documentId])
  useEffect(look, [look])
  return { asking, problem, look }
}

async function readAll(documentId: string): Promise<Asking> {
  const [document, reading, consultations, threads, answers, words, votes] = await Promise.all([
    readDocument(documentId),
    readForPhone(documentId),
    listConsultations(documentId),
    commentsApi(documentId).list(),
    listAnswers(documentId),
    listWords(documentId),
    listVotes(documentId),
  ])
  return { document, reading, consultations, threads, answers, words, votes }
}
