import { StatusMark } from '../../../components/status-mark.tsx'
import { statusOfRow, useDelivery } from '../delivery/delivery.ts'

/** How an action gets on, as a way to all that is known about it. */
export function RowStatus({ row, name }: { row: string; name: string }) {
  const { delivery, onProgress } = useDelivery()
  const status = statusOfRow(delivery, row)
  return (
    <button
      type="button"
      className="row-status"
      aria-label={`Progress: ${status.label}. ${name}`}
      onClick={() => onProgress(row)}
    >
      <StatusMark status={status} />
    </button>
  )
}
