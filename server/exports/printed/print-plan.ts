import type { Node } from '@tiptap/pm/model'
import { GROUP_PARTS } from '../../../shared/columns/index.ts'
import type {
  PrintedBlock,
  PrintedColumn,
  PrintedGroup,
  PrintedPlan,
  PrintedPlanCell,
} from './blocks.ts'
import { cellPlace } from './comments.ts'
import type { Printer } from './print-document.ts'
import { lineOf, textOf } from './text.ts'

/** An action plan. A column that is hidden on the page leaves with the others. */
export function printPlan(table: Node, start: number, printer: Printer): PrintedPlan {
  const columns = columnsOf(table, printer)
  const groups: PrintedGroup[] = []
  let open: PrintedGroup | null = null
  const rowsOutside = () => {
    open ??= { id: '', title: null, parts: [], rows: [], ids: [] }
    if (!groups.includes(open)) groups.push(open)
    return open
  }
  table.forEach((node, offset) => {
    const inside = start + offset + 1
    if (node.type.name === 'actionRow') {
      addRow(rowsOutside(), { row: node, start: inside, columns, printer })
    } else if (node.type.name === 'actionGroup') {
      open = null
      groups.push(printGroup(node, inside, { columns, printer }))
    } else if (node.type.name === 'unknownBlock') {
      addUnknownRow(rowsOutside(), node, columns)
    }
  })
  return { kind: 'plan', columns, groups }
}

function printGroup(
  group: Node,
  start: number,
  { columns, printer }: { columns: PrintedColumn[]; printer: Printer },
): PrintedGroup {
  const printed: PrintedGroup = {
    id: textOf(group.attrs['id']),
    title: null,
    parts: [],
    rows: [],
    ids: [],
  }
  group.forEach((node, offset) => {
    const inside = start + offset + 1
    if (node.type.name === 'actionRow') {
      addRow(printed, { row: node, start: inside, columns, printer })
    } else if (node.type.name === 'actionGroupTitle') {
      // After a merge a group may have two titles: both are words somebody wrote.
      const words = printer.inlines(node, inside)
      printed.title =
        printed.title === null ? words : [...printed.title, { kind: 'break' }, ...words]
    } else if (node.type.name === 'actionGroupPart') {
      const label = node.attrs['kind'] === 'links' ? GROUP_PARTS.links : GROUP_PARTS.criteria
      const blocks = printer.blocks(node, inside).filter((block) => !isEmpty(block))
      if (blocks.length > 0) printed.parts.push({ label, blocks })
    } else addUnknownRow(printed, node, columns)
  })
  return printed
}

function addRow(
  group: PrintedGroup,
  {
    row,
    start,
    columns,
    printer,
  }: { row: Node; start: number; columns: PrintedColumn[]; printer: Printer },
): void {
  const cells = new Map<string, PrintedPlanCell>()
  const isFirst = group.rows.length === 0
  const rowId = textOf(row.attrs['id'])
  printer.options.comments.enter(rowId)
  row.forEach((cell, offset) => {
    const key = textOf(cell.attrs['key'])
    const inside = start + offset + 1
    printer.options.comments.enter(cellPlace(rowId, key))
    const blocks =
      cell.type.name === 'unknownBlock'
        ? [unknownBlock(cell)]
        : printer.blocks(cell, inside).filter((block) => !isEmpty(block))
    const isSame = cell.attrs['same'] === true && blocks.length === 0 && !isFirst
    const before = cells.get(key)
    cells.set(key, { blocks: [...(before?.blocks ?? []), ...blocks], isSame })
  })
  group.ids.push(rowId)
  group.rows.push(columns.map(({ key }) => cells.get(key) ?? { blocks: [], isSame: false }))
}

function addUnknownRow(group: PrintedGroup, node: Node, columns: PrintedColumn[]): void {
  group.ids.push('')
  group.rows.push(
    columns.map((_, index) => ({
      blocks: index === 0 ? [unknownBlock(node)] : [],
      isSame: false,
    })),
  )
}

function unknownBlock(node: Node): PrintedBlock {
  return { kind: 'unknown', name: textOf(node.attrs['name']) }
}

function isEmpty(block: PrintedBlock): boolean {
  return block.kind === 'paragraph' && block.inlines.length === 0
}

function columnsOf(table: Node, { options: { isPublic } }: Printer): PrintedColumn[] {
  const columns: PrintedColumn[] = []
  table.descendants((node) => {
    const isShown = !isPublic || node.attrs['public'] !== false
    if (node.type.name === 'actionColumn' && isShown) {
      const width = Number(node.attrs['width'])
      columns.push({
        key: textOf(node.attrs['key']),
        kind: textOf(node.attrs['kind']),
        heading: lineOf(node.textContent),
        width: width > 0 && width <= 10 ? width : 1,
      })
    }
    return node.type.name === 'actionTable' || node.type.name === 'actionHead'
  })
  return columns.length > 0 || isPublic ? columns : columnsOfCells(table)
}

/** A table that lost its head in a merge still has the words of its cells. */
function columnsOfCells(table: Node): PrintedColumn[] {
  const keys = new Set<string>()
  table.descendants((node) => {
    if (node.type.name === 'actionCell') keys.add(textOf(node.attrs['key']))
    return node.type.name !== 'actionCell'
  })
  return [...keys].map((key) => ({ key, kind: 'text', heading: '', width: 1 }))
}
