const ROMAN: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

/** 4 → "iv"; nothing for what the Romans could not write. */
export function toRoman(value: number): string {
  let rest = value
  let text = ''
  for (const [size, letters] of ROMAN) {
    while (rest >= size) {
      text += letters
      rest -= size
    }
  }
  return text
}
