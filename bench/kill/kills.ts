import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { createId } from '../../server/ids.ts'
import { createRandom } from '../../tests/support/random.ts'
import { inviteTo, ownerLinkIn, signIn } from '../../tests/support/sign-in.ts'
import { readText, tokensOf, Typist } from './typist.ts'

export interface KillOptions {
  kills: number
  seed: number
  /** Arguments of node that start the server. */
  server: string[]
  /** SIGTERM asks it to stop, SIGKILL does not ask. */
  signal?: 'SIGKILL' | 'SIGTERM'
  /** The server is that of bench/sync, where joining a document makes it, and compacts all the time. */
  isCompacting?: boolean
  /** How many people type, and into how many documents; 5 and 3 by default. */
  typists?: number
  documents?: number
  /** The server is killed somewhere between these, in ms after all have joined. */
  between?: [number, number]
  /** Not before so many words of a round were acknowledged, however slow the machine. */
  leastWords?: number
  log?(line: string): void
}

export interface KillSummary {
  seed: number
  kills: number
  acknowledged: number
  /** Acknowledged words that were not there after a restart. */
  lost: string[]
  /** Words that others had been shown and that were not there after a restart. */
  unseen: string[]
  /** Words that stood there more than once. */
  doubled: string[]
  problems: string[]
  /** The longest it took to end, and to start again. */
  stopMs: number
  restartMs: number
}

/** So that the server has as much to do however many type: from one burst of somebody to the next. */
const MS_PER_TYPIST = 6

/**
 * Kills the server with SIGKILL in the middle of bursts, starts it again, and reads every document
 * before any client is back: each word that was acknowledged has to be there exactly once.
 */
export async function runKills(options: KillOptions): Promise<KillSummary> {
  const { kills, seed, between = [50, 1_500], log = () => {} } = options
  const { typists: typistCount = 5, documents: documentCount = 3, leastWords = 0 } = options
  const { signal = 'SIGKILL', isCompacting = false } = options
  const random = createRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-kill-'))
  let acknowledged = 0
  let problems: string[] = []
  let stopMs = 0
  let restartMs = 0
  const lost = new Set<string>()
  const unseen = new Set<string>()
  const doubled = new Set<string>()
  let server = await startServer(options.server, folder)
  try {
    const cookie = isCompacting ? '' : await signIn(server.address, server.ownerLink)
    const documents: string[] = []
    for (let i = 0; i < documentCount; i++) {
      documents.push(isCompacting ? createId() : await createDocument(server.address, cookie))
    }
    const typists: Typist[] = []
    for (let i = 0; i < typistCount; i++) {
      const own = isCompacting ? '' : await enter(server.address, cookie)
      typists.push(
        new Typist(`c${i}`, { cookie: own, random: createRandom(random.below(2 ** 31)) }),
      )
    }
    const documentOf = (index: number) => documents[index % documentCount] ?? ''
    for (let round = 1; round <= kills; round++) {
      const { address } = server
      await Promise.all(
        typists.map((typist, index) => typist.connect(addressOf(address, documentOf(index)))),
      )
      const isEnough = async () => {
        const hasEnded = () => server.process.exitCode !== null
        while (wordsOf(typists) - acknowledged < leastWords && !hasEnded()) await sleep(5)
      }
      const isKilled = kill(server.process, {
        afterMs: between[0] + random.below(between[1] - between[0]),
        isEnough,
        signal,
      })
      const pauseMs = MS_PER_TYPIST * typistCount
      // Timers that are always due would keep everything else from its turn.
      const pause = () => sleep(random.below(pauseMs)).then(() => setImmediate())
      await Promise.all(typists.map((typist) => typeUntil(isKilled, typist, pause)))
      stopMs = Math.max(stopMs, await isKilled)
      for (const typist of typists) typist.leave()

      const start = performance.now()
      server = await startServer(options.server, folder)
      restartMs = Math.max(restartMs, performance.now() - start)
      for (const [index, id] of documents.entries()) {
        const words = tokensOf(await readText(addressOf(server.address, id), cookie))
        const present = new Set(words)
        for (const word of duplicates(words)) doubled.add(word)
        for (const typist of typists.filter((_, place) => place % documentCount === index)) {
          for (const word of typist.acknowledged) if (!present.has(word)) lost.add(word)
          for (const word of typist.seen) if (!present.has(word)) unseen.add(word)
        }
      }
      acknowledged = wordsOf(typists)
      problems = typists.flatMap(({ problems }) => problems)
      log(`kill ${round} of ${kills}: ${acknowledged} acknowledged, ${lost.size} lost`)
    }
  } finally {
    server.process.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    seed,
    kills,
    acknowledged,
    lost: [...lost],
    unseen: [...unseen],
    doubled: [...doubled],
    problems,
    stopMs,
    restartMs,
  }
}

function wordsOf(typists: readonly Typist[]): number {
  return typists.reduce((sum, typist) => sum + typist.acknowledged.size, 0)
}

async function typeUntil(
  isOver: Promise<number>,
  typist: Typist,
  pause: () => Promise<void>,
): Promise<void> {
  const over = isOver.then(() => 'over')
  do typist.type()
  while ((await Promise.race([over, pause()])) !== 'over')
}

/** Resolves when the process has ended, with the time it took. */
async function kill(
  server: ChildProcess,
  {
    afterMs,
    isEnough,
    signal,
  }: { afterMs: number; isEnough: () => Promise<void>; signal: NodeJS.Signals },
): Promise<number> {
  const hasEnded = once(server, 'exit')
  const isRipe = sleep(afterMs).then(isEnough)
  await Promise.race([isRipe, hasEnded])
  if (server.exitCode !== null) throw new Error(`The server ended by itself: ${server.exitCode}`)
  const start = performance.now()
  server.kill(signal)
  await hasEnded
  return performance.now() - start
}

interface RunningServer {
  process: ChildProcess
  /** http://host:port */
  address: string
  /** '' once somebody has come in. */
  ownerLink: string
}

async function startServer(server: string[], folder: string): Promise<RunningServer> {
  const child = spawn(process.execPath, server, {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      DEMO: 'no',
      REHEARSE: 'no',
      PUBLIC_URL: '',
      COMPACT_AFTER: '5',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error('The server has no output')
  for await (const chunk of child.stdout) {
    const said = String(chunk)
    const address = /http:\/\/\S+:\d+/.exec(said)?.[0]
    if (address !== undefined) {
      return {
        process: child,
        address: address.replace('localhost', '127.0.0.1'),
        ownerLink: ownerLinkIn(said) ?? '',
      }
    }
  }
  throw new Error('The server did not start')
}

/** The cookie of somebody new. */
async function enter(address: string, ownerCookie: string): Promise<string> {
  const { link } = await inviteTo(address, ownerCookie)
  return signIn(address, link, 'Ann Teal')
}

async function createDocument(address: string, cookie: string): Promise<string> {
  const response = await fetch(`${address}/api/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ template: 'blank', title: 'Kill test' }),
  })
  return z.object({ id: z.string() }).parse(await response.json()).id
}

function addressOf(server: string, documentId: string): string {
  return `${server.replace('http', 'ws')}/sync/${documentId}`
}

function duplicates(words: string[]): string[] {
  const once = new Set<string>()
  return words.filter((word) => once.has(word) || !once.add(word))
}
