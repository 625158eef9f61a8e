import { createContext, useContext } from 'react'
import type { MeResponse } from '../../../shared/api-seats.ts'

export type OwnSeat = NonNullable<MeResponse['seat']>

/** The ways in that this server has. */
export type Doors = Pick<MeResponse, 'hasMail' | 'council'>

export interface SeatView {
  seat: OwnSeat
  /** Opens the question for another name or colour. */
  onChangeSeat: () => void
  /** Leaves, here or everywhere, and takes what is kept on this device along. */
  onSignOut: (options: { isEverywhere: boolean }) => void
}

export const SeatContext = createContext<SeatView | null>(null)

/** Who is using this browser. Only inside SeatGate. */
export function useSeat(): SeatView {
  const view = useContext(SeatContext)
  if (view === null) throw new Error('useSeat outside SeatGate')
  return view
}
