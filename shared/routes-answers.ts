import { answer, answerRequest, heardResponse, youSaidResponse } from './answers.ts'
import { earlierAnswer } from './earlier-answers.ts'
import { asked, changesSinceResponse } from './golden-thread.ts'
import type { Route } from './routes.ts'

/** Telling people what became of what they said. */
export const ANSWER_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/documents/:id/answers',
    about: 'The answers to comments on a document, the newest first',
    policy: { on: 'readComments' },
    answer: { status: 200, json: answer, isList: true },
  },
  {
    method: 'POST',
    path: '/api/documents/:id/answers',
    about: 'Answers one comment, or many that say the same',
    policy: { on: 'answerComments' },
    body: answerRequest,
    answer: { status: 201, json: answer },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/changes-since',
    about: 'What changed since the comments `threads` (ids, parted by commas), the nearest first',
    policy: { on: 'answerComments' },
    answer: { status: 200, json: changesSinceResponse },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/asked',
    about: 'Who asked for what: from each place of the text to comments, answer and version',
    policy: { on: 'readComments' },
    answer: { status: 200, json: asked, isList: true },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/earlier-answers',
    about: 'Answers about what `words` are about, in all documents you may read, the nearest first',
    policy: { on: 'readComments' },
    answer: { status: 200, json: earlierAnswer, isList: true },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/you-said',
    about: 'What people said and what was done, without names and small numbers',
    policy: { on: 'readComments' },
    answer: { status: 200, json: youSaidResponse },
  },
  {
    method: 'GET',
    path: '/api/documents/:id/heard',
    about: 'How many answers to your own words you have not seen; none in the quiet hours',
    policy: { on: 'readConsultation' },
    answer: { status: 200, json: heardResponse },
  },
  {
    method: 'PUT',
    path: '/api/documents/:id/heard',
    about: 'Says that you have seen the answers to your own words',
    policy: { on: 'readConsultation' },
    answer: { status: 204 },
  },
]
