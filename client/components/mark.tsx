/** The sign of the house: people in a ring around a table. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="6.5" fill="none" stroke="currentColor" strokeWidth="2.5" />
      {SEATS.map(([x, y]) => (
        <circle key={`${x},${y}`} cx={x} cy={y} r="2.4" fill="currentColor" />
      ))}
    </svg>
  )
}

/** Seven places on a circle of radius 12.5 around (16, 16), the first at the top. */
const SEATS = [
  [16, 3.5],
  [25.77, 8.21],
  [28.19, 18.78],
  [21.42, 27.26],
  [10.58, 27.26],
  [3.81, 18.78],
  [6.23, 8.21],
] as const
