import type { CoverPart } from './cover-template.ts'

/** The id of the heading of a part. The first stay in the report, the others can be taken out. */
export function headingId({ key, isNeeded }: Pick<CoverPart, 'key' | 'isNeeded'>): string {
  return `${isNeeded ? LOCKED : FREE}${key}`
}

/** The line that says what the report is about. */
export const ABOUT_ID = 'fill-about'
/** What changed since the version before. */
export const CHANGED_ID = 'fill-changed'

/** Drawn words that do not stand for what has to be written in their part. */
export function standsBeside(id: unknown): boolean {
  return id === ABOUT_ID || id === CHANGED_ID
}

const LOCKED = 'cover-'
const FREE = 'part-'

export function isLockedHeading(id: unknown): boolean {
  return typeof id === 'string' && id.startsWith(LOCKED)
}

export function isPartHeading(id: unknown): boolean {
  return isLockedHeading(id) || (typeof id === 'string' && id.startsWith(FREE))
}
