import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'

/** What is done, as a way to its row in the document. */
export function ActionName({
  action,
  onOpen,
}: {
  action: PlanAction
  onOpen: (action: PlanAction) => void
}) {
  return (
    <button type="button" className="action-name" onClick={() => onOpen(action)}>
      {action.name === '' ? 'An action without words' : action.name}
    </button>
  )
}
