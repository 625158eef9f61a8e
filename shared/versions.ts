import { z } from 'zod'

/** What a version is called: "Final draft 2.2" of 8 June 2009. */

export const STAGES = {
  working: 'Working draft',
  consultation: 'Consultation draft',
  final: 'Final draft',
  approved: 'Approved',
  superseded: 'Superseded',
} as const
export type Stage = keyof typeof STAGES

export const STAGE_KEYS = ['working', 'consultation', 'final', 'approved', 'superseded'] as const

/** `2.2`, or `2.2.1` where somebody counts so. */
const versionNumber = z
  .string()
  .trim()
  .regex(/^\d{1,4}(\.\d{1,4}){0,3}$/, 'Please give the number in digits, such as 2.2.')

export const versionLabel = z.strictObject({
  stage: z.enum(STAGE_KEYS),
  number: versionNumber,
  /** The day it is dated, YYYY-MM-DD. */
  date: z.iso.date('Please give a day.'),
})
export type VersionLabel = z.infer<typeof versionLabel>

/** "Final draft 2.2". */
export function labelInWords({ stage, number }: Pick<VersionLabel, 'stage' | 'number'>): string {
  return `${STAGES[stage]} ${number}`
}

/** As councils print it at the top of every page: "FINAL DRAFT 08.06.09 – Version 2.2". */
export function labelInPrint({ stage, number, date }: VersionLabel): string {
  return `${STAGES[stage].toUpperCase()} ${dateInPrint(date)} – Version ${number}`
}

/** "08.06.09". */
export function dateInPrint(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${day}.${month}.${year.slice(-2)}`
}

/**
 * The next numbers after the highest of those given: "2.1" → 2.2 for corrections, 3.0 for changes
 * of substance. `printed` is what the page header says, used where there is no version yet.
 */
export function proposeNumbers(
  taken: readonly string[],
  printed = '',
): { minor: string; major: string } {
  const last = taken.toSorted(compareNumbers).at(-1)
  if (last !== undefined) return { minor: nextMinor(last), major: nextMajor(last) }
  const found = /\d{1,4}(\.\d{1,4}){0,3}/.exec(printed)?.[0]
  return found === undefined
    ? { minor: '0.1', major: '1.0' }
    : { minor: found, major: nextMajor(found) }
}

/** By their parts as numbers: 2.10 comes after 2.9. */
export function compareNumbers(one: string, other: string): number {
  const [ones, others] = [partsOf(one), partsOf(other)]
  for (let at = 0; at < Math.max(ones.length, others.length); at++) {
    const difference = (ones[at] ?? 0) - (others[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function nextMinor(number: string): string {
  const parts = partsOf(number)
  return `${parts[0] ?? 0}.${(parts[1] ?? 0) + 1}`
}

function nextMajor(number: string): string {
  return `${(partsOf(number)[0] ?? 0) + 1}.0`
}

function partsOf(number: string): number[] {
  return number.split('.').map(Number)
}
