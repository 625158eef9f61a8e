import type { NodeJson } from '../../../shared/schema/document-json.ts'
import type { ItemLine } from './lines.ts'

interface OpenList {
  level: number
  style: ItemLine['style']
  node: NodeJson
  nextValue: number
}

/** Makes nested lists of a run of items; `inlinesOf` gives the words of an item. */
export function composeLists(
  items: readonly ItemLine[],
  inlinesOf: (item: ItemLine) => NodeJson[],
): NodeJson[] {
  const roots: NodeJson[] = []
  const open: OpenList[] = []
  for (const item of items) {
    let top = open.at(-1)
    while (
      top !== undefined &&
      (top.level > item.level || (top.level === item.level && !goesOn(top, item)))
    ) {
      open.pop()
      top = open.at(-1)
    }
    if (top === undefined || top.level < item.level) {
      const node = createList(item)
      const parent = top?.node.content?.at(-1)
      if (parent === undefined) roots.push(node)
      else parent.content = [...(parent.content ?? []), node]
      top = { level: item.level, style: item.style, node, nextValue: item.value }
      open.push(top)
    }
    top.node.content?.push({
      type: 'listItem',
      content: [{ type: 'paragraph', content: inlinesOf(item) }],
    })
    top.nextValue += 1
  }
  return roots
}

function goesOn(list: OpenList, item: ItemLine): boolean {
  return list.style === item.style && (item.style === 'bullet' || list.nextValue === item.value)
}

function createList({ style, value }: ItemLine): NodeJson {
  return style === 'bullet'
    ? { type: 'bulletList', content: [] }
    : { type: 'orderedList', attrs: { style, start: value }, content: [] }
}
