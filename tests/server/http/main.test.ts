import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { DocumentSummary } from '../../../shared/api.ts'
import { signIn } from '../../support/sign-in.ts'
import { failToStart, startProgram } from '../../support/start-program.ts'
import type { RunningProgram } from '../../support/start-program.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

describe('a running server', () => {
  let server: RunningProgram
  let folder: string
  let cookie: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folkmoot-'))
    server = await startProgram({ DATA_DIR: folder })
    cookie = await signIn(server.address, server.ownerLink ?? '')
  })
  afterAll(async () => {
    await server.end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  it('[HT36] prints its address and serves HTTP, pages and sockets there', async () => {
    expect(server.output()).toMatch(/^Folkmoot is running at http:\/\/localhost:\d+\n/)
    const [document] = await listDocuments(server, cookie)
    expect((await fetch(`${server.address}/health`)).status).toBe(200)
    const address = `${server.address.replace('http', 'ws')}/sync/${document?.id}`
    const socket = new WebSocket(address, { headers: { cookie } })
    const [first] = (await once(socket, 'message')) as [Buffer] // ws gives a Buffer
    expect(first[0]).toBe(101)
    socket.close()
  })

  it('[AC1] a first start prints a link that makes whoever uses it the owner', async () => {
    expect(server.output().split('\n')[1]).toMatch(
      /^Come in as the owner with this link, which works once: http:\/\/localhost:\d+\/#enter=\S{22}$/,
    )
    const me = await fetch(`${server.address}/api/me`, { headers: { cookie } })
    expect(await me.json()).toMatchObject({ seat: { name: 'Petra Wick', role: 'officer' } })
  })

  it('[HT37] a first start shows the demo partnership', async () => {
    const kinds = (await listDocuments(server, cookie)).map(({ kind, isDemo }) => [kind, isDemo])
    expect(kinds).toEqual([
      ['strategy', true],
      ['actionPlan', true],
      ['charter', true],
    ])
  })

  it('[HT38] a second process on the same folder says so and ends', async () => {
    const { code, output, errors } = await failToStart({ DATA_DIR: folder })
    expect([code, output]).toEqual([1, ''])
    expect(errors).toMatch(/^[^\n]*in use[^\n]*\n$/)
    expect(errors).not.toMatch(/ at /)
  })

  it('[HT8] a body in chunks that never ends is refused while it is still coming', async () => {
    const sending = request(`${server.address}/api/documents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked', cookie },
    })
    sending.on('error', () => undefined) // the server hangs up on what it does not read
    const chunk = 'x'.repeat(256 * 1024)
    const push = () => {
      if (!sending.destroyed) sending.write(chunk, push)
    }
    push()
    const [response] = await once(sending, 'response')
    expect(response.statusCode).toBe(413)
    sending.destroy()
  })

  const tricks = [
    '/../../../../etc/passwd',
    '/assets/../../../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%5c..%5cetc/passwd',
    '//etc/passwd',
    '/api/../api/documents/..%2f..%2fetc',
    '/%00',
    '/%',
  ]
  it.each(tricks)('[HT39] the path %s leads to nothing', async (path) => {
    const answer = await askRaw(server, path)
    expect(answer).toMatch(/^HTTP\/1\.1 (400|401|404|503) /)
    expect(answer).not.toContain('root:')
  })
})

describe('a server that is told to stop', () => {
  it('[HT40] stores everything, sends sockets away to come back, and ends with 0', async () => {
    const env = { DATA_DIR: await makeTemporaryFolder(), DEMO: 'no' }
    const server = await startProgram(env)
    const cookie = await signIn(server.address, server.ownerLink ?? '')
    const made = await fetch(`${server.address}/api/documents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ template: 'blank', title: 'Notes' }),
    })
    const { id } = (await made.json()) as DocumentSummary // our own server wrote it
    const address = `${server.address.replace('http', 'ws')}/sync/${id}`
    const socket = new WebSocket(address, { headers: { cookie } })
    await once(socket, 'message')
    const hasClosed = once(socket, 'close')
    expect(await server.end('SIGTERM')).toBe(0)
    const [closeCode] = await hasClosed
    expect(closeCode < 4400 || closeCode > 4499).toBe(true)

    const again = await startProgram(env)
    expect(again.output().trim().split('\n')).toHaveLength(1)
    expect((await listDocuments(again, cookie)).map(({ title }) => title)).toEqual(['Notes'])
    expect(await again.end('SIGINT')).toBe(0)
  })
})

describe('a server that cannot start', () => {
  const stops: (() => void)[] = []
  afterEach(() => stops.splice(0).forEach((stop) => stop()))

  const settings: [setting: string, value: string, sentence: RegExp][] = [
    ['PORT', 'eighty', /^The setting PORT is "eighty", but it has to be a whole number/],
    ['PORT', '65536', /from 0 to 65535/],
    ['PORT', '-1', /from 0 to 65535/],
    ['HOST', 'my host', /^The setting HOST is "my host", but it has to be a host name/],
    ['PUBLIC_URL', 'plans.example.org', /such as https:\/\/plans/],
    ['PUBLIC_URL', 'https://plans.example.org/folkmoot', /without a path/],
    ['DEMO', 'perhaps', /yes or no/],
  ]
  it.each(settings)(
    '[HT41] says what is wrong with %s=%s and ends with 2',
    async (name, value, sentence) => {
      const { code, output, errors } = await failToStart({ [name]: value, DATA_DIR: '/nowhere' })
      expect([code, output]).toEqual([2, ''])
      expect(errors).toMatch(sentence)
      expect(errors.trim().split('\n')).toHaveLength(1)
    },
  )

  it('[HT42] says that its port is taken and ends with 1, leaving the folder to others', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    stops.push(() => other.close())
    const { port } = other.address() as AddressInfo // it listens on a port
    const env = { DATA_DIR: await makeTemporaryFolder(), PORT: String(port) }
    const { code, errors } = await failToStart(env)
    expect(code).toBe(1)
    expect(errors).toBe(
      'Another program already uses this port. Stop it, or set PORT to another number.\n',
    )
    const server = await startProgram({ ...env, PORT: '0' })
    expect(await server.end('SIGTERM')).toBe(0)
  })
})

async function listDocuments(server: RunningProgram, cookie: string): Promise<DocumentSummary[]> {
  const response = await fetch(`${server.address}/api/documents`, { headers: { cookie } })
  return (await response.json()) as DocumentSummary[] // our own server wrote it
}

/** Sends a path as it stands, which `fetch` would tidy up first. */
async function askRaw(server: RunningProgram, path: string): Promise<string> {
  const { port } = new URL(server.address)
  const socket = connect(Number(port), '127.0.0.1')
  socket.end(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  return text(socket)
}
