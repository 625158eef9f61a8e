import { resolve } from 'node:path'
import { readConfig } from './config.ts'
import { openFolkmoot } from './folkmoot.ts'
import { addressOf, createHttpServer, listen, ownerLinkInWords } from './listen.ts'
import { rehearse } from './rehearsal.ts'
import { exitCodeOf, inWords } from './start-failure.ts'
import { openStaticFiles } from './static-files.ts'

/** The program: reads the environment, starts everything, and stops it when told to. */
const STOP_WITHIN_MS = 10_000

const { address, ownerLink, stop } = await start().catch((error: unknown) => {
  say(inWords(error))
  process.exit(exitCodeOf(error))
})
let isLeaving = false
process.on('SIGINT', leave)
process.on('SIGTERM', leave)
const lines = [`Folkmoot is running at ${address}`]
if (ownerLink !== null) lines.push(ownerLinkInWords(address, ownerLink))
process.stdout.write(`${lines.join('\n')}\n`)

async function start() {
  const config = readConfig(process.env)
  const servePage = await openStaticFiles(clientFolder())
  const folkmoot = await openFolkmoot(config, { servePage, log: say })
  const server = createHttpServer(folkmoot.handleRequest)
  server.on('upgrade', folkmoot.handleUpgrade)
  try {
    if (config.rehearses) await rehearse({ log: say })
    await listen(server, config)
  } catch (error) {
    await folkmoot.stop()
    throw error
  }
  return {
    address: addressOf(server, config),
    ownerLink: folkmoot.ownerLink,
    async stop() {
      const hasClosed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      await folkmoot.stop()
      server.closeAllConnections()
      await hasClosed
    },
  }
}

/** What was accepted is stored before the process ends. Under npm a signal may come twice. */
function leave() {
  if (isLeaving) return
  isLeaving = true
  setTimeout(() => {
    say('Folkmoot could not finish in ten seconds and stops now.')
    process.exit(1)
  }, STOP_WITHIN_MS).unref()
  stop().then(
    () => process.exit(0),
    (error: unknown) => {
      say(inWords(error))
      process.exit(1)
    },
  )
}

/** Beside the built server; run from its source, in dist. */
function clientFolder(): string {
  const isSource = import.meta.url.endsWith('.ts')
  return resolve(import.meta.dirname, isSource ? '../dist/client' : '../client')
}

function say(line: string) {
  process.stderr.write(`${line}\n`)
}
