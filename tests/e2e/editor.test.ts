import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** The editor and its page, in a real browser against a real server. */

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('writing', () => {
  it('[ED25] a document is written by keyboard: headings, clauses, lists, marks, a quote', async () => {
    const page = await openNew('blank')
    await textbox(page).focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('# Getting home\n## Why\n')
    await page.keyboard.type('Late buses matter.\n/quo')
    await page.getByRole('option', { name: 'Quote' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('I walk home in the dark')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('Ann, 14\n')
    await page.keyboard.press('Control+Alt+7')
    await page.keyboard.type('We will ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('ask')
    await page.keyboard.press('Control+b')
    await page.keyboard.type(' the county\nWe will write back\n\n- one\ntwo')

    await textbox(page).locator('li', { hasText: 'two' }).waitFor()
    expect(await outline(page)).toEqual([
      'h1 Getting home',
      'h2 Why',
      'p Late buses matter.',
      'blockquote I walk home in the dark|Ann, 14',
      'p#1 We will ask the county',
      'p#2 We will write back',
      'ul one|two',
    ])
    expect(await textbox(page).locator('strong').textContent()).toBe('ask')
    await saved(page)
    await leave(page)
  })

  it('[ED26] links are asked for with Ctrl+K and only safe addresses are taken', async () => {
    const page = await openNew('blank')
    await textbox(page).focus()
    await page.keyboard.type('See here')
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog', { name: 'Add a link' })
    await dialog.getByRole('textbox', { name: 'Address' }).fill('javascript:alert(1)')
    await page.keyboard.press('Enter')
    await dialog.getByText('Please type a web address').waitFor()
    await dialog.getByRole('textbox', { name: 'Address' }).fill('example.org')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await textbox(page).and(page.locator(':focus')).waitFor()
    expect(await textbox(page).locator('a').getAttribute('href')).toBe('https://example.org')
    await leave(page)
  })

  it('[ED9] a footnote is written in a dialog, numbered in the text and printed below it', async () => {
    const page = await openNew('blank')
    await textbox(page).focus()
    await page.keyboard.type('Words')
    await page.keyboard.press('Control+Alt+f')
    await page.getByRole('textbox', { name: 'Words of the footnote' }).fill('From the survey.')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Footnotes' }).getByText('From the survey.').waitFor()
    const mark = textbox(page).locator('sup[data-footnote]')
    expect(await mark.getAttribute('data-number')).toBe('1')
    await leave(page)
  })

  it('[ED8] a picture cannot be added without saying what it shows', async () => {
    const page = await openNew('blank')
    await textbox(page).focus()
    await page.keyboard.type('/pic')
    await page.getByRole('option', { name: 'Picture' }).waitFor()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Add a picture' })
    await dialog.getByLabel('Picture').setInputFiles({
      name: 'dot.png',
      mimeType: 'image/png',
      buffer: Buffer.from(ONE_DOT, 'base64'),
    })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Please say what the picture shows.').waitFor()
    await dialog.getByRole('textbox', { name: /What it shows/ }).fill('A green dot')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await textbox(page).getByRole('img', { name: 'A green dot' }).waitFor()
    await leave(page)
  })

  it('[ED27] Escape and then Tab leaves the text; Alt+F10 goes to the tools, arrows along them', async () => {
    const page = await openNew('actionPlanByPriority')
    await cell(page, '[When]').click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+Tab')
    await page.locator('aside, .document-bars, .view-tabs').locator(':focus').waitFor()
    await cell(page, '[When]').click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await page.locator('.document-text :focus, .document-text:focus').count()).toBe(0)
    await cell(page, '[When]').click()
    await page.keyboard.press('Alt+F10')
    await page.locator('.toolbar :focus').waitFor()
    const names: string[] = []
    for (let count = 0; count < 4; count++) {
      names.push(
        (await page.locator(':focus').getAttribute('aria-label')) ??
          (await page.locator(':focus').innerText()),
      )
      await page.keyboard.press('ArrowRight')
    }
    expect(names).toEqual(['Text', 'Bold', 'Italic', 'Link'])
    await leave(page)
  })

  it('[ED28] Ctrl+/ in the text and ? outside list every key', async () => {
    const page = await openNew('blank')
    await textbox(page).focus()
    await page.keyboard.press('Control+/')
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await help.getByText('Ctrl+Alt+7').waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]') !== null)
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'hidden' })
    await textbox(page).and(page.locator(':focus')).waitFor()
    await page.keyboard.type('?')
    await textbox(page).getByText('?').waitFor()
    await page.getByRole('button', { name: 'Document menu' }).focus()
    await page.keyboard.press('?')
    await help.waitFor()
    await leave(page)
  })
})

