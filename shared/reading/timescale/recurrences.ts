import { type Form, form, SMALL_NUMBER, smallNumber } from './match.ts'
import { MONTH } from './months.ts'

/** How often something comes round; `every` is null where only "regularly" is said. */
export interface Recurrence {
  every: string | null
  times?: number
  isGuess?: boolean
}

const UNIT = '(day|week|fortnight|month|quarter|half[- ]term|term|half[- ]year|year|annum)'
const PER = `(?:per|a|an|each|every|in (?:each|every|a)|/)\\s{0,4}`
const ONCE: Record<string, number> = { once: 1, twice: 2, thrice: 3 }
const MONTHS_IN: Record<string, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

const NAMED: readonly [source: string, recurrence: Recurrence][] = [
  ['(?:daily|every day|each day)', { every: 'P1D' }],
  [
    '(?:(?:every|each)(?: second| other|) fortnight|fortnightly|(?:on )?alternate weeks)',
    { every: 'P2W' },
  ],
  ['(?:every (?:other|second) week)', { every: 'P2W' }],
  ['bi-?weekly', { every: 'P2W', isGuess: true }],
  ['weekly', { every: 'P1W' }],
  ['(?:every (?:other|second) month|(?:on )?alternate months)', { every: 'P2M' }],
  ['bi-?monthly', { every: 'P2M', isGuess: true }],
  ['monthly', { every: 'P1M' }],
  ['quarterly', { every: 'P3M' }],
  ['half[- ]termly', { every: 'half-term' }],
  ['(?:once )?(?:every|each) half[- ]term', { every: 'half-term' }],
  ['termly', { every: 'term' }],
  ['(?:half[- ]yearly|bi-?annual(?:ly)?|semi-?annual(?:ly)?)', { every: 'P6M' }],
  ['(?:biennial(?:ly)?|every (?:other|second) year)', { every: 'P2Y' }],
  ['(?:annual(?:ly)?|yearly|year[- ]on[- ]year|per annum)', { every: 'P1Y' }],
  ['(?:each|every) (?:spring|summer|autumn|winter|easter|christmas)', { every: 'P1Y' }],
  ['(?:each|every) (?:financial|academic|school|calendar) year', { every: 'P1Y' }],
  [
    '(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:of|in) (?:each|every|the) month',
    { every: 'P1M' },
  ],
  ['(?:each|every) (?:mon|tues|wednes|thurs|fri|satur|sun)day', { every: 'P1W' }],
  ['(?:mon|tues|wednes|thurs|fri|satur|sun)days', { every: 'P1W' }],
  ['rolling(?: prog(?:ramme|\\.)?| basis)?', { every: 'rolling' }],
  ['(?:each|every) (?:school )?(?:holidays?|half[- ]term break)', { every: null }],
  ['(?:regular(?:ly)?|at regular intervals|periodic(?:ally)?)', { every: null }],
]

const IS_MONTH = new RegExp(`\\b${MONTH}`, 'i')
const DATE = `(?:\\d{1,2}(?:st|nd|rd|th)?\\s{1,4}(?:of )?)?${MONTH.replace('(', '(?:')}`
const DATES = `((?:${DATE}\\s{0,4}(?:,|/|&|and)\\s{0,4}){0,11}${DATE})`

/** "Monthly", "every 8 weeks", "3 Assemblies to take place per year", "once every term". */
export const RECURRENCE_FORMS: readonly Form<Recurrence, unknown>[] = [
  ...NAMED.map(([source, recurrence]) =>
    form(`(?:on an? )?${source}(?: basis)?(?![a-z])`, () => ({ ...recurrence })),
  ),
  form(
    `(?:at least |approx(?:imately|\\.)? |about |roughly )?(?:once )?every (${SMALL_NUMBER})(?:\\s?(?:-|–|to|or)\\s?(${SMALL_NUMBER}))?\\s{0,4}${UNIT}s?\\b`,
    ([, from = '', to, unit = '']) => {
      const count = smallNumber(to ?? from)
      const every = periodOf(unit, count)
      return to === undefined ? { every } : { every, isGuess: true }
    },
  ),
  form(`(?:every|each|once (?:every|each|an?|per)) ${UNIT}\\b`, ([, unit = '']) => ({
    every: periodOf(unit, 1),
  })),
  form(`(${SMALL_NUMBER})[- ](daily|weekly|monthly|yearly)\\b`, ([, count = '', unit = '']) => ({
    every: periodOf(unit.replace(/ly$/, '').replace('dai', 'day'), smallNumber(count)),
  })),
  form(
    `(?:at least |minimum (?:of )?|up to )?(?:(twice|thrice)|x?\\s?(${SMALL_NUMBER})\\s?x?\\b(?:[^\\S\\n]{0,3}(?:times|x|×))?([^,;.\\n]{0,40}?))\\s{0,3}${PER}${UNIT}\\b`,
    ([, word, count, between = '', unit = '']) =>
      /\d/.test(between) || IS_MONTH.test(between)
        ? null
        : timesIn(
            word === undefined ? smallNumber(count ?? '') : (ONCE[word.toLowerCase()] ?? 1),
            unit,
          ),
  ),
  form(
    `(?:(?:by|in|on|before) )?(?:the )?(?:end of )?${DATES},?\\s{0,4}(?:(?:each|every|per) (?:year|annum)|annually|yearly)\\b`,
    onDates,
  ),
  form(`(?:each|every) ${DATES}`, onDates),
  form(
    `(twice|thrice|${SMALL_NUMBER} times|x ?\\d) (week|month|year|quarter|term)ly\\b`,
    ([, count = '', unit = '']) =>
      timesIn(ONCE[count.toLowerCase()] ?? smallNumber(count.replace(/ times|x ?/i, '')), unit),
  ),
]

function onDates([, dates = '']: RegExpExecArray): Recurrence {
  const times = dates.match(new RegExp(DATE, 'gi'))?.length ?? 1
  return times === 1 ? { every: 'P1Y' } : { every: 'P1Y', times }
}

function timesIn(times: number, unit: string): Recurrence | null {
  if (times < 1) return null
  const name = unit.toLowerCase().replace(' ', '-').replace('annum', 'year')
  const months = MONTHS_IN[name]
  if (times === 1) return { every: periodOf(name, 1) }
  if (months !== undefined && months % times === 0) return { every: `P${months / times}M`, times }
  return { every: periodOf(name, 1), times }
}

function periodOf(unit: string, count: number): string {
  switch (unit.toLowerCase().replace(' ', '-')) {
    case 'day':
      return `P${count}D`
    case 'week':
      return `P${count}W`
    case 'fortnight':
      return `P${count * 2}W`
    case 'month':
      return `P${count}M`
    case 'quarter':
      return `P${count * 3}M`
    case 'half-year':
      return `P${count * 6}M`
    case 'half-term':
      return count === 1 ? 'half-term' : `${count} half-terms`
    case 'term':
      return count === 1 ? 'term' : `${count} terms`
    default:
      return `P${count}Y`
  }
}
