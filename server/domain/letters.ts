import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Store } from '../storage/store.ts'
import { findAccount } from './accounts.ts'
import type { Context } from './context.ts'
import type { Mail } from './link-post.ts'

/**
 * E-mail that tells of something, on its way: kept until it is sent, so that neither a stop nor the
 * quiet hours lose it. A letter holds whom and what it is about; its words are made when it goes.
 */
const letter = z.strictObject({
  /** Of the account it goes to. */
  to: z.string(),
  about: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('concern') }),
    z.strictObject({ is: z.literal('unopenedConcern') }),
    z.strictObject({
      is: z.literal('answers'),
      document: z.string(),
      title: z.string(),
      group: z.string(),
    }),
  ]),
  at: z.string(),
})
type Letter = z.infer<typeof letter>
export type LetterAbout = Letter['about']

const KEPT_MS = 7 * 24 * 60 * 60_000

/** The same letter to the same person, not yet sent, goes once. */
export async function queueLetter(ctx: Context, to: string, about: LetterAbout): Promise<void> {
  const id = createHash('sha256')
    .update(JSON.stringify([to, about]))
    .digest('hex')
    .slice(0, 32)
  const queued = { to, about, at: ctx.now().toISOString() }
  await ctx.store.records.change('letter', id, (value) => value ?? queued)
}

export interface LetterDeps {
  /** Null: there is no e-mail, and what is in the product has to do. */
  mail: Mail | null
  /** The address people use, without a slash at the end. */
  origin: string
  log(line: string): void
}

/** Sends what waits. What fails or is held stays and is tried again, for a week. */
export async function sendLetters(
  ctx: Pick<Context, 'store' | 'now'>,
  { mail, origin, log }: LetterDeps,
): Promise<void> {
  for (const { id, value } of await ctx.store.records.list('letter')) {
    const waiting = letter.parse(value)
    const email = (await findAccount(ctx.store, waiting.to))?.email ?? ''
    const isOld = ctx.now().getTime() - Date.parse(waiting.at) > KEPT_MS
    if (mail === null || email === '' || isOld) {
      await forget(ctx.store, id)
      continue
    }
    try {
      await mail.send({ to: email, ...wordsOf(waiting.about, origin) })
      await forget(ctx.store, id)
    } catch (error) {
      if (!(error instanceof HeldUntilMorning))
        log('A letter could not be sent. It is tried again.')
    }
  }
}

/** What goes to young people, or on to them, is not sent in the quiet hours. */
export class HeldUntilMorning extends Error {}

function forget(store: Store, id: string): Promise<void> {
  return store.records.change('letter', id, () => null)
}

type Message = Omit<Parameters<Mail['send']>[0], 'to'>

function wordsOf(about: LetterAbout, origin: string): Message {
  if (about.is === 'answers') {
    return {
      reaches: 'young',
      subject: `Answers for ${about.group}`,
      text: `Dear colleague,

there are answers to what ${about.group} said about “${about.title}”. Please tell them: they find
them under “What I said” on their page, and come back to it with their three words.

${origin}/documents/${about.document}/you-said
`,
    }
  }
  const isFirst = about.is === 'concern'
  return {
    reaches: 'adults',
    subject: isFirst ? 'A concern waits for you' : 'Nobody has opened a concern yet',
    text: `Dear colleague,

${
  isFirst
    ? 'somebody has reported a concern in Folkmoot. Please sign in and read it as soon as you can:'
    : 'a concern in Folkmoot has not been opened for four working hours. Please step in and read it:'
}

${origin}/safeguarding

What it says is not in this letter, and is not to be sent by e-mail.
`,
  }
}
