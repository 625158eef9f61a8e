import { useLook } from './look.ts'
import { Sheet } from './sheet.tsx'

const SIZES = { normal: 'Normal', large: 'Large', larger: 'Very large' } as const

/** Larger, wider, easier letters; kept on this device. */
export function LookSheet({ onClose }: { onClose: () => void }) {
  const [look, setLook] = useLook()
  return (
    <Sheet title="How the text looks" onClose={onClose}>
      <fieldset className="votes">
        <legend>Size</legend>
        {(['normal', 'large', 'larger'] as const).map((size) => (
          <button
            key={size}
            type="button"
            className="vote"
            aria-pressed={look.size === size}
            onClick={() => setLook({ ...look, size })}
          >
            {SIZES[size]}
          </button>
        ))}
      </fieldset>
      <label className="check">
        <input
          type="checkbox"
          checked={look.isWide}
          onChange={(event) => setLook({ ...look, isWide: event.target.checked })}
        />
        More room between letters and lines
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={look.isEasy}
          onChange={(event) => setLook({ ...look, isEasy: event.target.checked })}
        />
        Easier to read with dyslexia
      </label>
    </Sheet>
  )
}
