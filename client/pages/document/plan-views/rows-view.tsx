// Laid out as grids the elements lose the roles they have by themselves.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/prefer-tag-over-role */
import type { CSSProperties } from 'react'
import { groupsIn } from '../../../../shared/reading/plan-actions.ts'
import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'
import { ActionName } from './action-name.tsx'
import { RowStatus } from './row-status.tsx'
import './rows-view.css'

/**
 * The table of the plan with some of its rows, or in another order: to read. The document itself is
 * not touched, and a row is a way to where it is written.
 */
export function RowsView({
  actions,
  isGrouped,
  onOpen,
}: {
  actions: readonly PlanAction[]
  isGrouped: boolean
  onOpen: (action: PlanAction) => void
}) {
  const headings = headingsOf(actions)
  const groups = isGrouped ? ['', ...groupsIn(actions)] : ['']
  const columns = { '--columns': String(headings.length) } as CSSProperties // React knows no own properties
  return (
    <section className="rows-view" aria-label="Rows of the action plan">
      <table role="table" style={columns}>
        <caption className="visually-hidden">
          Actions that fit, to read. Press the name of one to write in it.
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {['Action', ...headings, 'Progress'].map((heading) => (
              <th key={heading} role="columnheader" scope="col">
                {heading === '' ? 'Without a heading' : heading}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => {
          const own = isGrouped ? actions.filter((action) => action.group === group) : actions
          if (own.length === 0) return null
          return (
            <tbody key={group} role="rowgroup">
              {group !== '' && (
                <tr role="row" className="rows-group">
                  <th role="rowheader" scope="rowgroup" colSpan={headings.length + 2}>
                    {group}
                  </th>
                </tr>
              )}
              {own.map((action) => (
                <Row
                  key={action.id}
                  action={action}
                  headings={headings}
                  hasGroup={!isGrouped}
                  onOpen={onOpen}
                />
              ))}
            </tbody>
          )
        })}
      </table>
    </section>
  )
}

function Row({
  action,
  headings,
  hasGroup,
  onOpen,
}: {
  action: PlanAction
  headings: readonly string[]
  hasGroup: boolean
  onOpen: (action: PlanAction) => void
}) {
  const { id, name, group } = action
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <ActionName action={action} onOpen={onOpen} />
        <span className="rows-more">{restOf(action)}</span>
        {hasGroup && group !== '' && <small>{group}</small>}
      </th>
      {headings.map((heading) => (
        <td key={heading} role="cell">
          {action.words
            .filter((each) => each.heading === heading && !each.isName)
            .map(({ text }) => text)
            .join('\n')}
        </td>
      ))}
      <td role="cell">
        <RowStatus row={id} name={name} />
      </td>
    </tr>
  )
}

/** What the actions say beyond the name, which is how they begin. */
function restOf({ words, name }: PlanAction): string {
  const text = words
    .filter(({ isName }) => isName)
    .map((each) => each.text)
    .join('\n')
  if (text.replace(/\s+/g, ' ').trim() === name) return ''
  return text.startsWith(name) ? text.slice(name.length).trim() : text
}

/** The headings beside those of the actions, as the plans have them. */
function headingsOf(actions: readonly PlanAction[]): string[] {
  const all: string[] = []
  for (const { words } of actions) {
    let before = -1
    for (const { heading, isName } of words) {
      if (isName) continue
      const at = all.indexOf(heading)
      if (at >= 0) before = at
      else all.splice(++before, 0, heading)
    }
  }
  return all
}
