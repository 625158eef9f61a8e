import type { Findings } from './findings.ts'

/** The signs of symbol fonts that council documents use, in Unicode. */
const WINGDINGS: Record<string, string> = {
  F0FC: '✓',
  F0FB: '✗',
  F0FE: '☑',
  F0FD: '☒',
  F0A8: '◻',
  F06F: '□',
  F071: '❑',
  F0A7: '▪',
  F06C: '●',
  F06E: '■',
  F0D8: '➢',
  F0E0: '→',
  F0DF: '←',
  F04A: '☺',
  F04C: '☹',
  F028: '☎',
  F02A: '✉',
}
const SYMBOL: Record<string, string> = {
  F0B7: '•',
  F0AE: '→',
  F0B0: '°',
  F0B1: '±',
  F0A3: '≤',
  F0B3: '≥',
}

/** A sign that Word takes from a font by number. */
export function symbolOf(
  font: string | undefined,
  code: string | undefined,
  findings: Findings,
): string {
  const hex = (code ?? '').toUpperCase().padStart(4, '0')
  const known = /wingdings/i.test(font ?? '') ? WINGDINGS[hex] : SYMBOL[hex]
  if (known !== undefined) return known
  findings.note('symbols', font)
  const value = Number.parseInt(hex, 16)
  // Signs of symbol fonts lie in a private range, where no other font has anything to show.
  const isReadable = value >= 0x20 && !(value >= 0xd800 && value <= 0xf8ff) && value < 0xfffe
  return isReadable ? String.fromCodePoint(value) : '•'
}
