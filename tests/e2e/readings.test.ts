import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** What timescales and leads are read as, the plan check and the views, in a real browser. */

let browser: Browser
let server: RunningServer
let planId = ''

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  const page = await enter('Ann')
  await page.goto(server.url)
  const link = page.getByRole('link', { name: 'Heard in Merrowdale: action plan' })
  planId = (await link.getAttribute('href'))?.split('/').at(-1) ?? ''
  await leave(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('readings', () => {
  it('[RE10] stand below their cells, are no part of what is copied, and are not printed', async () => {
    const page = await openPlan()
    await reading(page, '→ by 31 December 2026').first().waitFor()
    await reading(page, 'PCG · Parents and carers group').first().waitFor()
    const cell = page.locator('td', { hasText: 'Policy Officer / MVH' })
    const readAs =
      'Read as: Policy Officer, Colm Fairley, Merrowdale Council; MVH, Merrow Valley Health'
    await cell.and(page.locator(`[aria-description="${readAs}"]`)).waitFor()
    expect(await cell.innerText()).toBe('Policy Officer / MVH')
    await cell.locator('p').click()
    await cell.locator('.reading').waitFor({ state: 'hidden' })
    await page.emulateMedia({ media: 'print' })
    await reading(page, '→ by 31 December 2026').first().waitFor({ state: 'hidden' })
    await leave(page)
  })

  it('[RE16] a click corrects a reading, and it stays for others while they write elsewhere', async () => {
    const ann = await openPlan()
    const bob = await openPlan()
    const before = await words(ann, 'December 26')
    await reading(ann, '→ by 31 December 2026').first().click()
    const dialog = ann.getByRole('dialog', { name: 'Correct the reading' })
    await dialog.getByRole('textbox', { name: 'Due by' }).fill('soon')
    await ann.keyboard.press('Enter')
    await dialog.getByText('Please type a date').waitFor()
    await dialog.getByRole('textbox', { name: 'Due by' }).fill('10 December 2026')
    await dialog.getByText('by 10 December 2026').waitFor()
    expect(await findAxeViolations(ann)).toEqual([])
    await ann.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await reading(bob, '→ by 10 December 2026').waitFor()
    await bob.locator('td p', { hasText: 'Policy Officer / MVH' }).click()
    await bob.keyboard.press('End')
    await bob.keyboard.type('x')
    await ann.locator('td', { hasText: 'Policy Officer / MVHx' }).waitFor()
    await reading(ann, '→ by 10 December 2026').waitFor()
    expect(await words(ann, 'December 26')).toBe(before)
    await bob.keyboard.press('Backspace')
    await ann.keyboard.press('Control+z')
    await reading(bob, '→ by 10 December 2026').waitFor({ state: 'hidden' })
    await Promise.all([leave(ann), leave(bob)])
  })

  it('[RE16] a lead is explained by keyboard alone', async () => {
    const page = await openPlan()
    await reading(page, 'Whoever invites · not in the directory').first().waitFor()
    await page
      .locator('td p', { hasText: /^Whoever invites$/ })
      .first()
      .click()
    await page.keyboard.press('Control+Alt+r')
    const dialog = page.getByRole('dialog', { name: 'Correct the reading' })
    await dialog.getByRole('combobox', { name: 'Who is meant' }).fill('Lead partner')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await textbox(page).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Tab') // nothing is said of the cell one writes in
    await reading(page, 'Whoever invites · Lead partner').waitFor()
    await leave(page)
  })
})

describe('the plan check', () => {
  it('[RE24] lists what is missing, leads to the cell, and follows the text', async () => {
    const page = await openPlan()
    await chooseCheck(page)
    const panel = page.getByRole('complementary', { name: 'Plan check' })
    // It takes the focus when it has come, so nothing is typed before.
    await panel.getByRole('heading', { name: 'Plan check' }).and(page.locator(':focus')).waitFor()
    await panel.getByText('No lead', { exact: true }).waitFor({ state: 'hidden' })
    const lead = page.locator('td p', { hasText: /^Carers Trust$/ })
    await lead.click()
    await page.keyboard.press('End')
    await page.keyboard.press('Shift+Home')
    await page.keyboard.press('Delete')
    const entry = panel.getByRole('button', { name: 'Meet at a time and place they choose' })
    await entry.waitFor()
    await textbox(page).press('Control+Home')
    await entry.press('Enter')
    await textbox(page).and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Carers Trust')
    await page.locator('td', { hasText: /^Carers Trust$/ }).waitFor()
    await entry.waitFor({ state: 'hidden' })
    await panel.getByRole('heading', { name: 'Plan check' }).focus()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    await textbox(page).and(page.locator(':focus')).waitFor()
    await leave(page)
  })
})

describe('the views', () => {
  it('[RE33] a view is in the address, can be narrowed, and leads back to the row', async () => {
    const page = await openPlan()
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: 'Timeline' })
      .click()
    await page.waitForURL(/\?view=timeline$/)
    await textbox(page).waitFor({ state: 'hidden' })
    await page.getByText('20 actions').waitFor()
    await page.getByRole('textbox', { name: 'Search' }).fill('dale buses')
    await page.getByText('1 of 20 actions').waitFor()
    await page.waitForURL(/\?view=timeline&q=dale\+buses$/)
    await page.reload()
    await page.getByText('1 of 20 actions').waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('combobox', { name: 'Lead' }).selectOption('Road Safety Team')
    await page.getByRole('button', { name: /^Walk the paths/ }).click()
    await page.waitForURL(/\/documents\/[a-z0-9]+$/)
    await textbox(page).and(page.locator(':focus')).waitFor()
    const row = page.locator('tr', { hasText: 'Walk the paths' })
    expect(
      await row.evaluate((element) => element.contains(getSelection()?.anchorNode ?? null)),
    ).toBe(true)
    await page.goBack()
    await page.getByText(/ of 20 actions/).waitFor()
    await leave(page)
  })

  it('[RE34] what others write shows in a view, and no view changes the document', async () => {
    const ann = await openPlan('?view=lead')
    const bob = await openPlan()
    const before = await textbox(bob).innerText()
    for (const view of ['Cards', 'Timeline', 'Board', 'By standard', 'Due', 'By lead']) {
      await ann.getByRole('link', { name: view, exact: true }).click()
    }
    expect(await textbox(bob).innerText()).toBe(before)
    await bob.locator('td p', { hasText: /^Chief officers$/ }).click()
    await bob.keyboard.press('End')
    await bob.keyboard.type(' / Chairs')
    await ann.getByRole('heading', { name: /^Chairs/ }).waitFor()
    for (let key = 0; key < 9; key++) await bob.keyboard.press('Backspace')
    await ann.getByRole('heading', { name: /^Chairs/ }).waitFor({ state: 'hidden' })
    await Promise.all([leave(ann), leave(bob)])
  })

  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    [1440, 360].map((width) => [colorScheme, width] as const),
  )
  it.each(looks)('[RE35] axe finds nothing wrong in %s at %i px', async (colorScheme, width) => {
    const page = await openPlan('', { colorScheme, width })
    await reading(page, '→ by 31 December 2026').first().waitFor({ state: 'attached' })
    await chooseCheck(page)
    await page.getByRole('complementary', { name: 'Plan check' }).waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Close the plan check' }).click()
    for (const view of ['Cards', 'Timeline', 'Board', 'By lead', 'By standard', 'Due']) {
      await page.getByRole('link', { name: view, exact: true }).click()
      await page.getByText('20 actions').waitFor()
      expect([view, ...(await findAxeViolations(page))]).toEqual([view])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0)
    }
    await leave(page)
  })
})

