import { memo, useCallback, useDeferredValue, useEffect, useId, useMemo, useRef } from 'react'
import { SHAPES } from '../../../../shared/delivery/statuses.ts'
import { SORTS, viewRows } from '../../../../shared/delivery/view-rows.ts'
import type { RowFilter, Sort } from '../../../../shared/delivery/view-rows.ts'
import { actionsOf, groupsIn, leadsIn } from '../../../../shared/reading/plan-actions.ts'
import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'
import { today } from '../../../components/days.ts'
import { Button } from '../../../components/button.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import type { Editor } from '../../../editor/create-editor.ts'
import { readingsOf } from '../../../editor/readings/readings.ts'
import { isSameData, useEditorValue } from '../../../editor/use-editor-value.ts'
import { useDelivery } from '../delivery/delivery.ts'
import { BoardView } from './board-view.tsx'
import { CardsView } from './cards-view.tsx'
import { DueView } from './due-view.tsx'
import { LeadView } from './lead-view.tsx'
import { RowsView } from './rows-view.tsx'
import { StandardView } from './standard-view.tsx'
import { TimelineView } from './timeline-view.tsx'
import { useFirst } from './use-first.tsx'
import { ALL, VIEWS } from './views.ts'
import type { View, ViewState } from './views.ts'
import './plan-views.css'
import './plan-filter.css'

/** The rows of all plans of the document in another form. Changes nothing in it; follows the text. */
export function PlanViews({
  editor,
  state,
  onFilter,
  onOpen,
}: {
  editor: Editor
  state: ViewState
  /** What narrows and orders the rows stands in the address. */
  onFilter: (filter: RowFilter) => void
  /** To the row in the document. */
  onOpen: (action: PlanAction) => void
}) {
  const { view, ...filter } = state
  const { delivery } = useDelivery()
  const actions = useEditorValue(editor, actionState, { isSame: isSameData, delayMs: 400 })
  // Typing goes on while a long list is drawn.
  const drawn = useDeferredValue(JSON.stringify(filter))
  const shown = useMemo(
    () => viewRows(actions, readFilter(drawn), { ...delivery, today: today() }),
    [actions, drawn, delivery],
  )
  const groups = useMemo(() => groupsIn(actions).map((each) => [each, each] as const), [actions])
  const leads = useMemo(() => leadsIn(actions).map((each) => [each, each] as const), [actions])
  const { sort, lead } = useMemo(() => readFilter(drawn), [drawn])
  // What is drawn is drawn once: the row of fields above it changes with every letter.
  const latestOpen = useRef(onOpen)
  useEffect(() => {
    latestOpen.current = onOpen
  })
  const open = useCallback((action: PlanAction) => latestOpen.current(action), [])
  const search = useRef<HTMLElement>(null)
  const { first, rest } = useFirst(shown, drawn)
  const isFiltered = shown.length < actions.length
  const set = (change: Partial<RowFilter>) => onFilter({ ...filter, ...change })
  return (
    <section
      className={`plan-view plan-view-${view}`}
      aria-label={`${VIEWS[view]} of the action plan`}
    >
      <search ref={search} className="plan-filter" aria-label="Filter of the action plan">
        <TextField label="Search" value={filter.search} onChange={(search) => set({ search })} />
        <Choice
          label="Group"
          all="All groups"
          value={filter.group}
          options={groups}
          onChange={(group) => set({ group })}
        />
        <Choice
          label="Lead"
          all="Everybody"
          value={filter.lead}
          options={leads}
          onChange={(lead) => set({ lead })}
        />
        <Choice
          label="Status"
          all="Any status"
          value={filter.status}
          options={delivery.statuses.map(({ key, label, shape }) => [
            key,
            `${label} ${SHAPES[shape]}`, // the word first: whoever types it finds it
          ])}
          onChange={(status) => set({ status })}
        />
        {view !== 'due' && (
          <SelectField
            label="Order"
            value={filter.sort}
            choices={sortKeys().map((sort) => ({ value: sort, label: SORTS[sort] }))}
            onChange={(sort) => set({ sort })}
          />
        )}
      </search>
      <div className="plan-filter-sum">
        <output>
          {isFiltered ? `${shown.length} of ${countOf(actions.length)}` : countOf(actions.length)}
        </output>
        {isFiltered && (
          <Button
            onPress={() => {
              onFilter({ ...ALL, sort: filter.sort })
              // The button goes with what it took away.
              search.current?.querySelector('input')?.focus()
            }}
          >
            Show all
          </Button>
        )}
      </div>
      {shown.length === 0 && view !== 'due' ? (
        <p className="plan-view-empty">
          {actions.length === 0
            ? 'There are no actions yet. Write the first one in the table.'
            : 'No action fits. Try other words, or show all.'}
        </p>
      ) : (
        view !== 'table' && (
          <>
            <ViewOf
              view={view}
              actions={LONG_VIEWS.has(view) ? first : shown}
              lead={lead}
              of={drawn}
              isGrouped={sort === 'document'}
              onOpen={open}
            />
            {LONG_VIEWS.has(view) && rest}
          </>
        )
      )}
    </section>
  )
}

function readFilter(drawn: string): RowFilter {
  return JSON.parse(drawn) as RowFilter // written above
}

function sortKeys(): Sort[] {
  return Object.keys(SORTS) as Sort[] // Object.keys forgets the key type
}

/** Those that draw a row for each action and count none. */
const LONG_VIEWS: ReadonlySet<View> = new Set(['rows', 'cards', 'timeline'])

const ViewOf = memo(function ViewOf({
  view,
  actions,
  lead,
  of,
  isGrouped,
  onOpen,
}: {
  view: Exclude<View, 'table'>
  actions: readonly PlanAction[]
  lead: string
  /** What narrows and orders them. */
  of: string
  /** In the order of the document, below its groups. */
  isGrouped: boolean
  onOpen: (action: PlanAction) => void
}) {
  switch (view) {
    case 'rows':
      return <RowsView actions={actions} isGrouped={isGrouped} onOpen={onOpen} />
    case 'cards':
      return <CardsView actions={actions} isGrouped={isGrouped} onOpen={onOpen} />
    case 'timeline':
      return <TimelineView actions={actions} isGrouped={isGrouped} onOpen={onOpen} />
    case 'board':
      return <BoardView actions={actions} of={of} onOpen={onOpen} />
    case 'lead':
      return <LeadView actions={actions} lead={lead} of={of} onOpen={onOpen} />
    case 'standard':
      return <StandardView actions={actions} of={of} onOpen={onOpen} />
    case 'due':
      return <DueView actions={actions} onOpen={onOpen} />
  }
})

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
  /** Values and what they are called. */
  options: readonly (readonly [value: string, words: string])[]
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="select-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{all}</option>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
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
