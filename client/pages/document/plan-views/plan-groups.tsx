import type { ReactNode } from 'react'
import type { PlanAction } from '../../../../shared/reading/plan-actions.ts'
import { useFirst } from './use-first.tsx'

export interface PlanGroup {
  name: string
  own: readonly PlanAction[]
}

/** Actions below headings that say how many there are: the first at once, the others as somebody goes on. */
export function PlanGroups({
  groups,
  of,
  renderLine,
}: {
  groups: readonly PlanGroup[]
  /** What narrows and orders them: anew for each. */
  of: string
  /** What is said of an action in one of them. */
  renderLine: (action: PlanAction, group: string) => ReactNode
}) {
  const { first, rest } = useFirst(
    groups.flatMap(({ own }) => own),
    of,
  )
  const begins = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, { own }) => sum + own.length, 0),
  )
  return (
    <>
      {groups.map(({ name, own }, index) => {
        const left = first.length - (begins[index] ?? 0)
        if (left <= 0) return null
        return (
          <PlanSection key={name} name={name} count={own.length}>
            {own.slice(0, left).map((action) => (
              <li key={action.id}>{renderLine(action, name)}</li>
            ))}
          </PlanSection>
        )
      })}
      {rest}
    </>
  )
}

export function PlanSection({
  name,
  count,
  children,
}: {
  name: string
  count: number
  /** List items. */
  children: ReactNode
}) {
  return (
    <section className="plan-group">
      <h2>
        {name} <span className="plan-group-count">{count}</span>
      </h2>
      <ul className="plan-lines">{children}</ul>
    </section>
  )
}
