import type { AgeBand, GroupLinkSummary } from '../../../shared/api-young.ts'

export const AGE_BAND_NAMES: Record<AgeBand, string> = {
  under13: 'Under 13',
  '13to15': '13 to 15',
  '16to17': '16 and 17',
  mixed: 'Mixed ages',
}

export const LINK_STATES: Record<GroupLinkSummary['state'], string> = {
  open: 'Open',
  over: 'Over',
  full: 'Used up',
  ended: 'Ended',
}

/** The address that is behind the QR code. */
export function joinAddress(code: string): string {
  return `${location.origin}/join#${code}`
}