describe('an action plan', () => {
  it('[ED29] is made, filled, moved and copied by keyboard alone', async () => {
    const page = await openNew('blank')
    await textbox(page).focus()
    await page.keyboard.type('/plan')
    await page.getByRole('option', { name: /Action plan/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('radio', { name: 'Plan by priority Objective' }).press('Space')
    await page.keyboard.press('Enter')
    await textbox(page).getByRole('table').waitFor()
    await textbox(page).and(page.locator(':focus')).waitFor()
    for (const words of ['Priority 1', 'Buses', 'Ask', 'May']) {
      await page.keyboard.type(words)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.type('PO')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Lights')
    await page.keyboard.press('Alt+ArrowUp')
    await toolMenu(page, 'Row', 'Duplicate')
    await toolMenu(page, 'Group', 'Add a group')
    await page.keyboard.type('Priority 2')

    await textbox(page).getByText('Priority 2').waitFor()
    expect(await rows(page)).toEqual([
      'Priority 1',
      'Lights | | |',
      'Lights | | |',
      'Buses | Ask | May | PO',
      'Priority 2',
      '| | |',
    ])
    await saved(page)
    await leave(page)
  })

  it('[ED30] arrows go from cell to cell at the edges of their words', async () => {
    const page = await openNew('actionPlanByPriority')
    await cell(page, '[When]').click()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowRight')
    expect(await wordsAtCaret(page)).toBe('[Post or team]')
    await page.keyboard.press('ArrowLeft')
    expect(await wordsAtCaret(page)).toBe('[When]')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type('June')
    await page.keyboard.press('ArrowUp')
    expect(await wordsAtCaret(page)).toBe('[When]')
    await page.keyboard.press('ArrowUp')
    expect(await wordsAtCaret(page)).toMatch(/^Priority 1/)
    await page.keyboard.press('ArrowUp')
    expect(await wordsAtCaret(page)).toBe('Objective')
    expect((await rows(page))[2]).toBe('| | June | |')
    await leave(page)
  })

  it('[ED31] the handle of a row deletes it, and the message undoes that', async () => {
    const page = await openNew('actionPlanByPriority')
    const before = await rows(page)
    await textbox(page).locator('tr td').last().click()
    await cell(page, '[When]').hover()
    const handle = await boxOf(page.getByRole('button', { name: /^Row:/ }))
    await page.mouse.move(handle.x + 10, handle.y + 10, { steps: 12 })
    await page.mouse.down()
    await page.mouse.up()
    await page.getByRole('menuitem', { name: 'Delete the row' }).click()
    await page.getByText('The row is deleted.').waitFor()
    expect(await rows(page)).toEqual(before.filter((line) => !line.includes('[When]')))
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await cell(page, '[When]').waitFor()
    expect(await rows(page)).toEqual(before)
    await leave(page)
  })

  it('[ED32] a column is added, filled, moved, hidden and shown; cells stay below their headings', async () => {
    const page = await openNew('actionPlanByPriority')
    await cell(page, '[When]').click()
    await toolMenu(page, 'Column', 'Add a column to the right')
    await page.getByRole('textbox', { name: 'Heading' }).fill('Cost')
    await page.getByRole('combobox', { name: 'What it is about' }).selectOption('resources')
    await page.keyboard.press('Enter')
    await heading(page, 'Cost').waitFor()
    await expectAligned(page)

    // A gap below the new heading: a click there makes the cell.
    const place = await boxOf(heading(page, 'Cost'))
    const row = await boxOf(page.locator('tr', { hasText: '[When]' }))
    await page.mouse.click(place.x + place.width / 2, row.y + row.height / 2)
    await page.keyboard.type('None')
    await expectAligned(page)
    await toolMenu(page, 'Column', 'Move left')
    await expectAligned(page)
    expect((await headings(page)).slice(2, 4)).toEqual(['Cost', 'Timescale'])
    await toolMenu(page, 'Column', /^Hide/)
    await heading(page, 'Cost').waitFor({ state: 'hidden' })
    // The message about it does not keep the keys of the page from working (ED27).
    await page.getByText('The column is hidden.').waitFor()
    await page.keyboard.press('Alt+F10')
    await page.locator('.toolbar :focus').waitFor()
    await cell(page, '[When]').click()
    await toolMenu(page, 'Column', 'Show Cost')
    await cell(page, 'None').waitFor()
    await expectAligned(page)
    await leave(page)
  })

  it('[ED16] typing over a selection across rows keeps both rows', async () => {
    const page = await openNew('actionPlanByPriority')
    await cell(page, '[When]').scrollIntoViewIfNeeded()
    const from = await boxOf(cell(page, '[The first thing you will do]'))
    const to = await boxOf(cell(page, '[Post or team]'))
    await page.mouse.move(from.x + 60, from.y + 12)
    await page.mouse.down()
    await page.mouse.move(to.x + 40, to.y + 12, { steps: 5 })
    await page.mouse.up()
    const count = (await rows(page)).length
    await page.keyboard.type('New')
    await textbox(page).getByText('New').waitFor()
    const after = await rows(page)
    expect(after).toHaveLength(count)
    expect(after[1]?.split('|')).toHaveLength(5)
    await leave(page)
  })

  it('[ED33] on a small screen each row is a card with its headings', async () => {
    const page = await openNew('actionPlanByPriority', { width: 360, height: 780 })
    const when = textbox(page).locator('td', { hasText: '[When]' })
    expect(await when.evaluate((td) => getComputedStyle(td, '::before').content)).toBe(
      '"Timescale"',
    )
    const [card, first] = await Promise.all([
      boxOf(page.locator('tr', { hasText: '[When]' })),
      boxOf(when),
    ])
    expect(first.width).toBeGreaterThan(card.width * 0.9)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await leave(page)
  })
})

describe('the page of a document', () => {
  it('[ED21] Ctrl+F finds words in the document and Escape goes back to them', async () => {
    const page = await openNew('actionPlanByPriority')
    await textbox(page).focus()
    await page.keyboard.press('Control+f')
    await page.getByRole('textbox', { name: 'Find in this document' }).fill('priority')
    const count = page.locator('.find-count')
    await count.getByText(/^1 of \d+$/).waitFor()
    await page.keyboard.press('Enter')
    await count.getByText(/^2 of \d+$/).waitFor()
    expect(await textbox(page).locator('.found.is-current').count()).toBe(1)
    await page.keyboard.press('Escape')
    await textbox(page).and(page.locator(':focus')).waitFor()
    expect(await page.evaluate(() => getSelection()?.toString().toLowerCase())).toBe('priority')
    await leave(page)
  })

  it('[ED34] the title is changed in place and other windows follow', async () => {
    const page = await openNew('blank')
    const other = await enter('Bob')
    await other.goto(page.url())
    const title = page.getByRole('textbox', { name: 'Title of the document' })
    await title.fill('A plan for buses')
    await title.press('Enter')
    await other.waitForFunction(() => document.title.startsWith('A plan for buses'))
    await textbox(other, 'A plan for buses').waitFor()
    await title.fill('Something else')
    await title.press('Escape')
    expect(await title.inputValue()).toBe('A plan for buses')

    await other.context().setOffline(true)
    await other.getByText('Offline').first().waitFor()
    await title.fill('A plan for late buses')
    await title.press('Enter')
    await other.context().setOffline(false)
    await textbox(other, 'A plan for late buses').waitFor()
    await leave(page, other, { expectedErrors: /ERR_INTERNET_DISCONNECTED|WebSocket/ })
  })

  it('[ED34] a title that is told while a window is still being opened is not lost', async () => {
    const page = await openNew('blank')
    const other = await enter('Bob')
    const told = new Promise<void>((resolve) => {
      other.on('websocket', (socket) =>
        socket.on('framereceived', ({ payload }) => {
          if (payload.includes('document.renamed')) resolve()
        }),
      )
    })
    // What the server says about the document is from before, and arrives after.
    let asked = () => {}
    const isAsked = new Promise<void>((resolve) => (asked = resolve))
    await other.route(/\/api\/documents\/[0-9a-z]+$/, async (route) => {
      const response = await route.fetch()
      asked()
      await told
      await route.fulfill({ response })
    })
    const isOpen = other.goto(page.url())
    await isAsked
    const title = page.getByRole('textbox', { name: 'Title of the document' })
    await title.fill('A plan for trams')
    await title.press('Enter')
    await isOpen
    await other.waitForFunction(() => document.title.startsWith('A plan for trams'))
    await leave(page, other)
  })

  it('[ED35] says in words where the words are', async () => {
    const page = await openNew('blank')
    await textbox(page).focus()
    await page.keyboard.type('Saved words')
    await page.getByText(/^Saved on the server \d\d:\d\d$/).waitFor()
    await page.context().setOffline(true)
    await page.keyboard.type(' and more')
    await page
      .getByText(/^Offline – \d+ changes? only in this tab$/)
      .first()
      .waitFor()
    await page.context().setOffline(false)
    await page.getByText(/^Connected again\. \d+ changes? sent\.$/).waitFor()
    await saved(page)
    await leave(page, { expectedErrors: /ERR_INTERNET_DISCONNECTED|WebSocket/ })
  })

  it('[ED36] asks once whether a copy may be kept on this device', async () => {
    const page = await openNew('blank', { isFirstVisit: true })
    await page.getByText('Keep a copy on this device?').waitFor()
    await page.getByRole('button', { name: 'No', exact: true }).click()
    await page.getByText('Keep a copy on this device?').waitFor({ state: 'hidden' })
    await page.reload()
    await textbox(page).waitFor()
    expect(await page.getByText('Keep a copy on this device?').count()).toBe(0)
    await leave(page)
  })

  it('[ED37] words that the server refused are shown and can be copied', async () => {
    const page = await openNew('blank')
    await textbox(page).focus()
    await page.context().setOffline(true)
    await page.getByText('Offline').first().waitFor()
    await page.keyboard.type('Not sent anywhere')
    await page
      .getByText(/only in this tab/)
      .first()
      .waitFor()
    await fetch(page.url().replace('/documents/', '/api/documents/'), {
      method: 'DELETE',
      headers: { cookie: await cookiesOf(page), origin: server.url },
    })
    await page.context().setOffline(false)
    await page.getByText('This document was removed').first().waitFor()
    expect(await page.getByLabel('Words the server does not have').inputValue()).toContain(
      'Not sent anywhere',
    )
    expect(await page.locator('.document-text').getAttribute('contenteditable')).toBe('false')
    await leave(page, { expectedErrors: /ERR_INTERNET_DISCONNECTED|WebSocket|404/ })
  })

  it('[ED38] an address without a document says so', async () => {
    const page = await enter('Ann')
    await page.goto(`${server.url}/documents/nothing-here`)
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    await leave(page, { expectedErrors: /404|WebSocket/ })
  })

  it('[ED22] the contents list follows the headings and leads to them', async () => {
    const page = await openNew('strategy')
    const contents = page.getByRole('navigation', { name: 'Contents' })
    const entries = contents.getByRole('button')
    const last = entries.last()
    const words = (await last.locator('span').last().textContent()) ?? ''
    await last.click()
    await contents.locator('[aria-current="location"]', { hasText: words }).waitFor()
    await page.keyboard.press('End')
    await page.keyboard.type(' and more')
    await entries.last().getByText(`${words} and more`).waitFor()
    await leave(page)
  })
})

describe('for everyone', () => {
  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    [1440, 360].map((width) => [colorScheme, width] as const),
  )
  it.each(looks)('[ED39] axe finds nothing wrong in %s at %i px', async (colorScheme, width) => {
    for (const template of ['strategy', 'actionPlanByPriority']) {
      const page = await openNew(template, { width, height: 800, colorScheme, isFirstVisit: true })
      await textbox(page).locator('p').first().click()
      expect(await findAxeViolations(page)).toEqual([])
      await page.keyboard.press('Control+/')
      await page.getByRole('dialog').waitFor()
      expect(await findAxeViolations(page)).toEqual([])
      await leave(page)
    }
  })
})

const ONE_DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

interface Visit {
  width?: number
  height?: number
  colorScheme?: 'light' | 'dark'
  /** Keeps the question about copies on this device unanswered. */
  isFirstVisit?: boolean
}

const errors = new WeakMap<Page, string[]>()

/** A new document of a template, open in a window of its own. */
async function openNew(template: string, visit: Visit = {}): Promise<Page> {
  const page = await enter('Ann', visit)
  const answer = await page.request.post(`${server.url}/api/documents`, {
    data: { template, title: `Try of ${template}` },
    headers: { origin: server.url },
  })
  const document: { id: string } = await answer.json()
  await page.goto(`${server.url}/documents/${document.id}`)
  await textbox(page).waitFor()
  await page.locator('.document-text[contenteditable="true"]').waitFor()
  return page
}

async function enter(name: string, visit: Visit = {}): Promise<Page> {
  const { width = 1440, height = 900, colorScheme = 'light', isFirstVisit = false } = visit
  const context = await browser.newContext({ viewport: { width, height }, colorScheme })
  const page = await context.newPage()
  const said: string[] = []
  errors.set(page, said)
  page.on('pageerror', (error) => said.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text())
  })
  await letIn(server, context, name)
  if (!isFirstVisit) {
    await page.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
  }
  return page
}

