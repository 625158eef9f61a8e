import type { Node } from '@tiptap/pm/model'

/** What lists say about the text of a document. */
export interface BodySummary {
  stage: string
  version: string
  words: number
  /** Rows over all action tables. */
  actions: number
}

/** Counts words (footnotes included) and actions, and reads the first page header. */
export function summariseBody(body: Node): BodySummary {
  const summary: BodySummary = { stage: '', version: '', words: 0, actions: 0 }
  let hasHeader = false
  body.descendants((node) => {
    if (node.isTextblock) summary.words += countWords(textOf(node))
    if (node.type.name === 'footnote') summary.words += countWords(String(node.attrs['text']))
    if (node.type.name === 'actionRow') summary.actions += 1
    if (node.type.name === 'pageHeader' && !hasHeader) {
      hasHeader = true
      summary.stage = String(node.attrs['stage'])
      summary.version = String(node.attrs['version'])
    }
  })
  return summary
}

function textOf(block: Node): string {
  return block.textBetween(0, block.content.size, undefined, (leaf) =>
    leaf.type.name === 'hardBreak' ? '\n' : '',
  )
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0
}
