import type { Command, EditorState } from '@tiptap/pm/state'
import { action, heading, list, mark } from './action.ts'
import type { EditorAction, Offer } from './action.ts'
import {
  addGroup,
  addGroupPart,
  deleteGroup,
  deleteGroupPart,
  duplicateGroup,
  moveGroup,
  renameGroup,
} from './action-table/groups.ts'
import { toggleSameAsAbove } from './action-table/cells.ts'
import {
  askToChoose,
  columnAt,
  deleteColumn,
  hideColumn,
  moveColumn,
  renameColumn,
  toggleLocked,
  togglePublic,
} from './action-table/columns.ts'
import { askForLines, partLines } from './action-table/lines.ts'
import { addRow, deleteRow, deleteTable, duplicateRow, moveRow } from './action-table/rows.ts'
import { canRedo, canUndo, redo, undo } from './binding/index.ts'
import { toggleCallout, toggleQuote } from './blocks/boxes.ts'
import { changeClauseLevel, toggleClause } from './blocks/clauses.ts'
import { insertKey, renewTable } from './blocks/from-directory.ts'
import { toggleHeadingNumber } from './blocks/headings.ts'
import { liftItem, sinkItem } from './blocks/lists.ts'
import { insertPageHeader } from './blocks/page-header.ts'
import {
  addTableColumn,
  addTableRow,
  deletePlainTable,
  deleteTableColumn,
  deleteTableRow,
} from './blocks/plain-table.ts'
import { isIn, turnInto } from './blocks/text-block.ts'
import { openFind } from './find.ts'
import { hasMark } from './marks.ts'
import { whoAsked } from './asked/wish.ts'
import { commentHere, commentOnCell, commentOnRow } from './comments/targets.ts'
import {
  addFootnote,
  askForChoices,
  askForColumn,
  askForMembers,
  askForNumber,
  askForPeriod,
  askToInsert,
} from './prompt-commands.ts'
import { ask } from './prompt.ts'
import { askForReading } from './readings/correct.ts'