/** Ends a visit; nothing may have gone wrong in the window. */
async function leave(page: Page, ...rest: (Page | { expectedErrors: RegExp })[]): Promise<void> {
  const pages = [page, ...rest.filter((each): each is Page => 'context' in each)]
  const expected = rest.find((each) => 'expectedErrors' in each)
  const found = pages.flatMap((each) => errors.get(each) ?? [])
  await Promise.all(pages.map((each) => each.context().close()))
  expect(
    found.filter((line) =>
      expected !== undefined && 'expectedErrors' in expected
        ? !expected.expectedErrors.test(line)
        : true,
    ),
  ).toEqual([])
}

function textbox(page: Page, title?: string): Locator {
  return page.getByRole('textbox', { name: `Text of ${title ?? ''}` })
}

function cell(page: Page, words: string): Locator {
  return textbox(page).locator('td p', { hasText: words }).first()
}

function heading(page: Page, words: string): Locator {
  return textbox(page).locator('thead th', { hasText: words })
}

async function headings(page: Page): Promise<string[]> {
  return textbox(page).locator('thead th:visible').allInnerTexts()
}

async function saved(page: Page): Promise<void> {
  await page.getByText(/^Saved on the server/).waitFor()
}

/** Opens a menu of the toolbar with the keyboard and chooses from it. */
async function toolMenu(page: Page, menu: string, choice: string | RegExp): Promise<void> {
  const button = page.getByRole('toolbar').getByRole('button', { name: menu, exact: true })
  await button.press('Enter')
  const item = page.getByRole('menuitem', { name: choice }).first()
  await item.and(page.locator(':not([aria-disabled="true"])')).waitFor()
  await item.press('Enter')
  await item.waitFor({ state: 'hidden' })
  if ((await page.getByRole('dialog').count()) === 0) {
    await textbox(page).and(page.locator(':focus')).waitFor()
  }
}

