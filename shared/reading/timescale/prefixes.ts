const FILLER =
  '(?:\\s{1,4}(?:the|in|on|at|latest|close of play|noon|midday|midnight|\\d{1,2}(?:[.:]\\d\\d)?\\s?[ap]m|AGM|meeting|date))*'
const BEFORE_DATE = '(?:\\s{0,4}[:–—-]|)\\s{0,12}'
export type PrefixKind = 'by' | 'before' | 'from' | 'after' | 'until' | 'throughout' | 'between'

/** What stands before a date and says how it is meant. */
export const PREFIXES: readonly { pattern: RegExp; kind: PrefixKind }[] = [
  {
    kind: 'before',
    pattern: new RegExp(`(?:before|prior to|ahead of)(?:\\s{1,4}the)?${BEFORE_DATE}`, 'iy'),
  },
  {
    kind: 'by',
    pattern: new RegExp(
      `(?:(?:to be |fully )?(?:complete[ds]?|completion|finish(?:ed)?|in place|done|deliver(?:ed|y)|ready|achieved|due|deadline|target)\\s{1,4})?(?:by|no later than|not later than|latest(?: by)?|within|in time for)${FILLER}${BEFORE_DATE}`,
      'iy',
    ),
  },
  {
    kind: 'by',
    pattern: new RegExp(
      `(?:due(?: date| on| in)?|deadline|target(?: date)?|closing date)${BEFORE_DATE}`,
      'iy',
    ),
  },
  {
    kind: 'after',
    pattern: new RegExp(`(?:after|following|post)(?:\\s{1,4}the)?[\\s-]{1,4}`, 'iy'),
  },
  {
    kind: 'from',
    pattern: new RegExp(
      `(?:as |with effect |w\\.?e\\.?f\\.? ?|effective |ongoing |on-going |starting |commencing |beginning |live |and (?:then )?)?(?:from|since|as of|starting|starts?|commenc(?:ing|es?)|begin(?:ning|s)?|w\\.?e\\.?f\\.?|effective|initially)(?:\\s{1,4}(?:in|on|from|of|at|the|date|early(?= in)))*${BEFORE_DATE}`,
      'iy',
    ),
  },
  {
    kind: 'until',
    pattern: new RegExp(
      `(?:(?:(?:ongoing|on-going|on going|now|continu(?:ing|ous|es)|running|present|currently),?\\s{0,4}(?:up )?(?:to|until|untill|till?|through(?: to)?|[-–—](?=\\s?\\S))|up (?:to|until)|to(?=\\s)|until|untill|till?|ends|ending)(?:\\s{1,4}(?:the|on|in))*)${BEFORE_DATE}`,
      'iy',
    ),
  },
  {
    kind: 'throughout',
    pattern: new RegExp(
      `(?:(?:ongoing|on-going),?\\s{1,4})?(?:throughout|all through|over the course of|across|(?<=ongoing\\s{1,4})(?:during|in))(?:\\s{1,4}the)?\\s{1,12}`,
      'iy',
    ),
  },
  { kind: 'between', pattern: new RegExp(`between(?:\\s{1,4}the)?\\s{1,12}`, 'iy') },
]

/** What happens then: "after [the elections in] May 2027". */
export const EVENT = /(?:(?<=the\s{1,4})|the\s{1,4})(?:[a-z]+\s{1,4}){1,4}?(?:in|on)\s{1,4}/iy
