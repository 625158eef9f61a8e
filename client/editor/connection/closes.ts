import { REFUSALS } from '../../../shared/refusals.ts'
import type { RefusalCode } from '../../../shared/refusals.ts'

/** What the codes with which a server closes a line say to people. */

export function codeOfClose(code: number): RefusalCode {
  const known = Object.entries(REFUSALS).find(([, { close }]) => close === code)
  return known === undefined ? 'forbidden' : (known[0] as RefusalCode) // entries forget their keys
}

export function messageOfClose(code: number): string {
  if (code === 4409)
    return 'Folkmoot was updated while this page was open. Please reload it to go on.'
  if (code === 4404) return 'This document was removed.'
  if (codeOfClose(code) === 'too_large') return TOO_LARGE
  return 'The server closed the connection to this document.'
}

const TOO_LARGE =
  'A change was too large to send in one go (more than 1 MB). Copy your words, reload this page and bring them in smaller parts.'
