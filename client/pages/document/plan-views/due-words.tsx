import { dueOf } from '../../../../shared/delivery/lists.ts'
import { wordsOfDate } from '../../../../shared/reading/edtf.ts'
import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'
import { today } from '../../../components/days.ts'
import { useDelivery } from '../delivery/delivery.ts'

/** "by 31 December 2026", with the revised date where there is one; nothing without a date. */
export function DueWords({ action, before = '' }: { action: PlanAction; before?: string }) {
  const { delivery } = useDelivery()
  const revised = delivery.rows[action.id]?.revised ?? null
  const due = dueOf(action, revised, today())
  if (due === null) return null
  return (
    <>
      {before}
      {revised === null ? 'by ' : 'now by '}
      {wordsOfDate(due)}
    </>
  )
}
