import { findByPatterns } from './personal-data.ts'
import type { Pattern, PersonalData } from './personal-data.ts'

const NAME = "[A-Z][a-z'’-]+"
const RELATED =
  '(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er) (?:(?:best|old|little|big|older|younger|step|foster|form|head|social|key|youth|support) ?)?(?:friend|mate|brother|sister|bro|sis|mum|dad|mother|father|nan|cousin|boyfriend|girlfriend|teacher|tutor|worker|carer|neighbour|coach|doctor|bully)'
const NOT_A_NAME =
  /^(?:not|so|too|very|really|just|on|in|at|the|a|an|private|secret|important|written|spelt|spelled|wrong|there|never|always|anonymous)$/i

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'name',
    find: /\b(?:[Mm]y (?:full |real |first |last |sur)?name(?:'s| is|:)|[Ii](?:'m| am| was) called|[Cc]all me|[Ss]igned:?) ((?:[A-Z]\.? )?[A-Za-z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})/dg,
    part: 1,
    isPersonal: (part) => !NOT_A_NAME.test(part.split(' ')[0] ?? ''),
  },
  {
    kind: 'name',
    find: new RegExp(`\\b(?:I'm|I am|Im|It's|This is) (${NAME} ${NAME})(?= |[,.!]|$)`, 'gd'),
    part: 1,
  },
  {
    kind: 'name',
    find: new RegExp(`\\b${RELATED},? (?:is |called |named )*(${NAME}(?: ${NAME})?)`, 'gd'),
    part: 1,
  },
  { kind: 'name', find: /\b(?:Mr|Mrs|Miss|Ms|Mx|Dr|Sir)\.? [A-Z][\w'’-]+/g },
]

/** Names of people, where the words around them say that they are names. */
export function findNames(text: string): PersonalData[] {
  return findByPatterns(text, PATTERNS)
}
