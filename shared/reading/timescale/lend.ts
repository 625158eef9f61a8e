import type { DateParts } from './date-parts.ts'
import { datesOf, type Item } from './items.ts'
import { monthInYear } from './place.ts'

/** The year that a date without one takes from its neighbours. */
export interface Loan {
  year: number
  /** No comma or "and" joins the two: they may have nothing to do with each other. */
  isGuess: boolean
}

const LIST =
  /^[^\S\n]*(?:,|&|\/|\+|and|or|[-–—]|to|until|till|through)[^\S\n]*(?:and|&|or|in|by|then)?[^\S\n]*$/i
const SIDE_BY_SIDE = /^[^\S\n]*$/

/**
 * "May-July 09", "May, July and September 2010", "May 2010, July": a date without a year takes it
 * from the next date of its list, or else from the one before; months that would run backwards
 * belong to the year beside.
 */
export function lendYears(text: string, items: readonly Item[]): ReadonlyMap<DateParts, Loan> {
  const loans = new Map<DateParts, Loan>()
  const dates = items.flatMap((item, index) =>
    datesOf(item).map((parts, place) => ({ parts, index, isFirst: place === 0 })),
  )
  const yearOf = (parts: DateParts) =>
    'year' in parts ? (parts.year ?? loans.get(parts)?.year ?? null) : null
  const between = (left: number, right: number) => {
    const [a, b] = [items[left], items[right]]
    return a === undefined || b === undefined ? '' : text.slice(a.end, b.start)
  }
  const borrow = (needy: number, owner: number) => {
    const [mine, theirs] = [dates[needy], dates[owner]]
    if (mine === undefined || theirs === undefined) return
    if (!('year' in mine.parts) || yearOf(mine.parts) !== null) return
    const year = yearOf(theirs.parts)
    if (year === null) return
    const gap =
      mine.index === theirs.index
        ? ','
        : between(Math.min(mine.index, theirs.index), Math.max(mine.index, theirs.index))
    const isListed = LIST.test(gap)
    if (!isListed && !SIDE_BY_SIDE.test(gap)) return
    const [month, other] = [monthInYear(mine.parts), monthInYear(theirs.parts)]
    const step = needy < owner ? (month > other ? -1 : 0) : month < other ? 1 : 0
    loans.set(mine.parts, { year: year + step, isGuess: !isListed })
  }
  for (let index = dates.length - 2; index >= 0; index--) borrow(index, index + 1)
  for (let index = 1; index < dates.length; index++) borrow(index, index - 1)
  return loans
}
