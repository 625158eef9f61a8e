import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLinkPost } from '../../server/domain/link-post.ts'
import type { Visitor } from '../support/at-door.ts'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { serveDoor } from '../support/serve-door.ts'
import { startWorld } from '../support/start-app.ts'
import { addGroup } from '../support/young.ts'

/** Passkeys, and showing once more that it is oneself, in a browser with an authenticator. */

const MINUTE = 60_000
let browser: Browser
let ilse: Visitor
let nell: Visitor
let door: Awaited<ReturnType<typeof serveDoor>>
const said: string[] = []

beforeAll(async () => {
  const { store, ctx } = startWorld()
  const links = createLinkPost({ mail: null, ctx, origin: '', log: (line) => said.push(line) })
  ;[door, browser] = await Promise.all([serveDoor({ store, links }), openBrowser()])
  ilse = await door.letIn('officer', 'Ilse Marr')
  nell = await door.letIn('officer', 'Nell Ash')
})

afterAll(async () => {
  await browser?.close()
  await door?.stop()
})

/** A window of somebody who is signed in, on a device that has a sensor for fingers. */
async function windowOf({ cookie }: Visitor): Promise<Page> {
  const context = await browser.newContext()
  await takeCookie(context, cookie)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return page
}

async function takeCookie(context: BrowserContext, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: door.url }])
}

describe('passkeys', () => {
  it('[RI9] a passkey is made and named, opens the door, is a proof, and once removed is neither', async () => {
    const page = await windowOf(door.owner)
    await page.goto(`${door.url}/seat`)
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('textbox', { name: 'What you call it' }).fill('Petra’s laptop')
    expect(await findAxeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Go on' }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'Petra’s laptop' })
    await row.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: 'What you call it' }).fill('The laptop')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Remove The laptop' }).waitFor()
    expect(await findAxeViolations(page)).toEqual([])

    await page.context().clearCookies()
    await page.goto(`${door.url}/people`)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()

    door.clock.advance(11 * MINUTE)
    await page.getByRole('button', { name: 'New link for Petra Wick' }).click()
    const dialog = page.getByRole('dialog', { name: 'Is it still you?' })
    await dialog.getByRole('button', { name: 'Use your passkey' }).waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Use your passkey' }).click()
    await page.getByText('A link for Petra Wick').waitFor()

    await page.goto(`${door.url}/seat`)
    await page.getByRole('button', { name: 'Remove The laptop' }).click()
    await page.getByRole('button', { name: 'Remove The laptop' }).waitFor({ state: 'detached' })
    await page.context().clearCookies()
    await page.reload()
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByText('This passkey does not open anything here.').waitFor()
    await page.context().close()
  })

  it('[RI1] without e-mail the code stands where Folkmoot runs; no answer leaves all as it was', async () => {
    door.clock.advance(11 * MINUTE)
    const page = await windowOf(ilse)
    await page.goto(`${door.url}/people`)
    await page.getByRole('button', { name: 'New link for Petra Wick' }).click()
    const dialog = page.getByRole('dialog', { name: 'Is it still you?' })
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.getByText('you did not confirm that it is you').waitFor()
    await page.getByRole('button', { name: 'New link for Petra Wick' }).click()
    await dialog.getByRole('button', { name: 'Show a code where Folkmoot runs' }).click()
    const field = dialog.getByRole('textbox', { name: 'The code' })
    await field.fill('2222-2222')
    await dialog.getByRole('button', { name: 'Go on' }).click()
    await dialog.getByText('This is not the code').waitFor()
    await field.fill(/: (\S{9})$/.exec(said.at(-1) ?? '')?.[1] ?? '')
    await dialog.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('A link for Petra Wick').waitFor()
    await page.context().close()
  })

  it('[RI1] naming an adult and making a group link go on by themselves once it is proven', async () => {
    await addGroup({ ...door, owner: nell }, 'Quarry Youth Council')
    const page = await windowOf(nell)
    await page.goto(`${door.url}/youth-groups`)
    const group = page.getByRole('region', { name: 'Quarry Youth Council' })
    const adults = group.getByRole('list', { name: /Responsible adults/ })
    const dialog = page.getByRole('dialog', { name: 'Is it still you?' })
    const prove = async () => {
      await dialog.getByRole('button', { name: 'Show a code where Folkmoot runs' }).click()
      const field = dialog.getByRole('textbox', { name: 'The code' })
      await field.fill(/: (\S{9})$/.exec(said.at(-1) ?? '')?.[1] ?? '')
      await dialog.getByRole('button', { name: 'Go on' }).click()
    }
    const addAdult = async (label: string) => {
      await group.getByRole('combobox', { name: /Another adult/ }).selectOption({ label })
      await group.getByRole('button', { name: 'Add' }).click()
    }
    door.clock.advance(11 * MINUTE)
    await addAdult('Petra Wick')
    await prove()
    await adults.getByText('Petra Wick').waitFor()
    await addAdult('Ilse Marr')
    await adults.getByText('Ilse Marr').waitFor()
    door.clock.advance(11 * MINUTE)
    await group.getByRole('button', { name: /Make a link/ }).click()
    await group.getByRole('form').getByRole('button', { name: 'Make the link' }).click()
    await prove()
    await group.getByRole('link', { name: 'Poster' }).waitFor()
    await page.context().close()
  })
})
