import { findByPatterns } from './personal-data.ts'
import type { Pattern, PersonalData } from './personal-data.ts'
import { POSTCODE_AREAS } from './postcode-areas.ts'

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const DAY = '\\d{1,2}(?:st|nd|rd|th)?'
const DATE = `(?:${DAY}[ ./-]+(?:of )?(?:\\d{1,2}|${MONTH})(?:[ ,./-]+(?:\\d{4}|\\d{2}))?|${MONTH} ${DAY}(?:[ ,]+\\d{4})?|\\d{4}-\\d\\d-\\d\\d|(?:${MONTH} )?(?:19|20)\\d\\d)`
const BORN =
  "(?:\\bborn(?: on| in)?(?: the)?|\\bd\\.?o\\.?b\\.?|\\bdate of birth|\\b(?:my|her|his|their) (?:\\d+(?:st|nd|rd|th) )?b(?:irth)?-?day(?:'s)?)"

const SCHOOL =
  '(?:school|academy|college|primary|infants?|juniors?|grammar|high|comp|sixth form|6th form|uni(?:versity)?|nursery)'
const AT_SCHOOL =
  "\\b(?:go(?:es)? to|going to|went to|attend(?:s|ing)?|(?:am|is|are|'m|'s|im|was) (?:at|in)|stud(?:y|ies|ying) at|(?:pupil|student|governor|prefect) (?:at|of)|(?:year|yr|y) ?\\d{1,2} (?:at|in)|my school is(?: called)?|my college is(?: called)?|school called)"
const NO_NAME = new Set(
  (
    'a an the my our your their his her this that any each every another same different local new ' +
    'old big small special after before to from primary secondary high middle junior infant boarding ' +
    'private state public good bad nearest more some other mainstream faith and or of for in at on ' +
    'when if because so is are was be with without until most all no not it next last back near ' +
    'first sixth art music drama further higher upper lower normal nursery home virtual whole'
  ).split(' '),
)

const ROAD =
  '(?:road|rd|street|avenue|ave|close|lane|ln|crescent|cres|gardens|gdns|grove|terrace|mews|drive|dr|way|court|place|walk|hill|green|park|rise|view|row|st|square|parade)'
const ALSO_A_WORD =
  /(?:drive|dr|way|court|place|walk|hill|green|park|rise|view|row|st|square|close|lane|parade)$/i
const NO_ROAD =
  /\b(?:minutes?|mins?|hours?|days?|weeks?|months?|years?|times?|people|metres?|miles?|km|of|the|on|in|at|by|and|or|to|from|for|a|an|our|is|are|we|new|more|with|per|stops?|shops?|pounds?)\b/i

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'postcode',
    find: /\b([A-Z]{1,2})(\d[A-Z\d]?)(\s?)(\d[ABD-HJLNP-UW-Z]{2})\b/gi,
    isPersonal: (_part, [, area = '', , gap, inward = '']) =>
      POSTCODE_AREAS.has(area.toUpperCase()) &&
      !(/^\d(?:st|nd|rd|th)$/.test(inward) && gap !== '') &&
      !/^\d(?:am|pm)$/i.test(inward),
  },
  {
    kind: 'postcode',
    find: /\bpost ?code(?:'s| is|:)? *([A-Z]{1,2}\d[A-Z\d]?)\b/dgi,
    part: 1,
  },
  {
    kind: 'address',
    find: new RegExp(
      `\\b(?:(?:flat|apartment|unit|apt) ?\\d{1,4}[a-z]?,? )?\\d{1,4}[a-z]?,? ((?:[a-z][\\w'’.]* ){1,3}?${ROAD})\\b`,
      'gi',
    ),
    isPersonal: (_part, [, road = '']) => {
      const name = road.replace(/\s\S+$/, '')
      if (NO_ROAD.test(name)) return false
      return !ALSO_A_WORD.test(road) || /^[A-Z]/.test(road)
    },
  },
  {
    kind: 'address',
    find: new RegExp(
      `\\b(?:i|we|he|she|they)(?:'?ve)? (?:liv(?:e|es|ed)|stay|stays|moved) (?:at|on|in|down|to) ((?:\\d{1,4}[a-z]?,? )?(?:[a-z][\\w'’.]* ){1,3}?${ROAD})\\b`,
      'gdi',
    ),
    part: 1,
    isPersonal: (part) => !NO_ROAD.test(part.replace(/\s\S+$/, '')),
  },
  {
    kind: 'birth',
    find: new RegExp(`${BORN}(?: (?:is|was|falls))?(?: on)?[ :=-]*(?:the )?(${DATE})\\b`, 'gdi'),
    part: 1,
  },
  {
    kind: 'school',
    find: new RegExp(
      `${AT_SCHOOL} (?:the )?((?:[\\w'’.&-]+ ){1,5}?${SCHOOL}(?: school| college)?)\\b`,
      'gdi',
    ),
    part: 1,
    isPersonal: hasName,
  },
  {
    kind: 'school',
    find: /\b[Mm]y (?:school|college|academy)(?: is(?: called)?|,|:) ([A-Z][\w'’]+(?: [A-Z][\w'’]+){0,3})/dg,
    part: 1,
  },
]

/** Where somebody lives, learns and when they were born. */
export function findPlaces(text: string): PersonalData[] {
  return findByPatterns(text, PATTERNS)
}

/** "Redmoor Academy", not "the same high school". */
function hasName(school: string): boolean {
  const words = school.toLowerCase().split(' ')
  if (words.slice(0, -1).some((word) => /^(?:by|council|meetings?|club)$/.test(word))) return false
  const first = words[0] ?? ''
  return words.length > 1 && !NO_NAME.has(first)
}
