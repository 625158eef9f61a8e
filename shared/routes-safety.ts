import {
  concern,
  concernsResponse,
  noteConcernRequest,
  reportConcernRequest,
  reportConcernResponse,
} from './safety/concerns.ts'
import { safetyRequest, safetyResponse } from './safety/safety-settings.ts'
import type { Route } from './routes.ts'

/** Worries, and who looks after them. */
export const SAFETY_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/concerns',
    about: 'Says that something is wrong, to those who look after people’s safety alone',
    policy: { ask: 'reportConcern' },
    body: reportConcernRequest,
    answer: { status: 201, json: reportConcernResponse },
  },
  {
    method: 'GET',
    path: '/api/concerns',
    about: 'The concerns, without their words; which of them wait for you',
    policy: { ask: 'handleConcern' },
    answer: { status: 200, json: concernsResponse },
  },
  {
    method: 'POST',
    path: '/api/concerns/:concern/open',
    about: 'Opens a concern, which is recorded',
    policy: { ask: 'handleConcern' },
    answer: { status: 200, json: concern },
  },
  {
    method: 'POST',
    path: '/api/concerns/:concern/notes',
    about: 'Notes what was done about a concern',
    policy: { ask: 'handleConcern' },
    body: noteConcernRequest,
    answer: { status: 200, json: concern },
  },
  {
    method: 'GET',
    path: '/api/safety',
    about: 'Who is told of concerns first and second, and the quiet hours',
    policy: { ask: 'manageSafety' },
    answer: { status: 200, json: safetyResponse },
  },
  {
    method: 'PUT',
    path: '/api/safety',
    about: 'Says who is told of concerns first and second, and the quiet hours',
    policy: { ask: 'manageSafety' },
    needsFreshProof: true,
    body: safetyRequest,
    answer: { status: 200, json: safetyResponse },
  },
]
