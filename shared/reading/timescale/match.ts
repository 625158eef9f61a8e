export interface Match<T> {
  value: T
  /** Where the text goes on. */
  end: number
}

/** One way of writing something: a sticky pattern and what it says. Null from `read`: not this. */
export interface Form<T, C> {
  pattern: RegExp
  read(found: RegExpExecArray, context: C): T | null
}

/** A form that ignores case; `source` must not end inside a word unless it says so itself. */
export function form<T, C>(source: string, read: Form<T, C>['read']): Form<T, C> {
  return { pattern: new RegExp(source, 'iy'), read }
}

/** Tries every form at one place and keeps the one that reaches furthest; the first of equals. */
export function longestMatch<T, C>(
  forms: readonly Form<T, C>[],
  at: { text: string; index: number; context: C },
): Match<T> | null {
  let best: Match<T> | null = null
  for (const { pattern, read } of forms) {
    const found = execAt(pattern, at)
    if (found === null) continue
    const end = at.index + found[0].length
    if (best !== null && end <= best.end) continue
    const value = read(found, at.context)
    if (value !== null) best = { value, end }
  }
  return best
}

/** The match of a sticky pattern at exactly this place. */
export function execAt(
  pattern: RegExp,
  { text, index }: { text: string; index: number },
): RegExpExecArray | null {
  pattern.lastIndex = index
  return pattern.exec(text)
}

const NUMBER_WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** A pattern source for a small number in digits or in words. */
export const SMALL_NUMBER = `(?:\\d{1,2}|${NUMBER_WORDS.join('|')})`

/** The value of what `SMALL_NUMBER` matched. */
export function smallNumber(text: string): number {
  const index = NUMBER_WORDS.indexOf(text.toLowerCase())
  return index === -1 ? Number(text) : index + 1
}
