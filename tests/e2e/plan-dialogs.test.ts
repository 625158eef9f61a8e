import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDocuments } from '../../bench/made.ts'
import { bigActionTable } from '../support/big-documents.ts'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** What the plan asks in dialogs and panels, in a real browser. */

let browser: Browser
let server: RunningServer
let planId = ''

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  const page = await enter({ width: 1440, height: 900 })
  await page.goto(server.url)
  const link = page.getByRole('link', { name: 'Heard in Merrowdale: action plan' })
  planId = (await link.getAttribute('href'))?.split('/').at(-1) ?? ''
  await leave(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('links of a plan', () => {
  it('[AT24] an action is linked to by choosing it, the link leads there, and is missed once it has gone', async () => {
    const page = await openPlan({ width: 1440, height: 900 })
    const target = page.locator('tr[data-id]', { hasText: 'Walk the paths' })
    const id = await target.getAttribute('data-id')
    await caretIn(page, 'Walk the paths')
    await page.keyboard.press('End')
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: 'Add a link' })
    await dialog.getByRole('combobox', { name: 'Leads to' }).selectOption('place')
    await dialog.getByRole('combobox', { name: 'Action or heading' }).fill('Walk the')
    await page.getByRole('option', { name: /Walk the paths/ }).click()
    expect(await findAxeViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save the link' }).click()
    const link = page.locator(`a[href="#${id}"]`)
    await link.waitFor()
    expect(await link.innerText()).toContain('Walk the paths')

    const other = await openPlan({ width: 1440, height: 900 }, `#${id}`)
    await other.waitForFunction(
      (row) =>
        document.getSelection()?.anchorNode?.parentElement?.closest('tr')?.dataset['id'] === row,
      id,
    )
    expect(new URL(other.url()).hash).toBe('')
    await Promise.all([leave(page), leave(other)])
  })
})

describe('the table', () => {
  it('[AT26] is filtered and ordered by its address, tells rows and columns by name, and leaves the document as it is', async () => {
    const page = await openPlan({ width: 1440, height: 900 })
    const own = page.locator('.document-text tr[data-id]')
    const ids = () => own.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')))
    await own.first().waitFor()
    const order = await ids()
    await page.goto(`${server.url}/documents/${planId}?view=rows&sort=name`)
    const table = page.getByRole('table', { name: /^Actions that fit/ })
    await table.waitFor()
    const names = await table.getByRole('rowheader').getByRole('button').allInnerTexts()
    expect(names.length).toBeGreaterThan(5)
    expect(names).toEqual(names.toSorted((one, other) => (plain(one) < plain(other) ? -1 : 1)))
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(
      expect.arrayContaining(['Action', 'Timescale', 'Lead', 'Progress']),
    )
    await page.getByRole('textbox', { name: 'Search' }).fill('walk the paths')
    await page.waitForURL(/view=rows&q=walk\+the\+paths&sort=name$/)
    await table.getByRole('rowheader').nth(1).waitFor({ state: 'detached' })
    expect(await findAxeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Show all' }).press('Enter')
    await page.getByRole('textbox', { name: 'Search' }).and(page.locator(':focus')).waitFor()
    await page.getByRole('combobox', { name: 'Status' }).focus()
    await page.keyboard.type('Off')
    await page.waitForURL(/status=off/i)
    await page.goto(`${server.url}/documents/${planId}?view=rows&q=walk+the+paths&sort=name`)

    await table.getByRole('rowheader').getByRole('button').click()
    await page.waitForURL(/\/documents\/[0-9a-z]+$/)
    await own.first().waitFor()
    expect(await ids()).toEqual(order)
    await leave(page)
  })
})

describe('a long plan', () => {
  it('[AT30] has its first rows on the screen at once, and the others as somebody goes on, each once', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'folkmoot-'))
    const [long] = await makeDocuments(dataFolder, [{ name: 'Long', json: bigActionTable(200) }])
    const other = await startServer({ dataFolder, environment: { DEMO: 'no' } })
    const context = await browser.newContext({ viewport: { width: 1024, height: 800 } })
    await letIn(other, context, 'Ann')
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    for (const [view, items] of [
      ['rows', 'tbody tr:not(.rows-group)'],
      ['board', '.board-card'],
      ['lead', '.plan-lines > li'],
    ] as const) {
      await page.goto(`${other.url}/documents/${long?.id}?view=${view}`)
      const all = page.locator(`.plan-view :is(${items})`)
      await all.first().waitFor()
      const counts = page.locator('.plan-group-count')
      expect(await all.count()).toBeLessThan(200)
      await page.getByRole('button', { name: /^Show \d+ more/ }).waitFor()
      // Printing draws all that is left; otherwise going on does.
      if (view === 'board') await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      await page.waitForFunction(
        () => {
          scrollTo(0, document.body.scrollHeight)
          return document.querySelector('.plan-view-rest') === null
        },
        undefined,
        { polling: 50 },
      )
      const said = (await counts.allInnerTexts()).reduce((sum, count) => sum + Number(count), 0)
      expect(await all.count()).toBe(view === 'rows' ? 200 : said)
      expect(said).toBeGreaterThanOrEqual(view === 'rows' ? 0 : 200)
    }
    await context.close()
    await other.stop()
    await rm(dataFolder, { recursive: true, force: true })
  })
})

