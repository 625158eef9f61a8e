import type { Browser, Dialog, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'
import { openSwallowingLine } from '../support/swallowing-line.ts'

/** Leaving a text takes no word along, and asks only where it would. More: LEAVES=50. */
const LEAVES = Number(process.env['LEAVES'] ?? 10)

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('leaving', () => {
  it('[CO7] asks while something is not confirmed, and at no other time', async () => {
    const line = await openSwallowingLine(Number(new URL(server.url).port))
    const documentId = await createDocument()
    const address = new URL(`${server.url}/documents/${documentId}`)
    address.port = String(line.port)
    const page = await open(address.href)
    for (let time = 0; time < LEAVES; time++) {
      expect(await tryToLeave(page)).toBe('left')
      line.hold()
      await page.keyboard.type(`${time} `)
      expect(await tryToLeave(page)).toBe('asked')
      line.release()
      await saved(page)
    }
    // What the server will never take stands on this page alone.
    line.hold()
    await page.keyboard.type('too late')
    await fetch(`${server.url}/api/documents/${documentId}`, { method: 'DELETE', headers: owner() })
    line.release()
    await page.getByRole('textbox', { name: 'Words the server does not have' }).waitFor()
    expect(await tryToLeave(page)).toBe('asked')
    line.close()
    await page.context().close()
  })

  it('[CO7] without a network asks nothing where a copy is kept on the device', async () => {
    const page = await open(`${server.url}/documents/${await createDocument()}`, 'yes')
    await page.context().setOffline(true)
    await page.getByText('Offline').first().waitFor()
    await page.keyboard.type('on the train')
    await page
      .getByText(/kept on this device/)
      .first()
      .waitFor()
    expect(await tryToLeave(page)).toBe('left')
    await page.context().close()
  })

  it('[CO8] for another page of Folkmoot, sends what was written before it lets go of the line', async () => {
    const documentId = await createDocument()
    const page = await open(`${server.url}/documents/${documentId}`)
    await page.context().setOffline(true)
    await page.getByText('Offline').first().waitFor()
    await page.keyboard.type('Written on the train.')
    await page.getByRole('link', { name: 'Home' }).first().click()
    await textbox(page).waitFor({ state: 'hidden' })
    expect(await tryToLeave(page)).toBe('asked')
    await page.context().setOffline(false)
    await expect.poll(() => stored(documentId), WAIT).toContain('Written on the train.')
    await expect.poll(() => tryToLeave(page), WAIT).toBe('left')
    expect((await stored(documentId)).split('Written on the train.')).toHaveLength(2)
    await page.context().close()
  })
})

// ── Steps ────────────────────────────────────────────────────────────────────────────────────

const WAIT = { timeout: 20_000 }

async function createDocument(): Promise<string> {
  const response = await fetch(`${server.url}/api/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...owner() },
    body: JSON.stringify({ template: 'blank', title: 'A plan' }),
  })
  const { id } = (await response.json()) as { id: string } // its shape: shared/routes.ts
  return id
}

async function stored(documentId: string): Promise<string> {
  const address = `${server.url}/api/documents/${documentId}/export?format=json`
  return (await fetch(address, { headers: owner() })).text()
}

function owner() {
  return { cookie: server.ownerCookie ?? '' }
}

/** Somebody new opens a document and has the caret in it. */
async function open(address: string, keep: 'yes' | 'no' = 'no'): Promise<Page> {
  // Workers would answer for the page that is not there.
  const context = await browser.newContext({ serviceWorkers: 'block' })
  context.setDefaultTimeout(WAIT.timeout)
  await letIn(server, context, 'Ann')
  await context.addInitScript((choice) => {
    localStorage.setItem('folkmoot.keep-copies', choice)
  }, keep)
  const page = await context.newPage()
  await page.goto(address)
  await textbox(page).click()
  await page.keyboard.type('A word. ')
  await saved(page)
  return page
}

function textbox(page: Page) {
  return page.getByRole('textbox', { name: /^Text of/ })
}

async function saved(page: Page): Promise<void> {
  await page
    .getByText(/^Saved on the server/)
    .first()
    .waitFor()
}

/** Sets out for a page that says "stay where you are"; stays too when asked. */
async function tryToLeave(page: Page): Promise<'left' | 'asked'> {
  let handleDialog: (dialog: Dialog) => void = () => {}
  const asked = new Promise<Dialog>((resolve) => {
    handleDialog = resolve
    page.once('dialog', handleDialog)
  }).then(async (dialog) => {
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    return 'asked' as const
  })
  const left = new Promise<'left'>((resolve, reject) => {
    page
      .route('**/elsewhere', (route) =>
        route.fulfill({ status: 204 }).then(() => resolve('left'), reject),
      )
      .catch(reject)
  })
  const [how] = await Promise.all([
    Promise.race([asked, left]),
    page.evaluate(() => location.assign('/elsewhere')),
  ])
  page.off('dialog', handleDialog)
  await page.unroute('**/elsewhere')
  return how
}
