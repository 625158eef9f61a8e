import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { AccountRole } from '../../shared/access.ts'
import { invitationTo, letIn } from './start-server.ts'
import type { RunningServer } from './start-server.ts'

/** What people do on home, by the names they see. */
export interface Place {
  server: RunningServer
  browser: Browser
}

/** Console errors of each page, gathered from its first moment. */
const errors = new WeakMap<Page, string[]>()

/** The window of somebody new who was invited, on the server at `path`. */
export async function openPage(place: Place, path: string, options: BrowserContextOptions = {}) {
  const page = await newPage(place, options)
  await page.goto(await linkOf(place, path))
  return page
}

/** The link with which somebody new comes in and arrives at `path`. */
export async function linkOf({ server }: Place, path = '/'): Promise<string> {
  return `${server.url}${path}#enter=${await invitationTo(server)}`
}

/** A new person's window with nothing in it yet. */
export async function newPage(place: Place, options: BrowserContextOptions = {}) {
  const context = await place.browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000) // so that a failure names what was waited for
  const said: string[] = []
  errors.set(page, said)
  page.on('pageerror', (error) => said.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text())
  })
  return page
}

/** The window of somebody who is in already, with nothing in it yet. */
export async function windowOf(
  place: Place,
  name: string,
  { role, ...options }: BrowserContextOptions & { role?: AccountRole } = {},
) {
  const page = await newPage(place, options)
  await letIn(place.server, page.context(), name, role)
  return page
}

/** Home, with a person entered. */
export async function openHome(place: Place, options: BrowserContextOptions = {}) {
  const page = await openPage(place, '/', options)
  await enter(page)
  return page
}

export async function enter(page: Page) {
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ilse Marr')
  await page.getByRole('button', { name: 'Come in' }).click()
  await page.getByRole('button', { name: /your menu/ }).waitFor()
}

/** Closes the page; nothing may have gone wrong on it but what the test is about. */
export async function leave(page: Page, { expectedErrors }: { expectedErrors?: RegExp } = {}) {
  const said = errors.get(page) ?? []
  await page.context().close()
  expect(said.filter((line) => expectedErrors?.test(line) !== true)).toEqual([])
}

export async function create(
  page: Page,
  { template = 'Strategy', title }: { template?: string; title: string },
) {
  await page.getByRole('button', { name: 'Start from a template' }).click()
  const dialog = page.getByRole('dialog', { name: 'Start from a template' })
  await dialog.getByRole('radio', { name: template }).first().check()
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title)
  await dialog.getByRole('button', { name: 'Start writing' }).click()
  await page.waitForURL(/\/documents\/[a-z0-9]+$/)
}

export function linkTo(page: Page, title: string) {
  return page.getByRole('link', { name: title, exact: true })
}

export function rowOf(page: Page, title: string) {
  return page.getByRole('article').filter({ has: linkTo(page, title) })
}

export async function openRowMenu(page: Page, title: string, item: string) {
  await page.getByRole('button', { name: `More for “${title}”` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

export async function choose(page: Page, name: string, bytes: Uint8Array) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Bring a Word file' }).click(),
  ])
  await chooser.setFiles({ name, mimeType: '', buffer: Buffer.from(bytes) })
}

export async function drop(page: Page, name: string, bytes: Uint8Array) {
  const transfer = await page.evaluateHandle(
    ({ name, bytes }) => {
      const carried = new DataTransfer()
      carried.items.add(new File([new Uint8Array(bytes)], name))
      return carried
    },
    { name, bytes: [...bytes] },
  )
  await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer })
  await page.getByText('Let go to bring this Word file in').waitFor()
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer })
}
