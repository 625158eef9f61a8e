import type { Node } from '@tiptap/pm/model'
import { plansOf, wordsIn } from '../reading/plan.ts'

/** The words at one place of a text: of a row by the headings of its columns, of all else under ''. */
export type PlaceWords = ReadonlyMap<string, string>

/** What a block, a row or a group of actions says; null where it is not there. */
export function wordsAtPlace(body: Node, place: string): PlaceWords | null {
  for (const { columns, groups } of plansOf(body)) {
    for (const { rows } of groups) {
      const index = rows.findIndex(({ id }) => id === place)
      if (index === -1) continue
      const shown = columns.filter(({ isHidden }) => !isHidden)
      return new Map(shown.map(({ key, heading }) => [heading, wordsIn(rows, index, key)]))
    }
  }
  const node = nodeAt(body, place)
  return node === null ? null : new Map([['', ownWords(node)]])
}

/** Only what differs, as it is shown and kept: "Timescale: March 2027". '' where nothing stands. */
export function changedWords(
  before: PlaceWords | null,
  after: PlaceWords | null,
): { before: string; after: string } {
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])
  const differ = [...names].filter((name) => (before?.get(name) ?? '') !== (after?.get(name) ?? ''))
  return { before: inLines(before, differ), after: inLines(after, differ) }
}

/** Whether a place says this today, in the form in which changed words are kept. */
export function saysStill(words: PlaceWords | null, after: string): boolean {
  const names = [...(words?.keys() ?? [])].filter((name) => {
    const line = inLines(words, [name])
    return line !== '' && after.includes(line)
  })
  return after !== '' && inLines(words, names) === after
}

const MOST = 2000

function inLines(words: PlaceWords | null, names: readonly string[]): string {
  const lines = names.flatMap((name) => {
    const said = words?.get(name) ?? ''
    if (said === '') return []
    return [name === '' ? said : `${name}: ${said}`]
  })
  return lines.join('\n').slice(0, MOST)
}

function nodeAt(body: Node, place: string): Node | null {
  let found: Node | null = null
  body.descendants((node) => {
    if (found === null && node.attrs['id'] === place) found = node
    return found === null
  })
  return found
}

/** Of a group of actions what stands above its rows: they are places of their own. */
function ownWords(node: Node): string {
  if (node.type.name !== 'actionGroup') return textOf(node)
  const parts: string[] = []
  node.forEach((child) => {
    if (child.type.name !== 'actionRow') parts.push(textOf(child))
  })
  return parts.filter((part) => part !== '').join('\n')
}

function textOf(node: Node): string {
  const text = node.textBetween(0, node.content.size, '\n', (leaf) =>
    leaf.type.name === 'hardBreak' ? '\n' : '',
  )
  return text.trim()
}
