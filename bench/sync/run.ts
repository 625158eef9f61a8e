import { parseArgs } from 'node:util'
import { SCENARIOS } from './scenarios.ts'
import type { Figures } from './scenarios.ts'
import { KINDS } from './servers.ts'

/**
 * npm run bench -- sync [--servers folkmoot,y-websocket,hocuspocus] [--cases 1x10,join] [--runs 3]
 *                       [--seconds 8]
 *
 * The live engine beside the usual servers, in turns within one run, each in a process of its own.
 * The peers are fetched from npm into the folder for temporary files. Needs Linux (/proc, taskset).
 */
const { values } = parseArgs({
  options: {
    servers: { type: 'string', default: Object.keys(KINDS).join(',') },
    cases: { type: 'string', default: Object.keys(SCENARIOS).join(',') },
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
  },
})
const kinds = values.servers.split(',').map((name) => choose(KINDS, name))
for (const name of values.cases.split(',')) {
  const { about, run } = choose(SCENARIOS, name)
  const figures = new Map<string, Figures[]>(kinds.map((kind) => [kind.name, []]))
  for (let turn = 0; turn < Number(values.runs); turn++) {
    // There and back, so that a machine that slows down slows down everybody.
    for (const kind of turn % 2 === 0 ? kinds : kinds.toReversed()) {
      figures.get(kind.name)?.push(await run(kind, Number(values.seconds)))
    }
  }
  process.stdout.write(`\n${name}: ${about} (medians of ${values.runs})\n`)
  for (const [server, all] of figures) process.stdout.write(`${lineOf(server, all)}\n`)
}
process.exit(0)

function choose<T>(all: Record<string, T>, name: string): T {
  const found = all[name]
  if (found !== undefined) return found
  process.stderr.write(`There is no "${name}"; there are ${Object.keys(all).join(', ')}.\n`)
  process.exit(2)
}

function lineOf(server: string, all: Figures[]): string {
  const names = Object.keys(all[0] ?? {})
  const cells = names.map((name) => `${name} ${medianOf(all.map((each) => each[name] ?? 0))}`)
  return `  ${server.padEnd(12)} ${cells.join('   ')}`
}

function medianOf(values: number[]): string {
  const sorted = values.sort((one, other) => one - other)
  return (sorted[Math.floor(sorted.length / 2)] ?? 0).toPrecision(3)
}
