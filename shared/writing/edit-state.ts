import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { BODY, documentSchema } from '../schema/index.ts'
import { readDocument } from '../schema/y-document.ts'
import type { Mapping } from '../schema/y-document.ts'
import { remember } from './mapping.ts'
import { writeNode } from './write.ts'

/**
 * The smallest Yjs update that turns the text of a document into what `change` makes of it: letters,
 * cells and rows that stay are not touched, so that what others write meanwhile survives. Null if
 * `change` gives back the text it got. Nodes that stay should stay the same objects.
 */
export function editState(state: Uint8Array, change: (body: Node) => Node): Uint8Array | null {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, state)
    const fragment = doc.getXmlFragment(BODY)
    const mapping: Mapping = new Map()
    const before = readDocument(fragment, documentSchema, mapping)
    remember(fragment, before, mapping)
    const after = change(before)
    if (after.eq(before)) return null
    after.check()
    const known = Y.encodeStateVector(doc)
    let isChanged = false
    doc.on('update', () => {
      isChanged = true
    })
    doc.transact(() => writeNode(fragment, after, mapping, null))
    return isChanged ? Y.encodeStateAsUpdate(doc, known) : null
  } finally {
    doc.destroy()
  }
}
