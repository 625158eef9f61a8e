import { describe, expect, it } from 'vitest'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import { Problem } from '../../../client/api.ts'
import { createCommentStore } from '../../../client/comments/comment-store.ts'
import type { CommentsApi } from '../../../client/api-comments.ts'

const NEW = {
  anchor: WHOLE_DOCUMENT,
  visibility: 'visible' as const,
  body: 'Too late',
  suggestion: null,
}

describe('comments of a window', () => {
  it('[TH20] without a signal a comment waits, over a closed window too, and goes out once', async () => {
    const server = fakeServer()
    const storage = fakeStorage()
    server.isReachable = false
    const first = open(server, storage)
    first.start(NEW)
    await settled(() => server.tries === 1)
    expect(first.getView().waiting.map(({ request }) => request.body)).toEqual(['Too late'])
    // The answer is lost on its way: the server has the comment, and the window does not know.
    server.isReachable = true
    server.losesAnswers = true
    const second = open(server, storage)
    await second.refresh()
    expect(second.getView().waiting).toHaveLength(1)
    server.losesAnswers = false
    await second.refresh()
    await settled(() => second.getView().waiting.length === 0)
    expect(server.threads).toHaveLength(1)
    expect(second.getView().threads.map(({ id }) => id)).toEqual(server.threads.map(({ id }) => id))
    expect(storage.size()).toBe(0)
  })

  it('[TH20] what the server refuses stays with its reason until it is thrown away, and holds up nothing', async () => {
    const server = fakeServer()
    const store = open(server, fakeStorage())
    server.refuses = 'Please use at most 4000 letters.'
    store.start({ ...NEW, body: 'x'.repeat(5000) })
    await settled(() => store.getView().waiting[0]?.problem === server.refuses)
    server.refuses = null
    store.start(NEW)
    await settled(() => server.threads.length === 1)
    const [refused] = store.getView().waiting
    expect(store.getView().waiting).toHaveLength(1)
    store.discard(refused?.request.key ?? '')
    expect(store.getView().waiting).toEqual([])
  })

  it('[TH20] an event brings what changed, and takes away what is gone', async () => {
    const server = fakeServer()
    const store = open(server, fakeStorage())
    await store.refresh()
    server.threads.push(threadOf('one', 'Hello'))
    store.handleEvent({ type: 'thread.changed', thread: 'one', visibility: 'visible' })
    await settled(() => store.getView().threads.length === 1)
    server.threads.length = 0
    store.handleEvent({ type: 'thread.changed', thread: 'one', visibility: 'visible' })
    await settled(() => store.getView().threads.length === 0)
  })
})

function open(server: ReturnType<typeof fakeServer>, storage: ReturnType<typeof fakeStorage>) {
  let keys = 0
  return createCommentStore({
    api: server.api,
    name: 'uma.plan',
    storage,
    newKey: () => `key-${String(++keys).padStart(16, '0')}`,
  })
}

function fakeServer() {
  const server = {
    threads: [] as Thread[],
    tries: 0,
    isReachable: true,
    losesAnswers: false,
    refuses: null as string | null,
    api: {} as CommentsApi, // filled below; a test that calls anything else fails
  }
  server.api = {
    ...server.api,
    async list() {
      if (!server.isReachable) throw new Problem('unreachable', 'No signal')
      const may = {
        comment: true,
        commentInternally: false,
        resolveAny: false,
        moderate: false,
        decide: false,
        makeVisible: false,
      }
      return { threads: [...server.threads], may }
    },
    async find(id) {
      const found = server.threads.find((each) => each.id === id)
      if (found === undefined) throw new Problem('not_found', 'There is none')
      return found
    },
    async start({ key, body }) {
      server.tries += 1
      if (!server.isReachable) throw new Problem('unreachable', 'No signal')
      if (server.refuses !== null) throw new Problem('invalid', server.refuses)
      const before = server.threads.find(({ id }) => id === key)
      const thread = before ?? threadOf(key, body)
      if (before === undefined) server.threads.push(thread)
      if (server.losesAnswers) throw new Problem('unreachable', 'No signal')
      return thread
    },
  }
  return server
}

function threadOf(id: string, body: string): Thread {
  const at = '2026-03-02T09:00:00.000Z'
  return {
    id,
    anchor: WHOLE_DOCUMENT,
    visibility: 'visible',
    suggestion: null,
    madeVisible: null,
    resolved: null,
    answer: null,
    people: 1,
    voice: { is: 'others', group: null },
    mayQuote: false,
    consultation: null,
    comments: [
      {
        id,
        author: { id: null, name: 'Uma', colour: 1, role: 'young', group: null },
        isMine: true,
        body,
        moderation: 'held',
        reason: '',
        rule: null,
        isRedacted: false,
        appealedAt: null,
        isWithdrawn: false,
        reactions: { counts: { agree: 0, notSure: 0, disagree: 0, explain: 0 }, mine: [] },
        createdAt: at,
        editedAt: null,
      },
    ],
    createdAt: at,
    changedAt: at,
  }
}

function fakeStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    size: () => kept.size,
  }
}

/** Waits turn by turn until it is so. */
async function settled(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000; turn++) {
    if (isSo()) return
    await Promise.resolve()
  }
  throw new Error('It never came to be so')
}
