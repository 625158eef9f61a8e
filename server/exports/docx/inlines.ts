import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  ExternalHyperlink,
  FootnoteReferenceRun,
  Tab,
  TextRun,
} from 'docx'
import type { IRunOptions, ParagraphChild } from 'docx'
import { unknownWords } from '../printed/blocks.ts'
import type { PrintedInline, PrintedMark } from '../printed/blocks.ts'

/** The words of a line as runs of Word, with the comments on them around. */
export function writeRuns(
  inlines: readonly PrintedInline[],
  comments: readonly number[] = [],
): ParagraphChild[] {
  return [
    ...comments.map((id) => new CommentRangeStart(id)),
    ...inlines.map(writeInline),
    ...comments.flatMap((id) => [
      new CommentRangeEnd(id),
      new TextRun({ children: [new CommentReference(id)] }),
    ]),
  ]
}

function writeInline(inline: PrintedInline): ParagraphChild {
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
