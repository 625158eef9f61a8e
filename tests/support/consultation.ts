import type { ConsultationRequest } from '../../shared/consultations.ts'

/** Of a month, beginning on the first day of the clock of the tests. */
export const CONSULTATION: ConsultationRequest = {
  title: 'Buses in Northmere',
  about: 'Where should they go?',
  level: 'consultation',
  canChange: 'Where they go',
  cannotChange: '',
  because: '',
  minutes: 10,
  opensOn: '2026-03-02',
  closesOn: '2026-03-30',
  hearBackOn: '2026-05-01',
  fixed: [],
  plain: [],
  groups: [],
}