const errors = new WeakMap<Page, string[]>()

interface Look {
  width?: number
  colorScheme?: 'light' | 'dark'
}

async function openPlan(search = '', look: Look = {}): Promise<Page> {
  const page = await enter('Ann', look)
  await page.goto(`${server.url}/documents/${planId}${search}`)
  await page.locator('.document-text[contenteditable="true"]').waitFor({ state: 'attached' })
  return page
}

async function enter(name: string, { width = 1440, colorScheme = 'light' }: Look = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000) // so that a failure names what was waited for
  const said: string[] = []
  errors.set(page, said)
  page.on('pageerror', (error) => said.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text())
  })
  await letIn(server, context, name)
  await page.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
  return page
}

async function leave(page: Page): Promise<void> {
  await page.context().close()
  expect(errors.get(page)).toEqual([])
}

async function chooseCheck(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Document menu' }).press('Enter')
  await page.getByRole('menuitem', { name: /^Check the plan/ }).press('Enter')
}

function textbox(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Text of/, includeHidden: true })
}

/** A line of a reading: drawn by the style sheet, so found by what it draws. */
function reading(page: Page, line: string): Locator {
  const [words = '', doubt] = line.includes(' · not') ? line.split(/(?<= · )/) : [line]
  const asDoubt = doubt === undefined ? '' : `[data-doubt="${doubt}"]`
  return page.locator(`.reading-line[data-words^="${words}"]${asDoubt}`)
}

async function words(page: Page, text: string): Promise<string> {
  return page.locator('td', { hasText: text }).first().innerText()
}
