import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DirectoryResponse, DocumentSummary } from '../../shared/api.ts'
import type { MeResponse } from '../../shared/api-seats.ts'
import type { GroupLinkSummary } from '../../shared/api-young.ts'
import type { VersionSummary } from '../../shared/api-versions.ts'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { leave, newPage, windowOf } from '../support/home-page.ts'
import { startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** The way of a version through everybody's hands, in a real browser. */

const PHONE = { viewport: { width: 360, height: 740 } }
const WORDS = 'We like the late bus.\nBut write “we will”, not “we may”.'

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function ask<T>(page: Page, method: string, path: string, data?: unknown): Promise<T> {
  const response = await page.request.fetch(server.url + path, {
    method,
    ...(data !== undefined && { data, headers: { 'content-type': 'application/json' } }),
  })
  if (!response.ok()) throw new Error(`${method} ${path}: ${await response.text()}`)
  return (await response.json()) as T // our own server wrote it
}

async function enter(name: string, role: 'officer' | 'approver' | 'editor', options = {}) {
  const page = await windowOf({ server, browser }, name, { role, ...options })
  return page
}

const inDays = (days: number) =>
  new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10)

/** A version before the executive, which is late, and the youth group of the examples. */
async function sendOut(petra: Page) {
  const made = { template: 'strategy', title: 'Our promise' }
  const { id } = await ask<DocumentSummary>(petra, 'POST', '/api/documents', made)
  const at = `/api/documents/${id}`
  const { directory } = await ask<DirectoryResponse>(petra, 'GET', '/api/directory')
  const group = directory.entries.find((each) => each.noun === 'group' && each.kind === 'youth')
  if (group === undefined) throw new Error('The examples have no youth group')
  const adults = [await enter('Shona Pell', 'editor'), await enter('Tomas Birk', 'editor')]
  const ids: string[] = []
  for (const adult of adults) {
    ids.push((await ask<MeResponse>(adult, 'GET', '/api/me')).seat?.id ?? '')
  }
  await ask(petra, 'PUT', `/api/youth-groups/${group.id}/adults`, { adults: ids })
  for (const who of [group.id, ...ids]) {
    await ask(petra, 'PUT', `${at}/shares/${who}`, { as: 'commenter', until: null })
  }
  const link = { adult: ids[0], ageBand: '13to15', until: inDays(30), uses: 5 }
  const { code } = await ask<GroupLinkSummary>(
    petra,
    'POST',
    `/api/youth-groups/${group.id}/links`,
    link,
  )
  const label = { stage: 'final', number: '2.2', date: inDays(0), note: '' }
  const version = await ask<VersionSummary>(petra, 'POST', `${at}/versions`, label)
  const asked = { verb: 'approve', stage: 1 }
  await ask(petra, 'POST', `${at}/approval`, {
    version: version.id,
    hash: version.hash,
    steps: [
      { ...asked, body: 'Executive', due: inDays(-3) },
      { ...asked, body: group.name, due: inDays(9), isInOwnWords: true, group: group.id },
    ],
    unansweredReason: 'Answered at the meeting',
  })
  /** Both adults say that they are in the room. */
  const sit = async () => {
    await ask(petra, 'POST', `${at}/sittings`, { group: group.id, minutes: 60 })
    for (const adult of adults) {
      await ask(adult, 'PUT', `${at}/sittings/${group.id}/here`, { isHere: true })
    }
  }
  return { id, code, sit, adults, page: `${server.url}/documents/${id}` }
}

it('[AP21] a version goes its way through the hands of an executive, a youth group and a partner', async () => {
  const petra = await enter('Petra Wick', 'officer', { viewport: { width: 1440, height: 900 } })
  const { id, code, sit, adults, page } = await sendOut(petra)
  await petra.goto(server.url)
  await petra.getByRole('button', { name: /your menu/ }).click()
  await petra.getByRole('menuitem', { name: 'Approvals' }).click()
  await petra.getByRole('region', { name: 'Overdue' }).getByText('3 days late').waitFor()

  const chair = await enter('Rosa Thorne', 'approver', PHONE)
  await chair.goto(`${page}/approval`)
  await chair.getByRole('button', { name: 'Add a condition' }).click()
  await chair.getByRole('textbox', { name: 'What has to be done' }).fill('Add the costs')
  await chair.getByRole('textbox', { name: 'Who does it' }).fill('Finance team')
  await chair.getByLabel('Done by').fill(inDays(-1))
  expect(await findAxeViolations(chair)).toEqual([])
  await chair.getByRole('button', { name: 'Record the decision' }).click()
  await chair.getByText(', entered by Rosa Thorne').waitFor()
  await leave(chair)

  const young = await newPage({ server, browser }, { ...PHONE, colorScheme: 'dark' })
  await young.goto(`${server.url}/join`)
  await young.getByRole('textbox', { name: 'Your code' }).fill(code)
  await young.getByRole('button', { name: 'Go on' }).click()
  await young.getByRole('button', { name: /^Join as/ }).click()
  await young.getByText('Keep these three words').waitFor()
  await young.goto(`${server.url}/y/${id}`)
  await young.getByRole('link', { name: 'See what others decided' }).click()
  await young.getByText('Your group decides this together').waitFor()
  await sit()
  await young.reload()
  await young.getByRole('textbox', { name: 'In your own words' }).fill(WORDS)
  expect(await findAxeViolations(young)).toEqual([])
  await young.getByRole('button', { name: 'Send our decision' }).click()
  await young.getByText('Your decision is recorded.').waitFor()
  await leave(young)
  for (const adult of adults) await leave(adult)

  await petra.goto(`${page}/sign-up`)
  await petra.getByLabel('By when').fill(inDays(20))
  await petra.getByRole('checkbox', { name: 'Dale Buses' }).check()
  await petra.getByRole('button', { name: 'Ask 1 partner' }).click()
  await petra.getByRole('button', { name: 'Make a link for Dale Buses' }).click()
  const partner = await newPage({ server, browser }, PHONE)
  await partner.goto((await petra.locator('code', { hasText: '#enter=' }).textContent()) ?? '')
  await partner.getByRole('button', { name: 'Come in' }).click()
  expect(await partner.getByText('We like the late bus.').innerText()).toBe(WORDS)
  await partner.getByRole('button', { name: 'Record the decision' }).click()
  await partner.getByText('Thank you. Your decision is recorded').waitFor()
  await leave(partner)
  await petra.reload()
  await petra.getByText('Final draft 2.2: 1 of 7 partners have signed up (14%).').waitFor()
  expect(await findAxeViolations(petra)).toEqual([])

  await petra.goto(`${server.url}/approvals`)
  await petra.getByRole('button', { name: 'Mark as done' }).click()
  await petra.getByRole('textbox', { name: 'What was done' }).fill('Page 4 has them')
  await petra.getByRole('dialog').getByRole('button', { name: 'Mark as done' }).click()
  await petra.getByText('Finance team: Add the costs').waitFor({ state: 'detached' })
  await leave(petra)
})
