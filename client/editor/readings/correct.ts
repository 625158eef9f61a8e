import type { Command, EditorState } from '@tiptap/pm/state'
import type { CellReading } from '../../../shared/reading/cell-reading.ts'
import { readCorrections, writeCorrections } from '../../../shared/reading/correction.ts'
import type { Correction } from '../../../shared/reading/correction.ts'
import { textBefore } from '../../../shared/reading/plan.ts'
import { placeOf } from '../action-table/shape.ts'
import { ask } from '../prompt.ts'
import { readingsOf } from './readings.ts'

/** Asks what the words of the cell with the caret mean, if they are about time or who leads. */
export const askForReading: Command = (state, dispatch, view) => {
  const place = placeOf(state)
  if (place?.part !== 'cell' || place.cell.node.textContent.trim() === '') return false
  let kind: unknown = null
  place.table.node.descendants((node) => {
    if (node.type.name === 'actionColumn' && node.attrs['key'] === place.key) {
      kind ??= node.attrs['kind']
    }
    return node.type.name === 'actionTable' || node.type.name === 'actionHead'
  })
  if (kind !== 'timescale' && kind !== 'leads') return false
  if (dispatch === undefined) return true
  const { position, node } = place.cell
  const inside = state.selection.head - position - 1
  const line = lineAt(readingAt(state, position), textBefore(node, inside).length)
  return ask({ kind: 'reading', position, line })(state, dispatch, view)
}

/** The part of a cell that a letter of its text belongs to. */
function lineAt(reading: CellReading | null, offset: number): number {
  const lines = reading?.lines ?? []
  const found = lines.findLastIndex(({ start, state }) => state !== 'stale' && start <= offset)
  return Math.max(0, found)
}

/** What the cell at this position is read as; null if it has no reading. */
export function readingAt(state: EditorState, position: number): CellReading | null {
  for (const [cell, reading] of readingsOf(state).readings) {
    if (cell.position === position) return reading
  }
  return null
}

/** Says what words of a cell mean, in place of what was said of the same words before. */
export function correctReading(position: number, correction: Correction): Command {
  return changeCorrections(position, (before) => [
    ...before.filter((each) => each.for !== correction.for),
    correction,
  ])
}

/** Takes back what was said of these words. */
export function forgetCorrection(position: number, words: string): Command {
  return changeCorrections(position, (before) => before.filter((each) => each.for !== words))
}

function changeCorrections(
  position: number,
  change: (before: Correction[]) => Correction[],
): Command {
  return (state, dispatch) => {
    const cell = state.doc.nodeAt(position)
    if (cell?.type.name !== 'actionCell') return false
    const next = change(readCorrections(cell.attrs['reading']))
    const attribute = writeCorrections(next)
    if (attribute === null && next.length > 0) return false
    dispatch?.(state.tr.setNodeAttribute(position, 'reading', attribute))
    return true
  }
}
