import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeStepLink } from '../../server/domain/links.ts'
import { openEmbeddedStore } from '../../server/storage/embedded/store.ts'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { create } from '../support/home-page.ts'
import { startWorld } from '../support/start-app.ts'
import { startProgram } from '../support/start-program.ts'
import type { RunningProgram } from '../support/start-program.ts'

/** The first minute of each who comes with a link: one after the other, as it goes. */

const PHONE = { viewport: { width: 360, height: 740 } }
const TITLE = 'A plan for Harwick'
const DAY_MS = 86_400_000

let browser: Browser
let server: RunningProgram
let folder: string
let owner: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folkmoot-'))
  ;[server, browser] = await Promise.all([start(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

const start = () => startProgram({ DATA_DIR: folder, DEMO: 'no' })

async function open(address: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(address)
  return page
}

async function expectClean(page: Page): Promise<void> {
  expect(await findAxeViolations(page)).toEqual([])
}

describe('the first minute', () => {
  it('[AC42] the owner is in with one click of the printed link, and invites a partner’s officer', async () => {
    const printed = /http:\S+#enter=\S+/.exec(server.output())?.[0] ?? ''
    owner = await open(printed)
    await owner.getByRole('textbox', { name: 'Your name' }).fill('Petra Wick')
    await expectClean(owner)
    await owner.getByRole('button', { name: 'Come in' }).click()
    await owner.getByRole('heading', { name: 'Documents', exact: true }).waitFor()
    await expectClean(owner)
    await create(owner, { template: 'Charter', title: TITLE })
    await owner.locator('.document-text[contenteditable="true"]').waitFor()
  })

  it('[HT77] a document comes in one go: nothing its text needs is asked for after the page', async () => {
    const page = await owner.context().newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(owner.url())
    await page.locator('.document-text').waitFor()
    const address = new URL(owner.url())
    const html = await (await page.request.get(address.href)).text()
    const named = [...html.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = '']) => path)
    const contents = new Map<string, string>()
    for (const path of named) {
      const response = await page.request.get(`${address.origin}${path}`)
      expect([path, response.status()]).toEqual([path, 200])
      contents.set(path, await response.text())
    }
    expect(named.filter((path) => path.includes('/document-page-'))).toHaveLength(2)
    for (const [path, text] of contents) {
      if (!path.endsWith('.js')) continue
      const needed = [...text.matchAll(/(?:from|import) ?"\.\/([\w-]+\.js)"/g)]
      expect([path, needed.filter(([, name]) => !contents.has(`/assets/${name}`))]).toEqual([
        path,
        [],
      ])
    }
    expect(asked.filter((path) => path === '/api/me')).toHaveLength(1)
    await page.close()
  })

  it('[AC42] a partner’s officer comes from their link to the document that is shared, and types in their part', async () => {
    const document = owner.url()
    await owner.goto(`${server.address}/people`)
    await owner.getByRole('button', { name: 'Invite a colleague' }).click()
    const dialog = owner.getByRole('dialog', { name: 'Invite a colleague' })
    await dialog.getByRole('textbox', { name: 'Their name' }).fill('Ilse Marr')
    await dialog.getByRole('textbox', { name: 'Their e-mail address' }).fill('ilse@example.org')
    await dialog.getByRole('button', { name: 'Make the link' }).click()
    const link = (await owner.getByText(/#enter=/).textContent()) ?? ''

    await owner.goto(document)
    await owner.getByRole('button', { name: 'Share' }).click()
    const share = owner.getByRole('dialog', { name: 'Share' })
    await share.getByRole('combobox', { name: 'Share with' }).selectOption({ label: 'Ilse Marr' })
    await share.getByRole('button', { name: 'Share', exact: true }).click()
    await share
      .getByRole('combobox', { name: 'What Ilse Marr can do' })
      .selectOption({ label: 'can edit' })
    await share
      .getByRole('combobox', { name: 'What Ilse Marr can edit' })
      .selectOption({ label: 'only “Respect”' })
    await expectClean(owner)

    const partner = await open(link, PHONE)
    await partner.getByRole('button', { name: 'Come in' }).waitFor()
    await expectClean(partner)
    await partner.getByRole('button', { name: 'Come in' }).click()
    await partner.getByRole('link', { name: TITLE }).click()
    const text = partner.locator('.document-text[contenteditable="true"]')
    await text.waitFor()
    await text.getByRole('heading').first().click()
    await partner.keyboard.type('not mine')
    await partner.getByText('You can change only what is under “Respect”.').waitFor()
    await expectClean(partner)
    expect(await text.textContent()).not.toContain('not mine')
    await partner.context().close()
  })

  it('[AC42] an approver comes from the link of their step to its document, without a name to choose', async () => {
    const { pathname } = new URL(owner.url())
    await owner.context().close()
    await server.end('SIGTERM')
    const store = await openEmbeddedStore({ folder })
    const until = new Date(Date.now() + DAY_MS).toISOString()
    const { link } = await makeStepLink(startWorld(store).ctx, {
      document: pathname.split('/').at(-1) ?? '',
      step: 'board',
      name: 'The board',
      until,
    })
    await store.close()
    server = await start()
    const approver = await open(`${server.address}${pathname}#enter=${link}`, PHONE)
    await approver.getByRole('heading', { name: 'Welcome, The board' }).waitFor()
    await expectClean(approver)
    await approver.getByRole('button', { name: 'Come in' }).click()
    await approver.locator('.document-text[contenteditable="false"]').waitFor()
    await expectClean(approver)
    await approver.context().close()
  })
})
