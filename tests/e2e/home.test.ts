import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import {
  choose,
  create,
  drop,
  enter,
  leave,
  linkOf,
  linkTo,
  newPage,
  openHome,
  openPage,
  openRowMenu,
  rowOf,
} from '../support/home-page.ts'
import type { Place } from '../support/home-page.ts'
import { smallWordFile } from '../support/small-word-file.ts'
import { startServer } from '../support/start-server.ts'

const FIRST_SCREEN_BYTES = 150_000

let place: Place

beforeAll(async () => {
  const [server, browser] = await Promise.all([startServer(), openBrowser()])
  place = { server, browser }
})

afterAll(async () => {
  await place?.browser.close()
  await place?.server.stop()
})

describe('entering', () => {
  it('[HM1] asks for a name and a colour, then goes where the link leads', async () => {
    const page = await openPage(place, '/documents/nothing-here/report')
    const name = page.getByRole('textbox', { name: 'Your name' })
    await name.and(page.locator(':focus')).waitFor()
    expect(await page.getByRole('radio').count()).toBe(12)

    await page.keyboard.type('Ilse Marr')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'What was read from Word' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/documents/nothing-here/report')
    await leave(page, { expectedErrors: /404/ })
  })

  it('[HM2] wants a name, and lets it be changed later', async () => {
    const page = await openPage(place, '/')
    const name = page.getByRole('textbox', { name: 'Your name' })
    await name.fill('')
    await page.getByRole('button', { name: 'Come in' }).click()
    await page.getByText('Please type a name.').waitFor()
    expect(await name.getAttribute('aria-invalid')).toBe('true')
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
    await page.keyboard.type('Ilse')
    await page.getByRole('radio', { name: 'Teal' }).check()
    await page.getByRole('button', { name: 'Come in' }).click()

    await page.getByRole('button', { name: 'Ilse (your menu)' }).click()
    await page.getByRole('menuitem', { name: 'Change name or colour' }).click()
    const dialog = page.getByRole('dialog', { name: 'Your name and colour' })
    expect(await dialog.getByRole('radio', { name: 'Teal' }).isChecked()).toBe(true)
    await dialog.getByRole('textbox', { name: 'Your name' }).fill('Ilse Marr')
    await dialog.getByRole('button', { name: 'Save' }).click()

    await page.getByRole('button', { name: 'Ilse Marr (your menu)' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Ilse Marr (your menu)' }).waitFor()
    await leave(page)
  })
})

describe('the list of documents', () => {
  it('[HM3] a document made from a template opens, and [HM4] stands in the list', async () => {
    const page = await openHome(place)
    await create(page, { template: 'Charter', title: 'Charter of the harbour towns' })
    await page.goto(place.server.url)

    const row = rowOf(page, 'Charter of the harbour towns')
    await row.getByText(/^changed today at \d\d:\d\d$/).waitFor()
    await row.getByText('Charter', { exact: true }).waitFor()
    await row.getByText(/^[\d,]+ (words?|actions?)$/).waitFor()
    await leave(page)
  })

  it('[HM6] a new name shows at once and stays', async () => {
    const page = await openHome(place)
    await create(page, { title: 'Draft of the ferry plan' })
    await page.goto(place.server.url)
    await openRowMenu(page, 'Draft of the ferry plan', 'Rename')
    await page.getByRole('textbox', { name: 'Title' }).fill('Ferry plan 2026–2028')
    const answered = page.waitForResponse((response) => response.request().method() === 'PATCH')
    await page.keyboard.press('Enter')

    await linkTo(page, 'Ferry plan 2026–2028').waitFor()
    await answered
    await page.reload()
    await linkTo(page, 'Ferry plan 2026–2028').waitFor()
    await leave(page)
  })

  it('[HM7] a document is removed at once and comes back with Undo', async () => {
    const page = await openHome(place)
    await create(page, { title: 'Plan that stays' })
    await page.goto(place.server.url)
    await linkTo(page, 'Plan that stays').waitFor()
    await create(page, { title: 'Plan that goes' })
    await page.goto(place.server.url)

    await openRowMenu(page, 'Plan that goes', 'Remove')
    await linkTo(page, 'Plan that goes').waitFor({ state: 'detached' })
    await linkTo(page, 'Plan that stays').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('F6')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Undo' }).and(page.locator(':focus')).waitFor()
    const restored = page.waitForResponse((response) => response.url().endsWith('/restore'))
    await page.keyboard.press('Enter')

    await linkTo(page, 'Plan that goes').waitFor()
    await restored
    await page.reload()
    await linkTo(page, 'Plan that goes').waitFor()
    await leave(page)
  })

  it('[HM14] a change the server refuses is taken back and said', async () => {
    const page = await openHome(place)
    await create(page, { title: 'Plan nobody may remove' })
    await page.goto(place.server.url)
    await page.route('**/api/documents/*', (route) => route.abort())
    await openRowMenu(page, 'Plan nobody may remove', 'Remove')

    await page.getByText(/was not removed\. Folkmoot could not reach the server/).waitFor()
    await linkTo(page, 'Plan nobody may remove').waitFor()
    await leave(page, { expectedErrors: /Failed to load resource/ })
  })

  it('[HM8] words find documents, by keyboard alone', async () => {
    const page = await openHome(place)
    await create(page, { title: 'Lighthouse strategy' })
    await page.goto(place.server.url)
    await linkTo(page, 'Lighthouse strategy').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('strategy lighth')
    await page.getByText(/^1 of \d+ documents$/).waitFor()
    await page.keyboard.press('ArrowDown')

    await linkTo(page, 'Lighthouse strategy').and(page.locator(':focus')).waitFor()
    await page.getByRole('searchbox').focus()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Examples' }).waitFor()
    await leave(page)
  })

  it('[HM13] “?” shows the shortcuts, which can be switched off', async () => {
    const page = await openHome(place)
    await page.getByRole('heading', { name: 'Documents', exact: true }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('checkbox', { name: /Single keys/ }).uncheck()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.keyboard.press('n')
    expect(await page.getByRole('dialog').count()).toBe(0)

    await page.getByRole('button', { name: /your menu/ }).click()
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click()
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await leave(page)
  })

  it('[HM18] a page one goes to has the focus in its main part and its name on the window', async () => {
    const page = await openHome(place)
    await page.goto(`${place.server.url}/documents/nothing-here/report`)
    await page.getByRole('link', { name: 'All documents' }).click()
    await page.getByRole('main').and(page.locator(':focus')).waitFor()
    expect(await page.title()).toBe('Folkmoot')

    await page.reload()
    await page.getByRole('heading', { name: 'Documents', exact: true }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('main').and(page.locator(':focus')).waitFor()
    await leave(page, { expectedErrors: /404/ })
  })
})

describe('bringing a Word file', () => {
  it('[HM10] a dropped file becomes a document, and [HM12] a report says what was read', async () => {
    const page = await openHome(place)
    await page.getByRole('button', { name: 'Bring a Word file' }).waitFor()
    await drop(page, 'Harbour plan.docx', smallWordFile())

    await page.getByRole('heading', { name: 'What was read from Word' }).waitFor()
    await page.getByText('“Harbour plan.docx” is now the document').waitFor()
    await page.getByText('1 group, 2 rows').waitFor()
    await page.getByRole('link', { name: 'Open the document' }).click()
    await page.waitForURL(/\/documents\/[a-z0-9]+$/)
    await leave(page)
  })

  it('[HM10] a file on its way can be stopped', async () => {
    const page = await openHome(place)
    await page.route('**/api/imports*', () => undefined) // never answered
    await choose(page, 'Harbour plan.docx', smallWordFile())
    await page.getByRole('progressbar').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()

    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Documents', exact: true }).waitFor()
    await leave(page)
  })

  it('[HM11] a file that cannot be read is named, with a way on', async () => {
    const page = await openHome(place)
    await choose(page, 'Broken plan.docx', Buffer.from('These are not the bytes of a Word file.'))
    const dialog = page.getByRole('dialog', { name: '“Broken plan.docx” could not be brought in' })
    const words = await dialog.getByRole('alert').innerText()
    expect(words).toMatch(/^[A-Z].*\.$/s)
    await dialog.getByRole('button', { name: 'Choose another file' }).waitFor()
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await dialog.getByRole('alert').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })

    await choose(page, 'Old plan.doc', Buffer.from('old'))
    await page.getByText(/older Word file/).waitFor()
    await leave(page, { expectedErrors: /422/ })
  })
})

describe('for everybody', () => {
  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 360],
    ['dark', 360],
  ] as const)('[HM15] axe finds nothing, %s at %i px', async (colorScheme, width) => {
    const page = await openPage(place, '/', { colorScheme, viewport: { width, height: 800 } })
    await page.getByRole('textbox', { name: 'Your name' }).waitFor()
    const found = { enter: await findAxeViolations(page) } as Record<string, string[]>
    await enter(page)
    await page.getByRole('heading', { name: 'Examples' }).waitFor()
    found.home = await findAxeViolations(page)

    for (const key of ['n', '?']) {
      await page.keyboard.press(key)
      await page
        .getByRole('dialog')
        .getByRole(key === 'n' ? 'textbox' : 'checkbox')
        .waitFor()
      found[`dialog ${key}`] = await findAxeViolations(page)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.getByRole('button', { name: 'Remove the examples' }).click()
    await page.getByRole('alertdialog').waitFor()
    found.question = await findAxeViolations(page)
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    await page
      .getByRole('button', { name: /^More for/ })
      .first()
      .click()
    await page.locator('[role=menu]:focus-within').waitFor() // Escape is heard where the focus is
    found.menu = await findAxeViolations(page)
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    // A transition that does not end keeps nobody out of the dialog.
    await page
      .getByRole('button', { name: 'Bring a Word file' })
      .evaluate((button) =>
        button.dispatchEvent(
          new TransitionEvent('transitionrun', { bubbles: true, propertyName: 'color' }),
        ),
      )
    await choose(page, 'Harbour plan.pdf', Buffer.from('pdf'))
    await page.getByRole('alert').waitFor()
    found.refusal = await findAxeViolations(page)
    await page.getByRole('dialog').and(page.locator(':focus-within')).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await choose(page, 'Harbour plan.docx', smallWordFile())
    await page.getByRole('link', { name: 'Open the document' }).waitFor()
    found.report = await findAxeViolations(page)

    expect(Object.entries(found).filter(([, lines]) => lines.length > 0)).toEqual([])
    await leave(page)
  })

  it('[HM17] nothing goes sideways at 320 px', async () => {
    const page = await openHome(place, { viewport: { width: 320, height: 640 } })
    await page.getByRole('heading', { name: 'Examples' }).waitFor()
    const beyond = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
    const home = await beyond()
    await choose(page, 'Harbour plan.docx', smallWordFile())
    await page.getByRole('link', { name: 'Open the document' }).waitFor()

    expect({ home, report: await beyond() }).toEqual({ home: 0, report: 0 })
    await leave(page)
  })

  it('[HM16] the first screen is small and asks nobody else for anything', async () => {
    const page = await newPage(place)
    const hosts = new Set<string>()
    const scripts: Promise<number>[] = []
    page.on('response', (response) => {
      hosts.add(new URL(response.url()).host)
      if (response.request().resourceType() !== 'script') return
      scripts.push(response.body().then((bytes) => gzipSync(bytes, { level: 9 }).length))
    })
    await page.goto(await linkOf(place))
    await enter(page)
    await page.getByRole('heading', { name: 'Examples' }).waitFor()
    const sizes = await Promise.all(scripts)

    expect([...hosts]).toEqual([new URL(place.server.url).host])
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(FIRST_SCREEN_BYTES)
    await leave(page)
  })

  it('[HM21] every control is set in the typeface of the house', async () => {
    const page = await openHome(place)
    await page.getByRole('heading', { name: 'Examples' }).waitFor()
    await page.getByRole('button', { name: 'Start from a template' }).click()
    await page.getByRole('radio').first().waitFor()
    const fonts = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, h1, p')].map(
        (element) => getComputedStyle(element).fontFamily.split(',')[0],
      ),
    )
    const isLoaded = await page.evaluate(() =>
      document.fonts.check('16px "Atkinson Hyperlegible Next Variable"'),
    )

    expect({ fonts: [...new Set(fonts)], isLoaded }).toEqual({
      fonts: ['"Atkinson Hyperlegible Next Variable"'],
      isLoaded: true,
    })
    await leave(page)
  })

  it('[HM20] an address where nothing lives says so', async () => {
    const page = await openHome(place)
    await page.goto(`${place.server.url}/`)
    await page.evaluate(() => history.pushState(null, '', '/no/such/page'))
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    await page.getByRole('link', { name: 'All documents' }).click()
    await page.getByRole('heading', { name: 'Documents', exact: true }).waitFor()
    await leave(page)
  })

  it('[HM9] the examples go after one question, and only they', async () => {
    const page = await openHome(place)
    await create(page, { title: 'A plan of our own' })
    await page.goto(place.server.url)
    await page.getByText('These are examples from Merrowdale, a made-up place.').waitFor()
    await page.getByRole('button', { name: 'Remove the examples' }).click()
    const question = page.getByRole('alertdialog', { name: 'Remove the examples?' })
    await question.getByText(/cannot be undone/).waitFor()
    await question.getByRole('button', { name: 'Keep them' }).click()
    await page.getByRole('button', { name: 'Remove the examples' }).click()
    await page.getByRole('button', { name: 'Remove for good' }).click()
    await page.getByText('The examples were removed.').waitFor()
    await page.reload()

    await linkTo(page, 'A plan of our own').waitFor()
    expect(await page.getByRole('heading', { name: 'Examples' }).count()).toBe(0)
    await leave(page)
  })
})
