import type {
  ApprovalResponse,
  ApprovalRoute,
  DecisionRequest,
  PrivacyResponse,
  Publication,
  PublishRequest,
  StartRouteRequest,
  StepLinkResponse,
} from '../shared/approval.ts'
import { ask, documentPath } from './api.ts'

/** From a version to what anybody can read. */

export function readApproval(documentId: string): Promise<ApprovalResponse> {
  return ask('GET', `${documentPath(documentId)}/approval`)
}

export function startRoute(documentId: string, request: StartRouteRequest): Promise<ApprovalRoute> {
  return ask('POST', `${documentPath(documentId)}/approval`, request)
}

export interface StepPlace {
  documentId: string
  version: string
  step: string
}

export function decideStep(place: StepPlace, request: DecisionRequest): Promise<ApprovalRoute> {
  return ask('POST', `${stepPath(place)}/decision`, request)
}

export function linkToStep(place: StepPlace, until: string): Promise<StepLinkResponse> {
  return ask('POST', `${stepPath(place)}/link`, { until })
}

export function checkPrivacy(
  documentId: string,
  version: string,
  summary: string,
): Promise<PrivacyResponse> {
  return ask('POST', `${versionPath(documentId, version)}/privacy`, { summary })
}

export function publishVersion(
  documentId: string,
  version: string,
  request: PublishRequest,
): Promise<Publication> {
  return ask('POST', `${versionPath(documentId, version)}/publication`, request)
}

export function takeDownVersion(
  documentId: string,
  version: string,
  reason: string,
): Promise<Publication> {
  return ask('POST', `${versionPath(documentId, version)}/publication/end`, { reason })
}

function versionPath(documentId: string, version: string): string {
  return `${documentPath(documentId)}/versions/${encodeURIComponent(version)}`
}

function stepPath({ documentId, version, step }: StepPlace): string {
  return `${versionPath(documentId, version)}/steps/${encodeURIComponent(step)}`
}
