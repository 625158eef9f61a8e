import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NO_OTHER_NAMES } from '../../server/domain/origin.ts'
import { openFolkmoot } from '../../server/folkmoot.ts'
import { signIn } from './sign-in.ts'
import { makeTemporaryFolder } from './temporary-folder.ts'

/** The whole server in this process, on a port and a data folder, with its owner signed in. */
export async function serveFolkmoot(log: (line: string) => void = () => undefined) {
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
    { servePage: async () => null, log },
  )
  const server = createServer(folkmoot.handleRequest).listen(0, '127.0.0.1')
  server.on('upgrade', folkmoot.handleUpgrade)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  const address = `http://127.0.0.1:${port}`
  return {
    folkmoot,
    server,
    dataFolder,
    address,
    /** The owner's cookie. */
    owner: await signIn(address, folkmoot.ownerLink ?? ''),
    /** Throws with what the server says where it does not answer well. */
    async ask<T>(cookie: string, method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(address + path, {
        method,
        headers: { cookie, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${text}`)
      return (text === '' ? undefined : JSON.parse(text)) as T // our own server wrote it
    },
    async stop() {
      await folkmoot.stop()
      server.closeAllConnections()
      server.close()
    },
  }
}

export type ServedFolkmoot = Awaited<ReturnType<typeof serveFolkmoot>>
