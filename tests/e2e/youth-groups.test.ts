import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { create, leave, newPage, windowOf } from '../support/home-page.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** A youth group comes in and out again, as people do it in a browser. */

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true }

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function pageOf(name: string): Promise<Page> {
  const page = await windowOf({ server, browser }, name)
  await page.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
  await page.goto(server.url)
  await page.getByRole('button', { name: `${name} (your menu)` }).waitFor()
  return page
}

/** The group of the directory, with its two adults and a link; the answer is the link's address. */
async function makeLink(officer: Page): Promise<string> {
  await officer.context().request.post(`${server.url}/api/directory/entries`, {
    data: {
      noun: 'group',
      name: 'Quarry Youth Council',
      aliases: [],
      kind: 'youth',
      parent: null,
      ages: null,
      reaches: '',
      members: [],
    },
  })
  await officer.getByRole('button', { name: /your menu/ }).click()
  await officer.getByRole('menuitem', { name: 'Youth groups' }).click()
  const group = officer.getByRole('region', { name: 'Quarry Youth Council' })
  await group.getByText('This group is frozen').waitFor()
  for (const adult of ['Tomas Birk', 'Shona Pell']) {
    await group.getByRole('combobox', { name: /Another adult/ }).selectOption({ label: adult })
    await group.getByRole('button', { name: 'Add' }).click()
    await group
      .getByRole('list', { name: /Responsible adults/ })
      .getByText(adult)
      .waitFor()
  }
  await group.getByRole('button', { name: /Make a link/ }).click()
  await group.getByRole('form').getByRole('button', { name: 'Make the link' }).click()
  expect(await findAxeViolations(officer)).toEqual([])
  await group.getByRole('link', { name: 'Poster' }).click()
  const code = await officer.locator('.poster-code').textContent()
  await officer.locator('.poster-qr path').waitFor()
  expect(await findAxeViolations(officer)).toEqual([])
  return `${server.url}/join#${(code ?? '').replace(' ', '')}`
}

