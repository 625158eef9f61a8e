import type { Command } from '@tiptap/pm/state'
import { columnAt } from './action-table/columns.ts'
import { placeOf } from './action-table/shape.ts'
import { isNumbered } from './blocks/clauses.ts'
import { insertFootnote } from './blocks/footnotes.ts'
import { groupsToList } from './blocks/from-directory.ts'
import { insertBlock } from './blocks/insert.ts'
import { nodeType } from './node-types.ts'
import { ask } from './prompt.ts'

export function askToInsert(typeName: string, kind: 'actionTable' | 'table' | 'image'): Command {
  const prompt = kind === 'image' ? ({ kind, position: null } as const) : ({ kind } as const)
  return (state, dispatch, view) => {
    const fits = insertBlock(() => nodeType(state.schema, typeName).create())(state)
    return fits && ask(prompt)(state, dispatch, view)
  }
}

export function addFootnote(...[state, dispatch, view]: Parameters<Command>): boolean {
  if (dispatch === undefined || view === undefined) return insertFootnote(state, dispatch)
  const position = state.selection.to
  return (
    insertFootnote(state, dispatch, view) &&
    ask({ kind: 'footnote', position })(view.state, dispatch, view)
  )
}

export function askForNumber(...[state, dispatch, view]: Parameters<Command>): boolean {
  const { $from } = state.selection
  if (!isNumbered($from.parent.type.name)) return false
  return ask({ kind: 'number', position: $from.before() })(state, dispatch, view)
}

export function askForMembers(...[state, dispatch, view]: Parameters<Command>): boolean {
  if (groupsToList(state).length === 0) return false
  const fits = insertBlock(() => nodeType(state.schema, 'table').create())(state)
  return fits && ask({ kind: 'members' })(state, dispatch, view)
}

export function askForChoices(...[state, dispatch, view]: Parameters<Command>): boolean {
  return columnAt(state) !== null && ask({ kind: 'choices' })(state, dispatch, view)
}

export function askForPeriod(...[state, dispatch, view]: Parameters<Command>): boolean {
  const place = placeOf(state)
  if (place === null) return false
  return ask({ kind: 'period', position: place.table.position })(state, dispatch, view)
}

export function askForColumn(side: 'left' | 'right'): Command {
  return (state, dispatch, view) =>
    columnAt(state) !== null && ask({ kind: 'column', side })(state, dispatch, view)
}
