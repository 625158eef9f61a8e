import type { Browser, Page } from 'playwright-core'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { readPdf } from '../support/pdf.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** Files out of the running product, through its own processes as they are built. */

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

it('[EX10] the document menu makes any kind of file, and the web page reads without a script', async () => {
  const page = await openPlan()
  await page.getByRole('button', { name: 'Document menu' }).click()
  await page.getByRole('menuitem', { name: 'Download as…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Download as…' })
  await dialog.getByRole('button', { name: 'PDF' }).waitFor()
  expect(await findAxeViolations(page)).toEqual([])

  const pdf = await takeFile(page, 'PDF')
  expect(pdf.name).toBe('Heard in Merrowdale action plan.pdf')
  expect(readPdf(pdf.bytes).tags['TH']).toBeGreaterThan(5)
  await dialog.waitFor({ state: 'hidden' })

  await page.getByRole('button', { name: 'Document menu' }).click()
  await page.getByRole('menuitem', { name: 'Download as…' }).click()
  const html = await takeFile(page, 'Web page')
  const reader = await (await browser.newContext({ javaScriptEnabled: true })).newPage()
  await reader.setContent(new TextDecoder().decode(html.bytes))
  expect(await reader.getByRole('rowheader').count()).toBeGreaterThan(20)
  expect(await reader.locator('script').count()).toBe(0)
  expect(await findAxeViolations(reader)).toEqual([])
  await reader.context().close()
  await page.context().close()
})

it('[AT28] [ED42] [ED43] the page has its header, prints plans across with their heading, and its tables fit their words', async () => {
  const page = await openPlan()
  const header = page.getByRole('group', { name: 'Printed at the top of every page' })
  expect(await header.getByRole('textbox', { name: 'Version' }).inputValue()).not.toBe('')
  const key = page.locator('.document-text > table:not(.action-table)').first()
  const [letters = 0, name = 0] = await key
    .locator('tr')
    .first()
    .locator('td, th')
    .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width))
  expect(letters).toBeLessThan(name)

  await page.emulateMedia({ media: 'print' })
  const asAbove = await page
    .locator('td[data-same]')
    .first()
    .evaluate((cell) => getComputedStyle(cell, '::after').display)
  expect(asAbove).toBe('none')
  await page.emulateMedia({ media: null })
  const pages = [...readPdf(await page.pdf({ preferCSSPageSize: true })).objects.values()]
    .map((each) => /\/Type \/Page\b.*?\/MediaBox \[0 0 (\d+) (\d+)/s.exec(each))
    .filter((found) => found !== null)
  expect(pages.length).toBeGreaterThan(1)
  expect(pages.filter(([, width, height]) => Number(width) < Number(height))).toEqual([])
  await page.context().close()
})

async function takeFile(page: Page, kind: string): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: kind }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

async function openPlan(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000) // so that a failure names what was waited for
  await letIn(server, context, 'Ann')
  await page.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
  await page.goto(server.url)
  await page.getByRole('link', { name: 'Heard in Merrowdale: action plan' }).click()
  await page.locator('.document-text[contenteditable="true"]').waitFor({ state: 'attached' })
  return page
}
