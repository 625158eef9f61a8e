import { standardsIn } from '../../../../shared/reading/plan-actions.ts'
import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'
import { ActionName } from './action-name.tsx'
import { DueWords } from './due-words.tsx'
import { PlanGroups } from './plan-groups.tsx'
import { RowStatus } from './row-status.tsx'

/** What is done for each standard of a framework. */
export function StandardView({
  actions,
  of,
  onOpen,
}: {
  actions: readonly PlanAction[]
  of: string
  onOpen: (action: PlanAction) => void
}) {
  const sections = standardsIn(actions).map((name) => ({
    name,
    own: actions.filter(({ standards }) => standards.includes(name)),
  }))
  const none = actions.filter(({ standards }) => standards.length === 0)
  if (sections.length === 0) {
    return (
      <p className="plan-view-empty">
        No action names a standard. Add a column of the kind “Standard” to the plan, or name groups
        after the standards, such as “1. Shared values”.
      </p>
    )
  }
  if (none.length > 0) sections.push({ name: 'Without a standard', own: none })
  return (
    <PlanGroups
      groups={sections}
      of={of}
      renderLine={(action) => (
        <>
          <div>
            <ActionName action={action} onOpen={onOpen} />
            <small>
              {action.leads.map((lead) => lead.name).join(', ')}
              <DueWords action={action} before=" · " />
            </small>
          </div>
          <RowStatus row={action.id} name={action.name} />
        </>
      )}
    />
  )
}