export const ACTIONS: readonly EditorAction[] = [
  action('undo', 'Undo', ['history'], does(undo, canUndo), { icon: 'undo', keys: 'Mod-z' }),
  action('redo', 'Redo', ['history'], does(redo, canRedo), { icon: 'redo', keys: 'Mod-y' }),

  action('paragraph', 'Text', ['style'], turnInto('paragraph'), {
    keys: 'Mod-Alt-0',
    isActive: (state) => state.selection.$from.parent.type.name === 'paragraph',
  }),
  heading(1, 'Title'),
  heading(2, 'Heading'),
  heading(3, 'Subheading'),
  heading(4, 'Small heading'),
  action('clause', 'Numbered clause', ['style', 'list', 'insert'], toggleClause, {
    icon: 'clauses',
    keys: 'Mod-Alt-7',
    words: '1.1 paragraph number',
    isActive: (state) => isIn(state, 'clause'),
  }),

  mark('bold', 'Bold', 'Mod-b', 'bold'),
  mark('italic', 'Italic', 'Mod-i', 'italic'),
  mark('underline', 'Underline', 'Mod-u', 'underline'),
  mark('strike', 'Strike through', 'Mod-Shift-x', 'strike'),
  mark('superscript', 'Superscript', 'Mod-.'),
  mark('subscript', 'Subscript', 'Mod-,'),
  action('link', 'Link', ['mark'], ask({ kind: 'link' }), {
    icon: 'link',
    keys: 'Mod-k',
    isActive: (state) => hasMark(state, 'link'),
  }),

  list('bullet', 'Bullets', 'Mod-Shift-8', 'list'),
  list('decimal', 'Numbered list', 'Mod-Shift-7', 'orderedList'),
  list('letter', 'Lettered list', 'Mod-Shift-9', 'orderedList'),
  action('sink', 'Further in', ['number'], either(sinkItem, changeClauseLevel(1)), {
    keys: 'Mod-]',
  }),
  action('lift', 'Further out', ['number'], either(liftItem, changeClauseLevel(-1)), {
    keys: 'Mod-[',
  }),
  action('headingNumber', 'Number this heading', ['number'], toggleHeadingNumber, {
    isActive: (state) => typeof state.selection.$from.parent.attrs['number'] === 'string',
  }),
  action('typedNumber', 'Change the number', ['number'], askForNumber, { words: 'typed' }),

  action('actionTable', 'Action plan', ['insert'], askToInsert('actionTable', 'actionTable'), {
    icon: 'actionTable',
    words: 'actions priorities rows timescale lead table',
    about: 'Groups of actions with leads and timescales',
  }),
  action('table', 'Plain table', ['insert'], askToInsert('table', 'table'), {
    icon: 'table',
    words: 'rows columns grid',
    about: 'Rows and columns of words',
  }),
  action('key', 'Key of initials', ['insert'], insertKey, {
    icon: 'list',
    words: 'key letters who',
    about: 'Whom the letters in the plan stand for, from the directory',
  }),
  action('members', 'Membership list', ['insert'], askForMembers, {
    icon: 'list',
    words: 'members group people chair',
    about: 'The members of a group, from the directory',
  }),
  action('image', 'Picture', ['insert'], askToInsert('image', 'image'), {
    icon: 'image',
    words: 'image photo logo',
  }),
  action('footnote', 'Footnote', ['insert'], addFootnote, { icon: 'footnote', keys: 'Mod-Alt-f' }),
  action('quote', 'Quote', ['insert'], toggleQuote, {
    icon: 'quote',
    words: 'said voice',
    about: 'What somebody said, and who',
    isActive: (state) => isIn(state, 'quote'),
  }),
  action('callout', 'Box', ['insert'], toggleCallout, {
    icon: 'callout',
    words: 'callout note vision highlight',
    about: 'A note or vision that stands out',
    isActive: (state) => isIn(state, 'callout'),
  }),
  action('pageHeader', 'Page header', ['insert'], insertPageHeader, {
    icon: 'file',
    words: 'stage version date period',
    about: 'Stage, version and date at the top of every page',
  }),

  action('rowAbove', 'Add a row above', ['row'], addRow('above'), {
    icon: 'plus',
    keys: 'Mod-Shift-Enter',
  }),
  action('rowBelow', 'Add a row below', ['row'], addRow('below'), {
    icon: 'plus',
    keys: 'Mod-Enter',
  }),
  action('rowCopy', 'Duplicate', ['row'], duplicateRow, { icon: 'copy' }),
  action('rowUp', 'Move up', ['row'], moveRow(-1), { icon: 'arrowUp', keys: 'Alt-ArrowUp' }),
  action('rowDown', 'Move down', ['row'], moveRow(1), { icon: 'arrowDown', keys: 'Alt-ArrowDown' }),
  action('sameAsAbove', 'Same as above', ['row'], toggleSameAsAbove, { icon: 'quote' }),
  action('readingCorrect', 'Correct the reading', ['row'], askForReading, {
    icon: 'pencil',
    keys: 'Mod-Alt-r',
    words: 'timescale lead meaning date initials',
    about: 'What the timescale or lead is taken to mean',
  }),
  action('linesMatch', 'Match the lines', ['row'], askForLines, {
    icon: 'orderedList',
    words: 'actions dates leads aligned belong together',
    about: 'Which lead and timescale belongs to which action',
  }),
  action('linesPart', 'Stop matching the lines', ['row'], partLines, { icon: 'list' }),
  action('choose', 'Choose', ['row'], askToChoose, {
    icon: 'list',
    keys: 'Alt-Enter',
    words: 'standard status list',
    about: 'A standard or status from the list of this column',
  }),
  action('commentCell', 'Comment on the cell', ['row'], commentOnCell, { icon: 'comment' }),
  action('commentRow', 'Comment on the row', ['row'], commentOnRow, { icon: 'comment' }),
  action('rowDelete', 'Delete the row', ['row'], deleteRow, {
    icon: 'trash',
    isDanger: true,
    done: 'The row is deleted.',
  }),

  action('groupAdd', 'Add a group', ['group'], addGroup, { icon: 'plus' }),
  action('groupRename', 'Rename', ['group'], renameGroup, { icon: 'pencil' }),
  action('groupCriteria', 'Success criteria', ['group'], addGroupPart('criteria'), {
    icon: 'check',
    about: 'How you will know that it is done',
  }),
  action('groupLinks', 'Links to other plans and standards', ['group'], addGroupPart('links'), {
    icon: 'link',
  }),
  action('groupPartDelete', 'Take these lines away', ['group'], deleteGroupPart, {
    icon: 'trash',
    about: 'The success criteria or links the caret is in',
    done: 'The lines are taken away.',
  }),
  action('groupCopy', 'Duplicate', ['group'], duplicateGroup, { icon: 'copy' }),
  action('groupUp', 'Move up', ['group'], moveGroup(-1), { icon: 'arrowUp' }),
  action('groupDown', 'Move down', ['group'], moveGroup(1), { icon: 'arrowDown' }),
  action('groupDelete', 'Delete the group', ['group'], deleteGroup, {
    icon: 'trash',
    isDanger: true,
    about: 'With all its rows',
    done: 'The group and its rows are deleted.',
  }),

  action('columnRename', 'Rename', ['column'], renameColumn, { icon: 'pencil' }),
  action('columnLeft', 'Add a column to the left', ['column'], askForColumn('left'), {
    icon: 'plus',
  }),
  action('columnRight', 'Add a column to the right', ['column'], askForColumn('right'), {
    icon: 'plus',
  }),
  action('columnMoveLeft', 'Move left', ['column'], moveColumn(-1), { icon: 'arrowLeft' }),
  action('columnMoveRight', 'Move right', ['column'], moveColumn(1), { icon: 'arrowRight' }),
  action('columnHide', 'Hide', ['column'], hideColumn, {
    icon: 'eyeOff',
    about: 'The words in it are kept',
    done: 'The column is hidden.',
  }),
  action('columnLock', 'Locked', ['column'], toggleLocked, {
    icon: 'check',
    about: 'Its words stay as they are',
    isActive: (state) => columnAt(state)?.column.isLocked === true,
  }),
  action('columnPublic', 'Not for the public', ['column'], togglePublic, {
    icon: 'eyeOff',
    about: 'Left out of what is published',
    isActive: (state) => columnAt(state)?.column.isPublic === false,
  }),
  action('columnChoices', 'What to choose from', ['column'], askForChoices, { icon: 'list' }),
  action('columnDelete', 'Delete the empty column', ['column'], deleteColumn, {
    icon: 'trash',
    isDanger: true,
    done: 'The column is deleted.',
  }),
  action('planPeriod', 'Years the plan covers', ['actionTable'], askForPeriod, { icon: 'pencil' }),
  action('tableDelete', 'Delete the whole plan', ['actionTable'], deleteTable, {
    icon: 'trash',
    isDanger: true,
    done: 'The plan is deleted.',
  }),

  action('tableRenew', 'Update from the directory', ['table'], renewTable, {
    done: 'The table is up to date.',
  }),
  action('tableRowAbove', 'Add a row above', ['table'], addTableRow('above')),
  action('tableRowBelow', 'Add a row below', ['table'], addTableRow('below')),
  action('tableColumnLeft', 'Add a column to the left', ['table'], addTableColumn('left')),
  action('tableColumnRight', 'Add a column to the right', ['table'], addTableColumn('right')),
  action('tableRowDelete', 'Delete the row', ['table'], deleteTableRow, {
    isDanger: true,
    done: 'The row is deleted.',
  }),
  action('tableColumnDelete', 'Delete the column', ['table'], deleteTableColumn, {
    isDanger: true,
    done: 'The column is deleted.',
  }),
  action('plainTableDelete', 'Delete the table', ['table'], deletePlainTable, {
    isDanger: true,
    done: 'The table is deleted.',
  }),

  action('comment', 'Comment', ['page'], commentHere, {
    icon: 'comment',
    keys: 'Mod-Alt-m',
    words: 'note thread suggest',
  }),
  action('whoAsked', 'Who asked for this?', ['row', 'page'], whoAsked, {
    icon: 'people',
    keys: 'Mod-Alt-w',
    words: 'comment answer why changed',
    about: 'The comments, the answer and the version behind it',
  }),
  action('find', 'Find in this document', ['page'], openFind, { icon: 'search', keys: 'Mod-f' }),
  action('help', 'Keyboard shortcuts', ['page'], ask({ kind: 'help' }), {
    icon: 'keyboard',
    keys: 'Mod-/',
  }),
]

export function actionsFor(offer: Offer): EditorAction[] {
  return ACTIONS.filter((action) => action.offers.includes(offer))
}

export function actionOf(id: string): EditorAction {
  const found = ACTIONS.find((action) => action.id === id)
  if (found === undefined) throw new Error(`There is no action called ${id}`)
  return found
}

/** Undo and redo change Yjs, which changes the editor: no transaction is dispatched here. */
function does(
  change: (state: EditorState) => boolean,
  can: (state: EditorState) => boolean,
): Command {
  return (state, dispatch) => (dispatch === undefined ? can(state) : change(state))
}

function either(first: Command, second: Command): Command {
  return (state, dispatch, view) => first(state, dispatch, view) || second(state, dispatch, view)
}
