import {
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalMergeType,
  WidthType,
} from 'docx'
import type { PrintedBlock, PrintedGroup, PrintedPlan, PrintedTable } from '../printed/blocks.ts'
import type { BlockWriter, Surroundings } from './blocks.ts'
import { wholeChangeOf } from './revisions.ts'
import { STYLES } from './styles.ts'

interface Writing {
  around: Surroundings
  writer: BlockWriter
}

const CELL_STYLES = {
  none: STYLES.cell,
  column: STYLES.tableHeading,
  row: STYLES.rowHeading,
}
const WASH = 'E3F0EA'
const HEAD = 'EFEBE2'
/** Rows with fewer letters stay on one page. */
const WHOLE_ROW_LETTERS = 700
const MARGINS = { top: 60, bottom: 40, left: 100, right: 100 }

/** A table of words. Cells that span others do so in Word; headings are repeated on every page. */
export function writeTable({ widths: parts, rows }: PrintedTable, writing: Writing): Table {
  const widths = shares(parts, writing.around.twips)
  const heads = rows.findIndex((cells) => cells.some(({ header }) => header !== 'column'))
  const headRows = heads < 0 ? rows.length : heads
  return table(
    widths,
    rows.map((cells, index) => {
      const isHead = index < headRows && cells.length > 0
      return new TableRow({
        tableHeader: isHead,
        cantSplit: true,
        ...writing.writer.revisions.of(wholeChangeOf(cells.flatMap(({ blocks }) => blocks))),
        children: cells.map(({ column, colspan, rowspan, header, blocks }) => {
          const width = widths.slice(column, column + colspan).reduce((sum, each) => sum + each, 0)
          return new TableCell({
            ...(colspan > 1 && { columnSpan: colspan }),
            ...(rowspan > 1 && { rowSpan: rowspan }),
            ...(header !== null && { shading: fill(HEAD) }),
            width: { size: width, type: WidthType.DXA },
            children: inCell(blocks, {
              writing,
              width,
              style: CELL_STYLES[header ?? 'none'],
            }),
          })
        }),
      })
    }),
  )
}

/**
 * An action plan: a table for each group, because Word repeats only the first rows of a table at the
 * top of each page, and a reader needs the name of the group there as much as the headings.
 */
export function writePlan(plan: PrintedPlan, writing: Writing): Table[] {
  if (plan.columns.length === 0) return []
  const widths = shares(
    plan.columns.map(({ width }) => width),
    writing.around.twips,
  )
  const groups = plan.groups.length === 0 ? [NO_GROUP] : plan.groups
  return groups.map((group) =>
    table(widths, [
      headings(plan, { writing, widths }),
      ...(group.title === null ? [] : [band(group.title, { writing, widths })]),
      ...group.parts.map((part) => partRow(part, { writing, widths })),
      ...planRows(group, { writing, widths }),
    ]),
  )
}

const NO_GROUP: PrintedGroup = { id: '', title: null, parts: [], rows: [], ids: [] }

/** A box: one cell, as people make them in Word. */
export function writeCallout(blocks: readonly PrintedBlock[], writing: Writing): Table[] {
  const width = writing.around.twips
  const cell = new TableCell({
    shading: fill(WASH),
    width: { size: width, type: WidthType.DXA },
    children: inCell(blocks, { writing, width, style: STYLES.callout }),
  })
  return [table([width], [new TableRow({ children: [cell] })])]
}

function headings(
  { columns }: PrintedPlan,
  { widths }: { writing: Writing; widths: readonly number[] },
): TableRow {
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      ({ heading }, index) =>
        new TableCell({
          shading: fill(HEAD),
          width: { size: widths[index] ?? 0, type: WidthType.DXA },
          children: [new Paragraph({ style: STYLES.planHeading, text: heading })],
        }),
    ),
  })
}

function band(
  title: NonNullable<PrintedGroup['title']>,
  { writing, widths }: { writing: Writing; widths: readonly number[] },
): TableRow {
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: [
      new TableCell({
        ...(widths.length > 1 && { columnSpan: widths.length }),
        shading: fill(WASH),
        width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
        children: [
          new Paragraph({ style: STYLES.planGroup, ...writing.writer.words({ inlines: title }) }),
        ],
      }),
    ],
  })
}

/** The success criteria of a group, or its links, across the whole width. */
function partRow(
  { label, blocks }: PrintedGroup['parts'][number],
  { writing, widths }: { writing: Writing; widths: readonly number[] },
): TableRow {
  const width = widths.reduce((sum, each) => sum + each, 0)
  return new TableRow({
    children: [
      new TableCell({
        ...(widths.length > 1 && { columnSpan: widths.length }),
        width: { size: width, type: WidthType.DXA },
        children: [
          new Paragraph({ style: STYLES.planPart, text: label }),
          ...inCell(blocks, { writing, width, style: STYLES.cell }),
        ],
      }),
    ],
  })
}

function planRows(
  { rows }: PrintedGroup,
  { writing, widths }: { writing: Writing; widths: readonly number[] },
): TableRow[] {
  return rows.map((cells, index) => {
    const letters = cells.reduce((sum, { blocks }) => sum + JSON.stringify(blocks).length, 0)
    return new TableRow({
      cantSplit: letters < WHOLE_ROW_LETTERS * 4,
      ...writing.writer.revisions.of(wholeChangeOf(cells.flatMap(({ blocks }) => blocks))),
      children: cells.map(({ blocks, isSame }, column) => {
        const isMerged = rows[index + 1]?.[column]?.isSame === true
        const width = widths[column] ?? 0
        return new TableCell({
          ...(isSame && { verticalMerge: VerticalMergeType.CONTINUE }),
          ...(!isSame && isMerged && { verticalMerge: VerticalMergeType.RESTART }),
          width: { size: width, type: WidthType.DXA },
          children: inCell(blocks, { writing, width, style: STYLES.cell }),
        })
      }),
    })
  })
}

function inCell(
  blocks: readonly PrintedBlock[],
  { writing, width, style }: { writing: Writing; width: number; style: string },
): (Paragraph | Table)[] {
  const inner = Math.max(width - MARGINS.left - MARGINS.right, 300)
  const children = writing.writer.blocks(blocks, {
    style,
    depth: 0,
    twips: inner,
    width: Math.round(inner / 15),
  })
  return children.length === 0 ? [new Paragraph({ style })] : children
}

function table(widths: readonly number[], rows: readonly TableRow[]): Table {
  return new Table({
    // A table without rows is no table to Word.
    rows:
      rows.length === 0
        ? [new TableRow({ children: [new TableCell({ children: [new Paragraph('')] })] })]
        : rows,
    width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: MARGINS,
    borders: BORDERS,
  })
}

const LINE = { style: 'single', size: 4, color: '8D8674' } as const
const BORDERS = {
  top: LINE,
  bottom: LINE,
  left: LINE,
  right: LINE,
  insideHorizontal: LINE,
  insideVertical: LINE,
}

function fill(colour: string) {
  return { type: ShadingType.CLEAR, fill: colour, color: 'auto' }
}

/** A width shared out by weights, in whole twips. */
function shares(weights: readonly number[], width: number): number[] {
  const total = weights.reduce((sum, each) => sum + each, 0)
  return weights.map((weight) => Math.floor((weight / total) * width))
}
