import { Hono } from 'hono'
import type { TemplateSummary } from '../../shared/api.ts'
import { TEMPLATES } from '../../shared/templates/index.ts'
import { allow } from './entry.ts'
import type { Entry } from './entry.ts'

export function templateRoutes() {
  return new Hono<Entry>().get('/templates', allow('createDocument'), (c) =>
    c.json(
      TEMPLATES.map(({ key, name, kind, about }): TemplateSummary => ({ key, name, kind, about })),
    ),
  )
}
