/** A word or a mark of a cell. */
export interface Token {
  start: number
  end: number
  /** The text as it is compared: no case, no accents, usual short forms written out. */
  key: string
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’.-][\p{L}\p{N}\p{M}]+)*|[^\s]/gu

const SHORT_FORMS: Record<string, string> = {
  '&': 'and',
  grp: 'group',
  dept: 'department',
  mgr: 'manager',
  cttee: 'committee',
  coordinator: 'co-ordinator',
  asst: 'assistant',
  org: 'organisation',
  orgs: 'organisations',
  organization: 'organisation',
  organizations: 'organisations',
  svc: 'service',
  subgroup: 'sub-group',
}

/** Splits a cell into words and marks. "0-5", "Sub-Group", "O’Neil" and "C.I.As" are one word. */
export function tokenise(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    key: keyOf(word),
  }))
}

/** A name as it is compared, one key a word. */
export function keysOf(name: string): string[] {
  return tokenise(name).map(({ key }) => key)
}

function keyOf(word: string): string {
  const plain = word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replaceAll('–', '-')
    .replace(/^\p{L}(?:\.\p{L})+$/u, (letters) => letters.replaceAll('.', ''))
    .toLowerCase()
  return SHORT_FORMS[plain] ?? plain
}

/** Two to four capitals: initials, or the short name of a body. */
export function looksLikeInitials(word: string): boolean {
  return (
    /^(?:[A-Z]{2,4}|[A-Z](?:\.[A-Z]){1,3})$/.test(word) &&
    !/^(?:AND|OR|THE|ALL|TBC|TBA|TBD|FOR|TO|OF)$/.test(word)
  )
}

const NOT_A_PERSON =
  /^(?:team|group|grp|officers?|council|services?|board|committee|manager|lead|head|director|forum|network|partnership|unit|trust|school|schools|college|agency|agencies|commissioner|co-ordinator|worker|panel|department|assembly|executive|partners?|project|centre|organisations?|chair|chairman|members?|police|health|youth|children|young|people|parents?|carers?|education|care|social|support)$/

/** "Sam Okoro", "Dr Priya Nair": two to four capitalised words, none of which belongs to a body. */
export function looksLikePerson(text: string): boolean {
  const words = text.trim().split(/\s+/)
  return (
    words.length >= 2 &&
    words.length <= 4 &&
    words.every((word) => /^\p{Lu}[\p{L}'’.-]*$/u.test(word) && !NOT_A_PERSON.test(keyOf(word)))
  )
}

/** Whether a name ends in a word that many bodies end in: Officer, Group, Team. */
export function endsInKind(keys: readonly string[]): boolean {
  return NOT_A_PERSON.test(keys.at(-1) ?? '')
}
