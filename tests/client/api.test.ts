import { afterEach, describe, expect, it, vi } from 'vitest'
import { findMe } from '../../client/api-seats.ts'
import { Problem } from '../../client/api.ts'

describe('answers of the server', () => {
  afterEach(() => vi.unstubAllGlobals())

  const cases: [name: string, answer: () => Promise<Response>, code: string, words: RegExp][] = [
    [
      'a refusal keeps the server’s words',
      async () => Response.json({ code: 'too_many', message: 'Please wait.' }, { status: 429 }),
      'too_many',
      /^Please wait\.$/,
    ],
    [
      'no connection is said plainly',
      () => Promise.reject(new TypeError('Failed to fetch')),
      'unreachable',
      /could not reach the server/,
    ],
    [
      'a page of a proxy is not shown',
      async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
      'unclear',
      /did not answer as it should/,
    ],
    [
      'a body of another shape is not shown',
      async () => Response.json({ error: 'E_BOOM' }, { status: 500 }),
      'unclear',
      /did not answer as it should/,
    ],
  ]
  it.each(cases)('[HM14] %s', async (_name, answer, code, words) => {
    vi.stubGlobal('fetch', answer)
    const problem = await findMe().catch((failure: unknown) => failure)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ code, message: expect.stringMatching(words) })
  })
})
