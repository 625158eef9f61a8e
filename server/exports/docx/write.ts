import {
  Document,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx'
import { headerWords } from '../../../shared/page-header.ts'
import type { ICommentOptions } from 'docx'
import type { ExportedDocument } from '../export-format.ts'
import type { PrintedFootnote } from '../printed/blocks.ts'
import type { PrintedComment } from '../printed/comments.ts'
import { layPages } from '../printed/pages.ts'
import { markChanges } from '../printed/marked-body.ts'
import { printDocument } from '../printed/print-document.ts'
import { lineOf } from '../printed/text.ts'
import { BlockWriter } from './blocks.ts'
import { writeText } from './inlines.ts'
import { Revisions } from './revisions.ts'
import { STYLES, WORD_STYLES } from './styles.ts'

/** A4 in twentieths of a point, with margins of 2 cm. */
const A4 = { width: 11_906, height: 16_838 }
const MARGIN = 1_134

/** The property by which the import knows a file of ours; it outlives being saved in Word. */
const OWN_FILE = { name: 'Folkmoot', value: '1' }

/** Writes the whole Word file. */
export async function writeDocx(exported: ExportedDocument): Promise<Uint8Array> {
  const { since, threads } = exported
  const body = since === null ? exported.body : markChanges(since.body, exported.body)
  const printed = printDocument(body, { threads, isComparison: since !== null })
  const label = lineOf(headerWords(exported.body, exported.label))
  const writer = new BlockWriter(
    exported.pictures,
    new Revisions(`Changed since ${lineOf(since?.label)}`, exported.date),
  )
  const pages = layPages(printed.blocks)
  const sections = (pages.length === 0 ? [{ isLandscape: false, blocks: [] }] : pages).map(
    ({ isLandscape, blocks }) => {
      const twips = (isLandscape ? A4.height : A4.width) - 2 * MARGIN
      const children = writer.blocks(blocks, {
        style: undefined,
        depth: 0,
        twips,
        width: Math.round(twips / 15),
      })
      return {
        properties: {
          page: {
            // Word wants the upright size and turns it itself.
            size: {
              ...A4,
              orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        headers: { default: writeHeader(label, twips) },
        children,
      }
    },
  )
  const file = new Document({
    title: lineOf(exported.title),
    creator: 'Folkmoot',
    lastModifiedBy: 'Folkmoot',
    styles: WORD_STYLES,
    customProperties: [OWN_FILE],
    numbering: { config: writer.numbers.configs },
    footnotes: writeFootnotes(printed.footnotes),
    ...(printed.comments.length > 0 && { comments: { children: writeComments(printed.comments) } }),
    sections,
  })
  return new Uint8Array(await Packer.toArrayBuffer(file))
}

/** "FINAL DRAFT 08.06.09 – Version 2.2" at the left, "Page 1 of 10" at the right. */
function writeHeader(label: string, twips: number): Header {
  return new Header({
    children: [
      new Paragraph({
        style: STYLES.header,
        tabStops: [{ type: TabStopType.RIGHT, position: twips }],
        children: [
          new TextRun({
            children: [label, '\t', 'Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  })
}

/** Replies hang on the comment they answer, and what is resolved is so in Word too. */
function writeComments(comments: readonly PrintedComment[]): ICommentOptions[] {
  return comments.map(({ id, parent, author, at, lines, isResolved }) => ({
    id,
    author,
    initials: author.slice(0, 2),
    date: new Date(at),
    ...(parent !== null && { parentId: parent }),
    ...(isResolved && { resolved: true }),
    children: lines.map((line) => new Paragraph({ children: [writeText(line, [])] })),
  }))
}

function writeFootnotes(footnotes: readonly PrintedFootnote[]) {
  return Object.fromEntries(
    footnotes.map(({ number, text }) => [
      String(number),
      { children: text.split('\n').map((line) => new Paragraph({ text: line })) },
    ]),
  )
}
