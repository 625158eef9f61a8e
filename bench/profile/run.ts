import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'
import { bigActionTable, bigStrategy } from '../../tests/support/big-documents.ts'
import { openBrowser } from '../../tests/support/browser.ts'
import { letIn, startServer } from '../../tests/support/start-server.ts'
import { makeDocuments } from '../made.ts'
import { costs } from './costs.ts'

/**
 * npm run bench -- profile [--rows 500] [--threads 1000] [--keys 30]
 *
 * Where the time of a key goes, in a plan of so many rows or else in a strategy of 30 pages: layout,
 * style and script, and the functions that cost most. Names need a build that is not minified
 * (`npx vite build --minify false`).
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '0' },
    threads: { type: 'string', default: '0' },
    keys: { type: 'string', default: '30' },
  },
})
const keys = Number(values.keys)
const dataFolder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'))
const json = Number(values.rows) > 0 ? bigActionTable(Number(values.rows)) : bigStrategy()
const wanted = { name: 'A text', json, threads: Number(values.threads) }
const [document] = await makeDocuments(dataFolder, [wanted])
const server = await startServer({ dataFolder, environment: { DEMO: 'no' } })
const browser = await openBrowser()
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
await letIn(server, context, 'Ann')
const page = await context.newPage()
await page.goto(`${server.url}/documents/${document?.id}`)
await placeCaret(page)
await page.keyboard.type('warm up ')

const session = await context.newCDPSession(page)
await session.send('Profiler.enable')
await session.send('Profiler.setSamplingInterval', { interval: 200 })
await session.send('Performance.enable')
const before = await metricsOf(session)
await session.send('Profiler.start')
for (let key = 0; key < keys; key++) {
  await page.keyboard.press('a')
  await sleep(80)
}
const { profile } = await session.send('Profiler.stop')
const after = await metricsOf(session)

process.stdout.write('ms a key\n')
for (const [name, value] of after) {
  if (!name.endsWith('Duration')) continue
  const spent = ((value - (before.get(name) ?? 0)) / keys) * 1_000
  process.stdout.write(`${spent.toFixed(2).padStart(8)} ${name}\n`)
}
const { self, total } = costs(profile)
for (const [title, all] of [
  ['in itself', self],
  ['with what it calls', total],
] as const) {
  process.stdout.write(`\n${title}, ms a key\n`)
  for (const [name, ms] of all.slice(0, 28)) {
    process.stdout.write(`${(ms / keys).toFixed(2).padStart(8)} ${name}\n`)
  }
}
await browser.close()
await server.stop()
rmSync(dataFolder, { recursive: true, force: true })

async function placeCaret(on: Page): Promise<void> {
  const paragraphs = on.locator('.ProseMirror p')
  await paragraphs.first().waitFor()
  const middle = paragraphs.nth(Math.floor((await paragraphs.count()) / 2))
  await middle.scrollIntoViewIfNeeded()
  await middle.click()
  await on.keyboard.press('End')
}

async function metricsOf(of: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await of.send('Performance.getMetrics')
  return new Map(metrics.map(({ name, value }) => [name, value]))
}
