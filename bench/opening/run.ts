import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { BrowserContext } from 'playwright-core'
import { openBrowser } from '../../tests/support/browser.ts'
import { letIn, startServer } from '../../tests/support/start-server.ts'
import { makeDocuments } from '../made.ts'
import { sixColumns } from '../six-columns.ts'

/**
 * npm run bench -- opening [--rows 50,500] [--runs 5]
 *
 * From the start of the navigation until the text of a plan is on the screen (the largest contentful
 * paint that lies in the text), in ms: in a browser that has nothing yet, and in one that was here
 * before. Needs a build.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '50,500' }, runs: { type: 'string', default: '5' } },
})
const dataFolder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'))
const wanted = values.rows
  .split(',')
  .map((rows) => ({ name: `${rows} rows × 6`, json: sixColumns(Number(rows)) }))
const documents = await makeDocuments(dataFolder, wanted)
const server = await startServer({ dataFolder, environment: { DEMO: 'no', REHEARSE: 'yes' } })
const browser = await openBrowser()
const times = new Map<string, number[]>()
for (let turn = 0; turn < Number(values.runs); turn++) {
  for (const { name, id } of documents) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await letIn(server, context, 'Ann')
    // Or the question about a copy is the largest thing that is painted.
    await context.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
    for (const visit of ['first visit', 'second', 'third']) {
      const key = `${name}, ${visit}`
      const all = times.get(key) ?? []
      all.push(await open(context, `${server.url}/documents/${id}`))
      times.set(key, all)
    }
    await context.close()
  }
}
process.stdout.write('| document | best | median | worst |\n|---|---|---|---|\n')
for (const [name, all] of times) {
  const sorted = all.sort((one, other) => one - other).map((ms) => Math.round(ms))
  const median = sorted[Math.floor(sorted.length / 2)]
  process.stdout.write(`| ${name} | ${sorted[0]} | ${median} | ${sorted.at(-1)} |\n`)
}
await browser.close()
await server.stop()
rmSync(dataFolder, { recursive: true, force: true })

async function open(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage()
  await page.goto(address, { waitUntil: 'commit' })
  const ms = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const isText =
              'element' in entry && (entry.element as Element | null)?.closest('.ProseMirror')
            if (isText) resolve(entry.startTime)
          }
        }).observe({ type: 'largest-contentful-paint', buffered: true })
      }),
  )
  await page.close()
  return ms
}
