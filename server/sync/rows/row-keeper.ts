import * as Y from 'yjs'
import { BODY, documentSchema } from '../../../shared/schema/index.ts'
import { createElement } from '../../../shared/schema/y-document.ts'
import { GUARD_LIMITS } from '../guard.ts'
import { decodeUpdate } from '../update.ts'
import type { DecodedUpdate, Struct, StructId } from '../update.ts'
import { cellsOf, elementsIn, idOf, liveRows, plainText, textsOf, wordsOf } from './live-rows.ts'
import { LostPlaces } from './lost-places.ts'
import type { LetterPlace } from './lost-places.ts'
import { childrenIn, rowOfUpdate } from './late-row.ts'
import { bringsRows, columnsRemovedIn, groupsRemovedIn, remainsIn } from './removed-row.ts'
import type { Remains, RemovedColumn, RemovedRow } from './removed-row.ts'

/** What became of the rows of a text with one update. */
export interface RowsAfter {
  /** What was written to settle it: to be stored and passed on like any edit. */
  update: Uint8Array | null
  /** Rows that are nowhere any more. */
  removed: RemovedRow[]
  /** Words for which there is no place, by the Yjs client that typed them. */
  handedBack: { client: number; row: string | null; words: string }[]
}

interface Orphan extends StructId {
  words: string
  /** Null: it is not known any more where they were typed. */
  place: LetterPlace | null
}

/**
 * Sees to it that no words and no row go lost by the way where several people change a plan at once:
 * words typed into a row that somebody moves are put where it went, those of a row that somebody
 * removes go back to their author, and of two rows with one id one gets its own. Done here alone,
 * because every copy of the text that mended it would mend it again.
 */
export class RowKeeper {
  readonly #newId: () => string
  readonly #places = new LostPlaces()
  /** By table and key, the newest. */
  readonly #columns = new Map<string, RemovedColumn>()
  /** The group that an element of a removed group or row was in, by the id of that element. */
  readonly #groups = new Map<string, string>()
  #remains: Remains[] = []
  #hasNewRows = false
  #hasCollected = false
  #stopWatching: () => void = () => {}

  constructor({ newId }: { newId: () => string }) {
    this.#newId = newId
  }

  /** Watches the text from now on, and no other. */
  watch(doc: Y.Doc): void {
    this.#stopWatching()
    const look = (transaction: Y.Transaction): void => {
      this.#remains.push(...remainsIn(transaction))
      for (const column of columnsRemovedIn(transaction)) {
        this.#columns.set(`${column.table} ${column.key}`, column)
      }
      for (const { id, group } of groupsRemovedIn(transaction)) this.#groups.set(nameOf(id), group)
      this.#hasNewRows ||= bringsRows(transaction)
      this.#hasCollected ||= bringsCollected(transaction)
    }
    doc.on('afterTransaction', look)
    this.#stopWatching = () => doc.off('afterTransaction', look)
  }

  /** Lets go of the text: what holds it keeps all of it in memory. */
  leave(): void {
    this.#stopWatching()
    this.#stopWatching = () => {}
  }

