import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(resolve(import.meta.dirname, '../../client/styles/tokens.css'), 'utf8')
const light = colours(css.slice(0, css.indexOf('@media')))
const dark = { ...light, ...colours(css.slice(css.indexOf('prefers-color-scheme: dark'))) }

/** Text on a ground: at least 4.5:1 (WCAG 2.2, 1.4.3). */
const TEXT = [
  ...['ink', 'ink-soft', 'moot', 'voice', 'amber', 'brick', 'blue'].flatMap((text) => [
    [text, 'paper'],
    [text, 'desk'],
  ]),
  ['moot-ink', 'moot'],
  ...['moot', 'voice', 'amber', 'brick', 'blue'].flatMap((name) => [
    [name, `${name}-wash`],
    ['ink', `${name}-wash`],
  ]),
] as [string, string][]

/** Edges of controls on a ground: at least 3:1 (WCAG 2.2, 1.4.11). */
const EDGES = [
  ['rule-strong', 'paper'],
  ['rule-strong', 'desk'],
  ['moot', 'paper'],
] as [string, string][]

const presence = readFileSync(
  resolve(import.meta.dirname, '../../client/editor/presence/presence.css'),
  'utf8',
)

it.each(Array.from({ length: 12 }, (_, index) => index))(
  '[SF28] the caret of somebody in colour %i can be seen on light and on dark paper',
  (index) => {
    const colour = light[`person-${index}`]
    expect(contrast(colour, light['paper'])).toBeGreaterThanOrEqual(4.5)
    const share = /dark\)[^@]*color-mix\(in srgb, var\(--person\) (\d+)%, #fff\)/.exec(
      presence,
    )?.[1]
    expect(contrast(withWhite(colour, Number(share) / 100), dark['paper'])).toBeGreaterThanOrEqual(
      4.5,
    )
  },
)

describe.each([
  ['light', light],
  ['dark', dark],
])('colours, %s', (_theme, theme) => {
  it.each(TEXT)('[HM19] %s can be read on %s', (text, ground) => {
    expect(contrast(theme[text], theme[ground])).toBeGreaterThanOrEqual(4.5)
  })

  it.each(EDGES)('[HM19] the edge %s can be seen on %s', (edge, ground) => {
    expect(contrast(theme[edge], theme[ground])).toBeGreaterThanOrEqual(3)
  })

  it.each(Array.from({ length: 12 }, (_, index) => index))(
    '[HM19] white initials can be read on person colour %i',
    (index) => {
      expect(contrast('#ffffff', theme[`person-${index}`])).toBeGreaterThanOrEqual(4.5)
    },
  )
})

function colours(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  )
}

function withWhite(hex = '', share: number): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const mixed = parts.map((part) => Math.round(part * share + 255 * (1 - share)))
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

function contrast(one = '', other = ''): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance (WCAG 2.2, glossary). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
