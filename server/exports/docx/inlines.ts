import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InsertedTextRun,
  Tab,
  TextRun,
} from 'docx'
import type { IRunOptions, ParagraphChild } from 'docx'
import { unknownWords } from '../printed/blocks.ts'
import type { PrintedChange, PrintedInline, PrintedMark } from '../printed/blocks.ts'
import type { Revisions } from './revisions.ts'

/** The words of a line as runs of Word, with the comments on them around. */
export function writeRuns(
  inlines: readonly PrintedInline[],
  { comments = [], revisions }: { comments?: readonly number[] | undefined; revisions: Revisions },
): ParagraphChild[] {
  return [
    ...comments.map((id) => new CommentRangeStart(id)),
    ...inlines.map((inline) => writeInline(inline, revisions)),
    ...comments.flatMap((id) => [
      new CommentRangeEnd(id),
      new TextRun({ children: [new CommentReference(id)] }),
    ]),
  ]
}

function writeInline(inline: PrintedInline, revisions: Revisions): ParagraphChild {
  if (inline.change !== undefined) return writeChanged(inline, inline.change, revisions)
  switch (inline.kind) {
    case 'break':
      return new TextRun({ break: 1 })
    case 'footnote':
      return new FootnoteReferenceRun(inline.number)
    case 'unknown':
      return new TextRun({ text: unknownWords(inline.name), italics: true })
    case 'text': {
      const { text, marks, href } = inline
      if (href === null) return writeText(text, marks)
      return new ExternalHyperlink({
        link: asTarget(href),
        children: [writeText(text, marks, { style: 'Hyperlink' })],
      })
    }
  }
}

/** Words that came or went; a note that went stands in brackets, because its number is gone. */
function writeChanged(
  inline: PrintedInline,
  change: PrintedChange,
  revisions: Revisions,
): ParagraphChild {
  if (inline.kind === 'footnote' && change === 'added')
    return new FootnoteReferenceRun(inline.number)
  const Run = change === 'added' ? InsertedTextRun : DeletedTextRun
  switch (inline.kind) {
    case 'break':
      return new Run({ ...revisions.next(), break: 1 })
    case 'footnote':
      return new Run({ ...revisions.next(), text: ` (${inline.text})` })
    case 'unknown':
      return new Run({ ...revisions.next(), text: unknownWords(inline.name) })
    case 'text':
      return new Run({ ...revisions.next(), ...marksOf(inline.marks), text: inline.text })
  }
}

export function writeText(
  text: string,
  marks: readonly PrintedMark[],
  look: IRunOptions = {},
): TextRun {
  const children = text
    .split(/(\t)/)
    .filter((part) => part !== '')
    .map((part) => (part === '\t' ? new Tab() : part))
  return new TextRun({ ...look, ...marksOf(marks), children })
}

export function marksOf(marks: readonly PrintedMark[]): IRunOptions {
  return {
    ...(marks.includes('bold') && { bold: true }),
    ...(marks.includes('italic') && { italics: true }),
    ...(marks.includes('underline') && { underline: { type: 'single' as const } }),
    ...(marks.includes('strike') && { strike: true }),
    ...(marks.includes('superscript') && { superScript: true }),
    ...(marks.includes('subscript') && { subScript: true }),
  }
}

/** Word refuses a whole file for one address with a blank or a control character in it. */
function asTarget(href: string): string {
  return href.replace(/[\s"<>\\^`{|}]/g, encodeURIComponent)
}
