import {
  aboutRequest,
  coverReportsResponse,
  coverResponse,
  decideRecommendationsRequest,
  writeReportRequest,
} from './cover/cover-report.ts'
import { coverTemplate } from './cover/cover-template.ts'
import type { Route } from './routes.ts'

const shown = { status: 200, words: 'Its title and its text, to be read' } as const
const file = { status: 200, words: 'A file' } as const
const formats = { format: 'docx, pdf, html or markdown' }

/** Cover reports: made about a version, written, sent out, decided recommendation by recommendation. */
export const COVER_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/cover-template',
    about: 'The parts of the cover reports of this authority',
    policy: { ask: 'setCoverTemplate' },
    answer: { status: 200, json: coverTemplate },
  },
  {
    method: 'PUT',
    path: '/api/cover-template',
    about: 'Changes the parts of the cover reports that are made from now on',
    policy: { ask: 'setCoverTemplate' },
    body: coverTemplate,
    answer: { status: 200, json: coverTemplate },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/cover-reports',
    about: 'The cover reports that go with versions of a document, and what was decided about them',
    policy: { on: 'readCoverReport' },
    answer: { status: 200, json: coverReportsResponse },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/cover-reports',
    about: 'Makes a cover report about the version with this hash',
    policy: { on: 'runApproval' },
    body: writeReportRequest,
    answer: { status: 201, words: 'The document that is the report' },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/cover',
    about: 'How far a cover report has got: what it is about, what is blank, how it went out',
    policy: { on: 'readCoverReport' },
    answer: { status: 200, json: coverResponse },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/cover/filling',
    about: 'Draws anew from the consultations, the answers and the plan; typed words stay',
    policy: { on: 'editDocument' },
    answer: { status: 200, json: coverResponse },
  },
  {
    method: 'PUT',
    path: '/api/documents/:id/cover/version',
    about: 'Another version for the report to be about',
    policy: { on: 'runApproval' },
    body: aboutRequest,
    answer: { status: 200, json: coverResponse },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/cover/submission',
    about: 'Freezes a report without blanks and lets it go out with its version',
    policy: { on: 'runApproval' },
    body: aboutRequest,
    answer: { status: 201, json: coverResponse },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/versions/:version/cover-reports/:report',
    about: 'A cover report as it went out with a version',
    policy: { on: 'readCoverReport' },
    answer: shown,
  },
  {
    method: 'GET',
    path: '/api/documents/:id/versions/:version/cover-reports/:report/export',
    about: 'A cover report as it went out with a version, as a file',
    policy: { on: 'readCoverReport' },
    query: formats,
    answer: file,
  },
  {
    method: 'POST',
    path: '/api/documents/:id/versions/:version/steps/:step/recommendations',
    about: 'Decides about recommendations, for the version and the report with these hashes',
    policy: { on: 'decideStep' },
    needsFreshProof: true,
    body: decideRecommendationsRequest,
    answer: { status: 201, json: coverReportsResponse },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/versions/:version/decisions',
    about: 'The record of what was decided about a version',
    policy: { on: 'readCoverReport' },
    answer: shown,
  },
  {
    method: 'GET',
    path: '/api/documents/:id/versions/:version/decisions/export',
    about: 'The record of what was decided about a version, as a file',
    policy: { on: 'readCoverReport' },
    query: formats,
    answer: file,
  },
]