  /** To be called with each update right after it was applied. Null if there was nothing to see to. */
  settle(doc: Y.Doc, update: Uint8Array): RowsAfter | null {
    const isQuiet = this.#remains.length === 0 && !this.#hasNewRows && !this.#hasCollected
    if (isQuiet && this.#columns.size === 0) return null
    const remains = this.#remains.splice(0)
    const decoded = decodeUpdate(update, GUARD_LIMITS)
    const isDeletedBy = (id: StructId) => isIn(decoded, id)
    // A row that whoever took its group away had not seen was not meant: it goes where the group went.
    const isMeant = ({ elements: [row] }: Remains) => row === undefined || isDeletedBy(row.id)
    const unmeant = remains.filter((each) => each.removed !== null && !isMeant(each))
    for (const each of remains) {
      this.#places.remember(each, unmeant.includes(each) ? () => true : isDeletedBy)
      const [row] = each.elements
      if (row !== undefined && each.removed !== null) {
        this.#groups.set(nameOf(row.id), each.removed.group)
      }
    }
    const late = this.#hasCollected ? this.#lateRows(doc, decoded) : []
    const orphans = [
      ...remains
        .filter((each) => !unmeant.includes(each))
        .flatMap((each) => unseenWords(each, isDeletedBy)),
      ...(this.#hasCollected ? this.#lateWords(doc, decoded) : []),
    ]
    const body = doc.getXmlFragment(BODY)
    const handedBack: RowsAfter['handedBack'] = []
    const own = changesOf(doc, () => {
      for (const { removed } of unmeant) if (removed !== null) bringBack(body, removed)
      for (const { row, group } of late) placeRow(body, row, group)
      if (this.#hasNewRows || unmeant.length + late.length > 0) this.#separate(liveRows(body))
      const rows = new Map(liveRows(body).map((row) => [idOf(row), row]))
      for (const { client, words, place } of orphans) {
        const row = place === null ? undefined : rows.get(place.row)
        if (row === undefined || place === null) {
          handedBack.push({ client, words, row: place?.row ?? null })
        } else replay(row, place, words)
      }
      if (this.#columns.size > 0) this.#bringBackColumns(body)
    })
    const live = new Set(liveRows(body).map(idOf))
    this.#remains = []
    this.#hasNewRows = false
    this.#hasCollected = false
    const removed = remains.flatMap(({ removed: row }) =>
      row === null || live.has(row.id) ? [] : [row],
    )
    return { update: own, removed, handedBack: joined(handedBack) }
  }

  /**
   * Where two people moved the same row there are two of it. The first stays; the second goes if it
   * says the same, and is a row of its own if not.
   */
  #separate(rows: Y.XmlElement[]): void {
    const seen = new Map<string, Y.XmlElement>()
    for (const row of rows) {
      const first = seen.get(idOf(row))
      if (first === undefined) {
        seen.set(idOf(row), row)
        continue
      }
      if (sayTheSame(first, row)) {
        const { parent } = row
        if (!(parent instanceof Y.XmlElement)) continue
        parent.delete(parent.toArray().indexOf(row), 1)
      } else this.#giveIds(row)
    }
  }

  /** A column that somebody removed while words were written in it comes back with them. */
  #bringBackColumns(body: Y.XmlFragment): void {
    for (const table of elementsIn(body).filter(({ nodeName }) => nodeName === 'actionTable')) {
      const heads = elementsIn(table).filter(({ nodeName }) => nodeName === 'actionHead')
      const keys = new Set(heads.flatMap(elementsIn).map((column) => column.getAttribute('key')))
      for (const key of keys) this.#columns.delete(`${idOf(table)} ${key}`) // it was only moved
      const gone = [...this.#columns.values()].filter((column) => column.table === idOf(table))
      const [head] = heads
      if (gone.length === 0 || head === undefined) continue
      const cells = liveRows(body)
        .filter((row) => tableOf(row) === table)
        .flatMap(cellsOf)
      for (const { key, attributes, heading } of gone) {
        const own = cells.filter((cell) => cell.getAttribute('key') === key)
        if (!own.some((cell) => wordsOf(cell).trim() !== '')) continue
        const made = new Y.XmlElement('actionColumn')
        for (const [name, value] of Object.entries(attributes)) {
          made.setAttribute(name, value as string) // Yjs stores any JSON value; its types say string
        }
        made.insert(0, [new Y.XmlText(heading)])
        head.push([made])
      }
    }
  }

  /** Rows of this update whose group was gone when they came. */
  #lateRows(doc: Y.Doc, decoded: DecodedUpdate): { row: Y.XmlElement; group: string }[] {
    const children = childrenIn(decoded, (id) => isIn(decoded, id))
    return [...decoded.structs.values()].flat().flatMap((struct) => {
      const { content, origin, rightOrigin, parent } = struct
      if (content.is !== 'element' || content.name !== 'actionRow') return []
      if (isIn(decoded, struct) || !isCollected(doc, struct)) return []
      const around = [typeof parent === 'string' ? null : parent, origin, rightOrigin]
      const group = around.flatMap((id) => (id && this.#groups.get(nameOf(id))) ?? []).at(0) ?? ''
      this.#groups.set(nameOf(struct), group)
      return [{ row: rowOfUpdate(struct, children, this.#places), group }]
    })
  }

  #giveIds(element: Y.XmlElement): void {
    if (element.getAttribute('id') !== undefined) element.setAttribute('id', this.#newId())
    for (const child of elementsIn(element)) this.#giveIds(child)
  }

  /** Words of this update that Yjs let go at once, because their row was gone already. */
  #lateWords(doc: Y.Doc, decoded: DecodedUpdate): Orphan[] {
    const spots = new Map<Struct, LetterPlace | null>()
    const own = new Map<string, Struct>()
    for (const structs of decoded.structs.values()) {
      for (const struct of structs) own.set(`${struct.client} ${struct.clock}`, struct)
    }
    const spotOf = (struct: Struct): LetterPlace | null => {
      const known = spots.get(struct)
      if (known !== undefined) return known
      spots.set(struct, null) // nothing stands in itself
      const { origin, rightOrigin, parent } = struct
      const above = parent === null || typeof parent === 'string' ? null : parent
      const inside = above === null ? undefined : own.get(`${above.client} ${above.clock}`)
      const spot =
        (origin === null ? null : this.#places.placeAfter(origin)) ??
        (rightOrigin === null ? null : this.#places.placeBefore(rightOrigin)) ??
        (above === null ? null : this.#places.placeAfter(above)) ??
        (inside === undefined ? null : spotOf(inside))
      spots.set(struct, spot)
      return spot
    }
    const orphans: Orphan[] = []
    for (const structs of decoded.structs.values()) {
      for (const struct of structs) {
        const { client, clock, content, length } = struct
        if (content.is === 'nothing' || content.is === 'skip') continue
        if (!isCollected(doc, struct) || this.#places.has(struct)) continue
        const place = spotOf(struct)
        if (place !== null) this.#places.follow(struct, length, place)
        if (content.is !== 'text' || isIn(decoded, struct)) continue
        orphans.push({ client, clock, words: content.text, place })
      }
    }
    return orphans
  }
}

function isCollected(doc: Y.Doc, { client, clock }: StructId): boolean {
  return Y.getItem(doc.store, Y.createID(client, clock)) instanceof Y.GC
}

function nameOf({ client, clock }: StructId): string {
  return `${client} ${clock}`
}

function bringBack(body: Y.XmlFragment, { row, group, table }: RemovedRow): void {
  const element = createElement(documentSchema.nodeFromJSON(row))
  if (element instanceof Y.XmlElement) placeRow(body, element, group, table)
}

/** At the end of its group, or of the last one, or of the plan. */
function placeRow(body: Y.XmlFragment, row: Y.XmlElement, group: string, table = ''): void {
  const tables = elementsIn(body).filter(({ nodeName }) => nodeName === 'actionTable')
  const groups = tables.flatMap(elementsIn).filter(({ nodeName }) => nodeName === 'actionGroup')
  const own = tables.find((each) => idOf(each) === table)
  const target =
    groups.find((each) => idOf(each) === group) ??
    (own === undefined ? groups : groups.filter(({ parent }) => parent === own)).at(-1) ??
    own ??
    tables.at(-1)
  target?.push([row])
}

/** Words in a removed row that whoever removed it had not seen. */
function unseenWords({ texts }: Remains, isDeletedBy: (id: StructId) => boolean): Orphan[] {
  return texts.flatMap(({ place, pieces }) => {
    let offset = 0
    return pieces.flatMap(({ id, words }): Orphan[] => {
      const at = offset
      offset += words.length
      if (isDeletedBy(id)) return []
      return [{ client: id.client, clock: id.clock, words, place: { ...place, offset: at } }]
    })
  })
}

/** Puts words where they would stand in the row as it is now. */
function replay(row: Y.XmlElement, { key, line, offset }: LetterPlace, words: string): void {
  let cell = cellsOf(row).find((each) => each.getAttribute('key') === key)
  if (cell === undefined) {
    cell = new Y.XmlElement('actionCell')
    cell.setAttribute('key', key)
    row.push([cell])
  }
  // A line that was parted or moved comes with words that the row has.
  if (words.trim().length > 3 && wordsOf(cell).includes(words)) return
  const texts = textsOf(cell)
  const text = texts[line] ?? texts.at(-1) ?? newLine(cell)
  text.insert(Math.min(offset, plainText(text).length), words)
}

function tableOf(row: Y.XmlElement): Y.XmlElement | null {
  for (let above = row.parent; above instanceof Y.XmlElement; above = above.parent) {
    if (above.nodeName === 'actionTable') return above
  }
  return null
}

function newLine(cell: Y.XmlElement): Y.XmlText {
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  paragraph.insert(0, [text])
  cell.push([paragraph])
  return text
}

function sayTheSame(one: Y.XmlElement, other: Y.XmlElement): boolean {
  const say = (row: Y.XmlElement) =>
    cellsOf(row)
      .map((cell) => `${String(cell.getAttribute('key'))}\t${wordsOf(cell)}`)
      .filter((words) => !words.endsWith('\t'))
      .sort()
      .join('\n')
  return say(one) === say(other)
}

/** Letters that were typed one after another are one piece of words. */
function joined(words: RowsAfter['handedBack']): RowsAfter['handedBack'] {
  const by = new Map<string, RowsAfter['handedBack'][number]>()
  for (const each of words) {
    const key = `${each.client} ${each.row}`
    const before = by.get(key)
    by.set(key, before === undefined ? each : { ...each, words: before.words + each.words })
  }
  return [...by.values()]
}

function bringsCollected({ doc, beforeState, afterState }: Y.Transaction): boolean {
  for (const [client, end] of afterState) {
    const start = beforeState.get(client) ?? 0
    if (start === end) continue
    const structs = doc.store.clients.get(client) ?? []
    for (let at = structs.length - 1; at >= 0; at--) {
      const struct = structs[at]
      if (struct === undefined || struct.id.clock < start) break
      if (struct instanceof Y.GC) return true
    }
  }
  return false
}

function isIn(update: DecodedUpdate, { client, clock }: StructId): boolean {
  const ranges = deletedIn(update).get(client) ?? []
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.clock ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  const range = ranges[low - 1]
  return range !== undefined && clock < range.end
}

const known = new WeakMap<DecodedUpdate, Map<number, { clock: number; end: number }[]>>()

/** What an update deletes of each client, by rising clock; overlapping ranges reach as far as they do. */
function deletedIn(update: DecodedUpdate): Map<number, { clock: number; end: number }[]> {
  const before = known.get(update)
  if (before !== undefined) return before
  const found = new Map<number, { clock: number; end: number }[]>()
  for (const { client, clock, length } of update.deletes) {
    const ranges = found.get(client) ?? []
    ranges.push({ clock, end: clock + length })
    found.set(client, ranges)
  }
  for (const ranges of found.values()) {
    ranges.sort((one, other) => one.clock - other.clock)
    let end = 0
    for (const range of ranges) {
      // What begins earlier may reach further, so what is looked up last decides for all.
      end = range.end = Math.max(end, range.end)
    }
  }
  known.set(update, found)
  return found
}

/** What `change` changes, as an update; null if nothing. */
function changesOf(doc: Y.Doc, change: () => void): Uint8Array | null {
  let update: Uint8Array | null = null
  const note = (bytes: Uint8Array): void => {
    update = bytes
  }
  doc.on('update', note)
  try {
    doc.transact(change, 'rows')
  } finally {
    doc.off('update', note)
  }
  return update
}
