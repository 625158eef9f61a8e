import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { DECISIONS, VERBS, nextStep, stateOf } from '../../../shared/approval.ts'
import type { ApprovalRoute, ApprovalStep, RouteState } from '../../../shared/approval.ts'
import { compareVersions } from '../../api-versions.ts'
import { Chip } from '../../components/chip.tsx'
import type { ChipTone } from '../../components/chip.tsx'
import { sayDay } from '../../components/days.ts'
import { useSeat } from '../enter/seat.ts'
import { dayInWords } from '../versions/sides.ts'
import { DecideForm } from './decide-form.tsx'
import { PublishPart } from './publish-part.tsx'
import { StepLink } from './step-link.tsx'
import type { Approval } from './use-approval.ts'

const STATES: Record<RouteState, { words: string; tone: ChipTone }> = {
  open: { words: 'On its way', tone: 'blue' },
  approved: { words: 'Approved', tone: 'moot' },
  stopped: { words: 'Not approved as it is', tone: 'brick' },
}

export interface RoutePartProps {
  approval: Approval
  route: ApprovalRoute
  onChange: () => void
}

/** The way of one version: each step with what was decided, and what comes next. */
export function RoutePart({ approval, route, onChange }: RoutePartProps) {
  const { documentId, versions } = approval
  const { seat } = useSeat()
  const state = stateOf(route)
  const version = versions.find(({ id }) => id === route.version)
  const turn = version?.withdrawn === null ? nextStep(route) : null
  return (
    <section className="approval-route" aria-label={route.label}>
      <h2>
        <Link href={`/documents/${documentId}/versions?show=${route.version}`}>{route.label}</Link>{' '}
        <Chip tone={STATES[state].tone}>{STATES[state].words}</Chip>
      </h2>
      {version !== undefined && version.withdrawn !== null && (
        <p>This version is withdrawn: {version.withdrawn.reason}. Nobody decides about it.</p>
      )}
      <p className="approval-soft">
        Sent out by {route.startedBy.name} on {sayDay(new Date(route.startedAt))}. Its fingerprint:{' '}
        <code>{route.hash.slice(0, 16)}</code>
      </p>
      {route.unanswered.count > 0 && (
        <p>
          Comments without an answer then: {route.unanswered.count}. It went on because:{' '}
          {route.unanswered.reason}
        </p>
      )}
      <Moved documentId={documentId} version={route.version} />
      <ol className="approval-steps">
        {route.steps.map((step) => (
          <li key={step.id}>
            <Step step={step} />
            {turn?.id === step.id && seat.operations.includes('decideStep') && (
              <DecideForm documentId={documentId} route={route} step={step} onDecided={onChange} />
            )}
            {turn?.id === step.id && seat.operations.includes('runApproval') && (
              <StepLink documentId={documentId} version={route.version} step={step} />
            )}
          </li>
        ))}
      </ol>
      {state === 'approved' && <PublishPart {...{ approval, route, onChange }} />}
    </section>
  )
}

function Step({ step }: { step: ApprovalStep }) {
  return (
    <>
      <h3>
        {step.body}: {VERBS[step.verb].toLowerCase()}
      </h3>
      {step.decisions.length === 0 && (
        <p className="approval-soft">Not decided yet, due {dayInWords(step.due)}</p>
      )}
      {step.decisions.map((each) => (
        <div key={each.at} className="approval-decision">
          <p>
            <strong>{DECISIONS[each.outcome]}</strong> on {sayDay(new Date(each.at))}, entered by{' '}
            {each.by.name}
            {each.minute !== '' && `, minute ${each.minute}`}
          </p>
          {each.reason !== '' && <p>{each.reason}</p>}
        </div>
      ))}
    </>
  )
}

/** How far the draft has moved since this version. */
function Moved({ documentId, version }: { documentId: string; version: string }) {
  const [words, setWords] = useState('Looking at how far the draft has moved…')
  useEffect(() => {
    compareVersions(documentId, { before: version, after: 'live' }).then(
      ({ comparison: { summary } }) =>
        setWords(
          summary.length === 0
            ? 'The draft still says the same.'
            : `The draft has moved since: ${summary.map((line) => line.words).join(', ')}.`,
        ),
      (failure: Error) => setWords(failure.message),
    )
  }, [documentId, version])
  return <p>{words}</p>
}
