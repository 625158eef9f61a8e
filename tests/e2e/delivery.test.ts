import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { FRESH_PLAN, freshPlan } from '../support/fresh-plan.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** How the actions of a plan get on, and the plan in a spreadsheet, in a real browser. */

let browser: Browser
let server: RunningServer
let planId = ''

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  const page = await enter('Ann')
  planId = await freshPlan(page.request, server.url)
  await leave(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('delivery', () => {
  it('[DE13] a card moved on the board shows in the row of another window, with its history', async () => {
    const [ann, bob] = [await openPlan('?view=board'), await openPlan()]
    const name = 'Walk the paths'
    await ann.getByRole('button', { name: new RegExp(`^Move or update: ${name}`) }).press('Enter')
    await ann.getByRole('menuitem', { name: 'At risk' }).press('Enter')
    await column(ann, 'At risk').getByText(name).waitFor()
    await card(ann, name).locator('button:focus').waitFor() // or the next key begins at the top
    const row = bob.locator('tr[data-id]', { hasText: name })
    await bob.locator('tr[data-progress="▲ At risk"]', { hasText: name }).waitFor()

    await card(ann, name).dragTo(column(ann, 'On track'))
    await column(ann, 'On track').getByText(name).waitFor()
    await bob.locator('tr[data-progress="● On track"]', { hasText: name }).waitFor()

    await row.click({ position: { x: 40, y: 8 } })
    const panel = bob.getByRole('complementary', { name: 'Progress' })
    await panel.getByText('At risk → On track').waitFor()
    await panel.getByRole('textbox', { name: 'Note' }).fill('Two paths are walked')
    await panel.getByLabel('Revised date').fill('2027-09-30')
    await panel.getByRole('button', { name: 'Save progress' }).press('Enter')
    await panel.getByText('nothing → 30 September 2027').waitFor()
    await card(ann, name).getByText('now by 30 September 2027').waitFor()
    expect(await textbox(bob).innerText()).not.toContain('Two paths are walked')
    await bob.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    await Promise.all([leave(ann), leave(bob)])
  })

  it('[DE14] a lead updates on a phone by their link, without a seat', async () => {
    const ann = await openPlan()
    await choose(ann, /^Follow the plan/)
    const dialog = ann.getByRole('dialog', { name: 'Follow the plan' })
    await dialog.getByRole('combobox', { name: 'Who leads' }).selectOption('Road Safety Team')
    await dialog.getByRole('button', { name: 'Make a link' }).click()
    const address = await dialog.locator('code').innerText()
    await ann.keyboard.press('Escape')

    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const phone = await context.newPage()
    watch(phone)
    await phone.goto(address)
    await phone.getByRole('heading', { name: FRESH_PLAN }).waitFor()
    expect(await phone.getByRole('heading', { level: 2 }).allInnerTexts()).toHaveLength(1)
    await phone.getByRole('button', { name: 'Update' }).click()
    await phone.getByRole('radio', { name: 'Off track' }).check()
    await phone.getByRole('textbox', { name: 'Note' }).fill('The bridge is shut')
    expect(await findAxeViolations(phone)).toEqual([])
    await phone.getByRole('button', { name: 'Save update' }).click()
    await phone.getByText('The bridge is shut').waitFor()
    await ann.locator('tr[data-progress="◆ Off track"]').waitFor({ state: 'attached' })
    expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await leave(phone)

    await choose(ann, /^Follow the plan/)
    await dialog.getByRole('button', { name: 'End this link' }).click()
    await dialog.getByText('until').waitFor({ state: 'hidden' })
    await leave(ann)
  })

  it('[RT14] a spreadsheet shows what it would change, and changes only that', async () => {
    const [ann, bob] = [await openPlan(), await openPlan()]
    const file = await ann.request.get(`${server.url}/api/documents/${planId}/export?format=csv`)
    const csv = (await file.text()).replace('Walk the paths', 'Walk all the paths')
    const chosen = ann.waitForEvent('filechooser')
    await choose(ann, /^Bring the plan back/)
    await (
      await chosen
    ).setFiles({
      name: 'plan.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    })
    const dialog = ann.getByRole('dialog', { name: 'What “plan.csv” would change' })
    await dialog.getByText('1 changed, 0 new, 0 not in the file').waitFor()
    expect(await dialog.locator('ins').innerText()).toContain('Walk all the paths')
    expect(await findAxeViolations(ann)).toEqual([])
    const elsewhere = bob.locator('td p', { hasText: /^Chief officers$/ })
    await elsewhere.click()
    await bob.keyboard.press('End')
    await bob.keyboard.type(' and chairs')
    await dialog.getByRole('button', { name: 'Change 1 row' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await bob.locator('td', { hasText: 'Walk all the paths' }).waitFor()
    await ann.locator('td', { hasText: 'Chief officers and chairs' }).waitFor()
    const [workbook] = await Promise.all([
      ann.waitForEvent('download'),
      choose(ann, /^Download the plan for Excel/),
    ])
    const path = await workbook.path()
    expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK')
    await Promise.all([leave(ann), leave(bob)])
  })

  it('[DE15] axe finds nothing wrong, light and dark, at 1440 and 360 px', async () => {
    const page = await openPlan('?view=due')
    await page.getByRole('heading', { name: /^Exceptions/ }).waitFor()
    const check = async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [1440, 360]) {
          await page.emulateMedia({ colorScheme })
          await page.setViewportSize({ width, height: 900 })
          expect([colorScheme, width, ...(await findAxeViolations(page))]).toEqual([
            colorScheme,
            width,
          ])
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
          ).toBeLessThanOrEqual(0)
        }
      }
    }
    await page
      .getByRole('button', { name: /^Progress: / })
      .first()
      .click()
    const panel = page.getByRole('complementary', { name: 'Progress' })
    await panel.getByRole('button', { name: 'Save progress' }).waitFor()
    await check()
    await panel.getByRole('button', { name: 'Close the progress' }).click()
    await choose(page, /^Follow the plan/)
    await page.getByRole('dialog').getByRole('button', { name: 'Save the statuses' }).waitFor()
    await check()
    await leave(page)
  })
})

const errors = new WeakMap<Page, string[]>()

async function openPlan(search = ''): Promise<Page> {
  const page = await enter('Ann')
  await page.goto(`${server.url}/documents/${planId}${search}`)
  await page.locator('.document-text[contenteditable="true"]').waitFor({ state: 'attached' })
  return page
}

async function enter(name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  watch(page)
  await letIn(server, context, name)
  await page.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
  return page
}

function watch(page: Page): void {
  page.setDefaultTimeout(20_000) // so that a failure names what was waited for
  const said: string[] = []
  errors.set(page, said)
  page.on('pageerror', (error) => said.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text())
  })
}

async function leave(page: Page): Promise<void> {
  await page.context().close()
  expect(errors.get(page)).toEqual([])
}

async function choose(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Document menu' }).press('Enter')
  await page.getByRole('menuitem', { name }).press('Enter')
}

function textbox(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Text of/, includeHidden: true })
}

function column(page: Page, status: string): Locator {
  return page.getByRole('region', { name: status, exact: true })
}

function card(page: Page, name: string): Locator {
  return page.locator('.board-card', { hasText: name })
}
