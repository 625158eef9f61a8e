import { fitsName, initialsOf } from '../reading/key.ts'
import { looksLikeInitials } from '../reading/leads/names.ts'
import { lettersOf } from './letters.ts'
import { looksAlike, nameKey, nearKeys } from './names.ts'
import type { Directory, Entry } from './model.ts'

/**
 * Something in the directory that a person should look at. Never a refusal: both entries stay, and
 * a question goes once the entries are changed or somebody says "leave it so".
 */
export type Question = Asked &
  /** Ids of the entries it is about, in the order of the directory. */
  { entries: readonly string[]; /** The same for the same question. */ key: string }

type Asked =
  /** `name` names several entries, as their name or another name of theirs. */
  | { kind: 'sameName'; name: string }
  | { kind: 'nearName'; names: readonly [string, string] }
  /** Initials, or a short name in capitals, of several entries. */
  | { kind: 'sameInitials'; initials: string }
  | { kind: 'initialsDoNotFit'; initials: string; fitting: string }
  | { kind: 'noOrganisation' }
  | { kind: 'noChampion' }

/** Everything there is to settle, settled or not: names first, then initials, then what is missing. */
export function allQuestions({ entries }: Pick<Directory, 'entries'>): Question[] {
  const names = entries.flatMap(namesOf)
  return [
    ...sameNames(names),
    ...nearNames(names),
    ...sameInitials(entries),
    ...ownQuestions(entries),
  ]
}

/** What nobody has settled yet. Cost: about 20 ms for 1,000 entries. */
export function openQuestions(directory: Directory): Question[] {
  const settled = new Set(directory.settled)
  return allQuestions(directory).filter(({ key }) => !settled.has(key))
}

/**
 * What would be asked about one entry if it stood beside these, in time that grows with their
 * number alone: for asking at every key.
 */
export function questionsAbout({ entries }: Pick<Directory, 'entries'>, entry: Entry): Question[] {
  const related = entries.filter((other) => other.id !== entry.id && areRelated(entry, other))
  return allQuestions({ entries: [...related, entry] }).filter((question) =>
    question.entries.includes(entry.id),
  )
}

function areRelated(one: Entry, other: Entry): boolean {
  const letters = lettersOf(other)
  if (lettersOf(one).some((each) => letters.includes(each))) return true
  const names = namesOf(other)
  return namesOf(one).some((name) =>
    names.some(({ key }) => key === name.key || looksAlike(key, name.key)),
  )
}

interface Name {
  text: string
  key: string
  entry: Entry
}

const cache = new WeakMap<Entry, readonly Name[]>()

/** Every name and other name, but letters, which `sameInitials` looks at. */
function namesOf(entry: Entry): readonly Name[] {
  const known = cache.get(entry)
  if (known !== undefined) return known
  const seen = new Set<string>()
  const names = [entry.name, ...entry.aliases].flatMap((text) => {
    const key = nameKey(text)
    if (key === '' || seen.has(key) || looksLikeInitials(text)) return []
    seen.add(key)
    return [{ text, key, entry }]
  })
  cache.set(entry, names)
  return names
}

function sameNames(names: readonly Name[]): Question[] {
  return [...gather(names, ({ key }) => key)]
    .filter(([, same]) => same.length > 1)
    .map(([key, same]) =>
      ask(
        { kind: 'sameName', name: same[0]?.text ?? '' },
        same.map(({ entry }) => entry),
        key,
      ),
    )
}

function nearNames(names: readonly Name[]): Question[] {
  // Of several names with one key the first speaks for all: that they are the same is asked already.
  const first = new Map<string, Name>()
  for (const name of names) {
    const key = `${name.entry.noun} ${name.key}`
    if (!first.has(key)) first.set(key, name)
  }
  const pairs = new Map<string, Question>()
  for (const near of gather(
    [...first.values()].flatMap(withNearKeys),
    ({ near }) => near,
  ).values()) {
    for (const [index, { name: one }] of near.entries()) {
      for (const { name: other } of near.slice(index + 1)) {
        if (one.entry.id === other.entry.id || !looksAlike(one.key, other.key)) continue
        const question = ask(
          { kind: 'nearName', names: [one.text, other.text] },
          [one.entry, other.entry],
          [one.key, other.key].sort().join('~'),
        )
        if (!pairs.has(question.key)) pairs.set(question.key, question)
      }
    }
  }
  return [...pairs.values()]
}

function withNearKeys(name: Name): { near: string; name: Name }[] {
  return [...new Set(nearKeys(name.key))].map((near) => ({
    near: `${name.entry.noun} ${near}`,
    name,
  }))
}

function sameInitials(entries: readonly Entry[]): Question[] {
  const letters = entries.flatMap((entry) =>
    lettersOf(entry).map((initials) => ({ initials, entry })),
  )
  return [...gather(letters, ({ initials }) => initials)]
    .filter(([, same]) => same.length > 1)
    .map(([initials, same]) =>
      ask(
        { kind: 'sameInitials', initials },
        same.map(({ entry }) => entry),
        initials,
      ),
    )
}

function ownQuestions(entries: readonly Entry[]): Question[] {
  return entries.flatMap((entry) => {
    if (entry.noun === 'organisation') {
      return entry.champion === null ? [ask({ kind: 'noChampion' }, [entry], '')] : []
    }
    if (entry.noun === 'group') return []
    const { name, initials, organisation } = entry
    const fitting = initialsOf(name)
    const fits = initials === '' || fitsName(initials, name)
    return [
      ...(fits ? [] : [ask({ kind: 'initialsDoNotFit', initials, fitting }, [entry], initials)]),
      ...(organisation === null ? [ask({ kind: 'noOrganisation' }, [entry], '')] : []),
    ]
  })
}

/** `about` makes the question another one when what it asks about changes. */
function ask(asked: Asked, entries: readonly Entry[], about: string): Question {
  const ids = entries.map(({ id }) => id)
  return { ...asked, entries: ids, key: [asked.kind, about, ...[...ids].sort()].join('|') }
}

function gather<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const gathered = new Map<string, Item[]>()
  for (const item of items) {
    const same = gathered.get(key(item))
    if (same === undefined) gathered.set(key(item), [item])
    else same.push(item)
  }
  return gathered
}
