import type { Node } from '@tiptap/pm/model'
import { writeInline } from './markdown-inline.ts'
import { GROUP_PARTS } from '../../shared/columns/index.ts'
import { nextNumber } from '../../shared/schema/numbering.ts'
import { spanOf } from '../../shared/schema/table-grid.ts'
import { escapeMarkdown, escapeStart } from './markdown-writing.ts'
import type { Place } from './markdown-writing.ts'

/** The blocks in a node, to be set apart by empty lines. */
export function writeBlocks(parent: Node, place: Place): string[] {
  const blocks: string[] = []
  eachChild(parent, place, (node, inside) => {
    const block = writeBlock(node, inside)
    if (block !== '') blocks.push(block)
  })
  return blocks
}

function writeBlock(node: Node, place: Place): string {
  switch (node.type.name) {
    case 'heading': {
      const level = Math.min(6, Math.max(1, Number(node.attrs['level']) || 1))
      return `${'#'.repeat(level)} ${numberOf(place)}${writeInline(node, place)}`
    }
    case 'clause':
      return escapeStart(numberOf(place) + writeInline(node, place))
    case 'attribution':
      return `— ${writeInline(node, place)}`
    case 'quote':
      return inQuote(writeBlocks(node, place))
    case 'callout':
      return inQuote(writeBlocks(node, place))
    case 'bulletList':
    case 'orderedList':
      return writeList(node, place)
    case 'image':
      return `![${escapeMarkdown(String(node.attrs['alt']))}](${pictureAddress(node)})`
    case 'pageHeader':
      return writePageHeader(node)
    case 'table':
      return writeTable(node, place)
    case 'actionTable':
      return writeActionTable(node, place)
    case 'unknownBlock':
      return writeUnknown(node)
    default:
      return node.isTextblock
        ? escapeStart(writeInline(node, place))
        : writeBlocks(node, place).join('\n\n')
  }
}

/** Any client can write an attribute: what is no SHA-256 leads nowhere. */
function pictureAddress(node: Node): string {
  const content = String(node.attrs['content'])
  return /^[0-9a-f]{64}$/.test(content) ? `contents/${content}` : '#'
}

/** The number of the block whose words start here, with a space behind it. */
function numberOf({ start, writing }: Place): string {
  const number = writing.numberAt.get(start - 1) ?? ''
  return number === '' ? '' : `${escapeMarkdown(number)} `
}

function writePageHeader(node: Node): string {
  const fields = ['stage', 'version', 'date', 'period', 'label'].map((name) =>
    String(node.attrs[name]),
  )
  const words = fields.filter((field) => field !== '').map(escapeMarkdown)
  return words.length === 0 ? '' : `*${words.join(' · ')}*`
}

function inQuote(blocks: string[]): string {
  const lines = blocks.join('\n\n').split('\n')
  return lines.map((line) => `> ${line}`.trimEnd()).join('\n')
}

function writeList(list: Node, place: Place): string {
  const items: string[] = []
  eachChild(list, place, (item, inside) => {
    const bullet = bulletOf(list, items.length)
    const indent = ' '.repeat(bullet.indexOf(' ') + 1)
    // A list right below the words of its item keeps the list tight.
    const words = writeBlocks(item, inside)
      .join('\n\n')
      .replace(/\n\n(?=(-|\d+\.) )/g, '\n')
    items.push(bullet + words.replace(/\n(?=.)/g, `\n${indent}`))
  })
  return items.join('\n')
}

/** Markdown knows numbers and bullets only, so letters are words behind a bullet. */
function bulletOf(list: Node, index: number): string {
  if (list.type.name === 'bulletList') return '- '
  const number = Number(list.attrs['start']) + index
  const style: unknown = list.attrs['style']
  if (style !== 'letter' && style !== 'roman') return `${number}. `
  let label: string | null = style === 'letter' ? '(a)' : '(i)'
  for (let count = 1; count < number && label !== null; count++) {
    label = nextNumber(label, style === 'roman')
  }
  return `- ${label ?? `(${number})`} `
}

