import type { Node } from '@tiptap/pm/model'
import { columnsOf, placeCells } from './table-grid.ts'

/** More letters than this make no column wider: they go on in the next line. */
const ENOUGH_LETTERS = 48
const LETTERS_OF_A_LINE = 85

interface Column {
  /** Of its longest paragraph, as far as it counts. */
  letters: number
  /** Of its longest word, which should not be broken. */
  word: number
  /** Whether there is nothing below its headings: somebody is to write there. */
  isOpen: boolean
}

/**
 * How wide the columns of a plain table are, in parts of the whole, by what stands in them: "Ref" is
 * narrow, sentences are wide, a column that waits for words gets what is usual in the table.
 */
export function columnShares(table: Node): number[] {
  const columns = measure(table)
  const wanted = columns.map(({ letters, word }) => Math.max(letters, Math.min(word, 24), 4))
  const usual = wanted.reduce((sum, each) => sum + each, 0) / columns.length
  const weights = wanted.map((each, at) =>
    columns[at]?.isOpen === true ? Math.max(each, usual) : each,
  )
  const whole = weights.reduce((sum, each) => sum + each, 0)
  const shares = columns.map(({ word }, at) =>
    Math.max(
      (weights[at] ?? 0) / whole,
      Math.min((word * 1.1 + 3) / LETTERS_OF_A_LINE, 1 / columns.length),
    ),
  )
  const sum = shares.reduce((all, each) => all + each, 0)
  return shares.map((each) => each / sum)
}

function measure(table: Node): Column[] {
  const placed = placeCells(table)
  const columns = Array.from({ length: columnsOf(placed) }, (): Column => ({
    letters: 0,
    word: 0,
    isOpen: true,
  }))
  for (const { node, column, colspan } of placed) {
    const at = columns[column]
    if (at === undefined || colspan > 1) continue
    node.forEach((block) => {
      const words = block.textContent
      at.letters = Math.min(ENOUGH_LETTERS, Math.max(at.letters, words.length))
      for (const word of words.split(/[\s/–-]+/)) at.word = Math.max(at.word, word.length)
      if (words !== '' && node.attrs['header'] !== 'column') at.isOpen = false
    })
  }
  return columns
}
