import type { Node } from '@tiptap/pm/model'

/**
 * Words as people count them: runs without white space, over all blocks. The mark of a footnote
 * does not part a word from its comma, and the words of footnotes do not count.
 */
export function countWords(document: Node): number {
  const text = document.textBetween(0, document.content.size, '\n', (leaf) =>
    leaf.type.name === 'footnote' ? '' : ' ',
  )
  return text.match(/\S+/g)?.length ?? 0
}
