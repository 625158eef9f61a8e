import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type {
  DeliveryResponse,
  ProgressRequest,
  RowProgress,
} from '../../../../shared/api-delivery.ts'
import { USUAL_STATUSES, statusOf } from '../../../../shared/delivery/statuses.ts'
import type { Status } from '../../../../shared/delivery/statuses.ts'
import { readDelivery, updateProgress } from '../../../api-delivery.ts'
import { showToast } from '../../../components/toast.tsx'
import type { Connection } from '../../../editor/connection/connection.ts'
import { useEachArrival } from '../use-connection.ts'

export interface Delivery extends DeliveryResponse {
  onUpdate: (row: string, change: ProgressRequest) => Promise<void>
  /** Asks the server again. */
  onLook: () => void
}

const NOTHING: DeliveryResponse = {
  statuses: [...USUAL_STATUSES],
  rows: {},
  gone: [],
  mayUpdate: [],
  mayManage: false,
}

/** How the actions of the open document get on: asked for on arrival, and when somebody updates. */
export function useDeliveryOf(documentId: string, connection: Connection): Delivery {
  const [known, setKnown] = useState(NOTHING)
  const onLook = useCallback(() => {
    readDelivery(documentId).then(setKnown, () => {}) // the connection says what is wrong
  }, [documentId])
  useEachArrival(connection, onLook)
  useEffect(
    () =>
      connection.onEvent((event) => {
        if (event.type === 'delivery.changed') onLook()
      }),
    [connection, onLook],
  )
  const onUpdate = useCallback(
    async (row: string, change: ProgressRequest) => {
      setKnown((before) => withChange(before, row, change))
      try {
        const progress = await updateProgress(documentId, row, change)
        setKnown((before) => ({ ...before, rows: { ...before.rows, [row]: progress } }))
      } catch (problem) {
        onLook()
        throw problem
      }
    },
    [documentId, onLook],
  )
  return useMemo(() => ({ ...known, onUpdate, onLook }), [known, onUpdate, onLook])
}

/** Shown at once; what the server keeps takes its place. */
function withChange(
  before: DeliveryResponse,
  row: string,
  change: ProgressRequest,
): DeliveryResponse {
  const progress: RowProgress = {
    note: '',
    evidence: '',
    outcome: '',
    revised: null,
    changedAt: '',
    changedBy: '',
    name: '',
    ...before.rows[row],
    status: before.rows[row]?.status ?? statusOf(before.statuses, undefined).key,
    ...change,
  }
  return { ...before, rows: { ...before.rows, [row]: progress } }
}

export interface DeliveryView {
  delivery: Delivery
  /** Opens the progress of a row. */
  onProgress: (row: string) => void
}

export const DeliveryContext = createContext<DeliveryView | null>(null)

/** Only inside an open document. */
export function useDelivery(): DeliveryView {
  const view = useContext(DeliveryContext)
  if (view === null) throw new Error('useDelivery outside an open document')
  return view
}

export function mayUpdateRow({ mayUpdate }: DeliveryResponse, row: string): boolean {
  return mayUpdate === 'all' || mayUpdate.includes(row)
}

export function statusOfRow({ statuses, rows }: DeliveryResponse, row: string): Status {
  return statusOf(statuses, rows[row]?.status)
}

export function setStatus(delivery: Delivery, row: string, status: string): void {
  if (statusOfRow(delivery, row).key === status) return
  delivery
    .onUpdate(row, { status })
    .catch((problem: Error) => showToast({ words: problem.message, kind: 'problem' }))
}
