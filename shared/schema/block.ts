import { Node } from '@tiptap/core'
import type { NodeConfig } from '@tiptap/core'

/**
 * What every block shares: a stable `id` that comments, versions and links hold on to.
 * Ids are given by whoever creates the block (import, template, server) or, for typed blocks, by
 * the editor's identity plugin. They are unique within a document.
 */
export function defineBlock(config: NodeConfig) {
  return Node.create({
    ...config,
    addAttributes() {
      return {
        id: {
          default: null,
          parseHTML: (element) => element.getAttribute('data-id'),
          renderHTML: ({ id }) => (typeof id === 'string' ? { 'data-id': id } : {}),
        },
        ...config.addAttributes?.call(this),
      }
    },
  })
}

/**
 * A content expression that tolerates everything a merge can do to it: any order, none at all, and
 * blocks of a newer schema. Strict content (`row+`) made Yjs bindings delete whole tables.
 */
export function tolerant(...types: string[]): string {
  return `(${[...types, 'unknownBlock'].join('|')})*`
}
