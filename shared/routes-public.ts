import type { Route } from './routes.ts'

const page = { status: 200, words: 'A page that needs no script' } as const

/** What anybody reads without signing in. */
export const PUBLIC_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/p',
    about: 'What is published, who is asked just now, and what became of it',
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
    path: '/p/:document/results',
    about: 'What became of what people said in an announced consultation',
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
  {
    method: 'GET',
    path: '/p/:document/:number/:file',
    about: 'A published version as `document.docx` or `document.pdf`, or a picture of it',
    policy: 'anybody',
    answer: { status: 200, words: 'The file' },
  },
]
