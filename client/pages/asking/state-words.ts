import type { ConsultationState } from '../../../shared/consultations.ts'

export const CONSULTATION_STATE_WORDS: Record<ConsultationState, string> = {
  planned: 'Planned',
  open: 'Open',
  closed: 'Closed',
  answered: 'Answers are out',
}
