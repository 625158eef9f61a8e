import { NodeSelection } from '@tiptap/pm/state'
import type { Command } from '@tiptap/pm/state'
import { chainCommands } from '@tiptap/pm/commands'
import { goToCellAlong, goToCellBeside, goToNextCell, leaveHeading } from './cells.ts'
import { askToChoose } from './columns.ts'
import { mayRemoveRows } from './keep-rows.ts'
import { addRow, moveRow } from './rows.ts'
import { deleteSafely } from './safe-delete.ts'
import { askForReading } from '../readings/correct.ts'
import { selectMore } from './select-all.ts'
import { placeOf } from './shape.ts'

/** A table selected as a whole goes with Backspace or Delete; nothing less removes rows by key. */
const deleteSelectedTable: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'actionTable') {
    return false
  }
  dispatch?.(mayRemoveRows(state.tr.deleteSelection()).scrollIntoView())
  return true
}

const deleteHere = chainCommands(deleteSelectedTable, deleteSafely)

export const ACTION_TABLE_KEYS: Record<string, Command> = {
  Tab: goToNextCell(1),
  'Shift-Tab': goToNextCell(-1),
  ArrowDown: goToCellBeside(1),
  ArrowUp: goToCellBeside(-1),
  ArrowRight: goToCellAlong(1),
  ArrowLeft: goToCellAlong(-1),
  Enter: chainCommands(deleteSafely, leaveHeading),
  'Shift-Enter': (state) => placeOf(state)?.part === 'heading', // headings are one line
  'Mod-Enter': addRow('below'),
  'Mod-Shift-Enter': addRow('above'),
  'Alt-ArrowUp': moveRow(-1),
  'Alt-ArrowDown': moveRow(1),
  'Mod-a': selectMore,
  'Alt-Enter': askToChoose,
  'Mod-Alt-r': askForReading,
  Backspace: deleteHere,
  Delete: deleteHere,
  'Mod-Backspace': deleteHere,
  'Mod-Delete': deleteHere,
}
