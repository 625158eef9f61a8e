import type { Role } from '../../shared/access.ts'
import type { ThreadVoice } from '../../shared/comments/thread.ts'
import { Refusal } from '../../shared/refusals.ts'
import type { Context } from './context.ts'
import { asDirectory, readRecord } from './directory-record.ts'
import type { StoredThread } from './threads-record.ts'

/** As whom people speak in a thread: young people, parents and carers, others, and for which group. */
export function voiceOf({ voice, comments: [first] }: StoredThread): ThreadVoice {
  if (voice !== null) return voice
  const isYoung = first?.author.role === 'young'
  return { is: isYoung ? 'young' : 'others', group: first?.author.group ?? null }
}

/** Who speaks in a thread, as a group or a kind of people: never a name. */
export function speakerOf(thread: StoredThread): string {
  const [first] = thread.comments
  return voiceOf(thread).group?.name ?? WORDS[first?.author.role ?? 'public']
}

/**
 * The voice of somebody who writes: that of the group whose words they type in, or of a group of
 * parents they belong to; null where their role says it.
 *
 * @throws {Refusal} `not_found` if there is no such group.
 */
export async function voiceFor(ctx: Context, from: string | null): Promise<ThreadVoice | null> {
  const own = ctx.seat.groups ?? []
  if (from === null && (ctx.seat.role === 'young' || own.length === 0)) return null
  const { entries } = asDirectory(await readRecord(ctx.store))
  const groups = entries.flatMap((entry) => (entry.noun === 'group' ? [entry] : []))
  const found =
    from === null
      ? groups.find(({ id, kind }) => own.includes(id) && kind === 'parents')
      : groups.find(({ id }) => id === from)
  if (found === undefined) {
    if (from === null) return null
    throw new Refusal('not_found', 'There is no such group.')
  }
  const { id, name, kind } = found
  const is = kind === 'youth' ? 'young' : kind === 'parents' ? 'parents' : 'others'
  return { is, group: { id, name } }
}

const WORDS: Record<Role, string> = {
  officer: 'Officers',
  editor: 'Partners',
  young: 'Young people',
  approver: 'Approvers',
  moderator: 'Moderators',
  public: 'Others',
  operator: 'Others',
}