/** An action plan: a table for each group, below its title. */
function writeActionTable(table: Node, place: Place): string {
  const columns = columnsOf(table)
  const headings = columns.map(({ heading }) => heading)
  const parts: string[] = []
  const rows: string[][] = []
  const endRows = () => {
    if (rows.length > 0) parts.push(writeRows([headings, ...rows.splice(0)]))
  }
  const writeChild = (node: Node, inside: Place) => {
    if (node.type.name === 'actionRow') rows.push(writeActionRow(node, { columns, place: inside }))
    else if (node.type.name === 'actionGroup') {
      endRows()
      eachChild(node, inside, writeChild)
      endRows()
    } else if (node.type.name === 'actionGroupTitle') {
      parts.push(`**${writeInline(node, inside).trim()}**`)
    } else if (node.type.name === 'actionGroupPart') {
      endRows()
      parts.push(...writeGroupPart(node, inside))
    } else if (node.type.name === 'unknownBlock') {
      endRows()
      parts.push(writeUnknown(node))
    }
  }
  eachChild(table, place, writeChild)
  endRows()
  return parts.join('\n\n')
}

function writeGroupPart(part: Node, place: Place): string[] {
  const blocks = writeBlocks(part, place)
  if (part.textContent === '') return []
  return [
    `*${part.attrs['kind'] === 'links' ? GROUP_PARTS.links : GROUP_PARTS.criteria}*`,
    ...blocks,
  ]
}

interface ColumnToWrite {
  key: string
  heading: string
}

/** A column that is hidden on the page leaves with the others. */
function columnsOf(table: Node): ColumnToWrite[] {
  const columns: ColumnToWrite[] = []
  table.descendants((node) => {
    if (node.type.name === 'actionColumn') {
      columns.push({ key: String(node.attrs['key']), heading: escapeMarkdown(node.textContent) })
    }
    return node.type.name === 'actionTable' || node.type.name === 'actionHead'
  })
  return columns
}

function writeActionRow(
  row: Node,
  { columns, place }: { columns: ColumnToWrite[]; place: Place },
): string[] {
  const words = new Map<string, string>()
  eachChild(row, place, (cell, inside) => {
    const own = writeCell(cell, inside)
    const isSame = cell.attrs['same'] === true && own === ''
    words.set(String(cell.attrs['key']), isSame ? '(same as above)' : own)
  })
  return columns.map(({ key }) => words.get(key) ?? '')
}

/** A table of words. A cell that spans others stands in the first of them. */
function writeTable(table: Node, place: Place): string {
  const grid: string[][] = []
  let isHeaded = table.childCount > 0
  let index = 0
  eachChild(table, place, (row, inRow) => {
    const line = (grid[index] ??= [])
    let column = 0
    eachChild(row, inRow, (cell, inCell) => {
      while (line[column] !== undefined) column++
      const [across, downwards] = [spanOf(cell.attrs['colspan']), spanOf(cell.attrs['rowspan'])]
      for (let down = 0; down < downwards; down++) {
        const target = (grid[index + down] ??= [])
        for (let right = 0; right < across; right++) target[column + right] ??= ''
      }
      line[column] = writeCell(cell, inCell)
      if (index === 0 && cell.attrs['header'] !== 'column') isHeaded = false
    })
    index++
  })
  return writeRows(isHeaded ? grid : [[], ...grid])
}

/** The first row heads the table; short rows are filled up. */
function writeRows(rows: string[][]): string {
  const width = Math.max(1, ...rows.map((row) => row.length))
  const lines = rows.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? ''))
  lines.splice(
    1,
    0,
    Array.from({ length: width }, () => '---'),
  )
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n')
}

function writeCell(cell: Node, place: Place): string {
  const blocks = cell.isTextblock ? [writeInline(cell, place)] : writeBlocks(cell, place)
  return blocks.join('<br>').replace(/\\?\n+/g, '<br>')
}

function writeUnknown(node: Node): string {
  return `*(a part of a newer version, ${escapeMarkdown(String(node.attrs['name']))})*`
}

function eachChild(node: Node, place: Place, visit: (child: Node, inside: Place) => void): void {
  node.forEach((child, offset) =>
    visit(child, { start: place.start + offset + 1, writing: place.writing }),
  )
}
