import * as Y from 'yjs'
import type { DecodedUpdate, Struct, StructId } from '../update.ts'
import type { LostPlaces } from './lost-places.ts'

/**
 * A row in an update that Yjs let go at once, because the group it was put into is gone from there:
 * made anew from the update, and its parts remembered, so that what is typed in it on the way is
 * found as well.
 */
export function rowOfUpdate(
  struct: Struct,
  children: ReadonlyMap<string, Struct[]>,
  places: LostPlaces,
): Y.XmlElement {
  const row = elementOf(struct, children)
  const id = String(attributesOf(struct, children)['id'] ?? '')
  places.begin(struct, { row: id, key: '', line: 0 })
  for (const cell of childrenOf(struct, children)) {
    const key = String(attributesOf(cell, children)['key'] ?? '')
    const lines = { next: 0 }
    remember(cell, { row: id, key, lines, children, places })
  }
  return row
}

/** The structs of an update that are there to stay, below their parents, in the order they were made. */
export function childrenIn(
  decoded: DecodedUpdate,
  isDeleted: (id: StructId) => boolean,
): Map<string, Struct[]> {
  const children = new Map<string, Struct[]>()
  const parents = new Map<string, StructId | null>()
  for (const structs of decoded.structs.values()) {
    for (const struct of structs) {
      const { parent, origin, rightOrigin } = struct
      const above =
        parent !== null && typeof parent !== 'string'
          ? parent
          : (parentOf(origin, decoded, parents) ?? parentOf(rightOrigin, decoded, parents))
      parents.set(nameOf(struct), above)
      if (above === null || isDeleted(struct)) continue
      const siblings = children.get(nameOf(above)) ?? []
      siblings.push(struct)
      children.set(nameOf(above), siblings)
    }
  }
  return children
}

function parentOf(
  id: StructId | null,
  { structs }: DecodedUpdate,
  parents: ReadonlyMap<string, StructId | null>,
): StructId | null {
  if (id === null) return null
  const struct = structs
    .get(id.client)
    ?.find(({ clock, length }) => id.clock >= clock && id.clock < clock + length)
  return struct === undefined ? null : (parents.get(nameOf(struct)) ?? null)
}

function elementOf(struct: Struct, children: ReadonlyMap<string, Struct[]>): Y.XmlElement {
  const element = new Y.XmlElement(struct.content.is === 'element' ? struct.content.name : '')
  for (const [name, value] of Object.entries(attributesOf(struct, children))) {
    element.setAttribute(name, value as string) // Yjs stores any JSON value; its types say string
  }
  const inside = childrenOf(struct, children).flatMap((child): (Y.XmlElement | Y.XmlText)[] => {
    if (child.content.is === 'element') return [elementOf(child, children)]
    return child.content.is === 'textType' ? [textOf(child, children)] : []
  })
  element.insert(0, inside)
  return element
}

function textOf(struct: Struct, children: ReadonlyMap<string, Struct[]>): Y.XmlText {
  const format: Record<string, unknown> = {}
  const runs: { insert: string; attributes: Record<string, unknown> }[] = []
  for (const { content } of childrenOf(struct, children)) {
    if (content.is === 'format') format[content.key] = content.value
    if (content.is === 'text') runs.push({ insert: content.text, attributes: { ...format } })
  }
  const text = new Y.XmlText()
  text.applyDelta(runs)
  return text
}

interface Remembering {
  row: string
  key: string
  lines: { next: number }
  children: ReadonlyMap<string, Struct[]>
  places: LostPlaces
}

function remember(struct: Struct, to: Remembering): void {
  const { row, key, lines, children, places } = to
  places.begin(struct, { row, key, line: lines.next })
  if (struct.content.is === 'textType') {
    const line = lines.next++
    let offset = 0
    for (const child of childrenOf(struct, children)) {
      if (child.content.is !== 'text') continue
      places.follow(child, child.length, { row, key, line, offset })
      offset += child.length
    }
    return
  }
  for (const child of childrenOf(struct, children)) remember(child, to)
}

function childrenOf(struct: Struct, children: ReadonlyMap<string, Struct[]>): Struct[] {
  return (children.get(nameOf(struct)) ?? []).filter(({ parentSub }) => parentSub === null)
}

function attributesOf(
  struct: Struct,
  children: ReadonlyMap<string, Struct[]>,
): Record<string, unknown> {
  const attributes: Record<string, unknown> = {}
  for (const { parentSub, content } of children.get(nameOf(struct)) ?? []) {
    if (parentSub !== null && content.is === 'values') attributes[parentSub] = content.values.at(-1)
  }
  return attributes
}

function nameOf({ client, clock }: StructId): string {
  return `${client} ${clock}`
}
