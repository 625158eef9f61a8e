import type { Directory, DirectoryBody, KnownParty } from '../directory.ts'
import { keysOf, looksLikeInitials, type Token } from './names.ts'

interface KnownName {
  keys: readonly string[]
  party: KnownParty
}

/** The names of a directory, made ready for looking up. */
export interface KnownNames {
  /** By first word, longest first. */
  byFirstWord: ReadonlyMap<string, readonly KnownName[]>
  all: readonly KnownName[]
  /** People whose name begins with these letters though other initials are listed. */
  byOwnInitials: ReadonlyMap<string, KnownParty>
}

const cache = new WeakMap<Directory, KnownNames>()

/** Cost: once per directory object; later calls are a lookup. */
export function knownNames(directory: Directory): KnownNames {
  const found = cache.get(directory)
  if (found !== undefined) return found
  const names = indexNames(directory)
  cache.set(directory, names)
  return names
}

export interface KnownHere {
  party: KnownParty
  /** How many tokens the name has. */
  length: number
  /** It was named by initials or a short name in capitals. */
  isInitials: boolean
  /** Others that the same letters stand for. */
  others: readonly KnownParty[]
}

/** The longest known name that begins at this token. */
export function knownAt(
  names: KnownNames,
  { text, tokens, index }: { text: string; tokens: readonly Token[]; index: number },
): KnownHere | null {
  const first = tokens[index]
  if (first === undefined) return null
  const candidates = names.byFirstWord.get(first.key) ?? []
  for (const { keys, party } of candidates) {
    if (!keys.every((key, offset) => tokens[index + offset]?.key === key)) continue
    if (breaksKnownLines(names, { text, tokens, index, length: keys.length })) continue
    const isInitials = keys.length === 1 && looksLikeInitials(text.slice(first.start, first.end))
    if (!isInitials && isShortName(party, keys)) continue // "at" is not AT
    const others = candidates
      .filter((each) => isSame(each.keys, keys) && each.party !== party)
      .map((each) => each.party)
    return { party, length: keys.length, isInitials, others }
  }
  return null
}

/** The party that these words name, all of them. */
export function knownAs(names: KnownNames, keys: readonly string[]): KnownParty | null {
  const candidates = names.byFirstWord.get(keys[0] ?? '') ?? []
  return candidates.find((each) => isSame(each.keys, keys))?.party ?? null
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index])
}

function isShortName({ kind, name }: KnownParty, keys: readonly string[]): boolean {
  const [only = ''] = keys
  return kind === 'person' && keys.length === 1 && only.length <= 4 && !isSame(keysOf(name), keys)
}

/** A name over a line break is one name only if its parts are not names themselves. */
function breaksKnownLines(
  names: KnownNames,
  {
    text,
    tokens,
    index,
    length,
  }: { text: string; tokens: readonly Token[]; index: number; length: number },
): boolean {
  const parts: string[][] = [[]]
  for (let at = index; at < index + length; at++) {
    const [token, before] = [tokens[at], tokens[at - 1]]
    if (token === undefined) return true
    if (at > index && text.slice(before?.end, token.start).includes('\n')) parts.push([])
    parts.at(-1)?.push(token.key)
  }
  return parts.length > 1 && parts.every((keys) => knownAs(names, keys) !== null)
}

function indexNames(directory: Directory): KnownNames {
  const all: KnownName[] = []
  const add = (name: string | undefined, party: KnownParty) => {
    const keys = keysOf(name ?? '')
    if (keys.length > 0) all.push({ keys, party })
  }
  const byOwnInitials = new Map<string, KnownParty>()
  for (const { id, name, initials, title, aliases = [] } of directory.people) {
    const party: KnownParty =
      id === undefined ? { kind: 'person', name } : { kind: 'person', name, id }
    for (const each of [name, initials, ...aliases]) add(each, party)
    if (title !== undefined && !directory.roles.some((role) => role.name === title))
      add(title, party)
    const own = ownInitials(name)
    if (own !== initials?.replaceAll('.', '')) byOwnInitials.set(own, party)
  }
  addBodies('group', directory.groups, add)
  addBodies('organisation', directory.organisations, add)
  addBodies('role', directory.roles, add)
  const byFirstWord = new Map<string, KnownName[]>()
  for (const name of all) {
    const first = name.keys[0] ?? ''
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), name])
  }
  for (const names of byFirstWord.values()) names.sort((a, b) => b.keys.length - a.keys.length)
  return { byFirstWord, all, byOwnInitials }
}

function addBodies(
  kind: 'group' | 'organisation' | 'role',
  bodies: readonly DirectoryBody[],
  add: (name: string, party: KnownParty) => void,
): void {
  for (const { id, name, aliases = [], isEveryPartner } of bodies) {
    const party: KnownParty = { kind, name }
    if (id !== undefined) party.id = id
    if (isEveryPartner === true) party.isEveryPartner = true
    for (const each of [name, ...aliases]) add(each, party)
  }
}

/** First letters of the words of a name: "Carys Brook" is CB. */
function ownInitials(name: string): string {
  return [...name.matchAll(/(?<![\p{L}'’])\p{Lu}/gu)].map(([letter]) => letter).join('')
}
