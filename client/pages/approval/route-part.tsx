import { Link } from 'wouter'
import { openSteps, stagesOf, stateOf } from '../../../shared/approval.ts'
import type {
  ApprovalResponse,
  ApprovalRoute,
  ApprovalStep,
  Outcome,
  RouteState,
} from '../../../shared/approval.ts'
import type { CoverReportsResponse } from '../../../shared/cover/cover-report.ts'
import { Chip } from '../../components/chip.tsx'
import type { ChipTone } from '../../components/chip.tsx'
import { sayDay } from '../../components/days.ts'
import { ConditionList } from './condition-list.tsx'
import { MovedPart } from './moved-part.tsx'
import { ReportsOnRoute } from '../cover/reports-on-route.tsx'
import { StepRecommendations } from '../cover/step-recommendations.tsx'
import { PublishPart } from './publish-part.tsx'
import { SignUpPart } from './sign-up-part.tsx'
import { StepPart } from './step-part.tsx'
import type { Approval } from './use-approval.ts'

const STATES: Record<RouteState, { words: string; tone: ChipTone }> = {
  open: { words: 'On its way', tone: 'blue' },
  approved: { words: 'Approved', tone: 'moot' },
  superseded: { words: 'Superseded on its way', tone: 'plain' },
  stopped: { words: 'Not approved as it is', tone: 'brick' },
}

export interface RoutePartProps {
  approval: Approval
  route: ApprovalRoute
  onChange: () => void
  onDecided: (outcome: Outcome) => void
}

export interface RouteWithCoverProps extends RoutePartProps {
  /** Null for those who may not read it, and until it is there. */
  cover: CoverReportsResponse | null
  onCover: (cover: CoverReportsResponse) => void
}

/** The way of one version: each step with what was decided, and what comes next. */
export function RoutePart(props: RouteWithCoverProps) {
  const { approval, route, cover, onCover, onChange, onDecided } = props
  const { documentId, versions } = approval
  const state = stateOf(route)
  const version = versions.find(({ id }) => id === route.version)
  const turns = version?.withdrawn === null ? openSteps(route) : []
  const stages = stagesOf(route.steps)
  const { mine } = approval.described
  return (
    <section className="approval-route" aria-label={route.label}>
      <h2>
        <Link href={`/documents/${documentId}/versions?show=${route.version}`}>{route.label}</Link>{' '}
        <Chip tone={STATES[state].tone}>{STATES[state].words}</Chip>
      </h2>
      {version !== undefined && version.withdrawn !== null && (
        <p>This version is withdrawn: {version.withdrawn.reason}. Nobody decides about it.</p>
      )}
      {route.supersededBy !== null && (
        <p>Version {route.supersededBy.number} has taken its place since.</p>
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
      <MovedPart {...{ approval, route }} />
      {cover !== null && <ReportsOnRoute {...{ documentId, route, cover }} />}
      {stages.map((steps, at) => (
        <div key={steps[0]?.id} className="approval-stage">
          <h3>{stageInWords(at + 1, steps)}</h3>
          <ol className="approval-steps approval-line">
            {steps.map((step) => (
              <StepPart
                key={step.id}
                {...{ documentId, route, step, onChange, onDecided }}
                isTurn={turns.includes(step)}
                mine={mineOf(mine, step)}
              >
                {cover !== null && (
                  <StepRecommendations
                    {...{ documentId, route, step, cover, onCover }}
                    isTurn={mine.some((each) => each.step === step.id)}
                  />
                )}
              </StepPart>
            ))}
          </ol>
        </div>
      ))}
      <ConditionList {...{ documentId, route, onChange }} />
      <SignUpPart {...{ approval, route, onDecided }} />
      {state === 'approved' && <PublishPart {...{ approval, route, onChange }} />}
    </section>
  )
}

function mineOf(mine: ApprovalResponse['mine'], { id }: ApprovalStep) {
  const found = mine.find(({ step }) => step === id)
  return found === undefined ? undefined : { isOpen: found.isOpen, isAlone: mine.length === 1 }
}

function stageInWords(number: number, steps: readonly ApprovalStep[]): string {
  const hasClearances = steps.some(({ verb }) => verb === 'clear')
  if (steps.length === 1) return `Stage ${number}`
  return hasClearances
    ? `Stage ${number}: clearances first`
    : `Stage ${number}: all at the same time`
}
