import type { ReactNode } from 'react'
import { VERBS, outcomeInWords, settledBy } from '../../../shared/approval.ts'
import type { ApprovalRoute, ApprovalStep, Decision, Outcome } from '../../../shared/approval.ts'
import { Chip } from '../../components/chip.tsx'
import { sayDay } from '../../components/days.ts'
import { useSeat } from '../enter/seat.ts'
import { dayInWords } from '../versions/sides.ts'
import { DecideForm } from './decide-form.tsx'
import { OwnWordsForm } from './own-words-form.tsx'
import { StepLink } from './step-link.tsx'

export interface StepPartProps {
  documentId: string
  route: ApprovalRoute
  step: ApprovalStep
  /** It can be decided now. */
  isTurn: boolean
  /** Whether whoever looks decides it; a youth group needs its adults for it to be open. */
  mine: { isOpen: boolean; isAlone: boolean } | undefined
  /** What comes before the decision on the whole. */
  children?: ReactNode
  onDecided: (outcome: Outcome) => void
  onChange: () => void
}

/** One body on the way: what it was asked for, what it decided, and deciding where it is its turn. */
export function StepPart(props: StepPartProps) {
  const { documentId, route, step, isTurn, mine, children, onDecided, onChange } = props
  const { seat } = useSeat()
  const state = settledBy(step) !== null ? 'settled' : isTurn ? 'turn' : 'waiting'
  return (
    <li data-state={state}>
      <h4>
        {step.body}: {VERBS[step.verb].toLowerCase()}{' '}
        {state === 'turn' && <Chip tone="amber">Their turn</Chip>}
      </h4>
      {state !== 'settled' && (
        <p className="approval-soft">
          Not decided yet, due {dayInWords(step.due)}
          {step.meeting !== null && `. Meets on ${dayInWords(step.meeting)}`}
        </p>
      )}
      {step.decisions.map((each) => (
        <DecisionPart key={each.at} step={step} decision={each} />
      ))}
      {children}
      {mine !== undefined && seat.role === 'young' && (
        <OwnWordsForm {...{ documentId, route, step }} isOpen={mine.isOpen} onSaid={onChange} />
      )}
      {mine !== undefined && seat.role !== 'young' && (
        <Folded words={`Decide for ${step.body}`} isFolded={!mine.isAlone}>
          <DecideForm documentId={documentId} route={route} step={step} onDecided={onDecided} />
        </Folded>
      )}
      {isTurn && seat.operations.includes('runApproval') && (
        <StepLink documentId={documentId} version={route.version} step={step} />
      )}
    </li>
  )
}

/** Where several bodies decide at once, each form is opened on its own. */
function Folded({
  words,
  isFolded,
  children,
}: {
  words: string
  isFolded: boolean
  children: ReactNode
}) {
  if (!isFolded) return children
  return (
    <details className="approval-folded">
      <summary>{words}</summary>
      {children}
    </details>
  )
}

function DecisionPart({ step, decision }: { step: ApprovalStep; decision: Decision }) {
  const { outcome, at, by, minute, reason } = decision
  return (
    <div className="approval-decision">
      <p>
        <strong>{outcomeInWords(step.verb, outcome)}</strong> on {sayDay(new Date(at))}, entered by{' '}
        {by.name}
        {minute !== '' && `, minute ${minute}`}
      </p>
      {reason !== '' && (step.isInOwnWords ? <OwnWords words={reason} /> : <p>{reason}</p>)}
    </div>
  )
}

/** In full, with the lines as they were written. */
function OwnWords({ words }: { words: string }) {
  return (
    <figure className="approval-words">
      <figcaption className="approval-soft">In their own words</figcaption>
      <blockquote>{words}</blockquote>
    </figure>
  )
}
