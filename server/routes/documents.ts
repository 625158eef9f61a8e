import { Hono } from 'hono'
import { createDocumentRequest, renameDocumentRequest } from '../../shared/api.ts'
import {
  createDocument,
  describeDocument,
  listDocuments,
  listTrash,
  removeDocument,
  renameDocument,
  restoreDocument,
} from '../domain/documents.ts'
import { listRemovedRows } from '../domain/removed-rows.ts'
import { allow, allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { readJson } from './request-body.ts'

export function documentRoutes() {
  return new Hono<Entry>()
    .get('/documents', allow('listDocuments'), async (c) => c.json(await listDocuments(c.var.ctx)))
    .post('/documents', allow('createDocument'), async (c) => {
      const request = await readJson(c, createDocumentRequest)
      return c.json(await createDocument(c.var.ctx, request), 201)
    })
    .get('/documents/:id', allowOn('readDocument'), async (c) =>
      c.json(await describeDocument(c.var.ctx, parameter(c, 'id'))),
    )
    .patch('/documents/:id', allowOn('renameDocument'), async (c) => {
      const request = await readJson(c, renameDocumentRequest)
      return c.json(await renameDocument(c.var.ctx, parameter(c, 'id'), request))
    })
    .delete('/documents/:id', allowOn('removeDocument'), async (c) => {
      await removeDocument(c.var.ctx, parameter(c, 'id'))
      return c.body(null, 204)
    })
    .get('/documents/:id/removed-rows', allowOn('editDocument'), async (c) =>
      c.json(await listRemovedRows(c.var.ctx, parameter(c, 'id'))),
    )
    .get('/trash', allow('removeDocument'), async (c) => c.json(await listTrash(c.var.ctx)))
    .post('/documents/:id/restore', allow('removeDocument'), async (c) =>
      c.json(await restoreDocument(c.var.ctx, parameter(c, 'id'))),
    )
}
