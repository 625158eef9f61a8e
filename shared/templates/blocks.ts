import { LAYOUTS } from '../columns/index.ts'
import type { GroupPart, Layout, LayoutKey } from '../columns/index.ts'
import type { DocumentJson, NodeJson } from '../schema/document-json.ts'

/**
 * The words in which templates are written: a function for each block, so that the code of a
 * template reads like its page. Nothing here carries an id (see `giveIds`).
 */
export type Inline = string | NodeJson

export function document(...blocks: NodeJson[]): DocumentJson {
  return { type: 'doc', content: blocks }
}

export function pageHeader(fields: {
  stage?: string
  version?: string
  date?: string
  period?: string
  label?: string
}): NodeJson {
  return { type: 'pageHeader', attrs: fields }
}

export function h(level: number, ...words: Inline[]): NodeJson {
  return { type: 'heading', attrs: { level }, content: inline(words) }
}

/** A heading that counts: 1, 1.1 … */
export function numbered(level: number, ...words: Inline[]): NodeJson {
  return { type: 'heading', attrs: { level, number: '' }, content: inline(words) }
}

export function p(...words: Inline[]): NodeJson {
  return { type: 'paragraph', content: inline(words) }
}

/** What to write here, in square brackets: to be replaced by the partnership's own words. */
export function guide(words: string): NodeJson {
  return p(italic(`[${words}]`))
}

export function clause(...words: Inline[]): NodeJson {
  return { type: 'clause', attrs: { level: 1 }, content: inline(words) }
}

export function subclause(...words: Inline[]): NodeJson {
  return { type: 'clause', attrs: { level: 2 }, content: inline(words) }
}

export function bullets(...items: Inline[]): NodeJson {
  return { type: 'bulletList', content: items.map(listItem) }
}

/** a, b, c … */
export function letters(...items: Inline[]): NodeJson {
  return { type: 'orderedList', attrs: { style: 'letter' }, content: items.map(listItem) }
}

export function quote(words: string, by: string): NodeJson {
  return {
    type: 'quote',
    content: [p(words), { type: 'attribution', content: inline([by]) }],
  }
}

export function callout(tone: string, ...blocks: NodeJson[]): NodeJson {
  return { type: 'callout', attrs: { tone }, content: blocks }
}

/**
 * A table of words; the first row heads the columns, the first cell of each row heads the row.
 * Several lines in a cell are a paragraph each.
 */
export function table(
  headings: string[],
  ...rows: readonly (Inline | readonly string[])[][]
): NodeJson {
  return {
    type: 'table',
    content: [
      tableRow(headings.map((words) => tableCell('column', words))),
      ...rows.map((cells) =>
        tableRow(cells.map((words, index) => tableCell(index === 0 ? 'row' : null, words))),
      ),
    ],
  }
}

/** What a cell of an action holds: paragraphs, or `same` for "as in the row above". */
export type Cell = string | readonly string[] | typeof same

export const same = Symbol('same as above')

/** An action table in one of the usual layouts. */
export function plan(layout: LayoutKey, ...groups: NodeJson[]): NodeJson {
  const { columns: all }: Layout = LAYOUTS[layout]
  const columns = all.map(({ key, kind, width, heading, isLocked = false }) => ({
    type: 'actionColumn',
    attrs: { key, kind, width, ...(isLocked && { locked: true }) },
    content: inline([heading]),
  }))
  return {
    type: 'actionTable',
    attrs: { layout },
    content: [{ type: 'actionHead', content: columns }, ...groups],
  }
}

export function group(title: string, ...rows: NodeJson[]): NodeJson {
  return {
    type: 'actionGroup',
    content: [{ type: 'actionGroupTitle', content: inline([title]) }, ...rows],
  }
}

/** The success criteria or the links of a group: a line for each, as bullets. */
export function part(kind: GroupPart, ...items: Inline[]): NodeJson {
  return { type: 'actionGroupPart', attrs: { kind }, content: [bullets(...items)] }
}

/** Cells by the key of their column; a column that is left out has an empty cell. */
export function row(cells: Record<string, Cell>): NodeJson {
  return {
    type: 'actionRow',
    content: Object.entries(cells).map(([key, cell]) => actionCell(key, cell)),
  }
}

export function bold(words: string): NodeJson {
  return { type: 'text', text: words, marks: [{ type: 'bold' }] }
}

export function italic(words: string): NodeJson {
  return { type: 'text', text: words, marks: [{ type: 'italic' }] }
}

export function link(words: string, href: string): NodeJson {
  return { type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] }
}

export function footnote(text: string): NodeJson {
  return { type: 'footnote', attrs: { text } }
}

function actionCell(key: string, cell: Cell): NodeJson {
  if (cell === same) return { type: 'actionCell', attrs: { key, same: true }, content: [p()] }
  const paragraphs = typeof cell === 'string' ? [cell] : cell
  return { type: 'actionCell', attrs: { key }, content: paragraphs.map((words) => p(words)) }
}

function listItem(words: Inline): NodeJson {
  return { type: 'listItem', content: [p(words)] }
}

function tableRow(cells: NodeJson[]): NodeJson {
  return { type: 'tableRow', content: cells }
}

function tableCell(header: 'column' | 'row' | null, words: Inline | readonly string[]): NodeJson {
  const isOne = typeof words === 'string' || 'type' in words
  const content =
    isOne || words.length === 0 ? [p(isOne ? words : '')] : words.map((each) => p(each))
  return { type: 'tableCell', attrs: { header }, content }
}

function inline(words: Inline[]): NodeJson[] {
  return words
    .filter((each) => each !== '')
    .map((each) => (typeof each === 'string' ? { type: 'text', text: each } : each))
}
