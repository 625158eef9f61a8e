import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { FRESH_PLAN, freshPlan } from '../support/fresh-plan.ts'
import { leave, newPage, windowOf } from '../support/home-page.ts'
import { startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** From a version to what anybody reads, in a real browser. */

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
  const page = await windowOf({ server, browser }, name, { role, ...options })
  return page
}

describe('approval', () => {
  it('[AP7] a version is sent out, decided and, [AP22] with no typed word lost, [PU7] after its privacy check, published', async () => {
    const petra = await enter('Petra Wick', 'officer', { viewport: { width: 1440, height: 900 } })
    const id = await freshPlan(petra.request, server.url)
    await petra.goto(`${server.url}/documents/${id}`)
    await petra.getByRole('button', { name: 'Document menu' }).waitFor()
    const label = { stage: 'final', number: '2.2', date: '2026-06-08', note: '' }
    await petra.request.post(`${server.url}/api/documents/${id}/versions`, { data: label })
    await petra.getByRole('button', { name: 'Document menu' }).click()
    await petra.getByRole('menuitem', { name: 'Approval and publishing' }).click()
    await petra.getByRole('textbox', { name: 'Who decides' }).fill('Executive')
    await petra.getByLabel('By when').fill('2026-07-01')
    await petra.getByRole('button', { name: 'Add a step' }).click()
    const second = petra.getByRole('group', { name: 'Step 2' })
    await second.getByRole('textbox', { name: 'Who decides' }).fill('Youth council')
    await second.getByLabel('What they are asked for').selectOption('Endorse')
    await second.getByLabel('By when').fill('2026-07-08')
    expect(await findAxeViolations(petra)).toEqual([])
    const why = petra.getByRole('textbox', { name: 'Why it goes on although' })
    if ((await why.count()) > 0) await why.fill('Answered at the meeting')
    await petra.getByRole('button', { name: 'Send it out' }).click()
    await petra.getByText('Not decided yet, due Wednesday 1 July 2026').waitFor()

    const chair = await enter('The chair', 'approver', { viewport: { width: 360, height: 740 } })
    await chair.goto(`${server.url}/documents/${id}/approval`)
    await chair.getByText('The draft still says the same.').waitFor()
    const minute = chair.getByRole('textbox', { name: 'Where it stands in the minutes' })
    await minute.fill('Item 7')
    expect(await findAxeViolations(chair)).toEqual([])
    const record = chair.getByRole('button', { name: 'Record the decision' })
    await chair.context().setOffline(true)
    await record.click()
    await chair.getByText('Folkmoot could not reach the server.').waitFor()
    await chair.context().setOffline(false)
    await chair.goto(`${server.url}/p`)
    await chair.goBack()
    expect(await minute.inputValue()).toBe('Item 7')
    await record.click()
    await chair.getByText(', entered by The chair, minute Item 7').waitFor()
    expect(await chair.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('Item 7')
    await leave(chair, { expectedErrors: /ERR_INTERNET_DISCONNECTED/ })

    await petra.reload()
    await petra.getByRole('button', { name: 'Make a link for Youth council' }).click()
    const link = await petra.locator('code', { hasText: '#enter=' }).textContent()
    const guest = await newPage({ server, browser })
    await guest.goto(link ?? '')
    await guest.getByRole('button', { name: 'Come in' }).click()
    await guest.getByRole('textbox', { name: 'Reason, if you like' }).fill('It is fair')
    await guest.getByRole('button', { name: 'Record the decision' }).click()
    await guest.getByText('The decision is recorded.').waitFor()
    await guest.context().close()

    await petra.goto(`${server.url}/documents/${id}`)
    await petra.locator('.document-text > p').first().click()
    await petra.keyboard.press('End')
    await petra.keyboard.type(' CANARY')
    await petra.getByText('Saved').first().waitFor()
    await petra.goto(`${server.url}/documents/${id}/approval`)
    await petra.getByText('1 word changed since 2.2 was approved.').waitFor()
    await petra.getByText(/The privacy check found/).waitFor()
    const reason = petra.getByRole('textbox', { name: 'Why anybody may read this' })
    if ((await reason.count()) > 0) await reason.fill('They agreed in writing')
    expect(await findAxeViolations(petra)).toEqual([])
    await petra.getByRole('button', { name: 'Publish 2.2' }).click()
    await petra.getByText('It is fair').waitFor()
    await petra.getByRole('link', { name: `/p/${id}/2.2` }).click()
    await petra.getByText('Youth council – Endorse: Agreed').waitFor()
    expect(await findAxeViolations(petra)).toEqual([])
    await leave(petra)

    const anybody = await newPage({ server, browser }, { javaScriptEnabled: false })
    await anybody.goto(`${server.url}/p`)
    await anybody.getByRole('link', { name: FRESH_PLAN }).click()
    await anybody.getByRole('table').first().waitFor()
    await anybody.getByText('Executive – Approve: Agreed').waitFor()
    expect(await anybody.getByText('CANARY').count()).toBe(0)
    await leave(anybody)
  })
})
