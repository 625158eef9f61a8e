import type { Node } from '@tiptap/pm/model'
import type { PlanColumn } from '../reading/plan.ts'
import { compareLists } from './blocks.ts'
import type { ChangeKind, MarkedBlock } from './comparison.ts'
import { diffLine, runsOf, tokensOf } from './inline.ts'
import type { RowMeaning } from './meanings.ts'
import { frame, markAll, quietly, quoted } from './work.ts'
import type { Work } from './work.ts'

/** A row that is in both texts, cell by cell, with what its dates and leads mean. */
export function compareRow(work: Work, before: Node, after: Node): MarkedBlock {
  const sides = {
    before: work.meanings.before.get(before),
    after: work.meanings.after.get(after),
  }
  const columns = columnsOf(sides)
  const cells = columns.map((column) => compareCell(work, { before, after, column, sides }))
  const changed = cells.filter((cell) => cell.isChanged)
  const ownNotes = notesOf(before, after)
  if (changed.length === 0 && ownNotes.length === 0) {
    return frame(work, after, { changed: 'same', blocks: cells.map(({ block }) => block) })
  }
  const name = sides.after?.name || sides.before?.name || ''
  const title = name === '' ? 'An action' : quoted(name)
  const facts = factsOf(changed, { sides, title, ownNotes })
  let mark = ''
  for (const { kind, words } of facts) mark = work.note({ kind, node: after, words, mark })
  const blocks = cells.map(({ block, column }) => {
    const fact = facts.find(({ columns: about }) => about.includes(column.key))
    return fact === undefined ? block : { ...block, notes: fact.note === '' ? [] : [fact.note] }
  })
  return frame(work, after, {
    changed: 'changed',
    mark,
    notes: ownNotes,
    blocks,
  })
}

interface Sides {
  before: RowMeaning | undefined
  after: RowMeaning | undefined
}

interface ComparedCell {
  column: PlanColumn
  block: MarkedBlock
  isChanged: boolean
}

interface Fact {
  kind: ChangeKind
  words: string
  /** Beside the cell. */
  note: string
  columns: string[]
}

/** Those of the later text, then those it no longer has. */
function columnsOf({ before, after }: Sides): PlanColumn[] {
  const columns = [...(after?.columns ?? [])]
  for (const column of before?.columns ?? []) {
    if (!columns.some(({ key }) => key === column.key)) columns.push(column)
  }
  return columns
}

function compareCell(
  work: Work,
  { before, after, column, sides }: { before: Node; after: Node; column: PlanColumn; sides: Sides },
): ComparedCell {
  const [old, now] = [cellIn(before, column.key), cellIn(after, column.key)]
  const words = {
    before: tidy(sides.before?.wordsOf(column.key) ?? ''),
    after: tidy(sides.after?.wordsOf(column.key) ?? ''),
  }
  const cell = now ?? old
  if (cell === undefined) return { column, block: emptyCell(column.key), isChanged: false }
  // Both mean the cell above: what changed there is said there.
  if (words.before === words.after || (meansAbove(old) && meansAbove(now))) {
    const block = now === undefined ? emptyCell(column.key) : markAll(work, now, 'same')
    return { column, block, isChanged: false }
  }
  pairOnlyLines(work, old, now)
  const isOwn = old?.attrs['same'] !== true && now?.attrs['same'] !== true
  const blocks = isOwn
    ? compareLists(quietly(work), old?.children ?? [], now?.children ?? [])
    : [sayDifference(work, cell, words)]
  return { column, block: frame(work, cell, { changed: 'changed', blocks }), isChanged: true }
}

function meansAbove(cell: Node | undefined): boolean {
  return cell?.attrs['same'] === true && cell.textContent.trim() === ''
}

/** Cells are short: their only line is the same line, in whatever words. */
function pairOnlyLines(work: Work, old: Node | undefined, now: Node | undefined): void {
  const [before, after] = [old?.firstChild, now?.firstChild]
  if (old?.childCount !== 1 || now?.childCount !== 1 || !before || !after) return
  if (!before.isTextblock || !after.isTextblock || work.pairs.before(after) !== undefined) return
  if (work.pairs.after(before) === undefined) work.pairs.add(before, after)
}

