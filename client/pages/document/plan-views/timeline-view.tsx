import { wordsOfDate } from '../../../../shared/reading/edtf.ts'
import { groupsIn, marksOf, yearsAround } from '../../../../shared/reading/plan-actions.ts'
import type { PlanAction, TimelineMark } from '../../../../shared/reading/plan-actions.ts'
import type { TimescaleKind } from '../../../../shared/reading/timescale/reading.ts'
import { timescalesInWords } from '../../../../shared/reading/timescale-words.ts'
import { useDelivery } from '../delivery/delivery.ts'
import { ActionName } from './action-name.tsx'
import { PlanSection } from './plan-groups.tsx'
import { RowStatus } from './row-status.tsx'
import './timeline-view.css'

const DAY_MS = 86_400_000

/** Years as a scale from left to right, in days. */
interface Scale {
  from: number
  to: number
  start: number
  days: number
}

/** Dates as bars and diamonds below their years; what has no date as lists below. */
export function TimelineView({
  actions,
  isGrouped,
  onOpen,
}: {
  actions: readonly PlanAction[]
  isGrouped: boolean
  onOpen: (action: PlanAction) => void
}) {
  const dated = actions.filter((action) => marksOf(action).length > 0)
  const years = yearsAround(dated.flatMap(marksOf))
  const scale = years === null ? null : scaleOf(years)
  return (
    <>
      {scale !== null && (
        <div className="timeline">
          <div className="timeline-head" aria-hidden="true">
            <Years scale={scale} />
          </div>
          {(isGrouped ? ['', ...groupsIn(dated)] : ['']).map((group) => {
            const own = isGrouped ? dated.filter((action) => action.group === group) : dated
            if (own.length === 0) return null
            return (
              <section key={group} className="timeline-group">
                {group !== '' && <h2>{group}</h2>}
                <ul>
                  {own.map((action) => (
                    <TimelineRow key={action.id} action={action} scale={scale} onOpen={onOpen} />
                  ))}
                </ul>
              </section>
            )
          })}
        </div>
      )}
      <Undated actions={actions} onOpen={onOpen} />
    </>
  )
}

function Years({ scale }: { scale: Scale }) {
  const years = Array.from({ length: scale.to - scale.from + 1 }, (_, at) => scale.from + at)
  return (
    <div className="timeline-track timeline-years">
      {years.map((year) => (
        <span
          key={year}
          className="timeline-year"
          style={{ left: `${placeOf(`${year}-01-01`, scale)}%` }}
        >
          {year}
        </span>
      ))}
    </div>
  )
}

function TimelineRow({
  action,
  scale,
  onOpen,
}: {
  action: PlanAction
  scale: Scale
  onOpen: (action: PlanAction) => void
}) {
  const { delivery } = useDelivery()
  const revised = delivery.rows[action.id]?.revised ?? null
  const marks = marksOf(action)
  const others = action.when.filter((reading) => !marks.some((mark) => mark.reading === reading))
  return (
    <li className="timeline-row">
      <div className="timeline-words">
        <ActionName action={action} onOpen={onOpen} />
        <small>
          {timescalesInWords([...marks.map(({ reading }) => reading), ...others], {
            hasDoubts: true,
          })}
          {revised !== null && ` · now by ${wordsOfDate(revised)}`}
        </small>
        <RowStatus row={action.id} name={action.name} />
      </div>
      <div className="timeline-track" aria-hidden="true">
        {yearStarts(scale).map((left) => (
          <span key={left} className="timeline-line" style={{ left: `${left}%` }} />
        ))}
        {marks.map((mark) => (
          <span
            key={`${mark.reading.start}`}
            className={`timeline-mark is-${mark.shape} ${mark.reading.confidence === 'assumed' ? 'is-assumed' : ''} ${mark.reading.kind === 'done' ? 'is-done' : ''}`}
            style={boxOf(mark, scale)}
          />
        ))}
        {revised !== null && isOnScale(revised, scale) && (
          <span
            className="timeline-mark is-due is-revised"
            style={{ left: `${placeOf(revised, scale)}%` }}
          />
        )}
      </div>
    </li>
  )
}

/** What has no place on the scale, by what it says instead. */
const UNDATED: readonly [title: string, kinds: readonly TimescaleKind[]][] = [
  ['Ongoing', ['ongoing']],
  ['Again and again', ['recurring']],
  ['When needed', ['on-demand', 'asap']],
  ['To be confirmed', ['tbc']],
  ['Not understood', ['unread']],
  ['Without a date', ['none', 'done', 'point', 'by', 'from', 'range']],
]

function Undated({
  actions,
  onOpen,
}: {
  actions: readonly PlanAction[]
  onOpen: (action: PlanAction) => void
}) {
  const lists = UNDATED.map(([title, kinds]) => ({
    title,
    own: actions.filter(
      (action) =>
        marksOf(action).length === 0 &&
        action.when[0] !== undefined &&
        kinds.includes(action.when[0].kind),
    ),
  }))
  const empty = actions.filter(({ when }) => when.length === 0)
  const shown = [...lists, { title: 'No timescale', own: empty }].filter(
    ({ own }) => own.length > 0,
  )
  if (shown.length === 0) return null
  return (
    <div className="undated">
      {shown.map(({ title, own }) => (
        <PlanSection key={title} name={title} count={own.length}>
          {own.map((action) => (
            <li key={action.id}>
              <ActionName action={action} onOpen={onOpen} />
              <p className="due-line">
                <span>{[...new Set(action.when.map(({ text }) => text.trim()))].join(' · ')}</span>
                <RowStatus row={action.id} name={action.name} />
              </p>
            </li>
          ))}
        </PlanSection>
      ))}
    </div>
  )
}

function scaleOf({ from, to }: { from: number; to: number }): Scale {
  const start = Date.UTC(from, 0, 1)
  return { from, to, start, days: (Date.UTC(to + 1, 0, 1) - start) / DAY_MS }
}

/** In percent from the left. */
function placeOf(day: string, { start, days }: Scale): number {
  return ((Date.parse(`${day}T00:00:00Z`) - start) / DAY_MS / days) * 100
}

function isOnScale(day: string, { from, to }: Scale): boolean {
  const year = Number(day.slice(0, 4))
  return year >= from && year <= to
}

function yearStarts(scale: Scale): number[] {
  return Array.from({ length: scale.to - scale.from + 1 }, (_, at) =>
    placeOf(`${scale.from + at}-01-01`, scale),
  )
}

function boxOf({ shape, first, last }: TimelineMark, scale: Scale) {
  const left = placeOf(first, scale)
  if (shape === 'due') return { left: `${left}%` }
  const right = shape === 'open' ? 0 : 100 - placeOf(last, scale)
  return { left: `${left}%`, right: `${Math.max(0, right)}%` }
}
