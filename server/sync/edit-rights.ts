import type * as Y from 'yjs'
import type { RefusalCode } from '../../shared/refusals.ts'
import { lockBreachBy } from './locked.ts'
import { standsUnder } from './section.ts'

/** What somebody who may edit may change. */
export interface EditRights {
  /** The headings under which alone it may stand; null: anywhere. */
  within: readonly string[] | null
  /** Whether what is locked in plans stays as it is. */
  isHeld: boolean
}

/** Whether they let a sound update through. `steps`: what it took to find out, as in `Verdict`. */
export function judgeRights(
  update: Uint8Array,
  { doc, rights }: { doc: Y.Doc; rights: EditRights | null },
): { is: 'allowed'; steps: number } | { is: 'refused'; code: RefusalCode; message: string } {
  if (rights === null) return { is: 'allowed', steps: 0 }
  const { within, isHeld } = rights
  if (within !== null && !standsUnder(update, { doc, headings: within })) {
    return { is: 'refused', code: 'forbidden', message: ELSEWHERE }
  }
  if (!isHeld) return { is: 'allowed', steps: 0 }
  const { breach, comparedBytes } = lockBreachBy(update, doc)
  return breach === null
    ? { is: 'allowed', steps: Math.ceil(comparedBytes / BYTES_A_STEP) }
    : { is: 'refused', code: 'forbidden', message: LOCKED[breach] }
}

/** Of a text that is compared as a whole, as against a neighbour passed over. */
const BYTES_A_STEP = 4
const ELSEWHERE = 'You may edit only your own part of this document. This was not kept.'
const LOCKED = {
  words: 'This column is locked. This was not kept.',
  locks: 'Only officers and whoever made this document lock and unlock columns. This was not kept.',
}
