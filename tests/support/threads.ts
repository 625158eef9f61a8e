import type { Role, Seat, Share } from '../../shared/access.ts'
import { WHOLE_DOCUMENT } from '../../shared/comments/anchor.ts'
import type { Anchor } from '../../shared/comments/anchor.ts'
import type { StartThreadRequest, Thread, ThreadsResponse } from '../../shared/comments/thread.ts'
import { addDocument } from '../../server/domain/documents.ts'
import { documentSchema } from '../../shared/schema/index.ts'
import { sending, startApp } from './start-app.ts'

/** One of each role; `uma` and `vik` are young people of one group, `rae` may only read. */
export const SEATS = {
  petra: seat('petra', 'officer'),
  ed: seat('ed', 'editor'),
  rae: seat('rae', 'editor'),
  abi: seat('abi', 'approver'),
  mo: seat('mo', 'moderator'),
  uma: { ...seat('uma', 'young'), group: { id: 'riverside', name: 'Riverside youth forum' } },
  vik: { ...seat('vik', 'young'), group: { id: 'riverside', name: 'Riverside youth forum' } },
  out: seat('out', 'public'),
} satisfies Record<string, Seat>
export type SeatName = keyof typeof SEATS

const SHARES: Share[] = [
  { who: { is: 'account', id: 'ed' }, as: 'editor', until: null },
  { who: { is: 'account', id: 'rae' }, as: 'reader', until: null },
  { who: { is: 'account', id: 'uma' }, as: 'commenter', until: null },
  { who: { is: 'account', id: 'vik' }, as: 'commenter', until: null },
]

/** The HTTP side with a document that is shared with all of them; the cookie says who asks. */
export async function startTalk() {
  const world = startApp({
    seatFor: async ({ cookie }) =>
      Object.values(SEATS).find(({ id }) => id === cookie) ?? SEATS.out,
  })
  const { app, ctx, store } = world
  const paragraph = documentSchema.node(
    'paragraph',
    { id: 'p1' },
    documentSchema.text('Young people are asked once a year.'),
  )
  const { id: documentId } = await addDocument(ctx, {
    title: 'A plan',
    kind: 'other',
    body: documentSchema.node('doc', null, paragraph),
    isDemo: false,
    origin: { from: 'template', template: 'blank' },
    shares: SHARES,
  })
  const path = `/api/documents/${documentId}/threads`
  const ask = async (who: SeatName, method: string, more = '', body?: unknown) =>
    app.request(path + more, sending(method, body, { cookie: who }))
  let keys = 0

  return {
    ...world,
    documentId,
    ask,
    newKey: () => `key-${String(++keys).padStart(16, '0')}`,
    async start(who: SeatName, request: Partial<StartThreadRequest> = {}): Promise<Thread> {
      const response = await ask(who, 'POST', '', { ...this.opening(), ...request })
      return answered<Thread>(response)
    },
    opening(): StartThreadRequest {
      return { key: this.newKey(), anchor: WHOLE_DOCUMENT, visibility: 'visible', body: 'Why?' }
    },
    async reply(who: SeatName, thread: string, body = 'Because.'): Promise<Thread> {
      const request = { key: this.newKey(), body }
      return answered<Thread>(await ask(who, 'POST', `/${thread}/comments`, request))
    },
    async list(who: SeatName): Promise<Thread[]> {
      return (await answered<ThreadsResponse>(await ask(who, 'GET'))).threads
    },
    async show(thread: string, comment = thread): Promise<void> {
      const place = `/${thread}/comments/${comment}/moderation`
      await answered(await ask('mo', 'PUT', place, { moderation: 'shown' }))
    },
    /** The whole text as it is stored, byte by byte. */
    async bytes(): Promise<string> {
      const { updates, lastSequence } = await store.updates.load(documentId)
      return `${lastSequence} ${updates.map((each) => Buffer.from(each).toString('hex')).join(' ')}`
    },
  }
}

export const SOME_WORDS: Anchor = {
  ...WHOLE_DOCUMENT,
  on: 'words',
  block: 'p1',
  range: { from: 'AAAA', to: 'AAAA' },
  quote: 'once a year',
  before: 'Young people are asked ',
  after: '.',
}

/** The body of an answer that has to be in order. */
export async function answered<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T // our own server wrote it
}

function seat(id: string, role: Role): Seat {
  return { id, name: id.charAt(0).toUpperCase() + id.slice(1), colour: 1, role }
}
