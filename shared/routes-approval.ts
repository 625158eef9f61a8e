import {
  approvalResponse,
  approvalRoute,
  decisionRequest,
  privacyResponse,
  publication,
  publishRequest,
  startRouteRequest,
  stepLinkRequest,
  stepLinkResponse,
  takeDownRequest,
} from './approval.ts'
import type { Route } from './routes.ts'

const page = { status: 200, words: 'A page that needs no script' } as const

/** From a version to what anybody can read. */
export const APPROVAL_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/documents/:id/approval',
    about: 'Who decides about the versions of a document, what they decided, what is published',
    policy: { on: 'seeVersions' },
    answer: { status: 200, json: approvalResponse },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/approval',
    about: 'Sends a version on its way: bodies in order, each with what it is asked for',
    policy: { on: 'runApproval' },
    body: startRouteRequest,
    answer: { status: 201, json: approvalRoute },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/versions/:version/steps/:step/decision',
    about: 'Decides a step for the version with this hash; it is never changed afterwards',
    policy: { on: 'decideStep' },
    needsFreshProof: true,
    body: decisionRequest,
    answer: { status: 201, json: approvalRoute },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/versions/:version/steps/:step/link',
    about: 'A link for somebody without an account to decide this step, until a day',
    policy: { on: 'runApproval' },
    needsFreshProof: true,
    body: stepLinkRequest,
    answer: { status: 201, json: stepLinkResponse },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/versions/:version/privacy',
    about: 'What could be personal in the public copy of a version',
    policy: { on: 'publish' },
    answer: { status: 200, json: privacyResponse },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/versions/:version/publication',
    about: 'Publishes an approved version at /p, from a day or at once',
    policy: { on: 'publish' },
    needsFreshProof: true,
    body: publishRequest,
    answer: { status: 201, json: publication },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/versions/:version/publication/end',
    about: 'Takes a published version down, with a reason',
    policy: { on: 'publish' },
    body: takeDownRequest,
    answer: { status: 200, json: publication },
  },
  {
    method: 'GET',
    path: '/p',
    about: 'The documents that are published',
    policy: 'anybody',
    answer: page,
  },
  {
    method: 'GET',
    path: '/p/:document',
    about: 'The published versions of a document',
    policy: 'anybody',
    answer: page,
  },
  {
    method: 'GET',
    path: '/p/:document/:number',
    about: 'A published version, by its number or `latest`',
    policy: 'anybody',
    answer: page,
  },
]
