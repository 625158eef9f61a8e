import { describe, expect, it } from 'vitest'
import { findDocuments } from '../../client/pages/home/find-documents.ts'
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
