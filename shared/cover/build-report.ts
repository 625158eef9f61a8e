import { labelInWords } from '../versions.ts'
import type { VersionLabel } from '../versions.ts'
import type { DocumentJson, NodeJson } from '../schema/document-json.ts'
import { bold, clause, document, h, numbered, p, pageHeader, table } from '../templates/blocks.ts'
import type { BoundVersion } from './cover-report.ts'
import type { CoverPart, CoverTemplate } from './cover-template.ts'
import { dayInPlainWords } from './days.ts'
import { headingId } from './part-ids.ts'

export interface ReportDetails {
  title: string
  body: string
  meeting: string | null
  author: string
  contact: string
}

/** A report to be written, with a guide under each heading that has to be filled in. */
export function buildReport({ parts }: CoverTemplate, details: ReportDetails): DocumentJson {
  const { title, body, meeting, author, contact } = details
  const rows = [
    ['Report to', body],
    ['Meeting', meeting === null ? '' : dayInPlainWords(meeting)],
    ['Report of', author],
    ['Contact', contact],
  ].filter(([, words]) => words !== '')
  const [first = ['', ''], ...rest] = rows
  return document(
    pageHeader({ stage: 'Draft', version: '0.1', label: 'Cover report' }),
    h(1, title),
    rowHeads(table(first, ...rest)),
    ...parts.flatMap((part) => [partHeading(part), ...guideTo(part, body)]),
  )
}

export function partHeading(part: CoverPart): NodeJson {
  const heading = numbered(2, part.title)
  return { ...heading, attrs: { ...heading.attrs, id: headingId(part) } }
}

function guideTo(part: CoverPart, body: string): NodeJson[] {
  if (part.key === 'recommendations') {
    return [p(`${body} is asked to:`), clause('[agree, endorse or note …]'), clause('[…]')]
  }
  if (!part.isNeeded) return [p()]
  if (part.isImplication) {
    return [p(`[${part.title}: what follows. Where nothing does, type None.]`)]
  }
  return [p(`[${GUIDES[part.key] ?? 'Write here.'}]`)]
}

const GUIDES: Record<string, string> = {
  purpose: 'In a sentence or two: what this report brings, and why now.',
  background: 'What led here, who worked on it, what was decided before.',
  voices: 'Whom we asked, what they said, what changed. It can be filled from the answers.',
  options: 'Each option with its good and bad sides. One of them is to do nothing.',
  resources: 'What it takes and what could go wrong. It can be filled from the plan.',
  next: 'What happens after the decision, by when, and who does it.',
}

/** A table of two columns without a row of headings: the first cell of each row heads it. */
function rowHeads(node: NodeJson): NodeJson {
  const rows = (node.content ?? []).map((row) => ({
    ...row,
    content: (row.content ?? []).map((cell, at) => ({
      ...cell,
      attrs: { ...cell.attrs, header: at === 0 ? 'row' : null },
    })),
  }))
  return { ...node, content: rows }
}

/** What the report says it is about: the version with its hash. */
export function aboutLine({ title, label, date, hash }: BoundVersion): NodeJson {
  return p(
    bold('About: '),
    `${label} of “${title}”, dated ${dayInPlainWords(date)}. Fingerprint ${hash.slice(0, 16)}.`,
  )
}

export function boundTo(
  document: string,
  version: { id: string; hash: string; title: string } & VersionLabel,
): BoundVersion {
  const { id, hash, title, number, date } = version
  return { document, title, version: id, number, label: labelInWords(version), date, hash }
}
