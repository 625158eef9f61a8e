import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { Refusal } from '../../shared/refusals.ts'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import { giveIds } from '../../shared/schema/identity.ts'
import { BODY, documentSchema } from '../../shared/schema/index.ts'
import { readDocument, seedDocument } from '../../shared/schema/y-document.ts'

/**
 * The Yjs client that writes the first text of every document. It is always the same, because
 * nothing else ever writes under it: a document is seeded once, by the server alone.
 */
const SEEDING_CLIENT = 1

/**
 * Reads a document from JSON: it has to fit the schema, and every block gets an id.
 *
 * @throws {Refusal} `invalid` if it does not fit.
 */
export function bodyFromJson(json: DocumentJson, newId: () => string): Node {
  let body: Node
  try {
    body = giveIds(documentSchema.nodeFromJSON(json), newId)
    body.check()
  } catch (cause) {
    // ProseMirror throws RangeErrors with words for programmers; anything else is a bug of ours.
    if (!(cause instanceof RangeError)) throw cause
    throw new Refusal('invalid', 'The text does not have the form of a document.')
  }
  if (body.type !== documentSchema.topNodeType) {
    throw new Refusal('invalid', 'The text does not have the form of a document.')
  }
  return body
}

/** The first Yjs update of a document with this text. */
export function firstUpdate(body: Node): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = SEEDING_CLIENT
  seedDocument(doc.getXmlFragment(BODY), body)
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

/** The text of a document from its whole Yjs state. */
export function bodyFromState(state: Uint8Array): Node {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const body = readDocument(doc.getXmlFragment(BODY), documentSchema)
  doc.destroy()
  return body
}
