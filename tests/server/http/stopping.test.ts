import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { listDocuments } from '../../../server/domain/documents.ts'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { serveFolkmoot } from '../../support/serve-folkmoot.ts'
import { startWorld } from '../../support/start-app.ts'

it('[HT57] a request on its way when the server stops is finished and stored', async () => {
  const { folkmoot, server, dataFolder, address, owner } = await serveFolkmoot()
  onTestFinished(() => server.closeAllConnections())

  const hasArrived = once(server, 'request')
  const sending = request(`${address}/api/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: owner },
  })
  sending.write('{"template":"blank",')
  await hasArrived
  const hasStopped = folkmoot.stop()
  sending.end('"title":"Just in time"}')
  const [response] = (await once(sending, 'response')) as [IncomingMessage] // as Node documents it
  expect(response.statusCode).toBe(201)
  await hasStopped

  const store = await openEmbeddedStore({ folder: dataFolder })
  const { ctx } = startWorld(store)
  expect((await listDocuments(ctx)).map(({ title }) => title)).toEqual(['Just in time'])
  await store.close()
  server.close()
})
