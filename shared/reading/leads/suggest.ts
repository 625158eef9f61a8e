import type { KnownParty } from '../directory.ts'
import type { KnownNames } from './known-names.ts'
import { keysOf } from './names.ts'

/**
 * The known party that an unknown name probably means: other initials of the same person, a slip
 * of a few letters, a shorter or a longer form. Null if nothing is near, or two are equally near.
 */
export function suggestParty(names: KnownNames, written: string): KnownParty | null {
  const initials = /^[A-Z.]{2,7}$/.test(written) ? written.replaceAll('.', '') : null
  if (initials !== null) return names.byOwnInitials.get(initials) ?? null
  const keys = keysOf(written)
  let best: { party: KnownParty; distance: number } | null = null
  let isTie = false
  for (const known of names.all) {
    const distance = distanceOf(keys, known.keys)
    if (distance === null || (best !== null && distance > best.distance)) continue
    isTie = best !== null && distance === best.distance && best.party !== known.party
    best = { party: known.party, distance }
  }
  return isTie ? null : (best?.party ?? null)
}

/** Null: not near. Slips are nearer than missing words. */
function distanceOf(written: readonly string[], known: readonly string[]): number | null {
  const [a, b] = [written.join(' '), known.join(' ')]
  const allowed = Math.floor(Math.max(a.length, b.length) / 8)
  const isLong = Math.min(a.length, b.length) >= 5
  if (isLong && Math.abs(a.length - b.length) <= allowed) {
    const edits = editDistance(a, b, allowed)
    if (edits !== null) return edits
  }
  const missing = known.length - written.length
  const [shorter, longer] = missing > 0 ? [written, known] : [known, written]
  if (shorter.length < 2 || missing === 0 || Math.abs(missing) > 2) return null
  const isShortForm = missing > 0 && shorter[0] === longer[0] && shorter.at(-1) === longer.at(-1)
  return (isShortForm || missing < 0) && isInOrder(shorter, longer) ? 10 + Math.abs(missing) : null
}

function isInOrder(words: readonly string[], all: readonly string[]): boolean {
  let from = 0
  return words.every((word) => {
    const found = all.indexOf(word, from)
    from = found + 1
    return found !== -1
  })
}

/** Levenshtein distance by rows; null as soon as it must exceed `limit`. */
function editDistance(a: string, b: string, limit: number): number | null {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next) > limit) return null
    row = next
  }
  const distance = row.at(-1) ?? 0
  return distance <= limit ? distance : null
}
