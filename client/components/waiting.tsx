import './waiting.css'

export interface WaitingProps {
  words: string
  /** Grey lines to hold the place of a list; shown briefly before the words. */
  lines?: number
}

/** Nothing at first, so that quick answers do not flash; grey lines for a moment; then words. */
export function Waiting({ words, lines = 0 }: WaitingProps) {
  return (
    <output className="waiting">
      {lines > 0 && (
        <span className="waiting-lines" aria-hidden="true">
          {Array.from({ length: lines }, (_, line) => (
            <span key={line} />
          ))}
        </span>
      )}
      <span className="waiting-words">{words}</span>
    </output>
  )
}
