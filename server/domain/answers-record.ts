import { z } from 'zod'
import { answer } from '../../shared/answers.ts'
import type { Answer } from '../../shared/answers.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Store } from '../storage/store.ts'

const MOST = 2000

const record = z.array(answer)

/** The answers on a document, the newest first. */
export async function listAnswers(
  { store }: { store: Pick<Store, 'records'> },
  documentId: string,
): Promise<Answer[]> {
  const stored = await store.records.read('answers', documentId)
  return stored === null ? [] : record.parse(stored.value).toReversed()
}

export async function documentsWithAnswers(store: Pick<Store, 'records'>): Promise<string[]> {
  return (await store.records.list('answers')).map(({ id }) => id)
}

export async function addAnswer(store: Store, documentId: string, given: Answer): Promise<void> {
  await store.records.change('answers', documentId, (value) => {
    const before = value === null ? [] : record.parse(value)
    if (before.length >= MOST) {
      throw new Refusal('too_many', `A document has at most ${MOST} answers.`)
    }
    return record.parse([...before, given])
  })
}
