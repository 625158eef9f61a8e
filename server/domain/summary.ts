import type { Node } from '@tiptap/pm/model'
import { countWords } from '../../shared/reading/words.ts'

/** What lists say about the text of a document. */
export interface BodySummary {
  stage: string
  version: string
  words: number
  /** Rows over all action tables. */
  actions: number
}

/** Counts words and actions, and reads the first page header. */
export function summariseBody(body: Node): BodySummary {
  const summary: BodySummary = { stage: '', version: '', words: countWords(body), actions: 0 }
  let hasHeader = false
  body.descendants((node) => {
    if (node.type.name === 'actionRow') summary.actions += 1
    if (node.type.name === 'pageHeader' && !hasHeader) {
      hasHeader = true
      summary.stage = String(node.attrs['stage'])
      summary.version = String(node.attrs['version'])
    }
  })
  return summary
}
