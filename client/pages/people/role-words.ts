import type { AccountRole } from '../../../shared/access.ts'

/** The roles as people read them. */
export const ROLE_CHOICES: readonly { value: AccountRole; label: string }[] = [
  { value: 'officer', label: 'Officer: looks after everything' },
  { value: 'editor', label: 'Partner: what is shared with them' },
  { value: 'approver', label: 'Approver: reads everything' },
  { value: 'moderator', label: 'Moderator: reads everything' },
]
