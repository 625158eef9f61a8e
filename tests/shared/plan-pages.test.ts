import { expect, it } from 'vitest'
import { lieAcross, PICTURE } from '../../shared/plan-pages.ts'
import type { LaidBlock } from '../../shared/plan-pages.ts'

/** h: a heading, T: a table or paragraph of a few words, L: a long text, I: a picture, P: a plan. */
const BLOCKS: Record<string, LaidBlock> = {
  h: { kind: 'heading', letters: 12 },
  T: { kind: 'other', letters: 60 },
  L: { kind: 'other', letters: 2000 },
  I: { kind: 'other', letters: PICTURE },
  P: { kind: 'plan', letters: 0 },
}

const cases: [name: string, blocks: string, across: string][] = [
  ['a plan takes its heading along, and what stands between', 'LhTTP', '.----'],
  ['sheet after sheet, each with its heading', 'hTTPhTTP', '--------'],
  ['a table under another heading stays upright', 'LhThP', '...--'],
  ['a heading further away stays', 'LhTTTTP', '......-'],
  ['a short key below lies with the plan, a long text does not', 'LhPThP', '.-----'],
  ['a picture is not short', 'LhPIL', '.--..'],
  ['without a plan nothing lies across', 'hT', '..'],
]

it.each(cases)('[AT28] %s', (_name, blocks, across) => {
  const laid = [...blocks].flatMap((each) => BLOCKS[each] ?? [])
  const shown = lieAcross(laid).map((lies) => (lies ? '-' : '.'))
  expect(shown.join('')).toBe(across)
})
