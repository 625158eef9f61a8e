import * as Y from 'yjs'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { readElement } from '../../../shared/schema/y-document.ts'

/** A row of an action plan that a change took out of the text. */
export interface RemovedRow {
  id: string
  /** The plan and the group it stood in; '' where it stood in none. */
  table: string
  group: string
  /** The row as it was, with words in it that whoever removed it had not seen. */
  row: NodeJson
}

/** Where in a row words stand: the column, and which of its lines, counted over the cell. */
export interface RowPlace {
  row: string
  key: string
  line: number
}

/** What a removed row or cell held, while Yjs still has it: only until the end of the transaction. */
export interface Remains {
  /** Null for a cell, whose row may still be there. */
  removed: RemovedRow | null
  texts: RemainingText[]
  /** Every element of the row, to know what later changes are about. */
  elements: { id: Y.ID; place: RowPlace }[]
}

/** A column that was taken out of the head of a plan. */
export interface RemovedColumn {
  table: string
  key: string
  attributes: Record<string, unknown>
  heading: string
}

export interface RemainingText {
  id: Y.ID
  place: RowPlace
  /** In order, with the words that were there before the transaction. */
  pieces: { id: Y.ID; words: string }[]
}

/** The rows and cells that a transaction deleted. */
export function remainsIn(transaction: Y.Transaction): Remains[] {
  const found: Remains[] = []
  const rows: WholeRows = new Map()
  for (const item of deletedIn(transaction)) collect(item, { transaction, rows, found })
  return found
}

/** Rows as they were, with the words that "as above" stood for. */
type WholeRows = Map<Y.Item, NodeJson>
interface Collecting {
  transaction: Y.Transaction
  rows: WholeRows
  found: Remains[]
}

/** The groups that a transaction deleted: what was put into them meanwhile is looked for there. */
export function groupsRemovedIn(transaction: Y.Transaction): { id: Y.ID; group: string }[] {
  const found: { id: Y.ID; group: string }[] = []
  const collectGroups = (item: Y.Item): void => {
    if (!(item.content instanceof Y.ContentType)) return
    const { type } = item.content
    if (!(type instanceof Y.XmlElement)) return
    if (type.nodeName === 'actionGroup') {
      found.push({ id: item.id, group: String(attributeOf(type, 'id') ?? '') })
    }
    if (type.nodeName !== 'actionTable') return
    for (const child of itemsOf(type)) if (wasThere(child, transaction)) collectGroups(child)
  }
  for (const item of deletedIn(transaction)) collectGroups(item)
  return found
}

export function columnsRemovedIn(transaction: Y.Transaction): RemovedColumn[] {
  const found: RemovedColumn[] = []
  for (const item of deletedIn(transaction)) {
    if (!(item.content instanceof Y.ContentType)) continue
    const { type } = item.content
    if (!(type instanceof Y.XmlElement) || type.nodeName !== 'actionColumn') continue
    const copy = standIn(copyOf(type, transaction))
    found.push({
      table: idAbove(item, 'actionTable'),
      key: String(copy.getAttribute('key') ?? ''),
      attributes: copy.getAttributes(),
      heading: copy.toArray().map(String).join(''),
    })
  }
  return found
}

/** What is gone from among the children that changed. */
function* deletedIn(transaction: Y.Transaction): Generator<Y.Item> {
  for (const [type, keys] of transaction.changed) {
    // Only XML types can be below the body.
    const parent: unknown = type
    if (!keys.has(null) || parent instanceof Y.XmlText) continue
    if (!(parent instanceof Y.XmlElement) && !(parent instanceof Y.XmlFragment)) continue
    for (const item of itemsOf(parent)) {
      if (item.deleted && wasThere(item, transaction)) yield item
    }
  }
}

