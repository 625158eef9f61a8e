import { isSafeLink } from '../../../shared/schema/marks.ts'
import type { NodeJson } from '../../../shared/schema/document-json.ts'
import { readBlocks } from './blocks.ts'
import { isBox } from './pieces.ts'
import type { Inline } from './pieces.ts'
import { visibleChildren, withOwnFields, wordsInside } from './source.ts'
import type { Source } from './source.ts'
import { over, readFormat } from './styles.ts'
import type { RunFormat } from './styles.ts'
import { symbolOf } from './symbols.ts'
import { child, findInside, valueOf } from './xml.ts'
import type { XmlElement } from './xml.ts'

/** Reads what stands in a paragraph: words with their marks, breaks, footnotes, pictures, boxes. */
export function readInlines(paragraph: XmlElement, source: Source, base: RunFormat): Inline[] {
  const line = new Line(source, base)
  line.readAll(paragraph, null)
  return line.inlines
}

const NOTHING_TO_READ = new Set([
  'w:pPr',
  'w:rPr',
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:proofErr',
  'w:lastRenderedPageBreak',
  'w:commentReference',
  'w:annotationRef',
  'w:footnoteRef',
  'w:endnoteRef',
  'w:separator',
  'w:continuationSeparator',
  'w:softHyphen',
  'w:pgNum',
])

type MarkJson = NonNullable<NodeJson['marks']>[number]

class Line {
  readonly inlines: Inline[] = []
  private format: RunFormat

  constructor(
    private readonly source: Source,
    private readonly base: RunFormat,
  ) {
    this.format = base
  }

  readAll(element: XmlElement, link: string | null): void {
    for (const each of visibleChildren(element, this.source)) this.read(each, link)
  }

  private read(element: XmlElement, link: string | null): void {
    const { source } = this
    const { fields, comments, findings } = source
    const { name, attrs } = element
    if (NOTHING_TO_READ.has(name)) return
    switch (name) {
      case 'w:r':
        return this.readRun(element, link)
      case 'w:t':
      case 'w:delText':
        return this.addText(element.text, link)
      case 'w:tab':
      case 'w:ptab':
        return this.addText('\t', link)
      case 'w:noBreakHyphen':
        return this.addText('\u2011', link)
      case 'w:br':
        if (attrs['w:type'] === 'page' || attrs['w:type'] === 'column') return
        return this.addNode({ type: 'hardBreak' })
      case 'w:cr':
        return this.addNode({ type: 'hardBreak' })
      case 'w:sym':
        return this.addText(symbolOf(attrs['w:font'], attrs['w:char'], findings), link)
      case 'w:hyperlink':
        return this.readAll(element, this.linkTo(element) ?? link)
      case 'w:fldSimple':
        fields.begin(attrs['w:instr'] ?? '', null)
        fields.separate()
        this.notePassedOver()
        this.readAll(element, link)
        return this.addText(fields.end(), link)
      case 'w:fldChar':
        return this.readFieldMark(element, link)
      case 'w:instrText':
        return fields.addInstruction(element.text)
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        return this.readNote(element)
      case 'w:commentRangeStart':
        return comments.begin(attrs['w:id'])
      case 'w:commentRangeEnd':
        return comments.end(attrs['w:id'])
      case 'w:drawing':
      case 'w:pict':
        return this.readDrawing(element)
      case 'w:object':
        return findings.note('embedded')
      case 'm:oMath':
      case 'm:oMathPara':
        findings.note('equations', wordsInside(element))
        return this.addText(wordsInside(element), link)
      case 'w:ruby': {
        const below = child(element, 'w:rubyBase')
        if (below !== null) this.readAll(below, link)
        return
      }
      default:
        return this.readAll(element, link)
    }
  }

  private readRun(run: XmlElement, link: string | null): void {
    const properties = child(run, 'w:rPr')
    const { styles, findings } = this.source
    this.format = over(
      over(readFormat(properties), styles.run(valueOf(properties, 'w:rStyle'))),
      this.base,
    )
    if (this.format.hidden === true) {
      const words = wordsInside(run)
      if (words.trim() !== '') findings.note('hiddenWords', words)
      return
    }
    const highlight = valueOf(properties, 'w:highlight')
    if (highlight !== null && highlight !== 'none') findings.note('colours', wordsInside(run))
    this.readAll(run, link)
  }

