import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar'
import { Label } from 'react-aria-components/TextField'
import './progress-bar.css'

/** How far long work has come. `share` is 0–1, or null while that cannot be known. */
export function ProgressBar({ label, share }: { label: string; share: number | null }) {
  return (
    <AriaProgressBar
      className="progress-bar"
      value={(share ?? 0) * 100}
      isIndeterminate={share === null}
    >
      {({ percentage, valueText }) => (
        <>
          <Label>{label}</Label>
          {share !== null && <span className="progress-bar-value">{valueText}</span>}
          <div className="progress-bar-track">
            {/* The width is measured, so it is the one style set here. */}
            <div className="progress-bar-fill" style={{ inlineSize: `${percentage ?? 40}%` }} />
          </div>
        </>
      )}
    </AriaProgressBar>
  )
}