/** Whether a transaction put a row into the text. */
export function bringsRows(transaction: Y.Transaction): boolean {
  for (const [client, end] of transaction.afterState) {
    const start = transaction.beforeState.get(client) ?? 0
    if (start === end) continue
    const structs = transaction.doc.store.clients.get(client) ?? []
    for (let at = structs.length - 1; at >= 0; at--) {
      const struct = structs[at]
      if (struct === undefined || struct.id.clock < start) break
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) continue
      const { type } = struct.content
      if (type instanceof Y.XmlElement && type.nodeName === 'actionRow') return true
    }
  }
  return false
}

function collect(item: Y.Item, into: Collecting): void {
  const { transaction, found } = into
  if (!(item.content instanceof Y.ContentType)) return
  const { type } = item.content
  if (!(type instanceof Y.XmlElement)) return
  if (type.nodeName === 'actionRow') {
    const remains = remainsOf(type, item, into)
    if (remains !== null) found.push(remains)
  } else if (type.nodeName === 'actionCell') {
    const remains: Remains = { removed: null, texts: [], elements: [] }
    gatherCell(item, { row: idAbove(item, 'actionRow'), remains, transaction })
    found.push(remains)
  } else if (['actionTable', 'actionGroup'].includes(type.nodeName)) {
    for (const child of itemsOf(type)) {
      if (wasThere(child, transaction)) collect(child, into)
    }
  }
}

function remainsOf(
  row: Y.XmlElement,
  item: Y.Item,
  { transaction, rows }: Collecting,
): Remains | null {
  const id = attributeOf(row, 'id')
  if (typeof id !== 'string') return null
  const remains: Remains = {
    removed: {
      id,
      table: idAbove(item, 'actionTable'),
      group: idAbove(item, 'actionGroup'),
      row: wholeRow(item, transaction, rows),
    },
    texts: [],
    elements: [{ id: item.id, place: { row: id, key: '', line: 0 } }],
  }
  for (const cell of itemsOf(row)) gatherCell(cell, { row: id, remains, transaction })
  return remains
}

function gatherCell(
  item: Y.Item,
  { row, remains, transaction }: { row: string; remains: Remains; transaction: Y.Transaction },
): void {
  if (!wasThere(item, transaction) || !(item.content instanceof Y.ContentType)) return
  const { type } = item.content
  if (!(type instanceof Y.XmlElement)) return
  const key = String(attributeOf(type, 'key') ?? '')
  const lines = { next: 0 }
  remains.elements.push({ id: item.id, place: { row, key, line: 0 } })
  for (const child of itemsOf(type)) gather(child, { row, key }, { lines, remains, transaction })
}

function gather(
  item: Y.Item,
  at: Omit<RowPlace, 'line'>,
  into: { lines: { next: number }; remains: Remains; transaction: Y.Transaction },
): void {
  const { lines, remains, transaction } = into
  if (!wasThere(item, transaction) || !(item.content instanceof Y.ContentType)) return
  const { type } = item.content
  if (type instanceof Y.XmlText) {
    const pieces = [...itemsOf(type)].flatMap((piece) =>
      piece.content instanceof Y.ContentString && wasThere(piece, transaction)
        ? [{ id: piece.id, words: piece.content.str }]
        : [],
    )
    const place = { ...at, line: lines.next++ }
    remains.texts.push({ id: item.id, place, pieces })
    return
  }
  if (!(type instanceof Y.XmlElement)) return
  remains.elements.push({ id: item.id, place: { ...at, line: lines.next } })
  for (const child of itemsOf(type)) gather(child, at, into)
}

