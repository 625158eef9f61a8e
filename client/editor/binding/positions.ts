import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import type { YContainer } from '../../../shared/schema/y-document.ts'
import { isContent, lengthOf } from '../../../shared/writing/mapping.ts'

/**
 * Places in the text between the editor (a number) and Yjs (relative to a letter, so that it
 * stays true while others edit). Both ways cost the depth times the breadth of the path, never
 * the length of the document.
 */

/** Null where the place is not inside a line of text. `assoc` as in Yjs: < 0 sticks left. */
export function positionInYjs(
  fragment: Y.XmlFragment,
  doc: Node,
  position: number,
  assoc = 0,
): Y.RelativePosition | null {
  if (position < 0 || position > doc.content.size) return null
  const $position = doc.resolve(position)
  if (!$position.parent.inlineContent) return null
  let line: YContainer = fragment
  for (let depth = 0; depth < $position.depth; depth++) {
    const child: unknown = line.get($position.index(depth))
    if (!(child instanceof Y.XmlElement)) return null
    line = child
  }
  let offset = $position.parentOffset
  let index = 0
  for (const content of line.toArray()) {
    if (content instanceof Y.XmlText) {
      if (offset <= content.length)
        return Y.createRelativePositionFromTypeIndex(content, offset, assoc)
      offset -= content.length
    } else {
      if (offset < 1) break
      offset -= 1
    }
    index++
  }
  return Y.createRelativePositionFromTypeIndex(line, index, assoc)
}

/** Null when the place is gone. */
export function positionInEditor(
  fragment: Y.XmlFragment,
  doc: Node,
  position: Y.RelativePosition,
): number | null {
  if (fragment.doc === null) return null
  const place = Y.createAbsolutePositionFromRelativePosition(position, fragment.doc)
  if (place === null) return null
  if (place.type instanceof Y.XmlText) {
    const line = place.type.parent
    if (!(line instanceof Y.XmlElement)) return null
    return positionInLine(fragment, doc, line, place.type, place.index)
  }
  if (place.type instanceof Y.XmlElement) {
    const before = place.type.toArray().slice(0, place.index).filter(isContent)
    const offset = before.reduce((sum, each) => sum + lengthOf(each), 0)
    return positionInLine(fragment, doc, place.type, null, offset)
  }
  return null
}

function positionInLine(
  fragment: Y.XmlFragment,
  doc: Node,
  line: Y.XmlElement,
  text: Y.XmlText | null,
  offset: number,
): number | null {
  const path: number[] = []
  for (let at: YContainer = line; at !== fragment;) {
    const parent: unknown = at.parent
    if (!(parent instanceof Y.XmlFragment) || at._item === null || at._item.deleted) return null
    path.unshift(indexIn(parent, at))
    at = parent
  }
  let node = doc
  let start = 0
  for (const index of path) {
    const child = node.maybeChild(index)
    if (child === null) return null
    for (let sibling = 0; sibling < index; sibling++) start += node.child(sibling).nodeSize
    start += 1
    node = child
  }
  if (!node.inlineContent) return null
  let inside = offset
  if (text !== null) {
    for (const content of line.toArray()) {
      if (content === text) break
      if (isContent(content)) inside += lengthOf(content)
    }
  }
  return start + Math.min(inside, node.content.size)
}

function indexIn(parent: YContainer, child: YContainer): number {
  return parent.toArray().indexOf(child as Y.XmlElement) // a child of XML is never a bare fragment
}
