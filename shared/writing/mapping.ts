import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import type { Mapping, YContainer, YContent } from '../schema/y-document.ts'

/** Records that a Yjs type and everything in it now is this node and everything in it. */
export function remember(content: YContent | YContainer, node: Node, mapping: Mapping): void {
  if (mapping.get(content) === node) return
  mapping.set(content, node)
  if (content instanceof Y.XmlText || node.inlineContent || node.isLeaf) return
  content
    .toArray()
    .filter(isContent)
    .forEach((child, at) => {
      const made = node.maybeChild(at)
      if (made !== null) remember(child, made, mapping)
    })
}

/** The Yjs type and everything in it is gone. */
export function forget(content: YContent, mapping: Mapping): void {
  mapping.delete(content)
  if (content instanceof Y.XmlElement)
    content
      .toArray()
      .filter(isContent)
      .forEach((child) => forget(child, mapping))
}

export function isContent(value: unknown): value is YContent {
  return value instanceof Y.XmlElement || value instanceof Y.XmlText
}

/** Letters of a text, one for anything else that stands in a line. */
export function lengthOf(content: YContent): number {
  return content instanceof Y.XmlText ? content.length : 1
}

/** Equal as Yjs stores it: attributes and formatting are plain JSON. */
export function sameJson(before: unknown, after: unknown): boolean {
  if (before === after) return true
  if (typeof before !== 'object' || typeof after !== 'object') return false
  return JSON.stringify(before) === JSON.stringify(after)
}
