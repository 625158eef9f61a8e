import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import type { z } from 'zod'
import { Refusal } from '../../shared/refusals.ts'
import { WorkQueue } from '../work-queue.ts'

const JSON_BYTES = 1024 * 1024
export const FILE_BYTES = 20 * 1024 * 1024

/**
 * The JSON body of a request, in the form asked for.
 *
 * @throws {Refusal} `too_large` over the limit of bytes, 1 MB unless told otherwise; `invalid` for
 * anything that does not fit the schema.
 */
export async function readJson<T>(
  c: HonoContext,
  schema: z.ZodType<T>,
  limit = JSON_BYTES,
): Promise<T> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new Refusal('invalid', 'Please send JSON (content type application/json).')
  }
  const parsed = schema.safeParse(parseJson(await readBytes(c, limit)))
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  throw new Refusal('invalid', issue === undefined ? 'The request is not sound.' : inWords(issue))
}

/** How many files come in at once: each may take 20 MB of memory until it has been read. */
const uploads = new WorkQueue({
  atOnce: 4,
  waiting: 24,
  busy: 'Several files are coming in just now. Please try again in a minute.',
})

/** For routes that take files: while others are coming in, nothing is read of a body yet. */
export function admitUpload(queue = uploads): MiddlewareHandler {
  return (c, next) => queue.enter(() => next(), c.req.raw.signal)
}

/**
 * The bytes of a request, counted while they come in, whatever length was announced.
 *
 * @throws {Refusal} `too_large`
 */
export async function readBytes(c: HonoContext, limit: number): Promise<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > limit) throw tooLarge(limit)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length
    if (size > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // Broken JSON and broken UTF-8 are the same to whoever sent them.
    throw new Refusal('invalid', 'The request is not valid JSON.')
  }
}

/** Our own messages are already words for people; the others name the field. */
function inWords(issue: z.core.$ZodIssue): string {
  const field = issue.path.join('.')
  switch (issue.code) {
    case 'unrecognized_keys':
      return `There is no field called ${issue.keys.join(', ')}.`
    case 'invalid_type':
      return field === ''
        ? 'Please send a JSON object.'
        : `The field ${field} is missing or not of the right kind.`
    case 'too_small':
    case 'too_big':
      return ownWords(issue) ?? `The field ${field} is out of range.`
    default:
      return ownWords(issue) ?? `The field ${field} cannot be read.`
  }
}

function ownWords({ message }: z.core.$ZodIssue): string | null {
  return message.startsWith('Please') ? message : null
}

function tooLarge(limit: number): Refusal {
  return new Refusal(
    'too_large',
    `That is too large: at most ${limit / 1024 / 1024} MB can be sent.`,
  )
}
