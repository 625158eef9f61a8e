import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { listDocuments } from '../../../server/domain/documents.ts'
import { NO_OTHER_NAMES } from '../../../server/domain/origin.ts'
import { openFolkmoot } from '../../../server/folkmoot.ts'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { signIn } from '../../support/sign-in.ts'
import { startWorld } from '../../support/start-app.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

it('[HT57] a request on its way when the server stops is finished and stored', async () => {
  const dataFolder = await makeTemporaryFolder()
  const folkmoot = await openFolkmoot(
    {
      dataFolder,
      publicUrl: null,
      hasDemo: false,
      proxyHops: 0,
      wantsOwnerLink: false,
      names: NO_OTHER_NAMES,
      smtp: null,
      council: null,
    },
    { servePage: async () => null, log: () => undefined },
  )
  const server = createServer(folkmoot.handleRequest).listen(0, '127.0.0.1')
  onTestFinished(() => server.closeAllConnections())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port

  const cookie = await signIn(`http://127.0.0.1:${port}`, folkmoot.ownerLink ?? '')

  const hasArrived = once(server, 'request')
  const sending = request(`http://127.0.0.1:${port}/api/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
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
