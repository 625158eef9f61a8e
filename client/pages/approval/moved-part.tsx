import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { CHANGE_SIZES } from '../../../shared/api-versions.ts'
import type { VersionSummary } from '../../../shared/api-versions.ts'
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
  const { words, isMoved } = useMoved(documentId, route)
  const later = versions.filter(({ since }) => since?.version === route.version)
  const isOut = new Set(described.routes.map(({ version }) => version))
  const again = route.steps.filter((step) => settledBy(step) !== null).map(({ body }) => body)
  return (
    <>
      <p>
        {words}{' '}
        {isMoved && (
          <Link href={addressOf(documentId, { show: LIVE, against: route.version })}>
            See what changed
          </Link>
        )}
      </p>
      {later.map((version) => (
        <p key={version.id} className="approval-decision">
          <strong>{labelInWords(version)}</strong>:{' '}
          {version.since !== null && sinceInWords(version.since)}
          {version.since?.is === 'material' &&
            !isOut.has(version.id) &&
            ` (to be decided about again by ${again.join(', ')})`}
        </p>
      ))}
    </>
  )
}

interface Moved {
  words: string
  isMoved: boolean
}

function useMoved(documentId: string, route: ApprovalRoute): Moved {
  const [found, setFound] = useState<Moved>({
    words: 'Looking at how far the draft has moved…',
    isMoved: false,
  })
  const { version, number } = route
  const since = stateOf(route) === 'approved' ? `${number} was approved` : `${number} went out`
  useEffect(() => {
    let isGone = false
    const say = (words: string, isMoved = false) => {
      if (!isGone) setFound({ words, isMoved })
    }
    compareVersions(documentId, { before: version, after: LIVE }).then(
      ({ comparison }) => {
        const moved = movedInWords(comparison)
        if (moved === null) say('The draft still says the same.')
        else say(`${moved} since ${since}.`, true)
      },
      (failure: Error) => say(failure.message),
    )
    return () => {
      isGone = true
    }
  }, [documentId, version, since])
  return found
}

function sinceInWords({ is, number, reason }: NonNullable<VersionSummary['since']>): string {
  return `${CHANGE_SIZES[is].toLowerCase()} since ${number}, because: ${reason}`
}
