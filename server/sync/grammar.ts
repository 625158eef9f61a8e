import * as Y from 'yjs'
import { BODY, documentSchema } from '../../shared/schema/index.ts'
import { MARKS } from '../../shared/schema/y-document.ts'

/** What a stored document may be made of; the guard asks here. */
export interface Grammar {
  /** The shared types at the top, and what stands right in them. */
  readonly roots: ReadonlyMap<string, 'blocks' | 'words'>
  /** Each block with its properties. */
  readonly nodes: ReadonlyMap<string, ReadonlySet<string>>
  /** Each mark with its properties. */
  readonly marks: ReadonlyMap<string, ReadonlySet<string>>
}

/** The grammar of our schema. */
export const documentGrammar: Grammar = {
  roots: new Map([[BODY, 'blocks']]),
  nodes: new Map(
    Object.values(documentSchema.nodes)
      // Placeholders stand for what is stored under its own name; they are never stored themselves.
      .filter((type) => !['doc', 'text', 'unknownBlock', 'unknownInline'].includes(type.name))
      .map((type) => [
        type.name,
        new Set([...Object.keys(type.spec.attrs ?? {}), ...(type.isInline ? [MARKS] : [])]),
      ]),
  ),
  marks: new Map(
    Object.values(documentSchema.marks)
      .filter((type) => type.name !== 'unknownMark')
      .map((type) => [type.name, new Set(Object.keys(type.spec.attrs ?? {}))]),
  ),
}

/** Stands for all embeds among unknown names. */
export const EMBED = '#embed'

/**
 * The names of blocks, marks and (with an @) properties in a document that the grammar does not
 * know. Bringing such a block back by undo must work, so the guard tolerates them there.
 */
export function unknownNames(doc: Y.Doc, grammar: Grammar): Set<string> {
  const names = new Set<string>()
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) if (struct instanceof Y.Item) noteUnknown(struct, grammar, names)
  }
  return names
}

function noteUnknown(
  { content, parent, parentSub }: Y.Item,
  { nodes, marks }: Grammar,
  names: Set<string>,
): void {
  if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement) {
    if (!nodes.has(content.type.nodeName)) names.add(content.type.nodeName)
  } else if (content instanceof Y.ContentFormat) {
    if (!marks.has(content.key)) names.add(content.key)
  } else if (content instanceof Y.ContentEmbed) names.add(EMBED)
  if (parentSub === null || !(parent instanceof Y.XmlElement)) return
  if (nodes.get(parent.nodeName)?.has(parentSub) === false) names.add(`@${parentSub}`)
}
