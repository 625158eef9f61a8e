import { useState } from 'react'
import type { ApprovalRoute } from '../../../shared/approval.ts'
import type { Condition } from '../../../shared/conditions.ts'
import { settleCondition } from '../../api-approval.ts'
import type { ConditionPlace } from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { sayDay } from '../../components/days.ts'
import { showToast } from '../../components/toast.tsx'
import { useSeat } from '../enter/seat.ts'
import { dayInWords } from '../versions/sides.ts'
import { WordDialog } from '../versions/word-dialog.tsx'
import './approval-page.css'

export interface ConditionListProps {
  documentId: string
  route: ApprovalRoute
  onChange: () => void
}

/** What bodies asked for with their decisions, and what has come of it. */
export function ConditionList({ documentId, route, onChange }: ConditionListProps) {
  const { seat } = useSeat()
  if (route.conditions.length === 0) return null
  const bodyOf = ({ step }: Condition) =>
    [...route.steps, ...route.signUps].find(({ id }) => id === step)?.body ?? ''
  return (
    <div className="approval-stage">
      <h3>Conditions</h3>
      <ul className="approval-conditions">
        {route.conditions.map((each) => (
          <li key={each.id}>
            <p>
              {each.what}{' '}
              <Chip tone={each.done === null ? 'amber' : 'moot'}>
                {each.done === null ? 'To do' : 'Done'}
              </Chip>
            </p>
            <p className="approval-soft">
              {each.who}, due {dayInWords(each.due)}. Asked for by {bodyOf(each)}
            </p>
            {each.done !== null && (
              <p>
                {each.done.note}{' '}
                <span className="approval-soft">
                  ({each.done.by.name}, {sayDay(new Date(each.done.at))})
                </span>
              </p>
            )}
            {each.done === null && seat.operations.includes('settleCondition') && (
              <SettleCondition
                place={{ documentId, version: route.version, condition: each.id }}
                what={each.what}
                onDone={onChange}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

export interface SettleConditionProps {
  place: ConditionPlace
  what: string
  onDone: () => void
}

export function SettleCondition({ place, what, onDone }: SettleConditionProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="approval-actions">
      <Button onPress={() => setAsking(true)}>Mark as done</Button>
      <WordDialog
        title="Mark as done"
        about={what}
        label="What was done"
        words=""
        action="Mark as done"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSubmit={async (note) => {
          await settleCondition(place, note)
          setAsking(false)
          showToast({ words: 'The condition is done.' })
          onDone()
        }}
      />
    </div>
  )
}
