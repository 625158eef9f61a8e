import type {
  CalendarFeed,
  DeliveryResponse,
  NewCalendarFeedResponse,
  NewUpdateLinkResponse,
  ProgressHistoryResponse,
  ProgressRequest,
  RowProgress,
  StatusesRequest,
  UpdateLink,
  UpdateLinkRequest,
  UpdatesResponse,
} from '../shared/api-delivery.ts'
import type { PlanFileResponse, TakenPlanFileResponse } from '../shared/api-plan-file.ts'
import { ask, documentPath, send } from './api.ts'
import type { ImportProgress, Upload } from './api.ts'

/** How the actions of a plan get on, and the plan as a file. */

export function readDelivery(id: string): Promise<DeliveryResponse> {
  return ask('GET', `${documentPath(id)}/delivery`)
}

export function readProgress(id: string, row: string): Promise<ProgressHistoryResponse> {
  return ask('GET', `${documentPath(id)}/delivery/${encodeURIComponent(row)}`)
}

export function updateProgress(
  id: string,
  row: string,
  change: ProgressRequest,
): Promise<RowProgress> {
  return ask('PUT', `${documentPath(id)}/delivery/${encodeURIComponent(row)}`, change)
}

export function setStatuses(id: string, input: StatusesRequest): Promise<DeliveryResponse> {
  return ask('PUT', `${documentPath(id)}/statuses`, input)
}

export function listUpdateLinks(id: string): Promise<UpdateLink[]> {
  return ask('GET', `${documentPath(id)}/update-links`)
}

export function makeUpdateLink(
  id: string,
  input: UpdateLinkRequest,
): Promise<NewUpdateLinkResponse> {
  return ask('POST', `${documentPath(id)}/update-links`, input)
}

export function endUpdateLink(id: string, link: string): Promise<void> {
  return ask('DELETE', `${documentPath(id)}/update-links/${encodeURIComponent(link)}`)
}

export function listCalendars(id: string): Promise<CalendarFeed[]> {
  return ask('GET', `${documentPath(id)}/calendars`)
}

export function makeCalendar(id: string): Promise<NewCalendarFeedResponse> {
  return ask('POST', `${documentPath(id)}/calendars`)
}

export function endCalendar(id: string, feed: string): Promise<void> {
  return ask('DELETE', `${documentPath(id)}/calendars/${encodeURIComponent(feed)}`)
}

/** What somebody leads, for whoever has the link. */
export function lookAtUpdates(link: string): Promise<UpdatesResponse> {
  return ask('POST', '/api/updates/look', { link })
}

export function sendUpdate(
  link: string,
  row: string,
  change: ProgressRequest,
): Promise<UpdatesResponse> {
  return ask('POST', '/api/updates', { link, row, change })
}

/** What a CSV or Excel file would change in the plans; nothing is kept. */
export function lookAtPlanFile(
  id: string,
  file: File,
  onProgress: (progress: ImportProgress) => void,
): Upload<PlanFileResponse> {
  return send(
    `${documentPath(id)}/plan-file?name=${encodeURIComponent(file.name)}`,
    file,
    onProgress,
  )
}

export function takePlanFile(
  id: string,
  file: File,
  { seen, isRemoving, isMoving }: { seen: string; isRemoving: boolean; isMoving: boolean },
): Upload<TakenPlanFileResponse> {
  const query = new URLSearchParams({
    name: file.name,
    seen,
    missing: isRemoving ? 'remove' : 'keep',
    order: isMoving ? 'take' : 'keep',
  })
  return send(`${documentPath(id)}/plan-file/take?${query}`, file)
}
