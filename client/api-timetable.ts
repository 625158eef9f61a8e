import type { CalendarFeed, NewCalendarFeedResponse } from '../shared/api-delivery.ts'
import type { AskableGroup, TimetableResponse } from '../shared/timetable.ts'
import { ask, documentPath } from './api.ts'

export function readTimetable(): Promise<TimetableResponse> {
  return ask('GET', '/api/consultations')
}

export function listTimetableCalendars(): Promise<CalendarFeed[]> {
  return ask('GET', '/api/consultation-calendars')
}

export function makeTimetableCalendar(): Promise<NewCalendarFeedResponse> {
  return ask('POST', '/api/consultation-calendars')
}

export function endTimetableCalendar(id: string): Promise<void> {
  return ask('DELETE', `/api/consultation-calendars/${encodeURIComponent(id)}`)
}

/** The groups of the directory that can be asked about a document. */
export function listAskable(documentId: string): Promise<AskableGroup[]> {
  return ask('GET', `${documentPath(documentId)}/askable`)
}
