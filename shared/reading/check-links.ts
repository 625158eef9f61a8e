import type { Node } from '@tiptap/pm/model'
import { FRAMEWORKS, isFrameworkKey } from '../columns/frameworks.ts'
import { idsIn } from './places.ts'
import type { Finding } from './plan-check.ts'
import type { PlanReadings } from './plan-reader.ts'

/** A link to another document of the partnership, with the row or place in it. */
export interface LinkToDocument {
  document: string
  /** '' for the document as a whole. */
  row: string
}

/** What is known of other documents, for links to them. */
export interface OtherDocuments {
  /** The ids of those that can be opened. */
  ids: ReadonlySet<string>
  /** Places that are linked to and are not there, as `placeKey` says them. */
  missing: ReadonlySet<string>
}

const TO_DOCUMENT = /^\/documents\/([0-9a-z]{16})(?:\?[^#]*)?(?:#(.*))?$/i
const TO_STANDARD = /^#standard=([A-Za-z]+)\.([A-Za-z]+)$/

export function linkToDocument(href: string): LinkToDocument | null {
  const [, document, row = ''] = TO_DOCUMENT.exec(href) ?? []
  return document === undefined ? null : { document, row }
}

export function placeKey({ document, row }: LinkToDocument): string {
  return `${document}#${row}`
}

/** The address of a standard, by name: it opens the plan by standard. */
export function linkToStandard(framework: string, standard: string): string {
  return `#standard=${framework}.${standard}`
}

/** Null for an address of something else. */
export function standardOfLink(href: string): { framework: string; standard: string } | null {
  const [, framework, standard] = TO_STANDARD.exec(href) ?? []
  return framework === undefined || standard === undefined ? null : { framework, standard }
}

/** The rows and places of other documents that a text links to, each once. */
export function linksToOthers(text: Node): LinkToDocument[] {
  const found = new Map<string, LinkToDocument>()
  eachLink(text, (href) => {
    const link = linkToDocument(href)
    if (link !== null) found.set(placeKey(link), link)
  })
  return [...found.values()]
}

/** Links that lead to a row or place that is not there, or to a document that cannot be opened. */
export function checkLinks({ text, documents }: PlanReadings): Finding[] {
  const ids = idsIn(text)
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
  { ids, documents }: { ids: ReadonlySet<string>; documents: OtherDocuments | null },
): string {
  const standard = standardOfLink(href)
  if (standard !== null) return isStandard(standard) ? '' : 'There is no such standard.'
  if (href.startsWith('#')) return ids.has(href.slice(1)) ? '' : 'There is no such place here.'
  const link = linkToDocument(href)
  if (link === null || documents === null) return ''
  if (!documents.ids.has(link.document)) {
    return 'There is no such document, or it is not shared with you.'
  }
  return documents.missing.has(placeKey(link)) ? 'It is no longer in that document.' : ''
}

function isStandard({ framework, standard }: { framework: string; standard: string }): boolean {
  if (!isFrameworkKey(framework)) return false
  return FRAMEWORKS[framework].standards.some(({ key }) => key === standard)
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
