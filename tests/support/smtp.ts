import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Letter {
  from: string
  to: string[]
  /** Headers and words, as they came. */
  text: string
}

/** A mail server on this machine that keeps what it is handed, or refuses it. */
export async function startSmtp() {
  const letters: Letter[] = []
  let refusal: string | null = null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'plans' && password === 'secret'
        ? done(null, { user: username })
        : done(new Error('Invalid username or password')),
    onRcptTo: (_address, _session, done) => (refusal === null ? done() : done(new Error(refusal))),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        letters.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          text: unfold(Buffer.concat(chunks).toString()),
        })
        done()
      })
    },
  })
  server.on('error', () => undefined) // a client that goes away is no failure of the test
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo // it listens on a port
  return {
    letters,
    port,
    url: `smtp://plans:secret@127.0.0.1:${port}`,
    refuseWith(words: string | null) {
      refusal = words
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** Long lines of a letter come in pieces that end with "=". */
function unfold(text: string): string {
  return text.replace(/=\r\n/g, '').replace(/=3D/g, '=')
}
