import type {
  ApprovalResponse,
  ApprovalRoute,
  AskPartnersRequest,
  DecisionRequest,
  OwnWordsRequest,
  PrivacyResponse,
  Publication,
  PublishRequest,
  StartRouteRequest,
  StepLinkResponse,
} from '../shared/approval.ts'
import type { CalendarFeed, NewCalendarFeedResponse } from '../shared/api-delivery.ts'
import type { SignUpRegister } from '../shared/sign-up.ts'
import type { WaitingResponse } from '../shared/waiting.ts'
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

export function sayOwnWords(place: StepPlace, request: OwnWordsRequest): Promise<ApprovalRoute> {
  return ask('POST', `${stepPath(place)}/words`, request)
}

export function askPartners(
  documentId: string,
  version: string,
  request: AskPartnersRequest,
): Promise<ApprovalRoute> {
  return ask('POST', `${versionPath(documentId, version)}/partners`, request)
}

export function readRegister(documentId: string): Promise<SignUpRegister> {
  return ask('GET', `${documentPath(documentId)}/sign-up`)
}

export interface ConditionPlace {
  documentId: string
  version: string
  condition: string
}

export function settleCondition(place: ConditionPlace, note: string): Promise<ApprovalRoute> {
  const { documentId, version, condition } = place
  const path = `${versionPath(documentId, version)}/conditions/${encodeURIComponent(condition)}`
  return ask('POST', `${path}/done`, { note })
}

export function listWaiting(): Promise<WaitingResponse> {
  return ask('GET', '/api/approvals')
}

export function listApprovalCalendars(): Promise<CalendarFeed[]> {
  return ask('GET', '/api/approval-calendars')
}

export function makeApprovalCalendar(): Promise<NewCalendarFeedResponse> {
  return ask('POST', '/api/approval-calendars')
}

export function endApprovalCalendar(id: string): Promise<void> {
  return ask('DELETE', `/api/approval-calendars/${encodeURIComponent(id)}`)
}

export function linkToStep(place: StepPlace, until: string): Promise<StepLinkResponse> {
  return ask('POST', `${stepPath(place)}/link`, { until })
}

export function checkPrivacy(
  documentId: string,
  version: string,
  words: { summary: string; unansweredReason: string },
): Promise<PrivacyResponse> {
  return ask('POST', `${versionPath(documentId, version)}/privacy`, words)
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
