import type { Anchor } from '../../shared/comments/anchor.ts'
import type {
  DecideRequest,
  ModerateRequest,
  Thread,
  ThreadsResponse,
} from '../../shared/comments/thread.ts'
import type { Reaction, Visibility } from '../../shared/comments/kinds.ts'
import type { DocumentEvent } from '../../shared/events.ts'
import { Problem } from '../api.ts'
import type { CommentPlace, CommentsApi } from '../api-comments.ts'
import { createOutbox } from './outbox.ts'
import type { Posting } from './outbox.ts'

/** The comments of a document as this window knows them. The same object until something changes. */
export interface CommentsView {
  state: 'asking' | 'there' | 'failed'
  threads: readonly Thread[]
  may: ThreadsResponse['may']
  /** Written here and not yet on the server. */
  waiting: readonly Posting[]
}

export interface NewThread {
  anchor: Anchor
  visibility: Visibility
  body: string
  suggestion: string | null
  /** How many say this together; one unless given. */
  people?: number
  /** Their words may be quoted, without a name. */
  mayQuote?: boolean
}

/** Everything a screen needs for comments, without a screen. */
export interface CommentStore {
  getView(): CommentsView
  /** Returns its own stop. */
  subscribe(listener: () => void): () => void
  /** Asks for everything again and sends what waits: on arriving, and after every break. */
  refresh(): Promise<void>
  handleEvent(event: DocumentEvent): void
  start(thread: NewThread): void
  reply(thread: string, body: string): void
  discard(key: string): void
  edit(place: CommentPlace, body: string): Promise<void>
  withdraw(place: CommentPlace): Promise<void>
  react(place: CommentPlace, reaction: Reaction, isOn: boolean): Promise<void>
  moderate(place: CommentPlace, request: ModerateRequest): Promise<void>
  resolve(thread: string, isResolved: boolean): Promise<void>
  decide(thread: string, request: DecideRequest): Promise<void>
  appeal(place: CommentPlace): Promise<void>
  makeVisible(thread: string): Promise<void>
}

export interface CommentStoreDeps {
  api: CommentsApi
  /** Of seat and document: what waits is kept under it. */
  name: string
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null
  newKey(): string
}

const NOTHING: ThreadsResponse['may'] = {
  comment: false,
  commentInternally: false,
  resolveAny: false,
  moderate: false,
  decide: false,
  makeVisible: false,
}

export function createCommentStore({ api, name, storage, newKey }: CommentStoreDeps): CommentStore {
  const listeners = new Set<() => void>()
  let view: CommentsView = { state: 'asking', threads: [], may: NOTHING, waiting: [] }
  const show = (next: Partial<CommentsView>): void => {
    view = { ...view, ...next }
    for (const listener of listeners) listener()
  }
  const put = (thread: Thread): void => {
    const isNew = view.threads.every(({ id }) => id !== thread.id)
    const threads = isNew
      ? [...view.threads, thread]
      : view.threads.map((each) => (each.id === thread.id ? thread : each))
    show({ threads })
  }
  const drop = (id: string): void => {
    if (view.threads.some((each) => each.id === id)) {
      show({ threads: view.threads.filter((each) => each.id !== id) })
    }
  }
  const outbox = createOutbox({
    storage,
    name,
    send: (posting) =>
      posting.is === 'thread'
        ? api.start(posting.request)
        : api.reply(posting.thread, posting.request),
    onSent: put,
    onChange: () => show({ waiting: outbox.list() }),
  })
  view = { ...view, waiting: outbox.list() }

  /** Only what is asked last counts: answers may overtake each other. */
  const asked = new Map<string, number>()
  async function look(id: string): Promise<void> {
    const turn = (asked.get(id) ?? 0) + 1
    asked.set(id, turn)
    try {
      const thread = await api.find(id)
      if (asked.get(id) === turn) put(thread)
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      if (problem.code === 'not_found' || problem.code === 'forbidden') drop(id)
    }
  }

  return {
    getView: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async refresh() {
      await outbox.flush()
      try {
        show({ state: 'there', ...(await api.list()) })
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem
        if (view.state === 'asking') show({ state: 'failed' })
      }
    },
    handleEvent(event) {
      if (event.type === 'thread.changed') void look(event.thread)
    },
    start(thread) {
      outbox.add({ is: 'thread', request: { key: newKey(), ...thread }, problem: null })
    },
    reply: (thread, body) =>
      outbox.add({ is: 'reply', thread, request: { key: newKey(), body }, problem: null }),
    discard: (key) => outbox.discard(key),
    edit: async (place, body) => put(await api.edit(place, body)),
    async withdraw(place) {
      await api.withdraw(place)
      await look(place.thread)
    },
    react: async (place, reaction, isOn) => put(await api.react(place, { reaction, isOn })),
    moderate: async (place, request) => put(await api.moderate(place, request)),
    resolve: async (thread, isResolved) => put(await api.resolve(thread, isResolved)),
    decide: async (thread, request) => put(await api.decide(thread, request)),
    appeal: async (place) => put(await api.appeal(place)),
    makeVisible: async (thread) => put(await api.makeVisible(thread)),
  }
}
