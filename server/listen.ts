import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener, Server, ServerOptions } from 'node:http'
import type { Config } from './config.ts'

/** Whoever sends slowly, or opens connections without end, takes no more than this from the others. */
const CONNECTION_LIMITS = {
  headersTimeout: 20_000,
  /** For a whole request with its body: 20 MB at 3 Mbit/s. */
  requestTimeout: 60_000,
  connections: 4_096,
}

export function createHttpServer(
  handle: RequestListener,
  {
    connections = CONNECTION_LIMITS.connections,
    ...timeouts
  }: ServerOptions & { connections?: number } = CONNECTION_LIMITS,
): Server {
  const server = createServer(timeouts, handle)
  server.maxConnections = connections
  return server
}

/** Resolves once the server takes requests; rejects if it cannot. */
export async function listen(server: Server, { port, host }: Config): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
}

/** The address for a person to open. */
export function addressOf(server: Server, { host, publicUrl }: Config): string {
  if (publicUrl !== null) return publicUrl.origin
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const isEverywhere = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/** What whoever starts the server is told until somebody has come in as its owner. */
export function ownerLinkInWords(address: string, ownerLink: string): string {
  return `Come in as the owner with this link, which works once: ${address}/#enter=${ownerLink}`
}
