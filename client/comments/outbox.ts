import type { ReplyRequest, StartThreadRequest, Thread } from '../../shared/comments/thread.ts'
import { Problem } from '../api.ts'
import { POSTINGS } from './forget-postings.ts'

/** A comment on its way. It keeps its key, so that sending it again is never a second comment. */
export type Posting =
  | { is: 'thread'; request: StartThreadRequest; problem: string | null }
  | { is: 'reply'; thread: string; request: ReplyRequest; problem: string | null }

export interface OutboxDeps {
  /** Where postings wait over a closed window; null where nothing may be kept. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null
  /** Of this seat and document. */
  name: string
  send(posting: Posting): Promise<Thread>
  onSent(thread: Thread): void
  onChange(): void
}

export interface Outbox {
  list(): readonly Posting[]
  add(posting: Posting): void
  /** Sends what waits, in order. What the server refuses stays, with its words, until it is discarded. */
  flush(): Promise<void>
  discard(key: string): void
}

export function createOutbox(deps: OutboxDeps): Outbox {
  const { storage, send, onSent, onChange } = deps
  const name = POSTINGS + deps.name
  let postings = readKept(storage?.getItem(name) ?? null)
  let flushing: Promise<void> | null = null

  const keep = (next: readonly Posting[]): void => {
    postings = next
    try {
      if (next.length === 0) storage?.removeItem(name)
      else storage?.setItem(name, JSON.stringify(next))
    } catch {
      // A full or closed storage: the comment waits in this window alone.
    }
    onChange()
  }
  const without = (key: string) => postings.filter((each) => each.request.key !== key)

  async function sendAll(): Promise<void> {
    for (;;) {
      const next = postings.find(({ problem }) => problem === null)
      if (next === undefined) return
      const { key } = next.request
      try {
        const thread = await send(next)
        keep(without(key))
        onSent(thread)
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem
        if (isPassing(problem)) return
        const { message } = problem
        keep(
          postings.map((each) => (each.request.key === key ? { ...each, problem: message } : each)),
        )
      }
    }
  }

  return {
    list: () => postings,
    add(posting) {
      keep([...postings, posting])
      void this.flush()
    },
    flush() {
      flushing ??= sendAll().finally(() => {
        flushing = null
      })
      return flushing
    },
    discard: (key) => keep(without(key)),
  }
}

/** No signal, or a server that restarts or counts: it goes out later by itself. */
function isPassing({ code }: Problem): boolean {
  return ['unreachable', 'unclear', 'unavailable', 'too_many', 'signed_out'].includes(code)
}

function readKept(text: string | null): readonly Posting[] {
  if (text === null) return []
  try {
    const kept: unknown = JSON.parse(text)
    return Array.isArray(kept) ? (kept as Posting[]) : [] // written by us, above
  } catch {
    return []
  }
}
