import { Link } from 'wouter'
import { CHANGE_SIZES } from '../../../shared/api-versions.ts'
import type { VersionSummary, VersionsResponse } from '../../../shared/api-versions.ts'
import { labelInWords } from '../../../shared/versions.ts'
import { Icon } from '../../components/icons.tsx'
import { LIVE, LIVE_WORDS, addressOf, dayInWords, pointInWords } from './sides.ts'
import './version-list.css'

export interface VersionListProps {
  documentId: string
  listed: VersionsResponse
  /** The one that is shown, if any. */
  shown: string | null
}

/** The line of versions, the newest first, with the safety points below them. */
export function VersionList({ documentId, listed, shown }: VersionListProps) {
  const { versions, points } = listed
  return (
    <div className="version-list">
      <ol aria-label="Versions, the newest first">
        <li>
          <Link
            href={addressOf(documentId, { show: LIVE, against: versions[0]?.id ?? null })}
            className="version-entry"
            aria-current={shown === LIVE ? 'true' : undefined}
          >
            <strong>{LIVE_WORDS}</strong>
            {versions.length > 0 && <span>What changed since the last version</span>}
          </Link>
        </li>
        {versions.map((version) => (
          <li key={version.id}>
            <Entry documentId={documentId} version={version} isShown={shown === version.id} />
          </li>
        ))}
      </ol>
      {versions.length === 0 && (
        <p className="version-none">
          No versions yet. Make one when the text goes to somebody: to partners, to young people, to
          a board. It stays as it is, whatever is written later.
        </p>
      )}
      {points.length > 0 && (
        <details className="version-points">
          <summary>
            <Icon name="chevronRight" size={16} />
            Safety points ({points.length})
          </summary>
          <p>Kept by themselves, and gone after a month.</p>
          <ul>
            {points.map((point) => (
              <li key={point.id}>
                <Link
                  href={addressOf(documentId, { show: LIVE, against: point.id })}
                  className="version-entry"
                >
                  {pointInWords(point)}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Entry({
  documentId,
  version,
  isShown,
}: {
  documentId: string
  version: VersionSummary
  isShown: boolean
}) {
  return (
    <Link
      href={addressOf(documentId, { show: version.id, against: null })}
      className={version.withdrawn === null ? 'version-entry' : 'version-entry is-withdrawn'}
      aria-current={isShown ? 'true' : undefined}
    >
      <strong>{labelInWords(version)}</strong>
      {version.withdrawn !== null && <span>Withdrawn: {version.withdrawn.reason}</span>}
      <span>
        {dayInWords(version.date)}, by {version.madeBy.name}
      </span>
      {version.since !== null && (
        <span>
          {CHANGE_SIZES[version.since.is]} since {version.since.number}: {version.since.reason}
        </span>
      )}
      {version.note !== '' && <span>{version.note}</span>}
    </Link>
  )
}
