import { describe, expect, it } from 'vitest'
import { findDocuments, versionOf } from '../../client/pages/home/find-documents.ts'
import type { DocumentSummary } from '../../shared/api.ts'

describe('finding documents', () => {
  const plan = summary('Harbour plan', { kind: 'actionPlan', stage: 'Final draft', version: '2.2' })
  const charter = summary('Harbour charter', { kind: 'charter', changedAt: '2026-03-04' })
  const cases: [words: string, found: DocumentSummary[]][] = [
    ['', [charter, plan]],
    ['harbour', [charter, plan]],
    ['  FINAL  plan ', [plan]],
    ['action plan 2.2', [plan]],
    ['charter plan', []],
  ]
  it.each(cases)('[HM8] “%s” finds each word in title, kind or version', (words, found) => {
    expect(findDocuments([plan, charter], words)).toEqual(found)
  })
})

describe('the version of a document', () => {
  const cases: [said: string, stage: string, version: string][] = [
    ['Final draft 2.2', 'FINAL DRAFT', '2.2'],
    ['Consultation draft', 'Consultation draft', ''],
    ['08.06.09', '', '08.06.09'],
    ['', '', ''],
  ]
  it.each(cases)('[HM4] is said as “%s”', (said, stage, version) => {
    expect(versionOf(summary('Harbour plan', { stage, version }))).toBe(said)
  })
})

function summary(title: string, more: Partial<DocumentSummary>): DocumentSummary {
  return {
    id: title,
    title,
    kind: 'other',
    stage: '',
    version: '',
    words: 0,
    actions: 0,
    isDemo: false,
    createdAt: '2026-03-01',
    changedAt: '2026-03-01',
    hasReport: false,
    ...more,
  }
}
