import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runKills } from './kills.ts'

/**
 * npm run bench -- kill [--kills 100] [--seed 1] [--server dist/server/main.js]
 *                        [--stop] [--compacting] [--typists 5] [--documents 3]
 *
 * Five clients type words that appear once, over the bare protocol, into three documents; the server
 * is killed with SIGKILL 50–1,500 ms later and started again; before any client is back every word
 * that was acknowledged must be there exactly once. Exit code 1 if one is not. With --stop it is asked
 * to stop (SIGTERM); with --compacting it is the server of bench/sync, which compacts every log after
 * five records.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    stop: { type: 'boolean', default: false },
    compacting: { type: 'boolean', default: false },
    typists: { type: 'string', default: '5' },
    documents: { type: 'string', default: '3' },
    server: { type: 'string', default: join(import.meta.dirname, '../../dist/server/main.js') },
  },
})
const server = values.compacting ? join(import.meta.dirname, '../sync/server.ts') : values.server
const summary = await runKills({
  kills: Number(values.kills),
  seed: Number(values.seed),
  server: server.endsWith('.ts') ? ['--import', 'tsx', server] : [server],
  signal: values.stop ? 'SIGTERM' : 'SIGKILL',
  isCompacting: values.compacting,
  typists: Number(values.typists),
  documents: Number(values.documents),
  log: (line) => process.stderr.write(`${line}\n`),
})
const { lost, unseen, doubled, problems } = summary
process.stdout.write(
  [
    `seed            ${summary.seed}`,
    `kills           ${summary.kills}`,
    `acknowledged    ${summary.acknowledged} words`,
    `lost            ${lost.length} ${lost.slice(0, 5).join(' ')}`,
    `seen and lost   ${unseen.length} ${unseen.slice(0, 5).join(' ')}`,
    `doubled         ${doubled.length} ${doubled.slice(0, 5).join(' ')}`,
    `problems        ${problems.length} ${problems.slice(0, 5).join('; ')}`,
    `slowest end     ${Math.round(summary.stopMs)} ms`,
    `slowest restart ${Math.round(summary.restartMs)} ms`,
    '',
  ].join('\n'),
)
process.exit(lost.length + unseen.length + doubled.length + problems.length === 0 ? 0 : 1)