/** Wherever a removed row is brought back, "as above" would mean other words: it says its own. */
function wholeRow(item: Y.Item, transaction: Y.Transaction, known: WholeRows): NodeJson {
  const below: { item: Y.Item; json: NodeJson }[] = []
  let above: NodeJson | undefined
  for (let at: Y.Item | null = item; at !== null && above === undefined; at = at.left) {
    const row = rowIn(at)
    if (row === null || !wasThere(at, transaction)) continue
    above = known.get(at)
    if (above !== undefined) break
    const json = jsonOf(row, transaction)
    below.push({ item: at, json })
    if (!(json.content ?? []).some(saysSame)) break
  }
  for (const { item: at, json } of below.reverse()) {
    const cells = new Map((above?.content ?? []).map((cell) => [cell.attrs?.['key'], cell]))
    above = {
      ...json,
      content: (json.content ?? []).map((cell) => {
        const meant = saysSame(cell) ? cells.get(cell.attrs?.['key']) : undefined
        return meant === undefined
          ? cell
          : { ...cell, attrs: { ...cell.attrs, same: false }, content: meant.content?.map(unnamed) }
      }),
    }
    known.set(at, above)
  }
  return above ?? { type: 'actionRow' }
}

function rowIn({ content }: Y.Item): Y.XmlElement | null {
  if (!(content instanceof Y.ContentType)) return null
  const { type } = content
  return type instanceof Y.XmlElement && type.nodeName === 'actionRow' ? type : null
}

function saysSame({ attrs }: NodeJson): boolean {
  return attrs?.['same'] === true
}

/** A copy gets ids of its own. */
function unnamed(node: NodeJson): NodeJson {
  return {
    ...node,
    ...(node.attrs !== undefined && { attrs: { ...node.attrs, id: null } }),
    ...(node.content !== undefined && { content: node.content.map(unnamed) }),
  }
}

/** The node that the row was. It is copied into a document of its own, where reading is possible. */
function jsonOf(row: Y.XmlElement, transaction: Y.Transaction): NodeJson {
  const copy = standIn(copyOf(row, transaction))
  return readElement(copy, 'actionGroup', documentSchema).toJSON() as NodeJson // ProseMirror says any
}

/** Only what stands in a document can be read. */
function standIn(element: Y.XmlElement): Y.XmlElement {
  new Y.Doc().getXmlFragment('copy').insert(0, [element])
  return element
}

function copyOf(element: Y.XmlElement, transaction: Y.Transaction): Y.XmlElement {
  const copy = new Y.XmlElement(element.nodeName)
  for (const [name, item] of element._map) {
    const value: unknown = item.content.getContent().at(-1)
    // Yjs stores any JSON value; its types say string
    if (wasThere(item, transaction)) copy.setAttribute(name, value as string)
  }
  const children = [...itemsOf(element)].flatMap((item): (Y.XmlElement | Y.XmlText)[] => {
    if (!wasThere(item, transaction) || !(item.content instanceof Y.ContentType)) return []
    const { type } = item.content
    if (type instanceof Y.XmlElement) return [copyOf(type, transaction)]
    return type instanceof Y.XmlText ? [copyOfText(type, transaction)] : []
  })
  copy.insert(0, children)
  return copy
}

function copyOfText(text: Y.XmlText, transaction: Y.Transaction): Y.XmlText {
  const runs: { insert: string; attributes: Record<string, unknown> }[] = []
  const format: Record<string, unknown> = {}
  for (const item of itemsOf(text)) {
    if (!wasThere(item, transaction)) continue
    if (item.content instanceof Y.ContentFormat) format[item.content.key] = item.content.value
    if (item.content instanceof Y.ContentString) {
      runs.push({ insert: item.content.str, attributes: { ...format } })
    }
  }
  const copy = new Y.XmlText()
  copy.applyDelta(runs)
  return copy
}

function idAbove(item: Y.Item, name: string): string {
  let above: unknown = item.parent
  while (above instanceof Y.XmlElement) {
    if (above.nodeName === name) return String(attributeOf(above, 'id') ?? '')
    above = above._item?.parent
  }
  return ''
}

/** The newest value, also of what was just deleted. */
function attributeOf(element: Y.XmlElement, name: string): unknown {
  return element._map.get(name)?.content.getContent().at(-1)
}

function wasThere(item: Y.Item, { deleteSet }: Y.Transaction): boolean {
  return !item.deleted || Y.isDeleted(deleteSet, item.id)
}

function* itemsOf(type: Y.XmlElement | Y.XmlFragment | Y.XmlText): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) yield item
}
