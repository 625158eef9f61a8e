import { SHAPES } from '../../shared/delivery/statuses.ts'
import type { Status } from '../../shared/delivery/statuses.ts'
import './status-mark.css'

/** A status as a word, a shape and a colour: never the colour alone. */
export function StatusMark({ status }: { status: Status }) {
  return (
    <span className={`status-mark tone-${status.tone}`}>
      <span aria-hidden="true">{SHAPES[status.shape]}</span> {status.label}
    </span>
  )
}
