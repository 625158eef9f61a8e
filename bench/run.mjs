// npm run bench -- SCENARIO [options]     (npm run bench -- --help lists them)
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const SCENARIOS = {
  editor:
    'typing, remote edits and first load in two Chromium windows, beside the usual Yjs binding',
  opening: 'from the address of a plan to its text on the screen',
  profile: 'where the time of a key goes',
  compare: 'two versions of 30 and of 300 pages, block by block and word by word',
  sync: 'the live engine beside y-websocket and Hocuspocus: fan-out, joins, open rooms',
  council: 'a normal day: 200 editors in 20 documents, to the confirmation of each letter',
  rooms: 'thousands of documents opened and left, and what stays in memory',
  overload: 'one who attacks the live engine, and what two others notice of it',
  views: 'filtering, ordering and bringing back a plan of 2,000 rows',
  filter: 'filtering and ordering a plan of 2,000 rows in Chromium, to the next paint',
  kill: 'kill -9 the server in the middle of bursts and count what was acknowledged and lost',
}
const [name, ...options] = process.argv.slice(2)
const file = ['ts', 'mjs']
  .map((end) => join(import.meta.dirname, name ?? '', `run.${end}`))
  .find(existsSync)
if (name === undefined || !(name in SCENARIOS) || file === undefined) {
  for (const [key, about] of Object.entries(SCENARIOS))
    process.stdout.write(`${key.padEnd(10)}${about}\n`)
  process.exit(name === undefined || name === '--help' ? 0 : 2)
}
const result = spawnSync(process.execPath, ['--import', 'tsx', file, ...options], {
  stdio: 'inherit',
})
process.exit(result.status ?? 1)
