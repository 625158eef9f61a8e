import type { Node } from '@tiptap/pm/model'
import { numberBlocks } from '../../shared/schema/numbering.ts'

/** A line of the contents list. */
export interface OutlineEntry {
  position: number
  /** 1 for the outermost headings. */
  level: number
  number: string
  words: string
}

export interface NoteEntry {
  position: number
  number: number
  words: string
}

/** Headings and the groups of action tables, in order. Empty headings are left out. */
export function outlineOf(doc: Node): OutlineEntry[] {
  const numbers = new Map(numberBlocks(doc).blocks.map((block) => [block.position, block.number]))
  const entries: OutlineEntry[] = []
  let level = 0
  doc.descendants((node, position) => {
    const words = node.isTextblock ? wordsOf(node) : ''
    if (node.type.name === 'heading') {
      level = Number(node.attrs['level'])
      if (words !== '')
        entries.push({ position, level, number: numbers.get(position) ?? '', words })
    } else if (node.type.name === 'actionGroupTitle' && words !== '') {
      entries.push({ position, level: Math.min(6, level + 1), number: '', words })
    }
    return !node.isTextblock
  })
  const outermost = Math.min(...entries.map((entry) => entry.level))
  return entries.map((entry) => ({ ...entry, level: entry.level - outermost + 1 }))
}

export function notesOf(doc: Node): NoteEntry[] {
  return numberBlocks(doc).footnotes.map(({ position, number }) => ({
    position,
    number,
    words: String(doc.nodeAt(position)?.attrs['text'] ?? ''),
  }))
}

function wordsOf(block: Node): string {
  return block.textBetween(0, block.content.size, ' ', ' ').trim()
}
