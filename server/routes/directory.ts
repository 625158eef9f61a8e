import { Hono } from 'hono'
import {
  changeEntryRequest,
  entryRequest,
  importDirectoryRequest,
  settleRequest,
} from '../../shared/api.ts'
import type { SheetsResponse } from '../../shared/api.ts'
import { asTables } from '../../shared/directory/tables.ts'
import type { WrittenTable } from '../../shared/directory/tables.ts'
import { Refusal } from '../../shared/refusals.ts'
import { importDirectory } from '../domain/directory-imports.ts'
import {
  addEntry,
  changeEntry,
  readDirectory,
  removeEntry,
  restoreEntry,
  settleQuestion,
} from '../domain/directory.ts'
import { writeCsvFile, writeWorkbook } from '../exports/directory.ts'
import type { WrittenFile } from '../exports/directory.ts'
import { MAX_TABLE_FILE_BYTES, readTables } from '../imports/spreadsheet.ts'
import { allow, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { admitUpload, readBytes, readJson } from './request-body.ts'

/** The cells of a file as JSON are larger than the file. */
const MAX_IMPORT_BYTES = 3 * MAX_TABLE_FILE_BYTES

/** Organisations, groups and people. */
export function directoryRoutes() {
  return new Hono<Entry>()
    .get('/directory', allow('readDirectory'), async (c) => c.json(await readDirectory(c.var.ctx)))
    .post('/directory/entries', allow('editDirectory'), async (c) => {
      const request = await readJson(c, entryRequest)
      return c.json(await addEntry(c.var.ctx, request), 201)
    })
    .put('/directory/entries/:id', allow('editDirectory'), async (c) => {
      const request = await readJson(c, changeEntryRequest)
      return c.json(await changeEntry(c.var.ctx, parameter(c, 'id'), request))
    })
    .delete('/directory/entries/:id', allow('editDirectory'), async (c) => {
      await removeEntry(c.var.ctx, parameter(c, 'id'))
      return c.body(null, 204)
    })
    .post('/directory/entries/:id/restore', allow('editDirectory'), async (c) =>
      c.json(await restoreEntry(c.var.ctx, parameter(c, 'id'))),
    )
    .put('/directory/questions', allow('editDirectory'), async (c) => {
      await settleQuestion(c.var.ctx, await readJson(c, settleRequest))
      return c.body(null, 204)
    })
    .get('/directory/export', allow('readDirectory'), async (c) => {
      const { directory, mayEdit } = await readDirectory(c.var.ctx)
      const tables = asTables(directory, { hasEmail: mayEdit })
      const { name, mediaType, bytes } = await write(tables, c.req.query())
      return c.body(Uint8Array.from(bytes).buffer, 200, {
        'content-type': mediaType,
        'content-disposition': `attachment; filename="${name}"`,
      })
    })
    .post('/directory/tables', allow('editDirectory'), admitUpload(), async (c) => {
      const bytes = await readBytes(c, MAX_TABLE_FILE_BYTES)
      const file = { fileName: c.req.query('name') ?? '', bytes }
      const sheets = await readTables(file, { signal: c.req.raw.signal })
      return c.json({ sheets } satisfies SheetsResponse)
    })
    .post('/directory/imports', allow('editDirectory'), async (c) => {
      const request = await readJson(c, importDirectoryRequest, MAX_IMPORT_BYTES)
      return c.json(await importDirectory(c.var.ctx, request))
    })
}

/** A workbook of all tables, or one of them as CSV. */
async function write(
  tables: readonly WrittenTable[],
  { format, table: noun }: Record<string, string>,
): Promise<WrittenFile> {
  if (format === 'xlsx') return writeWorkbook(tables)
  const table = tables.find((each) => each.noun === noun)
  if (format === 'csv' && table !== undefined) return writeCsvFile(table)
  throw new Refusal('invalid', 'Please ask for format=xlsx, or format=csv with a table.')
}
