import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_COVER_TEMPLATE } from '../../shared/cover/cover-template.ts'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { FRESH_PLAN, freshPlan } from '../support/fresh-plan.ts'
import { leave, windowOf } from '../support/home-page.ts'
import { startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** A cover report from its first word to the decisions about it, in a real browser. */

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function enter(name: string, role: 'officer' | 'approver', options = {}): Promise<Page> {
  const page = await windowOf({ server, browser }, name, {
    role,
    reducedMotion: 'reduce',
    ...options,
  })
  return page
}

async function checkAxe(page: Page, schemes: readonly ('light' | 'dark')[]): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    expect(await findAxeViolations(page)).toEqual([])
  }
}

/** As the page itself would ask. */
async function ask(page: Page, method: string, path: string, body: object): Promise<void> {
  const status = await page.evaluate(
    async ([way, where, json]) => {
      const headers = { 'content-type': 'application/json' }
      const request = { method: way, headers, body: json }
      return (await fetch(where, request)).status
    },
    [method, path, JSON.stringify(body)] as const,
  )
  expect(status).toBeLessThan(300)
}

/** Types over each thing that is not written yet, in the order of the list. */
async function writeBlanks(page: Page): Promise<void> {
  const list = page.locator('.cover-blanks')
  await list.locator('summary').click()
  const first = list.getByRole('button').first()
  for (let left = await list.getByRole('listitem').count(); left > 0;) {
    const title = (await first.textContent()) ?? ''
    const place = list.getByRole('listitem').first()
    const before = await list.textContent()
    await place.getByRole('button').click()
    await page.keyboard.type(title === 'Recommendations' ? 'To agree the plan.' : 'None')
    await page.waitForFunction(
      (words) => document.querySelector('.cover-blanks')?.textContent !== words,
      before,
    )
    left = await list.getByRole('listitem').count()
  }
}

describe('a cover report', () => {
  it('[CR11] is written, refused while blank, sent out, and decided on a phone', async () => {
    const petra = await enter('Petra Wick', 'officer', { viewport: { width: 1440, height: 900 } })
    const id = await freshPlan(petra.request, server.url)
    await petra.goto(`${server.url}/documents/${id}`)
    await petra.getByRole('button', { name: 'Document menu' }).waitFor()
    const label = { stage: 'final', number: '2.2', date: '2026-06-08', note: '' }
    await ask(petra, 'POST', `/api/documents/${id}/versions`, label)
    const keys = ['purpose', 'recommendations', 'voices', 'equalities', 'legal']
    const parts = DEFAULT_COVER_TEMPLATE.parts.filter(({ key }) => keys.includes(key))
    await ask(petra, 'PUT', '/api/cover-template', { parts })
    await petra.goto(`${server.url}/cover-template`)
    await petra.getByRole('button', { name: 'Take out Legal implications' }).click()
    await petra.getByRole('button', { name: 'Add it' }).click()
    await petra.getByRole('textbox', { name: 'Heading 5, an implication' }).fill('Climate')
    await petra.getByRole('button', { name: 'Keep these parts' }).click()
    await petra.getByText('Reports that are written from now on have these parts.').waitFor()
    await checkAxe(petra, ['light'])
    await petra.goto(`${server.url}/documents/${id}/approval`)
    await petra.getByRole('button', { name: 'Write a cover report' }).click()
    await petra.getByRole('textbox', { name: 'For which body' }).fill('The Executive')
    await petra.getByRole('button', { name: 'Start writing' }).click()
    const bar = petra.getByRole('region', { name: 'Cover report' })
    await bar.getByText(/\d+ parts are not written yet/).waitFor()

    await bar.getByRole('button', { name: 'Send it out' }).click()
    await bar
      .getByRole('alert')
      .getByText(/not written yet: Purpose/)
      .waitFor()
    await checkAxe(petra, ['light', 'dark'])
    await writeBlanks(petra)
    await bar.getByText('Every part is written.').waitFor()

    const climate = petra.getByRole('heading', { name: 'Climate' })
    await climate.click({ clickCount: 3 })
    await petra.keyboard.press('Delete')
    await petra.getByText('This heading stays in every cover report.').waitFor()
    await climate.waitFor()

    await petra.getByText('Saved').first().waitFor()
    await bar.getByRole('button', { name: 'Send it out' }).click()
    await bar.getByText('Went out as 1.0 with Final draft 2.2').waitFor()
    await bar.getByRole('link', { name: 'Approval', exact: true }).click()
    await petra.getByRole('textbox', { name: 'Who decides' }).fill('Executive')
    await petra.getByLabel('By when').fill('2026-07-01')
    const why = petra.getByRole('textbox', { name: 'Why it goes on although' })
    if ((await why.count()) > 0) await why.fill('Answered at the meeting')
    await petra.getByRole('button', { name: 'Send it out' }).click()
    await petra.getByText(`Read “Cover report: ${FRESH_PLAN}`).waitFor()
    await leave(petra, { expectedErrors: /status of 400/ })

    const chair = await enter('The chair', 'approver', { viewport: { width: 360, height: 740 } })
    await chair.goto(`${server.url}/documents/${id}/approval`)
    await chair.getByText(`Read “Cover report: ${FRESH_PLAN}`).click()
    await chair.getByText('The Executive is asked to:').waitFor()
    const form = chair.getByRole('form', { name: 'Decide about each recommendation' })
    await form.getByLabel('Decision about 2.1').selectOption('Agreed')
    await form.getByLabel('Decision about 2.2').selectOption('Agreed with changes')
    await form.getByRole('textbox', { name: 'What 2.2 says now' }).fill('To agree it for a year.')
    await form.getByRole('textbox', { name: 'minutes' }).fill('Item 7')
    await checkAxe(chair, ['light', 'dark'])
    await form.getByRole('button', { name: 'Record these decisions' }).click()
    await chair.getByText('It now reads: To agree it for a year.').waitFor()
    await chair.getByRole('button', { name: 'Record the decision' }).click()
    await chair.getByText('The decision is recorded.').waitFor()
    await chair.getByRole('link', { name: 'Record of decisions' }).click()
    await chair.getByRole('heading', { name: `Decisions about ${FRESH_PLAN}` }).waitFor()
    await chair.reload()
    await chair.getByText('It now reads: To agree it for a year.').waitFor()
    await checkAxe(chair, ['light', 'dark'])
    await leave(chair)
  })
})
