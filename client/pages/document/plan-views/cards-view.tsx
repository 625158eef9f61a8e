import { groupsIn } from '../../../../shared/reading/plan-actions.ts'
import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'
import { timescalesInWords } from '../../../../shared/reading/timescale-words.ts'
import { ActionName } from './action-name.tsx'
import { RowStatus } from './row-status.tsx'

/** One card for each action, below its group. */
export function CardsView({
  actions,
  isGrouped,
  onOpen,
}: {
  actions: readonly PlanAction[]
  isGrouped: boolean
  onOpen: (action: PlanAction) => void
}) {
  return (isGrouped ? ['', ...groupsIn(actions)] : ['']).map((group) => {
    const own = isGrouped ? actions.filter((action) => action.group === group) : actions
    if (own.length === 0) return null
    return (
      <section key={group} className="plan-group">
        {group !== '' && <h2>{group}</h2>}
        <ul className="plan-cards">
          {own.map((action) => (
            <li key={action.id} className="plan-card">
              <h3>
                <ActionName action={action} onOpen={onOpen} />
              </h3>
              <dl>
                {action.words
                  .filter(({ text, isName }) => !isName || text !== action.name)
                  .map(({ heading, text }) => (
                    <div key={heading}>
                      <dt>{heading === '' ? 'Without a heading' : heading}</dt>
                      <dd>{text}</dd>
                    </div>
                  ))}
              </dl>
              <RowStatus row={action.id} name={action.name} />
              {action.when.some(({ due }) => due !== undefined) && (
                <p className="plan-card-when">
                  {timescalesInWords(action.when.filter(({ due }) => due !== undefined))}
                </p>
              )}
            </li>
          ))}
        </ul>
      </section>
    )
  })
}
