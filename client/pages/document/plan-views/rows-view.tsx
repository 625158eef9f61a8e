// Laid out as grids the elements lose the roles they have by themselves.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/prefer-tag-over-role */
import type { CSSProperties } from 'react'
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
  onOpen,
}: {
  actions: readonly PlanAction[]
  onOpen: (action: PlanAction) => void
}) {
  const headings = headingsOf(actions)
  const columns = { '--columns': String(headings.length + 2) } as CSSProperties // React knows no own properties
  return (
    <section className="rows-view" aria-label="Rows of the action plan">
      <table role="table" style={columns}>
        <caption className="visually-hidden">
          Actions that fit, to read. Press the name of one to write in it.
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Action
            </th>
            {headings.map((heading) => (
              <th key={heading} role="columnheader" scope="col">
                {heading === '' ? 'Without a heading' : heading}
              </th>
            ))}
            <th role="columnheader" scope="col">
              Progress
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {actions.map((action) => (
            <Row key={action.id} action={action} headings={headings} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({
  action,
  headings,
  onOpen,
}: {
  action: PlanAction
  headings: readonly string[]
  onOpen: (action: PlanAction) => void
}) {
  const { id, name, group, words } = action
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <ActionName action={action} onOpen={onOpen} />
        {group !== '' && <small>{group}</small>}
      </th>
      {headings.map((heading) => (
        <td key={heading} role="cell">
          {words
            .filter((each) => each.heading === heading && !(each.isName && each.text === name))
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

/** The headings under which these actions say more than their name, as the plans have them. */
function headingsOf(actions: readonly PlanAction[]): string[] {
  const all: string[] = []
  for (const { words, name } of actions) {
    let before = -1
    for (const { heading, isName, text } of words) {
      const at = all.indexOf(heading)
      if (at >= 0) before = at
      else if (!isName || text !== name) all.splice(++before, 0, heading)
    }
  }
  return all
}
