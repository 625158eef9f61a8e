import type { NodeJson } from '../../../shared/schema/document-json.ts'

const STAGE =
  /\b((?:final|first|second|third|consultation|working|revised|approved|outline)\s+draft|draft\s+for\s+(?:consultation|comment|approval)|draft|final(?:\s+version)?|approved|adopted|for\s+(?:consultation|approval|comment))\b/i
const VERSION = /\b(?:version|ver\.?|v\.?)\s*(\d+(?:\.\d+)*[a-z]?)\b/i
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const DATE = new RegExp(
  `\\b(\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|(?:\\d{1,2}(?:st|nd|rd|th)?\\s+)?${MONTH}\\.?\\s+\\d{4})\\b`,
  'i',
)
const PERIOD = /\b((?:19|20)\d\d\s*(?:-|–|—|\/|to)\s*(?:(?:19|20)\d\d|\d\d))\b/
const PAGE_WORDS = /\bpages?[^\S\n]*(?:\d*[^\S\n]*of[^\S\n]*\d*)?[^\S\n]*(?=$|[\t|–-])/gim

const MAX_CHARS = 1_000

/** Splits what is printed at the top of the pages into its parts; null if nothing is. */
export function composePageHeader(
  lines: readonly string[],
  titles: readonly string[],
): NodeJson | null {
  let rest = lines.join('\n').slice(0, MAX_CHARS).replace(PAGE_WORDS, ' ')
  const take = (pattern: RegExp): string => {
    const match = pattern.exec(rest)
    if (match === null) return ''
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`
    return (match[1] ?? '').replace(/\s+/g, ' ').trim()
  }
  const version = take(VERSION)
  const date = take(DATE)
  const period = take(PERIOD)
  const stage = take(STAGE)
  const attrs = {
    stage,
    version,
    date,
    period: period === '' ? (titles.map(findPeriod).find((found) => found !== '') ?? '') : period,
    label: tidy(rest),
  }
  return Object.values(attrs).some((value) => value !== '') ? { type: 'pageHeader', attrs } : null
}

function findPeriod(text: string): string {
  return (PERIOD.exec(text)?.[1] ?? '').replace(/\s+/g, ' ')
}

/** What is left, without the dashes and brackets that held the parts together. */
function tidy(text: string): string {
  return text
    .split(/[\n\t]+/)
    .map((line) =>
      line
        .replace(/\(\s*\)/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/^[\s–—|,;:-]+|[\s–—|,;:(-]+$/g, '')
        .trim(),
    )
    .filter((line) => line !== '')
    .join(' · ')
}