/** Where a cell means the one above, its words are compared, wherever they stand. */
function sayDifference(
  work: Work,
  cell: Node,
  { before, after }: { before: string; after: string },
): MarkedBlock {
  const { schema } = cell.type
  const line = (words: string) =>
    schema.node('paragraph', null, words === '' ? [] : [schema.text(words)])
  const now = line(after)
  const runs = runsOf(diffLine(tokensOf(line(before)), tokensOf(now)))
  return frame(work, now, { changed: 'changed', runs })
}

function factsOf(
  changed: readonly ComparedCell[],
  { sides, title, ownNotes }: { sides: Sides; title: string; ownNotes: readonly string[] },
): Fact[] {
  const facts: Fact[] = []
  const rest: string[] = []
  const restKeys: string[] = []
  const wordsOf = (side: 'before' | 'after', keys: readonly string[]) =>
    keys.map((key) => tidy(sides[side]?.wordsOf(key) ?? '')).join(' / ') || 'nothing'
  const ofKind = (kind: PlanColumn['kind']) =>
    changed.filter(({ column }) => column.kind === kind).map(({ column }) => column.key)

  const dates = ofKind('timescale')
  const date = dates.length === 0 ? null : dateFact(sides)
  if (date !== null) {
    const words = `${title}: ${wordsOf('before', dates)} → ${wordsOf('after', dates)}`
    facts.push({ ...date, words, columns: dates })
  }
  const leads = ofKind('leads')
  if (leads.length > 0 && sides.before?.leads() !== sides.after?.leads()) {
    const words = `${title}: lead ${wordsOf('before', leads)} → ${wordsOf('after', leads)}`
    facts.push({ kind: 'leadChanged', words, note: 'Lead changed', columns: leads })
  }
  const told = new Set(facts.flatMap(({ columns }) => columns))
  for (const { column } of changed) {
    if (told.has(column.key)) continue
    rest.push(column.heading.trim() === '' ? column.key : column.heading.trim())
    restKeys.push(column.key)
  }
  const about = [...rest, ...ownNotes.map((note) => note.toLowerCase())]
  if (about.length > 0) {
    const words = `${title}: ${inAList(about)} changed`
    facts.push({ kind: 'actionChanged', words, note: '', columns: restKeys })
  }
  return facts
}

/** Null where the days are the same in other words. */
function dateFact({ before, after }: Sides): Pick<Fact, 'kind' | 'note'> | null {
  const [old, now] = [before?.day() ?? null, after?.day() ?? null]
  if (old !== null && now !== null) {
    if (old === now) return null
    return old < now
      ? { kind: 'dateLater', note: 'Later' }
      : { kind: 'dateEarlier', note: 'Earlier' }
  }
  if (old === null && now === null) return null
  return { kind: 'dateChanged', note: now === null ? 'No date any more' : 'Has a date now' }
}

/** Properties of the row itself, such as a status. */
function notesOf(before: Node, after: Node): string[] {
  return Object.entries(after.attrs)
    .filter(([key, value]) => {
      return !SILENT.has(key) && JSON.stringify(before.attrs[key]) !== JSON.stringify(value)
    })
    .map(([key]) => `${key.charAt(0).toUpperCase()}${key.slice(1)}`)
}

/** How the words are read, and not what they say. */
const SILENT = new Set(['id', 'lines'])

/** Two cells of one column come of a merge: the first with words speaks. */
function cellIn(row: Node, key: string): Node | undefined {
  const cells = row.children.filter(
    (node) => node.type.name === 'actionCell' && node.attrs['key'] === key,
  )
  return cells.find((node) => node.textContent.trim() !== '') ?? cells[0]
}

function emptyCell(key: string): MarkedBlock {
  return {
    type: 'actionCell',
    id: null,
    attrs: { key },
    changed: 'same',
    mark: '',
    number: '',
    notes: [],
    blocks: [],
  }
}

function inAList(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
