import { useId, useState } from 'react'
import {
  actionsOf,
  filterActions,
  groupsIn,
  leadsIn,
} from '../../../../shared/reading/plan-actions.ts'
import type { ActionFilter, PlanAction } from '../../../../shared/reading/plan-actions.ts'
import { Button } from '../../../components/button.tsx'
import { TextField } from '../../../components/text-field.tsx'
import type { Editor } from '../../../editor/create-editor.ts'
import { readingsOf } from '../../../editor/readings/readings.ts'
import { isSameData, useEditorValue } from '../../../editor/use-editor-value.ts'
import { CardsView } from './cards-view.tsx'
import { LeadView } from './lead-view.tsx'
import { TimelineView } from './timeline-view.tsx'
import { VIEWS } from './views.ts'
import type { View } from './views.ts'
import './plan-views.css'

const ALL: ActionFilter = { search: '', group: '', lead: '' }

/** The rows of all plans of the document in another form. Changes nothing; follows the text. */
export function PlanViews({
  editor,
  view,
  onOpen,
}: {
  editor: Editor
  view: Exclude<View, 'table'>
  /** To the row in the document. */
  onOpen: (action: PlanAction) => void
}) {
  const actions = useEditorValue(editor, actionState, { isSame: isSameData, delayMs: 400 })
  const [filter, setFilter] = useState(ALL)
  const shown = filterActions(actions, filter)
  const isFiltered = shown.length < actions.length
  return (
    <section
      className={`plan-view plan-view-${view}`}
      aria-label={`${VIEWS[view]} of the action plan`}
    >
      <search className="plan-filter" aria-label="Filter of the action plan">
        <TextField
          label="Search"
          value={filter.search}
          onChange={(search) => setFilter({ ...filter, search })}
        />
        <Choice
          label="Group"
          all="All groups"
          value={filter.group}
          options={groupsIn(actions)}
          onChange={(group) => setFilter({ ...filter, group })}
        />
        <Choice
          label="Lead"
          all="Everybody"
          value={filter.lead}
          options={leadsIn(actions)}
          onChange={(lead) => setFilter({ ...filter, lead })}
        />
      </search>
      <div className="plan-filter-sum">
        <output>
          {isFiltered ? `${shown.length} of ${countOf(actions.length)}` : countOf(actions.length)}
        </output>
        {isFiltered && <Button onPress={() => setFilter(ALL)}>Show all</Button>}
      </div>
      {shown.length === 0 ? (
        <p className="plan-view-empty">
          {actions.length === 0
            ? 'There are no actions yet. Write the first one in the table.'
            : 'No action fits. Try other words, or show all.'}
        </p>
      ) : (
        <ViewOf view={view} actions={shown} lead={filter.lead} onOpen={onOpen} />
      )}
    </section>
  )
}

function ViewOf({
  view,
  actions,
  lead,
  onOpen,
}: {
  view: Exclude<View, 'table'>
  actions: readonly PlanAction[]
  lead: string
  onOpen: (action: PlanAction) => void
}) {
  switch (view) {
    case 'cards':
      return <CardsView actions={actions} onOpen={onOpen} />
    case 'timeline':
      return <TimelineView actions={actions} onOpen={onOpen} />
    case 'lead':
      return <LeadView actions={actions} lead={lead} onOpen={onOpen} />
  }
}

function Choice({
  label,
  all,
  value,
  options,
  onChange,
}: {
  label: string
  all: string
  value: string
  options: readonly string[]
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="select-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{all}</option>
        {options.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </div>
  )
}

function actionState(state: Editor['state']): PlanAction[] {
  return actionsOf(readingsOf(state))
}

function countOf(count: number): string {
  return count === 1 ? '1 action' : `${count} actions`
}
