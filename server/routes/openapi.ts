import { Hono } from 'hono'
import { z } from 'zod'
import type { Operation } from '../../shared/access.ts'
import { TOKEN_OPERATIONS } from '../../shared/api-seats.ts'
import { ROUTES } from '../../shared/routes.ts'
import type { Answer, Route } from '../../shared/routes.ts'
import { allowAnybody } from './entry.ts'
import type { Entry } from './entry.ts'

/** The description of the API for programs, made of the schemas that check what comes in. */
export function openapiRoutes() {
  const description = describeApi()
  return new Hono<Entry>().get('/openapi.json', allowAnybody(), (c) => c.json(description))
}

function describeApi() {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of ROUTES) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Folkmoot',
      version: '1',
      description:
        'For scripts: make a token in "My seat and sessions" and send it as "Authorization: Bearer …".',
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Refusal: {
          type: 'object',
          properties: { code: { type: 'string' }, message: { type: 'string' } },
          required: ['code', 'message'],
        },
      },
    },
    paths,
  }
}

function describeRoute({ about, policy, path, query = {}, body, answer }: Route) {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }))
  return {
    summary: about,
    'x-for-scripts': isForScripts(policy),
    ...(policy === 'anybody' ? { security: [] } : { security: [{ token: [] }] }),
    parameters: [...inPath, ...inQuery],
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body) } }),
    responses: {
      [answer.status]: describeAnswer(answer),
      default: {
        description: 'Refused, in plain words',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    },
  }
}

/** Whether a token can ever carry the right that is asked for. */
function isForScripts(policy: Route['policy']): boolean {
  if (policy === 'anybody') return false
  const operation = Object.values<Operation>(policy)[0]
  return TOKEN_OPERATIONS.some((each) => each === operation)
}

function describeAnswer({ json, isList = false, words }: Answer) {
  if (json === undefined) return { description: words ?? 'Done' }
  const schema = z.toJSONSchema(json, { io: 'output' })
  const content = isList ? { type: 'array', items: schema } : schema
  return { description: 'As described', content: { 'application/json': { schema: content } } }
}

function contentOf(body: NonNullable<Route['body']>) {
  return body === 'bytes'
    ? { 'application/octet-stream': {} }
    : { 'application/json': { schema: z.toJSONSchema(body, { io: 'input' }) } }
}
