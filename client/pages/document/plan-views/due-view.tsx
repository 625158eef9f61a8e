import { useState } from 'react'
import { EXCEPTIONS, dueList, exceptionList } from '../../../../shared/delivery/lists.ts'
import type { ExceptionKind } from '../../../../shared/delivery/lists.ts'
import { wordsOfDate } from '../../../../shared/reading/edtf.ts'
import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'
import { today } from '../../../components/days.ts'
import { SelectField } from '../../../components/select-field.tsx'
import { useDelivery } from '../delivery/delivery.ts'
import { ActionName } from './action-name.tsx'
import { RowStatus } from './row-status.tsx'

const SILENT_DAYS = ['30', '60', '90', '180', '365'] as const

/** What is due next and what is not as it should be, each with who leads. */
export function DueView({
  actions,
  onOpen,
}: {
  actions: readonly PlanAction[]
  onOpen: (action: PlanAction) => void
}) {
  const { delivery, onProgress } = useDelivery()
  const [silentDays, setSilentDays] = useState<(typeof SILENT_DAYS)[number]>('90')
  const lists = { statuses: delivery.statuses, rows: delivery.rows, today: today() }
  const due = dueList(actions, lists)
  const exceptions = exceptionList(actions, { ...lists, silentDays: Number(silentDays) })
  const kinds = Object.keys(EXCEPTIONS) as ExceptionKind[] // Object.keys forgets the key type
  return (
    <div className="due-view">
      <section className="plan-group" aria-labelledby="exceptions-title">
        <h2 id="exceptions-title">
          Exceptions <span className="plan-group-count">{exceptions.length}</span>
        </h2>
        <div className="due-choice">
          <SelectField
            label="Say when there was no update for"
            value={silentDays}
            choices={SILENT_DAYS.map((days) => ({ value: days, label: `${days} days` }))}
            onChange={setSilentDays}
          />
        </div>
        {exceptions.length === 0 && <p className="plan-view-empty">Nothing is off track.</p>}
        {kinds.map((kind) => {
          const own = exceptions.filter((exception) => exception.kind === kind)
          if (own.length === 0) return null
          return (
            <div key={kind} className="due-kind">
              <h3>
                {EXCEPTIONS[kind]} <span className="plan-group-count">{own.length}</span>
              </h3>
              <ul className="plan-lines">
                {own.map(({ action, note }) => (
                  <Line key={action.id} action={action} onOpen={onOpen}>
                    {kind === 'overdue'
                      ? `since ${wordsOfDate(note)}`
                      : kind === 'silent'
                        ? note
                        : ''}
                  </Line>
                ))}
              </ul>
            </div>
          )
        })}
      </section>
      <section className="plan-group" aria-labelledby="due-title">
        <h2 id="due-title">
          Due <span className="plan-group-count">{due.length}</span>
        </h2>
        {due.length === 0 && <p className="plan-view-empty">Nothing has a date to come.</p>}
        <ul className="plan-lines">
          {due.map(({ action, due: day, isRevised, isOverdue }) => (
            <Line key={action.id} action={action} onOpen={onOpen}>
              {`${wordsOfDate(day)}${isRevised ? ', revised' : ''}${isOverdue ? ', overdue' : ''}`}
            </Line>
          ))}
        </ul>
      </section>
      {delivery.gone.length > 0 && (
        <section className="plan-group" aria-labelledby="gone-title">
          <h2 id="gone-title">
            No longer in the plan <span className="plan-group-count">{delivery.gone.length}</span>
          </h2>
          <ul className="plan-lines">
            {delivery.gone.map((row) => {
              const name = delivery.rows[row]?.name ?? ''
              return (
                <li key={row}>
                  <button type="button" className="action-name" onClick={() => onProgress(row)}>
                    {name === '' ? 'An action without words' : name}
                  </button>
                  <RowStatus row={row} name={name} />
                </li>
              )
            })}
          </ul>
        </section>
      )}
    </div>
  )
}

function Line({
  action,
  children,
  onOpen,
}: {
  action: PlanAction
  children: string
  onOpen: (action: PlanAction) => void
}) {
  const leads = action.leads.filter(({ isSupporting }) => !isSupporting).map(({ name }) => name)
  return (
    <li>
      <div>
        <ActionName action={action} onOpen={onOpen} />
        <small>{leads.length === 0 ? 'No lead yet' : leads.join(', ')}</small>
      </div>
      <p className="due-line">
        <span>{children}</span>
        <RowStatus row={action.id} name={action.name} />
      </p>
    </li>
  )
}
