import { strToU8, zipSync } from 'fflate'

/**
 * Builds small Word files for tests, as Word writes them. Text is escaped; `xml` parameters are not.
 */
export interface DocxParts {
  /** Paragraphs and tables as XML, in order. */
  body: string[]
  footnotes?: Record<string, string>
  endnotes?: Record<string, string>
  comments?: { id: string; author: string; text: string }[]
  /** Paragraphs of a header and of a footer, as XML. */
  header?: string[]
  footer?: string[]
  /** By relation id. */
  links?: Record<string, string>
  pictures?: Record<string, { name: string; bytes: Uint8Array } | { outside: string }>
  title?: string
  styles?: string
  numbering?: string
  /** Further parts or replacements, by path. */
  parts?: Record<string, string | Uint8Array>
}

export interface RunLook {
  bold?: boolean
  italic?: boolean
  underline?: boolean
  /** Further run properties as XML. */
  xml?: string
}

export interface ParagraphLook extends RunLook {
  style?: string
  /** [numId, level] of DEFAULT_NUMBERING: 1 bullets, 2 "1. (a) (i)", 3 "1." and "1.1", 4 "Step 1:". */
  list?: [number, number]
  /** Further paragraph properties as XML. */
  properties?: string
}

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ')
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export function docx(parts: DocxParts): Uint8Array {
  return zip(docxParts(parts))
}

/** The parts of the file before they are packed, for tests that break them. */
export function docxParts(parts: DocxParts): Record<string, string | Uint8Array> {
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations([
      { id: 'rId1', type: 'officeDocument', target: 'word/document.xml' },
      { id: 'rId2', type: 'metadata/core-properties', target: 'docProps/core.xml' },
    ]),
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escape(parts.title ?? '')}</dc:title></cp:coreProperties>`,
    'word/document.xml': root('document', `<w:body>${parts.body.join('')}<w:sectPr/></w:body>`),
    'word/styles.xml': root('styles', DEFAULT_STYLES + (parts.styles ?? '')),
    'word/numbering.xml': root('numbering', DEFAULT_NUMBERING + (parts.numbering ?? '')),
  }
  const list = [
    { id: 'rIdStyles', type: 'styles', target: 'styles.xml' },
    { id: 'rIdNumbering', type: 'numbering', target: 'numbering.xml' },
  ]
  const add = (type: string, xml: string) => {
    files[`word/${type}.xml`] = root(ROOTS[type] ?? type, xml)
    list.push({ id: `rId-${type}`, type, target: `${type}.xml` })
  }
  if (parts.footnotes) add('footnotes', notes('footnote', parts.footnotes))
  if (parts.endnotes) add('endnotes', notes('endnote', parts.endnotes))
  if (parts.header) add('header', parts.header.join(''))
  if (parts.footer) add('footer', parts.footer.join(''))
  if (parts.comments) {
    const all = parts.comments.map(
      ({ id, author, text }) =>
        `<w:comment w:id="${id}" w:author="${escape(author)}">${p(text)}</w:comment>`,
    )
    add('comments', all.join(''))
  }
  const outside: Relation[] = Object.entries(parts.links ?? {}).map(([id, target]) => ({
    id,
    type: 'hyperlink',
    target,
    mode: 'External',
  }))
  for (const [id, picture] of Object.entries(parts.pictures ?? {})) {
    if ('outside' in picture) {
      outside.push({ id, type: 'image', target: picture.outside, mode: 'External' })
    } else {
      files[`word/media/${picture.name}`] = picture.bytes
      list.push({ id, type: 'image', target: `media/${picture.name}` })
    }
  }
  files['word/_rels/document.xml.rels'] = relations([...list, ...outside])
  return { ...files, ...parts.parts }
}

export function zip(files: Record<string, string | Uint8Array>): Uint8Array {
  const entries = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === 'string' ? strToU8(content) : content,
  ])
  return zipSync(Object.fromEntries(entries), { level: 6 })
}

/** A paragraph of one run, or of what is given as XML in an array. */
export function p(content: string | string[] = '', look: ParagraphLook = {}): string {
  const runs =
    typeof content === 'string' ? (content === '' ? '' : r(content, look)) : content.join('')
  const style = look.style === undefined ? '' : `<w:pStyle w:val="${look.style}"/>`
  const list =
    look.list === undefined
      ? ''
      : `<w:numPr><w:ilvl w:val="${look.list[1]}"/><w:numId w:val="${look.list[0]}"/></w:numPr>`
  return `<w:p><w:pPr>${style}${list}${look.properties ?? ''}</w:pPr>${runs}</w:p>`
}

/** A run; a line break in the text becomes one in Word, a tab likewise. */
export function r(text: string, look: RunLook = {}): string {
  const properties = `${look.bold ? '<w:b/>' : ''}${look.italic ? '<w:i/>' : ''}${look.underline ? '<w:u w:val="single"/>' : ''}${look.xml ?? ''}`
  const content = text
    .split(/(\n|\t)/)
    .map((part) => {
      if (part === '\n') return '<w:br/>'
      if (part === '\t') return '<w:tab/>'
      return part === '' ? '' : `<w:t xml:space="preserve">${escape(part)}</w:t>`
    })
    .join('')
  return `<w:r><w:rPr>${properties}</w:rPr>${content}</w:r>`
}

/** A table; each row is a list of cells or the result of `tr`. */
export function tbl(rows: (string[] | string)[], grid: number[] = [2000, 3000, 1500]): string {
  const columns = grid.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  const all = rows.map((row) => (typeof row === 'string' ? row : tr(row)))
  return `<w:tbl><w:tblPr/><w:tblGrid>${columns}</w:tblGrid>${all.join('')}</w:tbl>`
}

export function tr(cells: string[], properties = ''): string {
  return `<w:tr><w:trPr>${properties}</w:trPr>${cells.map((cell) => (cell.startsWith('<w:tc') || cell.startsWith('<w:sdt') ? cell : tc(cell))).join('')}</w:tr>`
}

export interface CellLook {
  span?: number
  merge?: 'restart' | 'continue'
  bold?: boolean
  fill?: string
}

/** A cell of one paragraph per line, or of what is given as XML in an array. */
export function tc(content: string | string[], look: CellLook = {}): string {
  const blocks =
    typeof content === 'string'
      ? content.split('\n').map((line) => p(line, { bold: look.bold ?? false }))
      : content
  const span = look.span === undefined ? '' : `<w:gridSpan w:val="${look.span}"/>`
  const merge =
    look.merge === undefined
      ? ''
      : look.merge === 'restart'
        ? '<w:vMerge w:val="restart"/>'
        : '<w:vMerge/>'
  const fill = look.fill === undefined ? '' : `<w:shd w:val="clear" w:fill="${look.fill}"/>`
  return `<w:tc><w:tcPr>${span}${merge}${fill}</w:tcPr>${blocks.join('')}</w:tc>`
}

/** A row over the whole width, as plans have them for a priority. */
export function groupRow(title: string, span: number): string {
  return tr([tc(title, { span, bold: true })])
}

export function headerRow(...headings: string[]): string {
  return tr(headings.map((heading) => tc(heading, { bold: true })))
}

export function field(instruction: string, result: string): string {
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const instr = `<w:r><w:instrText xml:space="preserve"> ${escape(instruction)} </w:instrText></w:r>`
  return mark('begin') + instr + mark('separate') + r(result) + mark('end')
}

export function inserted(xml: string, author = 'Planning Team'): string {
  return `<w:ins w:id="9" w:author="${author}">${xml}</w:ins>`
}

export function deleted(text: string, author = 'Planning Team'): string {
  return `<w:del w:id="9" w:author="${author}"><w:r><w:delText xml:space="preserve">${escape(text)}</w:delText></w:r></w:del>`
}

export function picture(relationId: string, alt?: string): string {
  const descr = alt === undefined ? '' : ` descr="${escape(alt)}"`
  return `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"${descr}/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${relationId}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

