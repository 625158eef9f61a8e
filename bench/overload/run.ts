import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { KINDS, Server } from '../sync/servers.ts'
import type { Kind } from '../sync/servers.ts'
import { ATTACKS } from './attacks.ts'
import type { Attack } from './attacks.ts'
import { Probe } from './probe.ts'

/**
 * npm run bench -- overload [--only C6,D4]
 *
 * Each attack goes against a server of its own, while in another document two people go on: one
 * types a letter, the other waits for it, and so on. Shown: what came of the attack, how long the
 * letters took (p50, p95, the longest) before, during and after it, and the memory of the server.
 */
const QUIET_MS = 2_000

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const wanted = values.only?.split(',')
const { folkmoot } = KINDS
if (folkmoot === undefined) throw new Error('There is no Folkmoot to measure')
const kindWith = (environment: Record<string, string>): Kind => ({
  ...folkmoot,
  start(options) {
    const { args, env } = folkmoot.start(options)
    return { args, env: { ...env, FLOODS: 'closed', ...environment } }
  },
})
process.stdout.write(
  '| attack | what came of it | probe p50 / p95 / max ms | MB before, most, after |\n|---|---|---|---|\n',
)
for (const [name, attack] of Object.entries(ATTACKS)) {
  if (wanted !== undefined && !wanted.some((each) => name.startsWith(`${each} `))) continue
  const sockets = name.startsWith('C4 ') ? 'counted' : 'any'
  const figures = await measure(attack, { SOCKETS: sockets })
  process.stdout.write(`| ${name} | ${figures.join(' | ')} |\n`)
}
process.exit(0)

async function measure(attack: Attack, environment: Record<string, string>): Promise<string[]> {
  const server = await Server.start(kindWith(environment))
  try {
    const probe = await Probe.start(server)
    await sleep(QUIET_MS)
    probe.reset()
    const before = server.memory()
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, server.memory())
    }, 50)
    const outcome = await attack(server)
    await sleep(QUIET_MS)
    clearInterval(watch)
    probe.stop()
    const memory = [before, most, server.memory()].map((bytes) => Math.round(bytes / 1e6))
    return [outcome, probe.summary(), memory.join(', ')]
  } finally {
    await server.stop()
  }
}