  private addText(text: string, link: string | null): void {
    if (text === '') return
    const { fields, comments } = this.source
    if (fields.isHiding()) return
    fields.markResult()
    comments.addWords(text)
    const marks = this.marks(link ?? this.fieldLink())
    const last = this.inlines.at(-1)
    if (last?.type === 'text' && !isBox(last) && sameMarks(last.marks ?? [], marks)) {
      last.text = (last.text ?? '') + text
    } else {
      this.inlines.push(marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks })
    }
  }

  private addNode(node: NodeJson): void {
    if (this.source.fields.isHiding()) return
    this.source.fields.markResult()
    this.inlines.push(node)
  }

  private marks(link: string | null): MarkJson[] {
    const { bold, italic, underline, strike, script } = this.format
    const marks: MarkJson[] = []
    if (bold === true) marks.push({ type: 'bold' })
    if (italic === true) marks.push({ type: 'italic' })
    if (underline === true && link === null) marks.push({ type: 'underline' })
    if (strike === true) marks.push({ type: 'strike' })
    if (script === 'superscript' || script === 'subscript') marks.push({ type: script })
    if (link !== null) marks.push({ type: 'link', attrs: { href: link } })
    return marks
  }

  private readFieldMark(element: XmlElement, link: string | null): void {
    const { fields } = this.source
    switch (element.attrs['w:fldCharType']) {
      case 'begin':
        return fields.begin('', child(element, 'w:ffData'))
      case 'separate':
        fields.separate()
        return this.notePassedOver()
      case 'end':
        return this.addText(fields.end(), link)
    }
  }

  private notePassedOver(): void {
    const { fields, findings } = this.source
    const passedOver = fields.passedOver()
    if (passedOver === 'contents') findings.note('contentsList')
    if (passedOver === 'pageNumber') findings.note('pageNumbers')
  }

  private readNote(element: XmlElement): void {
    const kind = element.name === 'w:footnoteReference' ? 'footnote' : 'endnote'
    const text = this.source.notes.get(`${kind}/${element.attrs['w:id'] ?? ''}`)
    if (text === undefined) return this.source.findings.note('lostNotes')
    if (kind === 'endnote') this.source.findings.note('endnotes', text)
    this.addNode({ type: 'footnote', attrs: { text } })
  }

  /** A drawing holds pictures, boxes with words, or a diagram, in groups of any depth. */
  private readDrawing(drawing: XmlElement): void {
    const described = findInside(drawing, 'wp:docPr')?.attrs
    const shape = findInside(drawing, 'v:shape')?.attrs
    const alt = (described?.['descr'] || described?.['title'] || shape?.['alt'] || '').trim()
    this.readShapes(drawing, alt)
  }

  private readShapes(element: XmlElement, alt: string): void {
    const { source } = this
    for (const each of visibleChildren(element, source)) {
      const { name, attrs } = each
      if (name === 'w:txbxContent') {
        this.inlines.push({ type: 'box', pieces: readBlocks(each.children, withOwnFields(source)) })
      } else if (name === 'a:blip' || name === 'v:imagedata') {
        const id = attrs['r:embed'] ?? attrs['r:id'] ?? attrs['r:link'] ?? attrs['r:href'] ?? ''
        const image = source.pictures.show(id, alt)
        if (image !== null) this.addNode(image)
      } else if (name === 'c:chart' || name === 'dgm:relIds') {
        source.findings.note('diagrams', alt)
      } else if (name === 'v:textpath') {
        this.addText(attrs['string'] ?? '', null)
      } else {
        this.readShapes(each, alt)
      }
    }
  }

  private linkTo(element: XmlElement): string | null {
    const relation = this.source.relations.get(element.attrs['r:id'] ?? '')
    if (relation === undefined) {
      this.noteInner(wordsInside(element))
      return null
    }
    return this.safe(relation.target, wordsInside(element))
  }

  private fieldLink(): string | null {
    const link = this.source.fields.link()
    if (link === null) return null
    return link.isInside ? null : this.safe(link.target, link.target)
  }

  /** Inside a list of contents, which is left out anyway, links are not worth a word. */
  private noteInner(words: string): void {
    const { fields, findings } = this.source
    if (!fields.isHiding() && words.trim() !== '') findings.note('innerLinks', words)
  }

  private safe(target: string, example: string): string | null {
    const href = /^www\./i.test(target) ? `http://${target}` : target.trim()
    if (isSafeLink(href)) return href
    this.source.findings.note('unsafeLinks', example)
    return null
  }
}

function sameMarks(before: readonly MarkJson[], after: readonly MarkJson[]): boolean {
  return (
    before.length === after.length &&
    before.every(
      (mark, index) =>
        mark.type === after[index]?.type && mark.attrs?.['href'] === after[index]?.attrs?.['href'],
    )
  )
}

/** Blanks at both ends are how Word files are laid out, not words. */
export function trimLine(inlines: Inline[]): Inline[] {
  let isDone = false
  while (!isDone) {
    if (inlines.at(-1)?.type === 'hardBreak') inlines.pop()
    else isDone = !trimAt(inlines, inlines.length - 1, (text) => text.trimEnd())
  }
  while (trimAt(inlines, 0, (text) => text.trimStart()));
  return inlines
}

/** Trims the words at one end; true if nothing was left of them and the next are at the end now. */
function trimAt(inlines: Inline[], index: number, trim: (text: string) => string): boolean {
  const inline = inlines[index]
  if (inline === undefined || isBox(inline) || inline.type !== 'text') return false
  inline.text = trim(inline.text ?? '')
  if (inline.text !== '') return false
  inlines.splice(index, 1)
  return true
}