/** What a part of the plan asks: by its menu in the tools, with the dialog or panel that opens. */
const ASKED: [name: string, tools: [menu: string, item: RegExp] | RegExp, opens: string][] = [
  ['a new column', ['Column', /^Add a column to the right/], 'Add a column'],
  ['its choices', ['Column', /^What to choose from/], 'What to choose from'],
  ['the period', ['Group', /^Years the plan covers/], 'Years the plan covers'],
  ['a reading', ['Row', /^Correct the reading/], ''],
  ['members', ['Add', /^Membership list/], ''],
  ['removed rows', /^Recently removed rows/, ''],
  ['links for leads', /^Follow the plan/, 'Follow the plan'],
]

describe('what the plan asks', () => {
  it('[AT27] axe finds nothing wrong in it, light and dark, at 1440 and 360 px', async () => {
    const page = await openPlan({ width: 1440, height: 900 })
    const wrong: string[] = []
    const look = async (name: string) => {
      for (const width of [1440, 360]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 800 })
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          const found = await findAxeViolations(page, '[role=dialog], .progress-panel')
          wrong.push(...found.map((line) => `${name}, ${width}, ${colorScheme}: ${line}`))
        }
      }
      await page.setViewportSize({ width: 1440, height: 900 })
    }
    const ongoing = page.getByText('Ongoing', { exact: true })
    for (const [name, tools, opens] of ASKED) {
      const place = name === 'members' ? page.locator('.document-text h1') : ongoing
      await place.first().click()
      // Until the tools are those of the new place, the caret has not come there.
      const row = page.getByRole('toolbar').getByRole('button', { name: 'Row', exact: true })
      await row.waitFor({ state: name === 'members' ? 'hidden' : 'visible' })
      if (tools instanceof RegExp) {
        await page.getByRole('button', { name: 'Document menu' }).press('Enter')
        await page.getByRole('menuitem', { name: tools }).press('Enter')
      } else {
        const [menu, item] = tools
        const bar = page.getByRole('toolbar', { name: 'Writing tools' })
        await bar.getByRole('button', { name: menu, exact: true }).press('Enter')
        await page.getByRole('menuitem', { name: item }).press('Enter')
      }
      const dialog = page.getByRole('dialog', opens === '' ? {} : { name: opens })
      await dialog.waitFor().catch(() => expect.fail(`${name} was not asked`))
      await look(name)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
    }
    expect(wrong).toEqual([])
    await leave(page)
  })
})

function plain(name: string): string {
  return name.toLowerCase()
}

const errors = new WeakMap<Page, string[]>()

async function openPlan(viewport: { width: number; height: number }, more = ''): Promise<Page> {
  const page = await enter(viewport)
  await page.goto(`${server.url}/documents/${planId}${more}`)
  await page.locator('.document-text[contenteditable="true"]').waitFor({ state: 'attached' })
  return page
}

async function enter(viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const said: string[] = []
  errors.set(page, said)
  page.on('pageerror', (error) => said.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text())
  })
  await letIn(server, context, 'Ann')
  await page.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
  return page
}

async function leave(page: Page): Promise<void> {
  await page.context().close()
  expect(errors.get(page)).toEqual([])
}

async function caretIn(page: Page, words: string): Promise<void> {
  await page.locator('td p, td li', { hasText: words }).first().click()
}
