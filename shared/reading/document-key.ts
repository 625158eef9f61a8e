import type { Node } from '@tiptap/pm/model'
import type { Directory, DirectoryBody, DirectoryPerson } from './directory.ts'
import { readKey } from './key.ts'
import type { KeyEntry } from './key.ts'

const KEY_HEADING = /^(?:\d+\.?\s*)?(?:key|initials|abbreviations|who is who)\b/i
const KEY_COLUMN = /^(?:initials?|key|letters|who)$/i

/** What a document knows of itself that its plans are read with. */
export interface DocumentFacts {
  /** What it covers, as its page header says: "2009 - 2012". */
  period: string
  key: KeyEntry[]
}

/**
 * The period and the KEY of a document: a two-column table below a heading such as "Key", or headed
 * "Initials", or lines "PW – Petra Wick" below such a heading.
 */
export function factsOf(doc: Node): DocumentFacts {
  const facts: DocumentFacts = { period: '', key: [] }
  doc.forEach((node) => {
    if (node.type.name === 'pageHeader') {
      facts.period ||= String(node.attrs['period'] ?? '').trim()
    }
  })
  facts.key = readKeyBlocks(doc).flatMap(({ entries }) => entries)
  return facts
}

/** The blocks that say whose letters are meant. */
export function keyBlocks(doc: Node): Node[] {
  return readKeyBlocks(doc).map(({ node }) => node)
}

function readKeyBlocks(doc: Node): { node: Node; entries: KeyEntry[] }[] {
  const blocks: { node: Node; entries: KeyEntry[] }[] = []
  let isKeySection = false
  doc.forEach((node) => {
    const name = node.type.name
    if (name === 'heading') isKeySection = KEY_HEADING.test(node.textContent.trim())
    else if (name === 'table') blocks.push({ node, entries: keyOfTable(node, isKeySection) })
    else if (isKeySection && name !== 'actionTable' && name !== 'pageHeader') {
      blocks.push({ node, entries: keyOfLines(node) })
    }
  })
  return blocks.filter(({ entries }) => entries.length > 0)
}

/** The directory with the KEY of the document, which decides whose letters are meant. */
export function directoryWithKey(directory: Directory, key: readonly KeyEntry[]): Directory {
  if (key.length === 0) return directory
  const letters = new Set(key.map(({ initials }) => initials))
  const explained = new Map(
    key.map(({ initials, name }) => [nameKey(partsOf(name).name), initials]),
  )
  const asKeySays = (body: DirectoryBody): DirectoryBody => {
    const aliases = (body.aliases ?? []).filter((alias) => !letters.has(alias))
    const own = [body.name, ...aliases].map((name) => explained.get(nameKey(name)))
    const initials = own.find((each) => each !== undefined)
    return { ...body, aliases: initials === undefined ? aliases : [...aliases, initials] }
  }
  const bodies = [...directory.groups, ...directory.organisations, ...directory.roles]
  const namesOfBodies = new Set(
    bodies.flatMap(({ name, aliases = [] }) => [name, ...aliases].map(nameKey)),
  )
  const own = key
    .filter(({ name }) => !namesOfBodies.has(nameKey(partsOf(name).name)))
    .map((entry) => asPerson(directory, entry))
  const names = new Set(own.map(({ name }) => nameKey(name)))
  const others = directory.people
    .filter(({ name }) => !names.has(nameKey(name)))
    .map((person) => withoutLetters(person, letters))
  return {
    people: [...own, ...others],
    groups: directory.groups.map(asKeySays),
    organisations: directory.organisations.map(asKeySays),
    roles: directory.roles.map(asKeySays),
  }
}

/** The one person of the directory with this name or post, or somebody only the key knows. */
function asPerson({ people }: Directory, { initials, name: line }: KeyEntry): DirectoryPerson {
  const { name, organisation } = partsOf(line)
  const named = people.filter((each) => nameKey(each.name) === nameKey(name))
  const known = named.length > 0 ? named : people.filter((each) => isCalled(each, name))
  const [only] = known
  if (only !== undefined && known.length === 1) return { ...only, initials }
  return organisation === undefined ? { initials, name } : { initials, name, organisation }
}

function isCalled({ title = '', aliases = [] }: DirectoryPerson, name: string): boolean {
  return [title, ...aliases].some((each) => nameKey(each) === nameKey(name))
}

/** "Petra Wick, Youth Service" is a name and where the person belongs. */
function partsOf(line: string): { name: string; organisation?: string } {
  const [, name, organisation] = /^([^,(]+?)\s*[,(]\s*(.+?)\)?$/.exec(line) ?? []
  return name === undefined || organisation === undefined ? { name: line } : { name, organisation }
}

function nameKey(name: string): string {
  return name.trim().toLowerCase()
}

/** The same person, no longer called by letters that the key gives to somebody. */
function withoutLetters(person: DirectoryPerson, letters: ReadonlySet<string>): DirectoryPerson {
  const copy = { ...person }
  if (letters.has(copy.initials ?? '')) delete copy.initials
  if (copy.aliases !== undefined) copy.aliases = copy.aliases.filter((each) => !letters.has(each))
  return copy
}

function keyOfTable(table: Node, isKeySection: boolean): KeyEntry[] {
  const rows: string[][] = []
  table.forEach((row) => {
    const cells: string[] = []
    row.forEach((cell) => cells.push(cell.textContent.trim()))
    rows.push(cells)
  })
  const isKey = isKeySection || KEY_COLUMN.test(rows[0]?.[0] ?? '')
  if (!isKey || rows.some(({ length }) => length !== 2)) return []
  return rows.flatMap(([letters = '', name = '']) =>
    KEY_COLUMN.test(letters) ? [] : readKey(`${letters}\t${name}`),
  )
}

function keyOfLines(block: Node): KeyEntry[] {
  const text = block.isTextblock
    ? block.textBetween(0, block.content.size, '\n', '\n')
    : block.textBetween(0, block.content.size, '\n')
  return readKey(text)
}
