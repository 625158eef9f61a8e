import type { Node } from '@tiptap/pm/model'
import type { Finding } from './plan-check.ts'
import type { PlanReadings } from './plan-reader.ts'

/** A link to another document of the partnership, with the row or place in it. */
export interface LinkToDocument {
  document: string
  /** '' for the document as a whole. */
  row: string
}

const TO_DOCUMENT = /^\/documents\/([0-9a-z]{16})(?:\?[^#]*)?(?:#(.*))?$/i

export function linkToDocument(href: string): LinkToDocument | null {
  const [, document, row = ''] = TO_DOCUMENT.exec(href) ?? []
  return document === undefined ? null : { document, row }
}

/** Links that lead to a row or place that is not there, or to a document that cannot be opened. */
export function checkLinks({ text, documents }: PlanReadings): Finding[] {
  const ids = new Set<string>()
  text.descendants((node) => {
    if (typeof node.attrs['id'] === 'string') ids.add(node.attrs['id'])
  })
  const findings: Finding[] = []
  eachLink(text, (href, words, position) => {
    const problem = problemOf(href, { ids, documents })
    if (problem === '') return
    findings.push({ kind: 'brokenLink', words, note: problem, position, key: null })
  })
  return findings
}

function problemOf(
  href: string,
  { ids, documents }: { ids: ReadonlySet<string>; documents: PlanReadings['documents'] },
): string {
  if (href.startsWith('#')) return ids.has(href.slice(1)) ? '' : 'There is no such place here.'
  const link = linkToDocument(href)
  if (link === null || documents === null) return ''
  return documents.has(link.document)
    ? ''
    : 'There is no such document, or it is not shared with you.'
}

/** Every link with its words, once for each run of them. */
function eachLink(
  text: Node,
  found: (href: string, words: string, position: number) => void,
): void {
  text.descendants((node, position) => {
    const mark = node.marks.find(({ type }) => type.name === 'link')
    if (mark !== undefined && node.isText)
      found(String(mark.attrs['href']), node.text ?? '', position)
  })
}
