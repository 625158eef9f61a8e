import type { Compared, SafetyPoint, VersionsResponse } from '../../../shared/api-versions.ts'
import { labelInWords } from '../../../shared/versions.ts'
import { sayClock, sayDay } from '../../components/days.ts'

export const LIVE = 'live'
export const LIVE_WORDS = 'The text as it is now'

/** What the page shows: one text, or what changed on the way to it. */
export interface View {
  show: string
  /** Null: it is read alone. */
  against: string | null
}

/** From the address; the newest version against the text as it is now unless it says otherwise. */
export function viewIn(search: string, { versions }: VersionsResponse): View {
  const query = new URLSearchParams(search)
  const show = query.get('show')
  if (show !== null) return { show, against: query.get('against') }
  const [newest] = versions
  return newest === undefined ? { show: LIVE, against: null } : { show: LIVE, against: newest.id }
}

export function addressOf(documentId: string, { show, against }: View): string {
  const query = new URLSearchParams({ show, ...(against !== null && { against }) })
  return `/documents/${encodeURIComponent(documentId)}/versions?${query}`
}

/** The open document, with who asked for what stands at a place. */
export function askedAddress(documentId: string, place: string): string {
  return `/documents/${encodeURIComponent(documentId)}?asked=${encodeURIComponent(place)}`
}

export function inWords(compared: Compared): string {
  switch (compared.is) {
    case 'live':
      return LIVE_WORDS
    case 'version':
      return labelInWords(compared.version)
    case 'point':
      return pointInWords(compared.point)
  }
}

const REASONS: Record<SafetyPoint['why'], string> = {
  bringBack: 'before something was brought back',
  import: 'before a file was brought in',
  quiet: 'kept by itself',
}

/** "Friday 12 June 2026, 14:02, kept by itself". */
export function pointInWords({ at, why }: SafetyPoint): string {
  const date = new Date(at)
  return `${sayDay(date)}, ${sayClock(date)}, ${REASONS[why]}`
}

/** "Monday 8 June 2009", from YYYY-MM-DD. */
export function dayInWords(day: string): string {
  return sayDay(new Date(`${day}T12:00:00`))
}

/** Everything that can be compared, the newest first. */
export function choicesIn({ versions, points }: VersionsResponse) {
  return [
    { value: LIVE, label: LIVE_WORDS },
    ...versions.map((version) => ({ value: version.id, label: labelInWords(version) })),
    ...points.map((point) => ({ value: point.id, label: pointInWords(point) })),
  ]
}
