import { DECISIONS } from '../../../shared/approval.ts'
import type { ApprovalRoute, ApprovalStep } from '../../../shared/approval.ts'
import { isOpenFor } from '../../../shared/cover/cover-report.ts'
import type {
  CoverReportsResponse,
  RecommendationDecision,
} from '../../../shared/cover/cover-report.ts'
import { sayDay } from '../../components/days.ts'
import { useSeat } from '../enter/seat.ts'
import { RecommendationsForm } from './recommendations-form.tsx'

export interface StepRecommendationsProps {
  documentId: string
  route: ApprovalRoute
  step: ApprovalStep
  isTurn: boolean
  cover: CoverReportsResponse
  onCover: (cover: CoverReportsResponse) => void
}

/** What one body decided about each recommendation, and deciding where it is its turn. */
export function StepRecommendations(props: StepRecommendationsProps) {
  const { documentId, route, step, isTurn, cover, onCover } = props
  const { seat } = useSeat()
  const made = cover.decisions.filter(
    (each) => each.version === route.version && each.step.id === step.id,
  )
  const mayDecide = isTurn && step.verb !== 'clear' && seat.operations.includes('decideStep')
  return (
    <>
      {made.length > 0 && (
        <ol className="cover-decisions" aria-label={`Recommendations, ${step.body}`}>
          {made.map((each) => (
            <MadeDecision key={each.id} decision={each} />
          ))}
        </ol>
      )}
      {mayDecide &&
        cover.reports
          .filter(({ about }) => about.version === route.version)
          .map(({ report, submission }) => {
            const open = (submission?.recommendations ?? []).filter(({ id: recommendation }) =>
              isOpenFor(cover.decisions, { step: step.id, report, recommendation }),
            )
            return submission === null || open.length === 0 ? null : (
              <RecommendationsForm
                key={`${report} ${made.length}`}
                place={{ documentId, version: route.version, step: step.id }}
                hash={route.hash}
                report={report}
                reportHash={submission.hash}
                recommendations={open}
                onDecided={onCover}
              />
            )
          })}
    </>
  )
}

function MadeDecision({ decision }: { decision: RecommendationDecision }) {
  const { recommendation, outcome, amended, reason, alternatives, minute, at, by } = decision
  return (
    <li className="approval-decision">
      <p className="cover-words">
        {recommendation.number} {recommendation.words}
      </p>
      <p>
        <strong>{DECISIONS[outcome]}</strong> on {sayDay(new Date(at))}, entered by {by.name}
        {minute !== '' && `, minute ${minute}`}
      </p>
      {amended !== '' && <p className="cover-words">It now reads: {amended}</p>}
      {reason !== '' && <p className="cover-words">{reason}</p>}
      {alternatives !== '' && (
        <p className="cover-words">Alternatives considered: {alternatives}</p>
      )}
    </li>
  )
}
