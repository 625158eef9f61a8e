import { Fragment } from '@tiptap/pm/model'
import type { Mark, Node, Schema } from '@tiptap/pm/model'
import { sameEnds } from '../writing/align.ts'
import { linesOf, textOfLines } from './cell-lines.ts'
import type { CellLine, ItemToken, ListPlace, ListToken } from './cell-lines.ts'

/**
 * The cell with these words: lines that are the same stay as they are, with their marks and ids; of
 * lines that changed, the letters that stay keep theirs.
 */
export function writeCell(cell: Node, text: string, newId: () => string): Node {
  const before = linesOf(cell)
  if (textOfLines(before) === text && cell.attrs['same'] !== true) return cell
  const wanted = text.split('\n')
  const texts = before.map(({ prefix, text: words }) => prefix + words)
  const { start, end } = sameEnds(texts, wanted)
  const old = before.slice(start, before.length - end)
  const fresh = wanted.slice(start, wanted.length - end)
  const lines = [
    ...before.slice(0, start),
    ...changedLines(old, fresh, { schema: cell.type.schema, above: before[start - 1] }),
    ...before.slice(before.length - end),
  ]
  const unknown = cell.children.filter(({ type }) => type.name === 'unknownBlock')
  const blocks = blocksOf(lines, 0, { schema: cell.type.schema, newId })
  const attrs = { ...cell.attrs, same: false }
  return cell.type.create(attrs, Fragment.fromArray([...blocks, ...unknown]), cell.marks)
}

function changedLines(
  old: readonly CellLine[],
  fresh: readonly string[],
  { schema, above }: { schema: Schema; above: CellLine | undefined },
): CellLine[] {
  const lines: CellLine[] = []
  fresh.forEach((text, index) => {
    const last = lines.at(-1) ?? above
    const line = old[index]
    const isKept = line !== undefined && text.startsWith(line.prefix) && !startsList(line, text)
    lines.push(isKept ? rewritten(line, text, { schema, last }) : newLine(text, { schema, last }))
  })
  return lines
}

/** A plain line that became an item. */
function startsList({ prefix, text }: CellLine, wanted: string): boolean {
  return prefix === '' && MARKED.test(wanted) && !MARKED.test(text)
}

/** The line in other words: letters at its ends that stay keep their marks. */
function rewritten(
  line: CellLine,
  wanted: string,
  { schema, last }: { schema: Schema; last: CellLine | undefined },
): CellLine {
  const text = wanted.slice(line.prefix.length)
  const own = line.isBreak && last?.block !== line.block ? { isBreak: false, block: null } : {}
  return { ...line, ...own, text, inline: rewriteInline(line.inline, text, schema) }
}

function rewriteInline(inline: readonly Node[], text: string, schema: Schema): Node[] {
  const letters = inline.flatMap((node) =>
    node.isText
      ? Array.from(node.text ?? '', (letter) => ({ letter, node }))
      : [{ letter: '', node }],
  )
  const written = letters.filter(({ letter }) => letter !== '')
  const wanted = Array.from(text)
  const { start, end } = sameEnds(
    written.map(({ letter }) => letter),
    wanted,
  )
  // What is no letter (a footnote) stays behind the letter it stands after.
  const result: { letter: string; node: Node | null; marks: readonly Mark[] }[] = []
  let passed = 0
  let isReplaced = false
  const replace = (marks: readonly Mark[]): void => {
    if (isReplaced) return
    isReplaced = true
    for (const letter of wanted.slice(start, wanted.length - end)) {
      result.push({ letter, node: null, marks })
    }
  }
  for (const { letter, node } of letters) {
    if (letter === '') {
      result.push({ letter, node, marks: node.marks })
      continue
    }
    if (passed >= start) replace(written[start - 1]?.node.marks ?? node.marks)
    if (passed < start || passed >= written.length - end) {
      result.push({ letter, node: null, marks: node.marks })
    }
    passed += 1
  }
  replace(written.at(-1)?.node.marks ?? [])
  const nodes = result.map(({ letter, node, marks }) => node ?? schema.text(letter, marks))
  return joined(nodes)
}

/** Text nodes that stand side by side with the same marks, in one. */
function joined(nodes: readonly Node[]): Node[] {
  const result: Node[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (last?.isText === true && node.isText && last.sameMarkup(node)) {
      result[result.length - 1] = node.type.schema.text(
        (last.text ?? '') + (node.text ?? ''),
        last.marks,
      )
    } else result.push(node)
  }
  return result
}

const MARKED = /^( *)(•|\d{1,4}[.)]) +(?=\S)/

function newLine(
  wanted: string,
  { schema, last }: { schema: Schema; last: CellLine | undefined },
): CellLine {
  const [prefix = '', indent = '', mark = ''] = MARKED.exec(wanted) ?? []
  const text = wanted.slice(prefix.length)
  const inline = text === '' ? [] : [schema.text(text)]
  const base = { text, prefix, inline, isBreak: false, block: null }
  if (mark === '') return { ...base, lists: [] }
  const type: ListToken['type'] = mark === '•' ? 'bulletList' : 'orderedList'
  const depth = Math.min(Math.ceil(indent.length / 2), last?.lists.length ?? 0)
  const around = last?.lists ?? []
  const same = around[depth]
  const list = same?.list.type === type ? same.list : { type, node: null }
  return { ...base, lists: [...around.slice(0, depth), { list, item: { node: null } }] }
}

interface Making {
  schema: Schema
  newId: () => string
}

/** The blocks that these lines are, inside `level` lists. */
function blocksOf(lines: readonly CellLine[], level: number, making: Making): Node[] {
  const { schema, newId } = making
  const blocks: Node[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]
    if (line === undefined) break
    const place = line.lists[level]
    let next = at + 1
    if (place === undefined) {
      while (lines[next]?.isBreak === true && lines[next]?.lists.length === level) next += 1
      blocks.push(paragraphOf(lines.slice(at, next), making))
    } else {
      while (lines[next]?.lists[level]?.list === place.list) next += 1
      const { list } = place
      const items = itemsOf(lines.slice(at, next), level, making)
      const type = list.node?.type ?? schema.node(list.type).type
      blocks.push(type.create(list.node?.attrs ?? { id: newId() }, Fragment.fromArray(items)))
    }
    at = next
  }
  return blocks
}

function itemsOf(lines: readonly CellLine[], level: number, making: Making): Node[] {
  const runs: { item: ItemToken; lines: CellLine[] }[] = []
  for (const line of lines) {
    const place: ListPlace | undefined = line.lists[level]
    if (place === undefined) continue
    const last = runs.at(-1)
    if (last?.item === place.item) last.lines.push(line)
    else runs.push({ item: place.item, lines: [line] })
  }
  return runs.map(({ item, lines: own }) => {
    const attrs = item.node?.attrs ?? { id: making.newId() }
    const content = blocksOf(own, level + 1, making)
    return making.schema.node('listItem', attrs, Fragment.fromArray(content))
  })
}

function paragraphOf(lines: readonly CellLine[], { schema, newId }: Making): Node {
  const content = lines.flatMap(({ inline }, index) =>
    index === 0 ? inline : [schema.node('hardBreak'), ...inline],
  )
  const block = lines[0]?.block ?? null
  if (block !== null) return block.copy(Fragment.fromArray([...content]))
  return schema.node('paragraph', { id: newId() }, Fragment.fromArray([...content]))
}
