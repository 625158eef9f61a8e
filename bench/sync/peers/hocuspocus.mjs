// Hocuspocus with its defaults and a file per document, written as its Database extension asks.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'

const fileOf = (name) => join(process.env.DATA_DIR, `${name}.bin`)
const database = new Database({
  fetch: ({ documentName }) => readFile(fileOf(documentName)).catch(() => null),
  store: ({ documentName, state }) => writeFile(fileOf(documentName), state),
})
const server = new Server({
  port: Number(process.env.PORT),
  address: '127.0.0.1',
  quiet: true,
  extensions: [database],
})
await server.listen()
