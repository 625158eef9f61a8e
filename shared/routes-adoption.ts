import { adoptRequest, adoption, adoptionsResponse, endAdoptionRequest } from './adoption.ts'
import type { Route } from './routes.ts'

const page = { status: 200, words: 'A page that needs no script' } as const

/** Organisations adopt a published charter; anybody reads who did. */
export const ADOPTION_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/documents/:id/adoptions',
    about: 'Who has adopted a published charter, its values, and for whom you may adopt it',
    policy: { on: 'adoptCharter' },
    answer: { status: 200, json: adoptionsResponse },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/adoptions',
    about: 'Adopts a published charter for an organisation, or adopts it again',
    policy: { on: 'adoptCharter' },
    body: adoptRequest,
    answer: { status: 201, json: adoption },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/adoptions/:adoption/end',
    about: 'Ends an adoption, with a reason',
    policy: { on: 'adoptCharter' },
    body: endAdoptionRequest,
    answer: { status: 200, json: adoption },
  },
  {
    method: 'GET',
    path: '/p/:document/adopted',
    about: 'Who has adopted a published charter',
    policy: 'anybody',
    answer: page,
  },
  {
    method: 'GET',
    path: '/p/:document/adopted/:adoption',
    about: 'The shared values and what they mean to one organisation',
    policy: 'anybody',
    answer: page,
  },
  {
    method: 'GET',
    path: '/p/:document/adopted/:adoption/poster',
    about: 'The same as a poster to print, with a code that leads to it',
    policy: 'anybody',
    answer: page,
  },
]
