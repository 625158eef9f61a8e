import { mentionsIn } from '../../../../shared/comments/words.ts'
import type { Thread } from '../../../../shared/comments/thread.ts'
import type { Found } from '../../../../shared/comments/resolve-anchor.ts'
import type { Role } from '../../../../shared/access.ts'

/** Which threads the panel shows: one of these, or those of a group by `group:` and its id. */
export type ThreadFilter =
  | 'open'
  | 'mine'
  | 'called'
  | 'unanswered'
  | 'suggestions'
  | 'resolved'
  | `group:${string}`

const CHOICES: readonly { value: ThreadFilter; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'mine', label: 'Mine' },
  { value: 'called', label: 'Calling my role' },
  { value: 'unanswered', label: 'Without an answer' },
  { value: 'suggestions', label: 'Other words' },
  { value: 'resolved', label: 'Resolved' },
]

export function filterChoices(threads: readonly Thread[]) {
  const groups = new Map<string, string>()
  for (const { author } of threads.flatMap(({ comments }) => comments)) {
    if (author.group !== null) groups.set(author.group.id, author.group.name)
  }
  return [
    ...CHOICES,
    ...[...groups].map(([id, label]) => ({ value: `group:${id}` as const, label })),
  ]
}

export function isFilter(value: string): value is ThreadFilter {
  return value.startsWith('group:') || CHOICES.some((choice) => choice.value === value)
}

export function isShownBy(thread: Thread, { filter, role }: { filter: ThreadFilter; role: Role }) {
  const { comments, resolved, suggestion, answer } = thread
  switch (filter) {
    case 'open':
      return resolved === null
    case 'mine':
      return comments.some(({ isMine }) => isMine)
    case 'called':
      return comments.some(({ body }) => mentionsIn(body).includes(role))
    case 'unanswered':
      return resolved === null && answer === null && comments.length === 1
    case 'suggestions':
      return suggestion !== null
    case 'resolved':
      return resolved !== null
    default:
      return comments.some(({ author }) => `group:${author.group?.id}` === filter)
  }
}

/** Threads by where they stand: on everything, in the text in its order, and no longer in it. */
export function placeThreads(threads: readonly Thread[], found: ReadonlyMap<string, Found>) {
  const whole: Thread[] = []
  const here: { thread: Thread; at: number }[] = []
  const gone: Thread[] = []
  for (const thread of threads) {
    const place = found.get(thread.id)
    if (thread.anchor.on === 'document') whole.push(thread)
    else if (place?.state === 'gone') gone.push(thread)
    else here.push({ thread, at: place?.from ?? Infinity })
  }
  const inText = here.sort((one, other) => one.at - other.at).map(({ thread }) => thread)
  return [
    { title: 'The whole document', threads: whole },
    { title: 'In the text', threads: inText },
    { title: 'No longer in the text', threads: gone },
  ].filter((group) => group.threads.length > 0)
}
