import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { freshPlan } from '../support/fresh-plan.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** Making, reading, comparing and bringing back, in a real browser. */

let browser: Browser
let server: RunningServer
let planId = ''

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  const page = await enter('Ann')
  planId = await freshPlan(page.request, server.url)
  await page.context().close()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('versions', () => {
  it('[VE16] a version is made from the open document, and read with its label', async () => {
    const page = await openPlan('Ann')
    await page.getByRole('button', { name: 'Document menu' }).click()
    await page.getByRole('menuitem', { name: 'Versions' }).click()
    const panel = page.getByRole('complementary', { name: 'Versions' })
    await panel.getByText('No versions yet').waitFor()
    await panel.getByRole('button', { name: 'Make a version' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make a version' })
    await dialog.getByLabel('Stage').selectOption('Consultation draft')
    await dialog.getByRole('textbox', { name: 'Number' }).fill('2.1')
    await dialog.getByLabel('Date').fill('2026-05-08')
    await dialog.getByRole('textbox', { name: 'Note' }).fill('For the valley')
    await dialog.getByText('CONSULTATION DRAFT 08.05.26 – Version 2.1').waitFor()
    await dialog.getByRole('button', { name: 'Make the version' }).click()
    await panel.getByRole('link', { name: 'Consultation draft 2.1' }).click()
    const main = page.getByRole('main')
    await main.getByRole('heading', { name: 'Consultation draft 2.1' }).waitFor()
    await main.getByText('Friday 8 May 2026, made by Ann: For the valley').waitFor()
    await main.getByRole('table').first().waitFor()
    expect(await main.locator('[contenteditable="true"], ins, del').count()).toBe(0)
    expect(await findAxeViolations(page)).toEqual([])
    await page.context().close()
  })

  it('[VE17] what changed is said in words that pick it, and a row comes back while others write', async () => {
    const ann = await openPlan('Ann')
    const bob = await openPlan('Bob')
    await retype(ann, 'December 26', 'March 27')
    await retype(ann, 'Policy Officer / MVH', 'PCG')
    await bob.locator('td p', { hasText: 'March 27' }).waitFor()

    await ann.goto(`${server.url}/documents/${planId}/versions`)
    const main = ann.getByRole('main')
    const later = main.getByRole('button', { name: '1 date moved later' })
    await later.waitFor()
    await main.getByRole('button', { name: '1 lead changed' }).waitFor()
    const entries = main.locator('.change-entry')
    expect(await entries.count()).toBe(2)
    await later.click()
    expect(await entries.allInnerTexts()).toEqual([
      expect.stringContaining('December 26 → March 27'),
    ])
    await entries.first().click()
    const row = main.locator('tr:focus')
    expect(await row.locator('del').first().innerText()).toBe('December 26')
    expect(await row.locator('ins').first().innerText()).toBe('March 27')
    expect(await findAxeViolations(ann)).toEqual([])

    const writing = bob.locator('.document-text > p').first()
    await writing.click()
    await bob.keyboard.press('End')
    await bob.keyboard.type(' Written meanwhile.')
    await main.getByRole('button', { name: /^Bring back: .*December 26/ }).click()
    const dialog = ann.getByRole('dialog', { name: 'Bring back' })
    expect(await findAxeViolations(ann)).toEqual([])
    await dialog.getByRole('button', { name: 'Bring it back' }).click()
    await bob.locator('td p', { hasText: 'March 27' }).waitFor({ state: 'hidden' })
    expect(await bob.locator('td p', { hasText: 'December 26' }).count()).toBe(2)
    await bob.locator('td p', { hasText: 'Policy Officer / MVH' }).waitFor()
    expect(await writing.innerText()).toContain('Written meanwhile.')
    await main.getByText('1 passage reworded').waitFor()
    await main.page().getByText('Safety points (1)').waitFor()
    await Promise.all([ann.context().close(), bob.context().close()])
  })

  it('[VE18] the versions are gone through step by step, on a phone and by keyboard', async () => {
    const page = await openPlan('Ann', { width: 360, height: 780 })
    await page.goto(`${server.url}/documents/${planId}/versions`)
    await page.getByRole('button', { name: 'Make a version' }).click()
    await page.getByRole('button', { name: 'Make the version' }).click()
    const main = page.getByRole('main')
    await main.getByRole('heading', { name: 'Consultation draft 2.2' }).waitFor()
    const slider = main.getByRole('slider', { name: 'Step through the versions' })
    await slider.focus()
    const letGo = await holdNextComparison(page)
    await page.keyboard.press('ArrowLeft')
    await main.getByRole('heading', { name: 'Consultation draft 2.1' }).waitFor()
    await page.keyboard.press('ArrowRight')
    const between = main.getByText('From Consultation draft 2.1 to Consultation draft 2.2')
    await between.waitFor()
    await letGo() // an answer that comes late is to a question nobody asks any more
    expect(await between.isVisible()).toBe(true)
    expect(await slider.getAttribute('aria-valuetext')).toBe('Consultation draft 2.2')
    await main.locator('ins', { hasText: 'Written meanwhile.' }).waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(360)
    await page.getByRole('button', { name: 'More for Consultation draft 2.2' }).click()
    await page.getByRole('menuitem', { name: 'Withdraw' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('The annex is missing')
    await page.getByRole('button', { name: 'Withdraw it' }).click()
    await main.getByText('This version is withdrawn: The annex is missing').waitFor()
    await page.context().close()
  })
})

async function enter(name: string, viewport = { width: 1440, height: 1000 }): Promise<Page> {
  const context = await browser.newContext({ viewport })
  await letIn(server, context, name)
  return context.newPage()
}

async function openPlan(name: string, viewport?: { width: number; height: number }): Promise<Page> {
  const page = await enter(name, viewport)
  await page.goto(`${server.url}/documents/${planId}`)
  await page.locator('.document-text table').first().waitFor()
  return page
}

/** Replaces the words of the first cell that has these. */
async function retype(page: Page, before: string, after: string): Promise<void> {
  await page.locator('td p', { hasText: before }).first().click()
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+Home')
  await page.keyboard.type(after)
  await page
    .getByText(/^Saved/)
    .first()
    .waitFor()
}

/** Keeps back the answer to the next comparison that is asked for; the answer lets it come. */
async function holdNextComparison(page: Page): Promise<() => Promise<void>> {
  let open = (): void => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  const comparisons = /\/compare(\?|$)/
  const late = page.waitForRequest(comparisons)
  await page.route(comparisons, async (route) => (await gate, await route.continue()), { times: 1 })
  return async () => {
    open()
    const response = await (await late).response()
    await response?.finished()
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
}
