import type { VersionsResponse } from '../../../shared/api-versions.ts'
import { labelInWords } from '../../../shared/versions.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { LIVE, LIVE_WORDS } from './sides.ts'
import type { View } from './sides.ts'
import './time-lapse.css'

/** Goes through the versions from the first to now; at each stop one sees what it brought. */
export function TimeLapse({
  listed: { versions },
  view,
  onView,
}: {
  listed: VersionsResponse
  view: View
  onView: (view: View) => void
}) {
  const stops = [
    ...versions.toReversed().map((version) => ({ id: version.id, words: labelInWords(version) })),
    { id: LIVE, words: LIVE_WORDS },
  ]
  if (stops.length < 3) return null
  const at = Math.max(
    0,
    stops.findIndex(({ id }) => id === view.show),
  )
  const go = (next: number): void => {
    const stop = stops[next]
    if (stop !== undefined) onView({ show: stop.id, against: stops[next - 1]?.id ?? null })
  }
  return (
    <div className="time-lapse">
      <IconButton
        label="The step before"
        icon="arrowLeft"
        isDisabled={at === 0}
        onPress={() => go(at - 1)}
      />
      <label>
        <span>Step through the versions</span>
        <input
          type="range"
          min={0}
          max={stops.length - 1}
          value={at}
          aria-valuetext={stops[at]?.words}
          onChange={(event) => go(Number(event.target.value))}
        />
      </label>
      <IconButton
        label="The next step"
        icon="arrowRight"
        isDisabled={at === stops.length - 1}
        onPress={() => go(at + 1)}
      />
    </div>
  )
}