/** Blocks of the text as "tag#number words". */
async function outline(page: Page): Promise<string[]> {
  return textbox(page).evaluate((text) =>
    [...text.children].map((block) => {
      const parts = block.children.length > 0 && !/^(P|H\d)$/.test(block.tagName)
      const words = parts
        ? [...block.children].map((child) => child.textContent).join('|')
        : block.textContent
      const number = block.getAttribute('data-number')
      return `${block.tagName.toLowerCase()}${number === null ? '' : `#${number}`} ${words ?? ''}`
    }),
  )
}

/** Group titles, and the rows with their shown cells in the order they are seen. */
async function rows(page: Page): Promise<string[]> {
  return textbox(page)
    .locator('tbody tr')
    .evaluateAll((found) =>
      found.map((row) =>
        [...row.querySelectorAll('td, th')]
          .filter((each) => each.getClientRects().length > 0)
          .toSorted((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
          .map((each) => each.textContent?.trim())
          .join(' | ')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
    )
}

async function wordsAtCaret(page: Page): Promise<string> {
  return page.evaluate(() => {
    const node = getSelection()?.anchorNode
    const element = node instanceof Element ? node : node?.parentElement
    return element?.closest('p, th')?.textContent ?? ''
  })
}

/** Every shown cell stands exactly below the heading of its key. */
async function expectAligned(page: Page): Promise<void> {
  const apart = await textbox(page)
    .locator('.action-table')
    .evaluate((table) => {
      const lefts = new Map<string, number>()
      for (const th of table.querySelectorAll<HTMLElement>('thead th')) {
        lefts.set(th.dataset['key'] ?? '', th.getBoundingClientRect().left)
      }
      return [...table.querySelectorAll<HTMLElement>('td')]
        .filter((td) => td.getClientRects().length > 0)
        .filter(
          (td) =>
            Math.abs(td.getBoundingClientRect().left - (lefts.get(td.dataset['key'] ?? '') ?? -1)) >
            1,
        )
        .map((td) => td.outerHTML)
    })
  expect(apart).toEqual([])
}

async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('This is not in sight')
  return box
}

async function cookiesOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}
