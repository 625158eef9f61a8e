import type { DocumentSummary } from '../shared/api.ts'
import type {
  AboutRequest,
  CoverReportsResponse,
  CoverResponse,
  DecideRecommendationsRequest,
  ShownText,
  WriteReportRequest,
} from '../shared/cover/cover-report.ts'
import type { CoverTemplate } from '../shared/cover/cover-template.ts'
import { ask, documentPath } from './api.ts'
import type { StepPlace } from './api-approval.ts'

/** Cover reports, and what is decided about their recommendations. */

export function readCoverTemplate(): Promise<CoverTemplate> {
  return ask('GET', '/api/cover-template')
}

export function writeCoverTemplate(template: CoverTemplate): Promise<CoverTemplate> {
  return ask('PUT', '/api/cover-template', template)
}

export function listCoverReports(documentId: string): Promise<CoverReportsResponse> {
  return ask('GET', `${documentPath(documentId)}/cover-reports`)
}

export function writeCoverReport(
  documentId: string,
  request: WriteReportRequest,
): Promise<DocumentSummary> {
  return ask('POST', `${documentPath(documentId)}/cover-reports`, request)
}

export function readCover(reportId: string): Promise<CoverResponse> {
  return ask('GET', `${documentPath(reportId)}/cover`)
}

export function fillCover(reportId: string): Promise<CoverResponse> {
  return ask('POST', `${documentPath(reportId)}/cover/filling`)
}

export function rebindCover(reportId: string, request: AboutRequest): Promise<CoverResponse> {
  return ask('PUT', `${documentPath(reportId)}/cover/version`, request)
}

export function submitCover(reportId: string, request: AboutRequest): Promise<CoverResponse> {
  return ask('POST', `${documentPath(reportId)}/cover/submission`, request)
}

export function decideRecommendations(
  { documentId, version, step }: StepPlace,
  request: DecideRecommendationsRequest,
): Promise<CoverReportsResponse> {
  const path = `${versionPath(documentId, version)}/steps/${encodeURIComponent(step)}`
  return ask('POST', `${path}/recommendations`, request)
}

/** Of a report as it went out with a version. */
export function reportPath(documentId: string, version: string, report: string): string {
  return `${versionPath(documentId, version)}/cover-reports/${encodeURIComponent(report)}`
}

export function decisionsPath(documentId: string, version: string): string {
  return `${versionPath(documentId, version)}/decisions`
}

export function readShownText(path: string): Promise<ShownText> {
  return ask('GET', path)
}

function versionPath(documentId: string, version: string): string {
  return `${documentPath(documentId)}/versions/${encodeURIComponent(version)}`
}
