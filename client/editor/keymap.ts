import {
  baseKeymap,
  chainCommands,
  createParagraphNear,
  deleteSelection,
  joinBackward,
  joinForward,
  liftEmptyBlock,
  selectNodeBackward,
  selectNodeForward,
} from '@tiptap/pm/commands'
import { keymap } from '@tiptap/pm/keymap'
import { Plugin } from '@tiptap/pm/state'
import type { Command } from '@tiptap/pm/state'
import { ACTIONS } from './actions.ts'
import { ACTION_TABLE_KEYS } from './action-table/keymap.ts'
import { flushInput, redo } from './binding/index.ts'
import { leaveAttribution } from './blocks/boxes.ts'
import { changeClauseLevel, clauseBackwards, nextClause } from './blocks/clauses.ts'
import { openFootnote } from './blocks/footnotes.ts'
import { isInList, itemBackwards, liftItem, nextItem, sinkItem } from './blocks/lists.ts'
import { goToNextTableCell, leaveTable } from './blocks/plain-table.ts'
import { splitTextBlock, turnInto } from './blocks/text-block.ts'
import { findNext } from './find.ts'
import { undoInputRule } from './input-rules.ts'
import { nodeType } from './node-types.ts'

/** Keys, from the special to the general; the first plugin that handles a key wins. */
export function keyPlugins(): Plugin[] {
  return [
    leaveWithEscape(),
    keymap(ACTION_TABLE_KEYS),
    keymap(actionKeys()),
    keymap(BLOCK_KEYS),
    keymap(baseKeymap),
  ]
}

const hardBreak: Command = (state, dispatch) => {
  const node = nodeType(state.schema, 'hardBreak').create()
  const { $from } = state.selection
  if (!$from.parent.inlineContent || $from.parent.type.name === 'actionColumn') return false
  dispatch?.(state.tr.replaceSelectionWith(node).scrollIntoView())
  return true
}

/** Tab never leaves from inside a list, even where an item cannot go further in. */
const stayInList: Command = (state) => isInList(state)

const headingBackwards: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0 || $from.parent.type.name !== 'heading') return false
  return turnInto('paragraph')(state, dispatch, view)
}

const backwards = chainCommands(
  undoInputRule,
  deleteSelection,
  itemBackwards,
  clauseBackwards,
  headingBackwards,
  joinBackward,
  selectNodeBackward,
)
const forwards = chainCommands(deleteSelection, joinForward, selectNodeForward)

const BLOCK_KEYS: Record<string, Command> = {
  Enter: chainCommands(
    openFootnote,
    leaveAttribution,
    nextItem,
    nextClause,
    createParagraphNear,
    liftEmptyBlock,
    splitTextBlock,
  ),
  'Shift-Enter': hardBreak,
  'Mod-Enter': leaveTable,
  Tab: chainCommands(goToNextTableCell(1), sinkItem, changeClauseLevel(1), stayInList),
  'Shift-Tab': chainCommands(goToNextTableCell(-1), liftItem, changeClauseLevel(-1), stayInList),
  Backspace: backwards,
  'Mod-Backspace': backwards,
  'Shift-Backspace': backwards,
  Delete: forwards,
  'Mod-Delete': forwards,
  'Mod-Shift-z': (state, dispatch) => dispatch === undefined || redo(state),
  'Mod-g': findNext(1),
  'Mod-Shift-g': findNext(-1),
}

function actionKeys(): Record<string, Command> {
  const keys: Record<string, Command> = {}
  for (const { keys: name, run, offers } of ACTIONS) {
    if (name !== undefined && !offers.includes('row')) keys[name] = run
  }
  return keys
}

/** Escape, then Tab, leaves the text by keyboard from wherever Tab means something else. */
function leaveWithEscape(): Plugin {
  let isLeaving = false
  return new Plugin({
    props: {
      handleDOMEvents: {
        // True keeps the key from ProseMirror and leaves it to the browser, which moves the focus.
        keydown: (view, event) => {
          flushInput(view) // the caret may have moved a moment ago, by a click
          if (event.key === 'Shift') return false
          const isTab = event.key === 'Tab' && isLeaving
          isLeaving = event.key === 'Escape'
          if (isTab) standBeside(view.dom, event.shiftKey ? 'before' : 'after')
          return isTab
        },
      },
    },
  })
}

/** Puts the focus just outside of the text for a moment, so that Tab goes on from there. */
function standBeside(text: HTMLElement, side: 'before' | 'after'): void {
  const mark = document.createElement('span')
  mark.tabIndex = -1
  text[side](mark)
  mark.focus({ preventScroll: true })
  setTimeout(() => mark.remove(), 0)
}
