import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { openBrowser } from '../../tests/support/browser.ts'
import { letIn, startServer } from '../../tests/support/start-server.ts'
import { makeDocuments } from '../made.ts'
import { sixColumns } from '../six-columns.ts'
import { quantile } from '../editor/report.ts'

/**
 * npm run bench -- filter [--rows 2000] [--times 40]
 *
 * Filtering and ordering a long plan in Chromium: from a key or a choice to the next paint, and until
 * the rows that fit are on the screen. Begins once the page has come to rest after opening.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000' },
    times: { type: 'string', default: '40' },
  },
})
const times = Number(values.times)
const dataFolder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'))

declare global {
  interface Window {
    taken: { paint: number[]; rows: number[] }
    /** When the page last was busy for more than 50 ms. */
    wasBusy: number
  }
}

/** In the page: how long after each input it painted, and how long until the rows had changed. */
function watchInputs(): void {
  window.taken = { paint: [], rows: [] }
  window.wasBusy = 0
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.wasBusy = startTime + duration
  }).observe({ type: 'longtask', buffered: true })
  const afterPaint = (then: () => void): void => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.addEventListener('message', then)
      channel.port1.start()
      channel.port2.postMessage(null)
    })
  }
  addEventListener(
    'input',
    ({ timeStamp }) => {
      afterPaint(() => window.taken.paint.push(performance.now() - timeStamp))
      const list = document.querySelector('.plan-view')
      if (list === null) return
      const watcher = new MutationObserver((changes) => {
        const isRows = changes.some(({ target }) =>
          target instanceof Element
            ? target.closest('.plan-filter') === null
            : target.parentElement?.closest('.plan-filter') === null,
        )
        if (!isRows) return
        watcher.disconnect()
        afterPaint(() => window.taken.rows.push(performance.now() - timeStamp))
      })
      watcher.observe(list, { subtree: true, childList: true, characterData: true })
    },
    { capture: true },
  )
}

async function measure(page: Page, name: string, act: (turn: number) => Promise<unknown>) {
  await page.evaluate(() => (window.taken = { paint: [], rows: [] }))
  for (let turn = 0; turn < times; turn++) {
    await act(turn)
    await page.waitForFunction((count) => window.taken.rows.length >= count, turn + 1, {
      polling: 20,
    })
  }
  const { paint, rows } = await page.evaluate(() => window.taken)
  const shown = (all: number[]) =>
    `p50 ${quantile(all, 0.5).toFixed(0)}  p95 ${quantile(all, 0.95).toFixed(0)} ms`
  process.stdout.write(
    `${name.padEnd(28)} next paint ${shown(paint)}   rows on the screen ${shown(rows)}\n`,
  )
}

const [made] = await makeDocuments(dataFolder, [
  { name: `${values.rows} rows × 6`, json: sixColumns(Number(values.rows)) },
])
const [server, browser] = await Promise.all([
  startServer({ dataFolder, environment: { DEMO: 'no' } }),
  openBrowser(),
])
try {
  for (const view of ['rows', 'cards', 'lead']) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await letIn(server, context, 'Ann')
    await context.addInitScript({
      content: `globalThis.__name = (f) => f; (${watchInputs.toString()})()`,
    })
    await context.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
    const page = await context.newPage()
    page.setDefaultTimeout(120_000)
    await page.goto(`${server.url}/documents/${made?.id}?view=${view}`)
    const search = page.getByRole('textbox', { name: 'Search' })
    await page.locator('.row-status').first().waitFor()
    await page.waitForFunction(() => performance.now() - window.wasBusy > 1500, undefined, {
      polling: 100,
    })
    const order = page.getByRole('combobox', { name: 'Order' })
    const words = ['1', '12', '123', '12', '1', '']
    await measure(page, `${view}: search, letter by letter`, (turn) =>
      search.fill(words[turn % words.length] ?? ''),
    )
    await search.fill('')
    const orders = ['name', 'due', 'lead', 'document']
    await measure(page, `${view}: order`, (turn) =>
      order.selectOption(orders[turn % orders.length] ?? ''),
    )
    await context.close()
  }
} finally {
  await browser.close()
  await server.stop()
  rmSync(dataFolder, { recursive: true, force: true })
}
