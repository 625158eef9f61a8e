import { useState } from 'react'
import type { FormEvent } from 'react'
import { DECISIONS, OUTCOME_KEYS } from '../../../shared/approval.ts'
import type { Outcome } from '../../../shared/approval.ts'
import type { CoverReportsResponse, Recommendation } from '../../../shared/cover/cover-report.ts'
import { decideRecommendations } from '../../api-cover.ts'
import type { StepPlace } from '../../api-approval.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextField } from '../../components/text-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { dropTyped, useTyped } from '../../use-typed.ts'
import { useSeat } from '../enter/seat.ts'

export interface RecommendationsFormProps {
  place: StepPlace
  /** Of the version and of the report as they are shown. */
  hash: string
  report: string
  reportHash: string
  /** Those that are not decided. */
  recommendations: readonly Recommendation[]
  onDecided: (cover: CoverReportsResponse) => void
}

interface Draft {
  outcome: Outcome | 'open'
  amended: string
  reason: string
  alternatives: string
}

const OPEN: Draft = { outcome: 'open', amended: '', reason: '', alternatives: '' }

/** A decision for each recommendation; what is left open can be decided later. */
export function RecommendationsForm(props: RecommendationsFormProps) {
  const { place, hash, report, reportHash, recommendations, onDecided } = props
  const { seat } = useSeat()
  const form = `recommendations ${report} ${reportHash} ${place.step}`
  const [drafts, setDrafts] = useTyped<Record<string, Draft>>(form, 'drafts', {})
  const [minute, setMinute] = useTyped(form, 'minute', '')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const draftOf = (id: string) => drafts[id] ?? OPEN
  const change = (id: string, part: Partial<Draft>) =>
    setDrafts((before) => ({ ...before, [id]: { ...OPEN, ...before[id], ...part } }))

  function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    const decisions = recommendations.flatMap(({ id }) => {
      const { outcome, amended, ...rest } = draftOf(id)
      if (outcome === 'open') return []
      return [
        { recommendation: id, outcome, amended: outcome === 'amended' ? amended : '', ...rest },
      ]
    })
    if (decisions.length === 0) {
      setProblem('Please choose a decision for at least one recommendation.')
      return
    }
    setPending(true)
    setProblem(undefined)
    decideRecommendations(place, { hash, report, reportHash, decisions, minute })
      .then(
        (cover) => {
          dropTyped(seat, form)
          showToast({ words: 'The decisions are recorded.' })
          onDecided(cover)
        },
        (failure: Error) => setProblem(failure.message),
      )
      .finally(() => setPending(false))
  }

  return (
    <form
      className="approval-form"
      aria-label="Decide about each recommendation"
      onSubmit={handleSubmit}
      noValidate
    >
      <h5>Decide about each recommendation</h5>
      {recommendations.map((each) => (
        <OneRecommendation
          key={each.id}
          recommendation={each}
          draft={draftOf(each.id)}
          onChange={(part) => change(each.id, part)}
        />
      ))}
      <TextField
        label="Where these stand in the minutes"
        value={minute}
        onChange={setMinute}
        maxLength={200}
      />
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <p className="approval-soft">
        What you leave open you can decide later. A decision is not changed afterwards.
      </p>
      <div className="approval-actions">
        <Button
          onPress={() => recommendations.forEach(({ id }) => change(id, { outcome: 'agreed' }))}
        >
          Choose Agreed for all
        </Button>
        <Button type="submit" isPending={isPending}>
          Record these decisions
        </Button>
      </div>
    </form>
  )
}

function OneRecommendation({
  recommendation,
  draft,
  onChange,
}: {
  recommendation: Recommendation
  draft: Draft
  onChange: (part: Partial<Draft>) => void
}) {
  const { number, to, words } = recommendation
  const { outcome, amended, reason, alternatives } = draft
  const needsReason = outcome === 'deferred' || outcome === 'refused'
  return (
    <fieldset className="approval-step">
      <legend>Recommendation {number}</legend>
      <p className="cover-words">{words}</p>
      {to !== '' && !words.startsWith(to) && <p className="approval-soft">To: {to}</p>}
      <SelectField
        label={`Decision about ${number}`}
        value={outcome}
        choices={[
          { value: 'open', label: 'Leave it open for now' },
          ...OUTCOME_KEYS.map((value) => ({ value, label: DECISIONS[value] })),
        ]}
        onChange={(next) =>
          // Most changes are to a few of the words.
          onChange({
            outcome: next,
            ...(next === 'amended' && amended === '' && { amended: words }),
          })
        }
      />
      {outcome === 'amended' && (
        <TextArea
          label={`What ${number} says now`}
          value={amended}
          onChange={(value) => onChange({ amended: value })}
          maxLength={2000}
        />
      )}
      {outcome !== 'open' && (
        <details open={needsReason}>
          <summary>Reason and alternatives</summary>
          <TextArea
            label={needsReason ? 'Reason' : 'Reason, if you like'}
            value={reason}
            onChange={(value) => onChange({ reason: value })}
            maxLength={2000}
          />
          <TextArea
            label="Alternatives considered, if any"
            value={alternatives}
            onChange={(value) => onChange({ alternatives: value })}
            maxLength={2000}
          />
        </details>
      )}
    </fieldset>
  )
}
