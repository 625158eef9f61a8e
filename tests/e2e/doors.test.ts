import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { create, leave, newPage, windowOf } from '../support/home-page.ts'
import { signIn } from '../support/sign-in.ts'
import { startProgram } from '../support/start-program.ts'
import { startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'
import { makeTemporaryFolder } from '../support/temporary-folder.ts'

/** Coming in and sharing, as people do it in a browser. */

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function pageOf(name: string, role: 'officer' | 'editor' = 'officer'): Promise<Page> {
  const page = await windowOf({ server, browser }, name, { role })
  await page.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
  await page.goto(server.url)
  await page.getByRole('button', { name: `${name} (your menu)` }).waitFor()
  return page
}

async function choose(page: Page, person: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `${person} (your menu)` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

describe('the doors', () => {
  it('[AC32] an officer invites a colleague, who is in with one click and a name', async () => {
    const petra = await pageOf('Petra Wick')
    await choose(petra, 'Petra Wick', 'Who can sign in')
    await petra.getByRole('button', { name: 'Invite a colleague' }).click()
    const dialog = petra.getByRole('dialog', { name: 'Invite a colleague' })
    await dialog.getByRole('textbox', { name: 'Their name' }).fill('Ilse Marr')
    await dialog.getByRole('textbox', { name: 'Their e-mail address' }).fill('ilse@example.org')
    await dialog.getByRole('button', { name: 'Make the link' }).click()
    const link = (await petra.getByText(/#enter=/).textContent()) ?? ''

    const ilse = await newPage({ server, browser }, { viewport: { width: 360, height: 740 } })
    await ilse.goto(link)
    const name = ilse.getByRole('textbox', { name: 'Your name' })
    expect(await name.inputValue()).toBe('Ilse Marr')
    expect(ilse.url()).not.toContain('#enter')
    expect(await findAxeViolations(ilse)).toEqual([])
    await ilse.getByRole('button', { name: 'Come in' }).click()
    await ilse.getByRole('heading', { name: 'Documents', exact: true }).waitFor()

    await ilse.context().clearCookies()
    await ilse.goto(link)
    await ilse.getByText(/This link does not work any more/).waitFor()
    await ilse.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await findAxeViolations(ilse)).toEqual([])
    await leave(ilse, { expectedErrors: /403/ })
    await petra.reload()
    await petra.getByText('ilse@example.org').waitFor()
    expect(await findAxeViolations(petra)).toEqual([])
    await leave(petra)
  })

  it('[AC33] sharing a document lets a colleague in, and ending it turns them out', async () => {
    const petra = await pageOf('Petra Wick')
    await create(petra, { template: 'Blank', title: 'Plan of two' })
    const address = petra.url()
    const bo = await pageOf('Bo Tarn', 'editor')
    await petra.getByRole('button', { name: 'Share' }).click()
    const dialog = petra.getByRole('dialog', { name: 'Share' })
    await dialog
      .getByText(/can edit/)
      .first()
      .waitFor()
    await dialog.getByRole('combobox', { name: 'Share with' }).selectOption({ label: 'Bo Tarn' })
    await dialog.getByRole('button', { name: 'Share', exact: true }).click()
    await dialog.getByRole('combobox', { name: 'What Bo Tarn can do' }).waitFor()
    expect(await findAxeViolations(petra)).toEqual([])

    const text = bo.getByRole('textbox', { name: /^Text of/ })
    await bo.goto(address)
    await text.waitFor()
    await bo.locator('.document-text[contenteditable="true"]').waitFor()
    await dialog
      .getByRole('combobox', { name: 'What Bo Tarn can do' })
      .selectOption({ label: 'can read' })
    await bo.locator('.document-text[contenteditable="false"]').waitFor()
    await dialog.getByRole('button', { name: 'Stop sharing with Bo Tarn' }).click()
    await bo.getByText('This document is not shared with you.').waitFor()
    await leave(bo)
    await leave(petra)
  })

  it('[AC34] signing out leaves nothing behind and asks to sign in', async () => {
    const page = await pageOf('Nell Ash')
    await choose(page, 'Nell Ash', 'My seat and sessions')
    await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
    await page.getByText('This one').waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    await choose(page, 'Nell Ash', 'Sign out')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goBack()
    await page.reload()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await leave(page)
  })

  it('[AC1] the owner’s link still works after a restart, until somebody has used it', async () => {
    const env = { DATA_DIR: await makeTemporaryFolder(), DEMO: 'no' }
    const first = await startProgram(env)
    await first.end('SIGTERM')
    const second = await startProgram(env)
    const cookie = await signIn(second.address, first.ownerLink ?? '')
    const me = await fetch(`${second.address}/api/me`, { headers: { cookie } })
    expect(await me.json()).toMatchObject({ seat: { role: 'officer' } })
    await expect(signIn(second.address, second.ownerLink ?? '')).rejects.toThrow('403')
    await second.end('SIGTERM')
    const third = await startProgram(env)
    expect(third.ownerLink).toBeNull()
    await third.end('SIGTERM')
    const locked = await startProgram({ ...env, OWNER_LINK: 'yes' })
    expect(await signIn(locked.address, locked.ownerLink ?? '')).toContain('folkmoot=')
    await locked.end('SIGTERM')
  })
})
