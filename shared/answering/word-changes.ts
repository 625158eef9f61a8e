import { diffWordsWithSpace } from 'diff'

/** A piece of two wordings in one. */
export interface Piece {
  is: 'same' | 'added' | 'removed'
  words: string
}

/** What became of some words, word by word; whole where too little is left to be told apart. */
export function wordChanges(before: string, after: string): Piece[] {
  if (before === after) return after === '' ? [] : [{ is: 'same', words: after }]
  const pieces = inRuns(before, after)
  const kept = pieces.reduce((sum, { is, words }) => sum + (is === 'same' ? words.length : 0), 0)
  const isReadable = kept * 3 >= Math.min(before.length, after.length)
  if (isReadable || before === '' || after === '') return pieces
  const [was, is] = [
    { is: 'removed' as const, words: before },
    { is: 'added' as const, words: after },
  ]
  return [was, { is: 'same', words: '\n' }, is]
}

/** Neighbours that changed are one change, though a space between them is as it was. */
function inRuns(before: string, after: string): Piece[] {
  const pieces: Piece[] = []
  let [went, came] = ['', '']
  const parts = diffWordsWithSpace(before, after)
  for (const [index, { value, added, removed }] of parts.entries()) {
    const isBetween = value.trim() === '' && went + came !== '' && index < parts.length - 1
    if (added) came += value
    else if (removed) went += value
    else if (isBetween) {
      went += value
      came += value
    } else {
      pieces.push(...replaced(went, came), { is: 'same', words: value })
      went = ''
      came = ''
    }
  }
  return joined([...pieces, ...replaced(went, came)])
}

/** A blank that both begin or end with has not changed. */
function replaced(went: string, came: string): Piece[] {
  if (went === '' || came === '') {
    return [
      { is: 'removed', words: went },
      { is: 'added', words: came },
    ]
  }
  const head = /^\s/.exec(went)?.[0] ?? ''
  if (head !== '' && came.startsWith(head)) {
    return [{ is: 'same', words: head }, ...replaced(went.slice(1), came.slice(1))]
  }
  const tail = /\s$/.exec(went)?.[0] ?? ''
  if (tail !== '' && came.endsWith(tail)) {
    return [...replaced(went.slice(0, -1), came.slice(0, -1)), { is: 'same', words: tail }]
  }
  return [
    { is: 'removed', words: went },
    { is: 'added', words: came },
  ]
}

function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = []
  for (const { is, words } of pieces) {
    const last = whole.at(-1)
    if (last?.is === 'same' && is === 'same') last.words += words
    else if (words !== '') whole.push({ is, words })
  }
  return whole
}
