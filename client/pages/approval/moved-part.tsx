import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { CHANGE_SIZES } from '../../../shared/api-versions.ts'
import { settledBy, stateOf } from '../../../shared/approval.ts'
import type { ApprovalRoute } from '../../../shared/approval.ts'
import { movedInWords } from '../../../shared/compare/moved.ts'
import { labelInWords } from '../../../shared/versions.ts'
import { compareVersions } from '../../api-versions.ts'
import { LIVE, addressOf } from '../versions/sides.ts'
import type { Approval } from './use-approval.ts'

export interface MovedPartProps {
  approval: Approval
  route: ApprovalRoute
}

/** How far the draft has moved since this version, and the versions that were made since. */
export function MovedPart({
  approval: { documentId, described, versions },
  route,
}: MovedPartProps) {
  const words = useMoved(documentId, route)
  const later = versions.filter(({ since }) => since?.version === route.version)
  const isOut = new Set(described.routes.map(({ version }) => version))
  const again = route.steps.filter((step) => settledBy(step) !== null).map(({ body }) => body)
  return (
    <>
      <p>
        {words}{' '}
        <Link href={addressOf(documentId, { show: LIVE, against: route.version })}>
          See what changed
        </Link>
      </p>
      {later.map((version) => (
        <p key={version.id} className="approval-decision">
          <strong>{labelInWords(version)}</strong>:{' '}
          {version.since !== null &&
            `${CHANGE_SIZES[version.since.is].toLowerCase()} changes since. `}
          {version.since?.reason}
          {version.since?.is === 'material' &&
            !isOut.has(version.id) &&
            `. To be decided about again by ${again.join(', ')}`}
        </p>
      ))}
    </>
  )
}

function useMoved(documentId: string, route: ApprovalRoute): string {
  const [words, setWords] = useState('Looking at how far the draft has moved…')
  const { version, number } = route
  const since = stateOf(route) === 'approved' ? `${number} was approved` : `${number} went out`
  useEffect(() => {
    let isGone = false
    const say = (found: string) => {
      if (!isGone) setWords(found)
    }
    compareVersions(documentId, { before: version, after: LIVE }).then(
      ({ comparison }) => {
        const moved = movedInWords(comparison)
        say(moved === null ? 'The draft still says the same.' : `${moved} since ${since}.`)
      },
      (failure: Error) => say(failure.message),
    )
    return () => {
      isGone = true
    }
  }, [documentId, version, since])
  return words
}
