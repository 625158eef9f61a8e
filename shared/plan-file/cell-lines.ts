import type { Node } from '@tiptap/pm/model'

/**
 * A cell as lines of plain text, the way a spreadsheet shows it: a line for each paragraph, item and
 * line break, items behind "• " or their number.
 */
export interface CellLine {
  /** Its words behind its mark. */
  text: string
  /** The mark and what it is moved in by: "• ", "  ". */
  prefix: string
  inline: readonly Node[]
  /** It goes on in the paragraph of the line before. */
  isBreak: boolean
  /** The paragraph it is of; null for a new one. */
  block: Node | null
  /** The lists it stands in, the outermost first. */
  lists: readonly ListPlace[]
}

export interface ListPlace {
  list: ListToken
  item: ItemToken
}

/** Lines that share a token stand in the same list or item. `node`: the one that was there. */
export interface ListToken {
  type: 'bulletList' | 'orderedList'
  node: Node | null
}
export interface ItemToken {
  node: Node | null
}

export function textOfLines(lines: readonly CellLine[]): string {
  return lines.map(({ prefix, text }) => prefix + text).join('\n')
}

export function linesOf(cell: Node): CellLine[] {
  return linesIn(cell, { lists: [], first: '', rest: '' })
}

interface Around {
  lists: readonly ListPlace[]
  /** Before the first line, and before those after it. */
  first: string
  rest: string
}

function linesIn(parent: Node, around: Around): CellLine[] {
  const lines: CellLine[] = []
  parent.forEach((child) => {
    const first = lines.length === 0 ? around.first : around.rest
    if (child.isTextblock) lines.push(...linesOfBlock(child, { ...around, first }))
    if (child.type.name !== 'bulletList' && child.type.name !== 'orderedList') return
    if (lines.length === 0 && around.first !== '') {
      // An item that begins with a list: its own mark needs a line to stand on.
      lines.push(emptyLine(around))
    }
    const list: ListToken = { type: child.type.name, node: child }
    let number = Number(child.attrs['start'] ?? 1)
    child.forEach((node) => {
      const mark = list.type === 'bulletList' ? '• ' : `${number++}. `
      const lists = [...around.lists, { list, item: { node } }]
      const inside = {
        lists,
        first: around.rest + mark,
        rest: around.rest + ' '.repeat(mark.length),
      }
      const own = linesIn(node, inside)
      lines.push(...(own.length === 0 ? [emptyLine(inside)] : own))
    })
  })
  return lines
}

function linesOfBlock(block: Node, { lists, first, rest }: Around): CellLine[] {
  const pieces: Node[][] = [[]]
  block.forEach((node) => {
    if (node.type.name === 'hardBreak') pieces.push([])
    else pieces.at(-1)?.push(node)
  })
  return pieces.map((inline, index) => ({
    text: plain(inline.map((node) => node.text ?? '').join('')),
    prefix: index === 0 ? first : rest,
    inline,
    isBreak: index > 0,
    block,
    lists,
  }))
}

function emptyLine({ lists, first }: Around): CellLine {
  return { text: '', prefix: first, inline: [], isBreak: false, block: null, lists }
}

/** Text as every file format can carry it: other signs of a line's end and half letters are not. */
export function plain(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
  )
}
