import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { leave, windowOf } from '../support/home-page.ts'
import { startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** The pages on which one looks at what happened, and at what scripts can do. */

let browser: Browser
let server: RunningServer
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('looking', () => {
  it('[RI16] the log says who did what in words, narrows down, and says that it is whole', async () => {
    const page = await windowOf({ server, browser }, 'Runa Holt', {
      viewport: { width: 360, height: 740 },
    })
    await page.goto(server.url)
    await page.getByRole('button', { name: 'Runa Holt (your menu)' }).click()
    await page.getByRole('menuitem', { name: 'Audit log' }).click()
    await page.getByText('Checked: chain intact').waitFor()
    const items = page.getByRole('listitem').filter({ has: page.getByRole('time') })
    await items.getByText('invited Runa Holt').waitFor()
    await page.getByRole('combobox', { name: 'Who' }).selectOption('Runa Holt')
    await items.getByText('invited Runa Holt').waitFor({ state: 'detached' })
    await items.getByText('signed in').waitFor()
    await page.getByRole('combobox', { name: 'About' }).selectOption('Documents')
    await page.getByText('Nothing like this has happened yet.').waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    await leave(page)
  })

  it('[RI17] the page for scripts is made of the description, with examples that name this server', async () => {
    const page = await windowOf({ server, browser }, 'Ilse Marr', {
      role: 'editor',
      viewport: { width: 360, height: 740 },
    })
    await page.goto(`${server.url}/scripts`)
    await page.getByText(`Authorization: Bearer $TOKEN" ${server.url}/api/documents`).waitFor()
    await page.getByText(`${server.url.replace('http', 'ws')}/sync`).waitFor()
    await page.locator('summary').filter({ hasText: 'Documents' }).click()
    await page.getByText('Puts a document into the trash').waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await leave(page)
  })
})