/** A text box as Word writes it: once for itself and once for older programs. */
export function textBox(...blocks: string[]): string {
  const content = `<w:txbxContent>${blocks.join('')}</w:txbxContent>`
  return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
}

/** The smallest PNG there is: one pixel. */
export const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
    'base64',
  ),
)

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

interface Relation {
  id: string
  type: string
  target: string
  mode?: string
}

function relations(list: Relation[]): string {
  const all = list.map(
    ({ id, type, target, mode }) =>
      `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${escape(target)}"${mode === undefined ? '' : ` TargetMode="${mode}"`}/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`
}

function root(name: string, xml: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${name} ${NAMESPACES}>${xml}</w:${name}>`
}

function notes(kind: string, texts: Record<string, string>): string {
  const all = Object.entries(texts).map(
    ([id, text]) => `<w:${kind} w:id="${id}">${p(text)}</w:${kind}>`,
  )
  return `<w:${kind} w:type="separator" w:id="-1">${p()}</w:${kind}>${all.join('')}`
}

function style(id: string, name: string, xml = '', basedOn = 'Normal'): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${basedOn}"/>${xml}</w:style>`
}

function outline(level: number): string {
  return `<w:pPr><w:outlineLvl w:val="${level}"/></w:pPr><w:rPr><w:b/></w:rPr>`
}

function level(at: number, format: string, text: string): string {
  return `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
}

function numberedList(id: number, ...levels: [format: string, text: string][]): string {
  const all = levels.map(([format, text], at) => level(at, format, text))
  return `<w:abstractNum w:abstractNumId="${id}">${all.join('')}</w:abstractNum>`
}

const ROOTS: Record<string, string> = { header: 'hdr', footer: 'ftr' }

const DEFAULT_STYLES = [
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
  style('Title', 'Title', '<w:rPr><w:b/></w:rPr>'),
  style('Heading1', 'heading 1', outline(0)),
  style('Heading2', 'heading 2', outline(1)),
  style('Quote', 'Quote'),
  style('TOC1', 'toc 1'),
  '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>',
  '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>',
].join('')

const DEFAULT_NUMBERING = [
  numberedList(11, ['bullet', '\uf0b7'], ['bullet', 'o'], ['bullet', '\uf0a7']),
  numberedList(12, ['decimal', '%1.'], ['lowerLetter', '(%2)'], ['lowerRoman', '(%3)']),
  numberedList(13, ['decimal', '%1.'], ['decimal', '%1.%2'], ['lowerLetter', '(%3)']),
  numberedList(14, ['decimal', 'Step %1:'], ['upperLetter', '%2.']),
  ...[1, 2, 3, 4].map(
    (id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id + 10}"/></w:num>`,
  ),
  '<w:num w:numId="5"><w:abstractNumId w:val="12"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
].join('')
