import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { leave, newPage, windowOf } from '../support/home-page.ts'
import { startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** A concern, from whoever is worried to whoever looks after it. */

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('concerns in the browser', () => {
  it('[HT76] a menu opened while a page waits for its content stays open, and the focus with it', async () => {
    const page = await windowOf({ server, browser }, 'Early Bird', {
      role: 'editor',
      viewport: { width: 1024, height: 800 },
    })
    let answer = (): void => {}
    const gate = new Promise<void>((resolve) => (answer = resolve))
    await page.route('**/api/directory', async (route) => (await gate, await route.continue()))
    await page.goto(`${server.url}/directory`)
    await page.getByText('Fetching the directory…').waitFor()
    const menu = page.getByRole('button', { name: /your menu/ })
    await menu.press('Enter')
    const item = page.getByRole('menuitem', { name: 'Report a concern' })
    await item.waitFor()
    answer()
    await page.getByText('Fetching the directory…').waitFor({ state: 'hidden' })
    await page.getByRole('menuitem').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Escape')
    await item.waitFor({ state: 'hidden' })
    await menu.and(page.locator(':focus')).waitFor()
    await leave(page)
  })

  it('[SF16] [SF37] are reported in two presses by keyboard at 320 px, call the lead, and are read, noted and settled', async () => {
    const shona = await windowOf({ server, browser }, 'Shona Pell', {
      role: 'moderator',
      viewport: { width: 1024, height: 800 },
    })

    const ilse = await windowOf({ server, browser }, 'Ilse Marr', {
      role: 'editor',
      viewport: { width: 320, height: 640 },
    })
    for (const [path, content] of [
      ['/', 'Start from a template'],
      ['/directory', 'Organisations'],
      ['/seat', 'Where you are signed in'],
    ] as const) {
      await ilse.goto(`${server.url}${path}`)
      await ilse.getByText(content).first().waitFor()
      await ilse.getByRole('button', { name: /your menu/ }).focus()
      await ilse.keyboard.press('Enter')
      const item = ilse.getByRole('menuitem', { name: 'Report a concern' })
      await item.waitFor()
      await item.press('Enter')
      await ilse.getByRole('link', { name: 'Childline: 0800 1111' }).waitFor()
      if (path !== '/seat') await ilse.keyboard.press('Escape')
    }
    const report = ilse.getByRole('dialog', { name: 'Report a concern' })
    expect(await findAxeViolations(ilse)).toEqual([])
    const words = report.getByRole('textbox', { name: 'What worries you' })
    await words.fill('Somebody is not safe.')
    await report.getByRole('button', { name: 'Close without reporting' }).waitFor()
    await words.press('Escape') // [SF37] takes no words away
    await report.getByRole('button', { name: 'Report it' }).click()
    await report.getByText('It is with those who look after safeguarding').waitFor()
    await leave(ilse)

    const outside = await newPage({ server, browser }, { viewport: { width: 360, height: 740 } })
    await outside.goto(server.url)
    await outside.getByRole('link', { name: 'Worried about somebody?' }).click()
    await outside.getByRole('textbox', { name: 'What worries you' }).waitFor()
    expect(await findAxeViolations(outside)).toEqual([])
    await leave(outside)

    await shona.goto(server.url)
    await shona.getByText('A concern waits for you.').waitFor()
    await shona.getByRole('link', { name: 'Read it' }).click()
    await shona.getByRole('button', { name: /Open it/ }).click()
    const concern = shona.getByRole('article', { name: 'The concern' })
    await concern.getByText('Somebody is not safe.').waitFor()
    await concern.getByText('These are the exact words that were sent').waitFor()
    const log = concern.getByRole('list', { name: 'Who has opened it' })
    expect(await log.textContent()).toContain('Shona Pell')
    await concern.getByRole('textbox', { name: 'Note what was done' }).fill('Rang the duty line.')
    expect(await findAxeViolations(shona)).toEqual([])
    await concern.getByRole('button', { name: 'Keep it and settle' }).click()
    await concern.getByText('Rang the duty line.').waitFor()
    await shona.getByText('Settled', { exact: true }).waitFor()
    await leave(shona)

    const petra = await windowOf({ server, browser }, 'Petra Wick', {
      viewport: { width: 1024, height: 800 },
    })
    await petra.goto(`${server.url}/safeguarding`)
    await petra.getByLabel('Safeguarding lead').selectOption({ label: 'Shona Pell' })
    await petra.getByLabel('until').selectOption({ label: '07:00' })
    expect(await findAxeViolations(petra)).toEqual([])
    await petra.getByRole('button', { name: 'Keep this' }).click()
    await petra.getByText('Kept.').waitFor()
    await leave(petra)
  })
})