describe('young people', () => {
  it('[YD11] a link leads to the first comment in three taps, and three words bring back a lost phone', async () => {
    await letInQuietly('Tomas Birk')
    await letInQuietly('Shona Pell')
    const petra = await pageOf('Petra Wick')
    const link = await makeLink(petra)
    await petra.goto(server.url)
    await create(petra, { template: 'Charter', title: 'A charter for all' })
    const address = new URL(petra.url()).pathname
    await petra.getByRole('button', { name: 'Share' }).click()
    const share = petra.getByRole('dialog', { name: 'Share' })
    await share
      .getByRole('combobox', { name: 'Share with' })
      .selectOption({ label: 'Quarry Youth Council (youth group)' })
    await share.getByRole('button', { name: 'Share', exact: true }).click()
    await share.getByText(/Quarry Youth Council can comment, nobody else\./).waitFor()
    expect(await findAxeViolations(petra)).toEqual([])
    await petra.keyboard.press('Escape')

    const phone = await newPage({ server, browser }, PHONE)
    await phone.goto(link)
    await phone.getByRole('heading', { name: 'Quarry Youth Council' }).waitFor()
    expect(phone.url()).not.toContain('#')
    expect(await findAxeViolations(phone)).toEqual([])
    await phone.getByRole('button', { name: /^Join as / }).tap()
    await phone.waitForURL(`${server.url}${address.replace('/documents/', '/y/')}`)
    await phone.getByRole('button', { name: 'Say something now' }).tap()
    await phone.getByRole('textbox').fill('I like it.')
    await phone.getByRole('button', { name: 'Send' }).tap()
    await phone.getByText('Thank you. Somebody checks it first').waitFor()
    const strip = phone.getByRole('region', { name: 'Keep these three words' })
    const words = (await strip.locator('.three-words').textContent()) ?? ''
    expect(words).toMatch(/^[a-z]+ [a-z]+ [a-z]+$/)
    expect(await findAxeViolations(phone)).toEqual([])
    await phone.reload()
    await strip.getByRole('button', { name: 'I have kept them' }).tap()
    await strip.waitFor({ state: 'hidden' })
    await phone.reload()
    await phone.getByRole('button', { name: 'Say something now' }).waitFor()
    expect(await strip.count()).toBe(0)
    await leave(phone)

    // On a computer of others nothing is kept: the words come first, once.
    const shared = await newPage({ server, browser }, PHONE)
    await shared.goto(link)
    await shared.getByRole('checkbox', { name: /^Others use this computer too/ }).check()
    await shared.getByRole('button', { name: /^Join as / }).tap()
    expect(await shared.locator('.join-words').textContent()).toMatch(/^[a-z]+ [a-z]+ [a-z]+$/)
    expect(await findAxeViolations(shared)).toEqual([])
    await shared.getByRole('button', { name: 'Go to the plan' }).tap()
    await shared.getByRole('button', { name: 'Say something now' }).waitFor()
    await leave(shared)

    const other = await newPage({ server, browser }, PHONE)
    await other.goto(`${server.url}/back`)
    await other.getByRole('textbox', { name: 'Your three words' }).fill(words.toUpperCase())
    expect(await findAxeViolations(other)).toEqual([])
    await other.getByRole('button', { name: 'Come in' }).tap()
    await other.getByRole('link', { name: 'The whole plan on one page' }).tap()
    await other.waitForURL(`${server.url}${address}`)
    await other.locator('.document-text[contenteditable="false"]').waitFor()

    // Two adults open a sitting: the phone may write, until one of them goes.
    await petra.getByRole('button', { name: 'Document menu' }).click()
    await petra.getByRole('menuitem', { name: /Sittings with young people/ }).click()
    const sittings = petra.getByRole('dialog', { name: 'Sittings with young people' })
    await sittings.getByRole('button', { name: 'Open' }).click()
    await sittings.getByRole('heading', { name: /Quarry Youth Council, until/ }).waitFor()
    expect(await findAxeViolations(petra)).toEqual([])
    const adults = await Promise.all(
      ['Tomas Birk', 'Shona Pell'].map(async (name) => {
        const page = await newPage({ server, browser })
        await page.context().addCookies([...(cookies.get(name) ?? [])])
        await page.goto(`${server.url}${address}`)
        await page.getByRole('textbox', { name: /^Text of/ }).waitFor()
        return page
      }),
    )
    await other.locator('.document-text[contenteditable="true"]').waitFor()
    await adults[0]?.context().close()
    await other.locator('.document-text[contenteditable="false"]').waitFor()
    await adults[1]?.context().close()
    await leave(other)
    await leave(petra)
  })

  it('[YD12] an officer sees it as a young person, and comes out again', async () => {
    const petra = await pageOf('Nell Ash')
    await petra.goto(`${server.url}/youth-groups`)
    await petra.getByRole('button', { name: /See it as a young person of Quarry/ }).click()
    await petra.getByText(/You see what a young person of this group sees/).waitFor()
    await petra.getByRole('link', { name: 'A charter for all' }).waitFor()
    expect(await petra.getByRole('button', { name: 'Start from a template' }).count()).toBe(0)
    expect(await petra.getByRole('link', { name: 'Directory' }).count()).toBe(0)
    expect(await findAxeViolations(petra)).toEqual([])
    await petra.getByRole('link', { name: 'A charter for all' }).click()
    await petra.locator('.document-text[contenteditable="false"]').waitFor()
    await petra.getByRole('button', { name: 'Stop looking' }).click()
    await petra.getByRole('heading', { name: 'Youth groups' }).waitFor()
    await leave(petra)
  })

  it('[YD13] on a shared computer nothing is offered to be kept, and the end of the session clears it', async () => {
    const page = await windowOf({ server, browser }, 'Gwen Ferris')
    await page.goto(server.url)
    await page.evaluate(() => localStorage.setItem('folkmoot.keep-copies', 'yes'))
    await create(page, { template: 'Blank', title: 'Kept on this device' })
    await page.locator('.document-text[contenteditable="true"]').waitFor()
    await expect
      .poll(() => page.evaluate(async () => (await indexedDB.databases()).length))
      .toBeGreaterThan(0)
    await page.evaluate(() => localStorage.setItem('folkmoot.shared-computer', 'yes'))
    await page.context().clearCookies()
    await page.goto(server.url)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    const left = await page.evaluate(async () => [
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
      localStorage.getItem('folkmoot.keep-copies'),
    ])
    expect(left).toEqual([0, 0, null])
    await leave(page)
  })
})

const cookies = new Map<string, Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>>()

/** Somebody who can be named as an adult; their cookies open a window later. */
async function letInQuietly(name: string): Promise<void> {
  const context = await browser.newContext()
  await letIn(server, context, name, 'officer')
  cookies.set(name, await context.cookies())
  await context.close()
}
