import { z } from 'zod'
import type { Term, WordsResponse } from '../../shared/consultations.ts'
import type { Store } from '../storage/store.ts'
import type { Context } from './context.ts'

/** How many different words are counted; rarer ones make room. */
const MOST_ASKED = 500

const record = z.strictObject({
  terms: z.array(z.strictObject({ term: z.string(), means: z.string() })),
  asked: z.record(z.string(), z.number()),
})
type StoredWords = z.infer<typeof record>

/** The words of a document that are explained, by the alphabet; those asked about, most first. */
export async function listWords(ctx: Context, documentId: string): Promise<WordsResponse> {
  return show(await read(ctx.store, documentId))
}

export async function explainWords(
  ctx: Context,
  documentId: string,
  terms: Term[],
): Promise<WordsResponse> {
  let after: StoredWords = { terms: [], asked: {} }
  await ctx.store.records.change('words', documentId, (value) => {
    after = { ...parse(value), terms }
    return record.parse(after)
  })
  return show(after)
}

/** One more person does not get a word. Only the word is kept, not who asked. */
export async function askWord(ctx: Context, documentId: string, word: string): Promise<void> {
  const key = word.toLowerCase()
  await ctx.store.records.change('words', documentId, (value) => {
    const { terms, asked } = parse(value)
    const counts = Object.entries({ ...asked, [key]: (asked[key] ?? 0) + 1 })
    const kept = counts.sort(([, one], [, other]) => other - one).slice(0, MOST_ASKED)
    return record.parse({ terms, asked: Object.fromEntries(kept) })
  })
}

async function read(store: Store, documentId: string): Promise<StoredWords> {
  return parse((await store.records.read('words', documentId))?.value ?? null)
}

function parse(value: unknown): StoredWords {
  return value === null ? { terms: [], asked: {} } : record.parse(value)
}

function show({ terms, asked }: StoredWords): WordsResponse {
  return {
    terms: terms.toSorted((one, other) => one.term.localeCompare(other.term, 'en-GB')),
    asked: Object.entries(asked)
      .map(([word, times]) => ({ word, times }))
      .sort((one, other) => other.times - one.times || one.word.localeCompare(other.word)),
  }
}
