import { leadsIn } from '../../../../shared/reading/plan-actions.ts'
import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'
import { timescalesInWords } from '../../../../shared/reading/timescale-words.ts'
import { ActionName } from './action-name.tsx'
import { PlanGroups } from './plan-groups.tsx'
import { RowStatus } from './row-status.tsx'

/** Who does what by when: each action below everybody who leads or supports it. */
export function LeadView({
  actions,
  lead,
  of,
  onOpen,
}: {
  actions: readonly PlanAction[]
  /** Only this one; '' for everybody. */
  lead: string
  of: string
  onOpen: (action: PlanAction) => void
}) {
  const sections = leadsIn(actions)
    .filter((name) => lead === '' || name === lead)
    .map((name) => ({ name, own: actions.filter((action) => isNamed(action, name)) }))
  const nobody = actions.filter(({ leads }) => leads.length === 0)
  if (nobody.length > 0) sections.push({ name: 'No lead yet', own: nobody })
  return (
    <PlanGroups
      groups={sections}
      of={of}
      renderLine={(action, name) => (
        <>
          <div>
            <ActionName action={action} onOpen={onOpen} />
            {action.group !== '' && <small>{action.group}</small>}
          </div>
          <p className="due-line">
            <span>
              {whenOf(action)}
              {isSupporter(action, name) && <small> supports</small>}
            </span>
            <RowStatus row={action.id} name={action.name} />
          </p>
        </>
      )}
    />
  )
}

function isNamed({ leads }: PlanAction, name: string): boolean {
  return leads.some((each) => each.name === name)
}

function isSupporter({ leads }: PlanAction, name: string): boolean {
  return leads.some((each) => each.name === name && each.isSupporting)
}

function whenOf({ when }: PlanAction): string {
  return when.length === 0 ? 'no timescale' : timescalesInWords(when)
}
