import { readWordFile } from '../../../server/imports/docx/reader.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import type { ImportedDocument, TrackedChanges } from '../../../server/imports/imported-document.ts'
import { docx } from '../../support/docx.ts'
import type { DocxParts } from '../../support/docx.ts'

/** Builds a Word file and reads it in this thread: what the worker does, without the worker. */
export function read(
  parts: DocxParts,
  options: { fileName?: string; trackedChanges?: TrackedChanges } = {},
): Promise<ImportedDocument> {
  return readWordFile({
    fileName: options.fileName ?? 'plan.docx',
    bytes: docx(parts),
    trackedChanges: options.trackedChanges ?? 'accept',
  })
}

/** A document as one line per block, indented by depth, so that whole documents can be compared. */
export async function readOutline(
  parts: DocxParts,
  options: { trackedChanges?: TrackedChanges } = {},
): Promise<string[]> {
  return outline((await read(parts, options)).body)
}

export function outline(node: NodeJson): string[] {
  return (node.content ?? []).flatMap((child) => blockLines(child))
}

export function messages(document: ImportedDocument, level?: string): string[] {
  return document.report.notices
    .filter((notice) => level === undefined || notice.level === level)
    .map((notice) =>
      notice.example === '' ? notice.message : `${notice.message} [${notice.example}]`,
    )
}

function blockLines(node: NodeJson): string[] {
  const attrs = node.attrs ?? {}
  const inner = (node.content ?? [])
    .flatMap((child) => blockLines(child))
    .map((line) => `  ${line}`)
  switch (node.type) {
    case 'paragraph':
      return [words(node)]
    case 'heading':
      return [`h${attrs['level']}${number(attrs['number'])} ${words(node)}`]
    case 'clause':
      return [`clause ${attrs['level']}${number(attrs['number'])} ${words(node)}`]
    case 'bulletList':
      return (node.content ?? []).flatMap((item) => itemLines(item, '•'))
    case 'orderedList':
      return (node.content ?? []).flatMap((item, index) =>
        itemLines(item, `${attrs['style']} ${Number(attrs['start']) + index}`),
      )
    case 'actionColumn':
      return [`${attrs['key']}/${attrs['kind']}: ${words(node)}`]
    case 'actionGroupTitle':
      return [`= ${words(node)}`]
    case 'actionRow':
      return [`row ${(node.content ?? []).map(cellText).join(' | ')}`]
    case 'tableRow':
      return [`row ${(node.content ?? []).map(plainCellText).join(' | ')}`]
    case 'image':
      return [`image (${attrs['alt']})`]
    case 'pageHeader':
      return [`pageHeader ${JSON.stringify(attrs)}`]
    case 'actionTable':
      return [`actionTable ${attrs['layout']}`, ...inner]
    default:
      return [node.type, ...inner]
  }
}

function itemLines(item: NodeJson, sign: string): string[] {
  const [first, ...rest] = (item.content ?? []).flatMap((child) => blockLines(child))
  return [`${sign} ${first}`, ...rest.map((line) => `  ${line}`)]
}

function cellText(cell: NodeJson): string {
  const text = outline(cell).join(' ¶ ')
  return cell.attrs?.['same'] === true ? `"${text}` : text
}

function plainCellText(cell: NodeJson): string {
  const { header, colspan, rowspan } = cell.attrs ?? {}
  const size = colspan === 1 && rowspan === 1 ? '' : ` ${colspan}×${rowspan}`
  const kind = header === null ? '' : `${header}: `
  return `${kind}${outline(cell).join(' ¶ ')}${size}`
}

function words(node: NodeJson): string {
  return (node.content ?? []).map(inlineText).join('')
}

function inlineText(node: NodeJson): string {
  if (node.type === 'hardBreak') return '⏎'
  if (node.type === 'footnote') return `[^${node.attrs?.['text']}]`
  const marks = (node.marks ?? []).map(({ type, attrs }) =>
    type === 'link' ? `link ${attrs?.['href']}` : type,
  )
  return marks.length === 0 ? (node.text ?? '') : `{${marks.join()}: ${node.text}}`
}

function number(value: unknown): string {
  return value === null ? '' : ` [${value}]`
}
