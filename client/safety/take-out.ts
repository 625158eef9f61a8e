import { findPersonalData } from '../../shared/safety/personal-data.ts'

/** A word of a text with where it stands: letters from–to. */
export interface Word {
  text: string
  from: number
  to: number
}

export function wordsIn(text: string): Word[] {
  return [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }))
}

/** The words that what may give somebody away stands in. */
export function personalWords(text: string): Set<number> {
  const found = findPersonalData(text)
  return new Set(
    wordsIn(text)
      .filter((word) => found.some(({ from, to }) => from < word.to && word.from < to))
      .map(({ from }) => from),
  )
}

/** Chosen words as parts of the text; neighbours are one part. */
export function partsOf(text: string, chosen: ReadonlySet<number>): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = []
  let wasChosen = false
  for (const { from, to } of wordsIn(text)) {
    const last = parts.at(-1)
    if (!chosen.has(from)) wasChosen = false
    else if (wasChosen && last !== undefined) last.to = to
    else {
      parts.push({ from, to })
      wasChosen = true
    }
  }
  return parts
}
