import { useEffect, useRef, useState } from 'react'
import { SHAPES } from '../../../../shared/delivery/statuses.ts'
import type { Status } from '../../../../shared/delivery/statuses.ts'
import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'
import { IconButton } from '../../../components/icon-button.tsx'
import { Menu } from '../../../components/menu.tsx'
import { StatusMark } from '../../../components/status-mark.tsx'
import { mayUpdateRow, setStatus, statusOfRow, useDelivery } from '../delivery/delivery.ts'
import { ActionName } from './action-name.tsx'
import { DueWords } from './due-words.tsx'
import { useFirst } from './use-first.tsx'
import './board-view.css'

const DRAGGED = 'application/x-folkmoot-row'

/** A column for each status. Moving a card changes how the action gets on, never its place in the plan. */
export function BoardView({
  actions,
  of,
  onOpen,
}: {
  actions: readonly PlanAction[]
  /** What narrows and orders them. */
  of: string
  onOpen: (action: PlanAction) => void
}) {
  const { delivery } = useDelivery()
  const [moved, setMoved] = useState<string | null>(null)
  return (
    <div className="board">
      {delivery.statuses.map((status) => (
        <BoardColumn
          key={status.key}
          status={status}
          own={actions.filter(({ id }) => statusOfRow(delivery, id).key === status.key)}
          of={of}
          moved={moved}
          onMove={setMoved}
          onOpen={onOpen}
        />
      ))}
    </div>
  )
}

function BoardColumn({
  status,
  own,
  of,
  moved,
  onMove,
  onOpen,
}: {
  status: Status
  own: readonly PlanAction[]
  of: string
  /** The card that was moved last, by its menu. */
  moved: string | null
  onMove: (row: string) => void
  onOpen: (action: PlanAction) => void
}) {
  const { delivery } = useDelivery()
  const [isOver, setOver] = useState(false)
  const { first, rest } = useFirst(own, of)
  return (
    // A mouse drops here; by keyboard and touch the menu of the card moves it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={isOver ? 'board-column is-over' : 'board-column'}
      aria-label={status.label}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const row = event.dataTransfer.getData(DRAGGED)
        if (row !== '') setStatus(delivery, row, status.key)
      }}
    >
      <h2>
        <StatusMark status={status} /> <span className="plan-group-count">{own.length}</span>
      </h2>
      <ul>
        {first.map((action) => (
          <BoardCard
            key={action.id}
            action={action}
            wasMoved={moved === action.id}
            onMove={onMove}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {rest}
    </section>
  )
}

function BoardCard({
  action,
  wasMoved,
  onMove,
  onOpen,
}: {
  action: PlanAction
  /** By its menu: in its new column it is another element, and takes the focus that went with the old. */
  wasMoved: boolean
  onMove: (row: string) => void
  onOpen: (action: PlanAction) => void
}) {
  const { delivery, onProgress } = useDelivery()
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (!wasMoved || document.activeElement !== document.body) return
    card.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.focus()
  }, [wasMoved])
  const mayMove = mayUpdateRow(delivery, action.id)
  const leads = action.leads.filter(({ isSupporting }) => !isSupporting).map(({ name }) => name)
  const now = statusOfRow(delivery, action.id).key
  const moves = delivery.statuses
    .filter(({ key }) => key !== now)
    .map((status) => ({
      id: status.key,
      label: `${status.label} ${SHAPES[status.shape]}`, // the word first: typing it finds it
      onAction: () => {
        onMove(action.id)
        setStatus(delivery, action.id, status.key)
      },
    }))
  const details = {
    id: 'details',
    label: 'Note, date and history',
    onAction: () => onProgress(action.id),
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- as above
    <li
      ref={card}
      className="board-card"
      draggable={mayMove}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, action.id)
        event.dataTransfer.effectAllowed = 'move'
      }}
    >
      <div className="board-card-head">
        <ActionName action={action} onOpen={onOpen} />
        <Menu
          label={`Move: ${action.name}`}
          trigger={<IconButton label={`Move or update: ${action.name}`} icon="more" />}
          groups={[mayMove ? moves : [], [details]]}
        />
      </div>
      <small>
        {leads.length === 0 ? 'No lead yet' : leads.join(', ')}
        <DueWords action={action} before=" · " />
      </small>
    </li>
  )
}
