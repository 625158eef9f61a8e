import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { openStaticFiles } from '../../server/static-files.ts'
import { startDoor } from './at-door.ts'

const CLIENT = resolve(import.meta.dirname, '../../dist/client')

/** The door with its pages on a port, for a browser: its clock stands until it is moved. */
export async function serveDoor(options: Parameters<typeof startDoor>[0] = {}) {
  const server = createServer((request, response) => handle(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  const door = await startDoor({ servePage: await openStaticFiles(CLIENT), ...options })
  const handle = getRequestListener(door.app.fetch, { overrideGlobalObjects: false })
  return {
    ...door,
    url: `http://localhost:${port}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolveStop) => server.close(resolveStop))
    },
  }
}
