import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** An installed Chromium that talks to nobody but the page under test. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((path) => path !== undefined && existsSync(path))
  if (executablePath === undefined) throw new Error('No Chromium found: set CHROMIUM to its path.')
  return chromium.launch({ executablePath, args: ARGUMENTS })
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe holds against the page as it stands (WCAG 2.2 AA and good practice), a line each;
 * `within`: only there.
 */
export async function findAxeViolations(page: Page, within = ''): Promise<string[]> {
  await page.evaluate(axe) // not a script element: the page's own security headers refuse those
  const results = await page.evaluate<AxeResults>(
    within === '' ? 'axe.run()' : `axe.run(${JSON.stringify(within)})`,
  )
  return results.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary}`,
    ),
  )
}
