import type {
  Concern,
  ConcernsResponse,
  ReportConcernRequest,
  ReportConcernResponse,
} from '../shared/safety/concerns.ts'
import type { SafetyRequest, SafetyResponse } from '../shared/safety/safety-settings.ts'
import { ask } from './api.ts'

export function reportConcern(request: ReportConcernRequest): Promise<ReportConcernResponse> {
  return ask('POST', '/api/concerns', request)
}

export function listConcerns(): Promise<ConcernsResponse> {
  return ask('GET', '/api/concerns')
}

/** Reads one, which is recorded. */
export function openConcern(id: string): Promise<Concern> {
  return ask('POST', `/api/concerns/${encodeURIComponent(id)}/open`)
}

export function noteConcern(
  id: string,
  note: { words: string; isSettled: boolean },
): Promise<Concern> {
  return ask('POST', `/api/concerns/${encodeURIComponent(id)}/notes`, note)
}

export function readSafety(): Promise<SafetyResponse> {
  return ask('GET', '/api/safety')
}

export function changeSafety(request: SafetyRequest): Promise<SafetyResponse> {
  return ask('PUT', '/api/safety', request)
}
