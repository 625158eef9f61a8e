import { Fragment, Slice } from '@tiptap/pm/model'
import type { Node, Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { nodeType } from '../node-types.ts'
import { childrenOf, columnsOf, groupsOf, placeAt, shownColumns } from './shape.ts'
import type { At, TableColumn } from './shape.ts'

/**
 * What is copied of a plan leaves as a table like any other, its cells below their headings, so that
 * Word and Excel take it as one; as plain words, with a tab between cells.
 */
export function copyAsTablePlugin(): Plugin {
  return new Plugin({
    props: {
      transformCopied: (slice, view) => {
        const { $from, $to } = view.state.selection
        const place = placeAt($from)
        if (place !== null && place.table.position === placeAt($to)?.table.position) {
          return isInOneBlock(slice)
            ? slice
            : sliceOf(tableOf(place.table, view.state.schema, slice))
        }
        return holdsPlan(slice.content) ? plansAsTables(slice, view.state.schema) : slice
      },
      clipboardTextSerializer: (slice) => (holdsTable(slice.content) ? textOf(slice.content) : ''),
    },
  })
}

/** A selection inside of one cell, heading or title is words, not a table. */
function isInOneBlock({ content }: Slice): boolean {
  let parts = 0
  content.descendants((node) => {
    if (BLOCKS.has(node.type.name)) parts += 1
    return !node.isTextblock
  })
  return parts < 2
}

const BLOCKS = new Set(['actionCell', 'actionColumn', 'actionGroupTitle', 'actionGroupPart'])

function plansAsTables(slice: Slice, schema: Schema): Slice {
  const nodes: Node[] = []
  slice.content.forEach((node) => {
    nodes.push(node.type.name === 'actionTable' ? planAsTable(node, columnsIn(node), schema) : node)
  })
  const isPlan = (node: Node | null) => node?.type.name === 'actionTable'
  return new Slice(
    Fragment.fromArray(nodes),
    isPlan(slice.content.firstChild) ? 0 : slice.openStart,
    isPlan(slice.content.lastChild) ? 0 : slice.openEnd,
  )
}

/** The part of a plan that a slice covers. Its columns are those of the whole plan. */
function tableOf(table: At, schema: Schema, { content }: Slice): Node {
  const covered = content.firstChild
  const columns = shownColumns(table)
  return planAsTable(covered?.type.name === 'actionTable' ? covered : table.node, columns, schema)
}

function planAsTable(plan: Node, columns: readonly TableColumn[], schema: Schema): Node {
  const at = { node: plan, position: 0 }
  const rows: Node[] = []
  const above = new Map<string, Node>()
  const full = (lines: Fragment | Node): Node =>
    row(schema, [cell(schema, lines, { header: 'row', colspan: columns.length })])
  const addRow = (node: Node): void => {
    const cells = columns.map(({ key }) => {
      const own = node.children.find((each) => each.attrs['key'] === key)
      if (own?.attrs['same'] !== true && own !== undefined) above.set(key, own)
      return cell(schema, (own?.attrs['same'] === true ? above.get(key) : own)?.content, {})
    })
    rows.push(row(schema, cells))
  }
  plan.forEach((child) => {
    if (child.type.name === 'actionHead') {
      const headings = columns.map(({ heading }) =>
        cell(schema, line(schema, heading), { header: 'column' }),
      )
      if (child.childCount > 0) rows.push(row(schema, headings))
    } else if (child.type.name === 'actionRow') addRow(child)
  })
  for (const group of groupsOf(at)) {
    group.node.forEach((child) => {
      if (child.type.name === 'actionGroupTitle') {
        rows.push(full(nodeType(schema, 'paragraph').create(null, child.content)))
      } else if (child.type.name === 'actionGroupPart') rows.push(full(child.content))
    })
    for (const each of childrenOf(group, 'actionRow')) addRow(each.node)
  }
  return nodeType(schema, 'table').create(null, rows)
}

function columnsIn(plan: Node): TableColumn[] {
  return columnsOf({ node: plan, position: 0 }).filter(({ isHidden }) => !isHidden)
}

function row(schema: Schema, cells: Node[]): Node {
  return nodeType(schema, 'tableRow').create(null, cells)
}

function cell(
  schema: Schema,
  lines: Fragment | Node | undefined,
  attrs: { header?: string; colspan?: number },
): Node {
  const paragraph = nodeType(schema, 'paragraph').create()
  const content = Fragment.from(lines)
  return nodeType(schema, 'tableCell').create(attrs, content.size === 0 ? paragraph : content)
}

function line(schema: Schema, words: string): Node {
  return nodeType(schema, 'paragraph').create(null, words === '' ? null : schema.text(words))
}

function sliceOf(node: Node): Slice {
  return new Slice(Fragment.from(node), 0, 0)
}

function holdsPlan(content: Fragment): boolean {
  return content.content.some(({ type }) => type.name === 'actionTable')
}

function holdsTable(content: Fragment): boolean {
  return content.content.some(({ type }) => type.name === 'table')
}

function textOf(content: Fragment): string {
  return content.content
    .map((node) =>
      node.type.name === 'table'
        ? node.children
            .map((each) => each.children.map((one) => oneLine(one)).join('\t'))
            .join('\n')
        : node.textBetween(0, node.content.size, '\n', '\n'),
    )
    .join('\n\n')
}

function oneLine(node: Node): string {
  return node.textBetween(0, node.content.size, ' ', ' ').replace(/\s+/g, ' ').trim()
}
