import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApprovalRoute } from '../../shared/approval.ts'
import type { VersionSummary } from '../../shared/api-versions.ts'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { leave, newPage, windowOf } from '../support/home-page.ts'
import { startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** What anybody reads, and a charter that a partner adopts, in a real browser. */

let browser: Browser
let server: RunningServer
let petra: Page
let charterId = ''

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
  petra = await enter('Petra Wick', 'officer')
  await petra.goto(server.url)
  const link = petra.getByRole('link', { name: 'Our Merrowdale charter' })
  charterId = (await link.getAttribute('href'))?.split('/').at(-1) ?? ''
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('what anybody reads', () => {
  it('[VE19] a version that somebody makes or withdraws shows beside the text of others', async () => {
    const ann = await enter('Ann', 'officer')
    await ann.goto(`${server.url}/documents/${charterId}`)
    await ann.getByRole('button', { name: 'Document menu' }).click()
    await ann.getByRole('menuitem', { name: 'Versions' }).click()
    const panel = ann.getByRole('complementary', { name: 'Versions' })
    await panel.getByText('No versions yet').waitFor()
    await petra.goto(`${server.url}/documents/${charterId}/versions`)
    await petra.getByText('No versions yet').waitFor()
    const { id } = await make('1.1')
    const words = 'Final draft 1.1'
    await panel.getByRole('link', { name: words }).waitFor()
    await petra.getByRole('link', { name: words }).waitFor()
    const at = `${server.url}/api/documents/${charterId}/versions/${id}/withdrawal`
    await petra.request.post(at, { data: { reason: 'A mistake' } })
    await panel.getByText('Withdrawn').waitFor()
    await leave(ann)
  })

  it('[AD6] a partner adopts a published charter, and everybody finds it and its poster', async () => {
    await publish(await make('2.0'))
    const ilse = await enter('Ilse Grant', 'editor', { viewport: { width: 1440, height: 900 } })
    await belong('Ilse Grant', 'Harbour Trust')
    await ilse.goto(`${server.url}/p/${charterId}/latest`)
    await ilse.getByText('In short, we listen.').waitFor()
    expect(await findAxeViolations(ilse)).toEqual([])
    await ilse.getByRole('link', { name: 'Adopt it for your organisation' }).click()
    await ilse.getByRole('link', { name: 'Adopt it', exact: true }).click()
    await ilse.getByText('Nobody has adopted it yet').waitFor()
    const own = ilse.getByRole('textbox', { name: 'What “You matter” means with you' })
    await own.fill('Ring Ilse Grant')
    await ilse.getByRole('button', { name: 'Adopt for Harbour Trust' }).click()
    await ilse.getByText(/it may be personal: Ilse Grant/).waitFor()
    await ilse.reload()
    expect(await own.inputValue()).toBe('Ring Ilse Grant')
    await own.fill('Boats wait for swimmers.')
    expect(await findAxeViolations(ilse)).toEqual([])
    await ilse.getByRole('button', { name: 'Adopt for Harbour Trust' }).click()
    await ilse.getByRole('link', { name: 'Poster to print' }).waitFor()
    await leave(ilse, { expectedErrors: /400/ })

    const options = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }
    const anybody = await newPage({ server, browser }, options)
    await anybody.goto(`${server.url}/p`)
    await anybody.getByRole('link', { name: 'Our Merrowdale charter' }).click()
    await anybody.getByRole('link', { name: '1 organisation has adopted it' }).click()
    await anybody.getByRole('link', { name: 'Harbour Trust' }).click()
    await anybody.getByText('Boats wait for swimmers.').waitFor()
    await anybody.getByRole('link', { name: 'A poster of it to print' }).click()
    await anybody.locator('svg').waitFor()
    const width = await anybody.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(360)
    await leave(anybody)
  })
})

async function enter(name: string, role: 'officer' | 'editor' | 'approver', options = {}) {
  const page = await windowOf({ server, browser }, name, { role, ...options })
  return page
}

async function make(number: string): Promise<VersionSummary> {
  const label = { stage: 'final', number, date: '2026-06-08', note: '' }
  const at = `${server.url}/api/documents/${charterId}/versions`
  return (await petra.request.post(at, { data: label })).json()
}

/** A chair agrees, and the officer publishes it. */
async function publish({ id, hash }: VersionSummary): Promise<void> {
  const at = `${server.url}/api/documents/${charterId}`
  const steps = [{ body: 'Executive', verb: 'approve', due: '2026-07-01' }]
  const sent = { version: id, hash, steps, unansweredReason: 'Answered at the meeting' }
  const response = await petra.request.post(`${at}/approval`, { data: sent })
  const route: ApprovalRoute = await response.json()
  const chair = await enter('The chair', 'approver')
  const decision = { hash, outcome: 'agreed', reason: '', minute: '' }
  const step = `${at}/versions/${id}/steps/${route.steps[0]?.id ?? ''}`
  expect((await chair.request.post(`${step}/decision`, { data: decision })).status()).toBe(201)
  await leave(chair)
  const data = { hash, from: null, checkReason: 'Seen', summary: 'In short, we listen.' }
  const done = await petra.request.post(`${at}/versions/${id}/publication`, { data })
  expect(done.status()).toBe(201)
}

/** Puts somebody with a seat into the directory, with an organisation. */
async function belong(name: string, organisation: string): Promise<void> {
  const api = `${server.url}/api`
  const listed = await petra.request.get(`${api}/accounts`)
  const accounts: { name: string; email: string }[] = await listed.json()
  const email = accounts.find((each) => each.name === name)?.email ?? ''
  const body = { kind: 'council', champion: null, contactRole: '', contactMailbox: '' }
  const entry = { noun: 'organisation', name: organisation, aliases: [], ...body }
  const made = await petra.request.post(`${api}/directory/entries`, { data: entry })
  const { id }: { id: string } = await made.json()
  const person = { noun: 'person', name, aliases: [], initials: '', title: '', email }
  await petra.request.post(`${api}/directory/entries`, { data: { ...person, organisation: id } })
}
