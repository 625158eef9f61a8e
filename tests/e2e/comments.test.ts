import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountRole } from '../../shared/access.ts'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** Comments beside the text, by an officer and by an approver, who may read and not edit. */

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('comments', () => {
  it('[TH17] who may not edit comments on words; it is there for others at once, and follows the text', async () => {
    const { ann, abi, close } = await openBoth('Young people are asked once a year about the plan.')
    await selectWords(abi, 'once a year')
    await abi.keyboard.press('Control+Alt+m')
    const form = abi.getByRole('form', { name: 'New comment' })
    await form.getByText('“once a year”').waitFor()
    await form.getByRole('button', { name: 'Post' }).click()
    await form.getByText('Please write something.').waitFor()
    await form.getByRole('textbox', { name: 'Your comment' }).fill('Why so seldom, @officers?')
    await form.getByRole('button', { name: 'Post' }).click()
    await mark(abi, 'once a year').waitFor()
    await mark(ann, 'once a year').click()
    const panel = ann.getByRole('complementary', { name: 'Comments' })
    await panel.getByRole('combobox', { name: 'Show' }).selectOption('Calling my role')
    await panel.getByRole('article', { name: 'Abi' }).getByText('Why so seldom').waitFor()
    await panel.getByRole('button', { name: 'Not sure' }).click()
    await panel.getByRole('button', { name: 'Reply' }).click()
    await panel.getByRole('textbox', { name: 'Your reply' }).fill('It was the money')
    await panel.getByRole('button', { name: 'Reply' }).click()
    const beside = abi.getByRole('complementary', { name: 'Comments' })
    await beside.getByText('It was the money').waitFor()
    await beside.getByRole('button', { name: 'Not sure 1' }).waitFor()
    expect(await findAxeViolations(ann)).toEqual([])

    await typeBehind(ann, 'asked once', ' or twice')
    await beside.getByText('The text has changed since. Now: “once or twice a year”').waitFor()
    await ann.keyboard.press('Control+z')
    await beside.getByText('The text has changed since').waitFor({ state: 'hidden' })
    await ann.keyboard.press('Control+a')
    await ann.keyboard.press('Backspace')
    await beside.getByRole('region', { name: 'No longer in the text' }).waitFor()
    await ann.keyboard.press('Control+z')
    await beside.getByRole('region', { name: 'In the text' }).waitFor()
    await mark(abi, 'once a year').waitFor()

    await panel.getByRole('combobox', { name: 'Show' }).selectOption('Open')
    await panel.getByRole('button', { name: 'Resolve' }).click()
    await beside.getByText('No open comments.').waitFor()
    await mark(abi, 'once a year').waitFor({ state: 'hidden' })
    await close()
  })

  it('[TH18] suggested words stand beside the text, are accepted with one click, undone, and declined', async () => {
    const { ann, abi, close } = await openBoth('We listen once a year.')
    await selectWords(abi, 'once a year')
    await abi.getByRole('button', { name: 'Comment', exact: true }).click()
    const form = abi.getByRole('form', { name: 'New comment' })
    await form.getByText('Suggest other words').click()
    await form.getByRole('textbox', { name: 'Other words' }).fill('twice a year')
    await form.getByRole('button', { name: 'Post' }).click()
    const beside = abi.getByRole('complementary', { name: 'Comments' })
    await beside.getByText('Suggested by Abi').waitFor()
    expect(await beside.getByRole('button', { name: 'Accept' }).count()).toBe(0)

    await ann.getByRole('button', { name: '1 open' }).click()
    const panel = ann.getByRole('complementary', { name: 'Comments' })
    expect(await panel.locator('del').innerText()).toBe('once a year')
    expect(await panel.locator('ins').innerText()).toBe('twice a year')
    await panel.getByRole('button', { name: 'Accept' }).click()
    await text(abi, 'We listen twice a year.').waitFor()
    await ann.getByText('The words of Abi are in the text.').waitFor()
    await ann.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await text(abi, 'We listen once a year.').waitFor()

    await typeBehind(ann, 'We listen once', ' or more')
    await panel.getByText('The text has changed since. It was: “once a year”').waitFor()
    await panel.locator('del', { hasText: /^once or more a year$/ }).waitFor()
    await panel.getByRole('button', { name: 'Decline' }).click()
    await panel.getByRole('textbox', { name: 'Why not' }).fill('No rooms')
    await panel.getByRole('button', { name: 'Decline' }).click()
    await beside.getByRole('combobox', { name: 'Show' }).selectOption('Other words')
    await beside.getByText('Declined by Ann: No rooms').waitFor()
    await close()
  })

  it('[TH19] on a phone comments are a sheet over the foot of the text, and a link leads to a thread', async () => {
    const { ann, abi, id, close } = await openBoth('Buses stop at six.', {
      width: 360,
      height: 780,
    })
    await abi.getByRole('button', { name: 'Comment', exact: true }).click()
    const form = abi.getByRole('form', { name: 'New comment' })
    await form.getByRole('textbox', { name: 'Your comment' }).fill('Too early for us')
    await form.getByRole('button', { name: 'Post' }).click()
    const beside = abi.getByRole('complementary', { name: 'Comments' })
    await beside.getByText('Too early for us').waitFor()
    const box = await beside.boundingBox()
    expect(box?.width).toBe(360)
    expect(box?.y).toBeGreaterThan(200)
    expect(await findAxeViolations(abi)).toEqual([])
    const response = await abi.request.get(`${server.url}/api/documents/${id}/threads`)
    const { threads } = (await response.json()) as { threads: { id: string }[] } // our server
    await ann.goto(`${server.url}/documents/${id}?thread=${threads[0]?.id}`)
    await ann.getByRole('complementary').getByText('Too early for us').waitFor()
    await close()
  })
})

/** A document with this paragraph, open for an officer and for an approver. */
async function openBoth(words: string, viewport = { width: 1440, height: 900 }) {
  const ann = await enter('Ann', 'officer', viewport)
  const response = await ann.request.post(`${server.url}/api/documents`, {
    data: { template: 'blank', title: 'Listening' },
    headers: { origin: server.url },
  })
  const { id } = (await response.json()) as { id: string } // our own server wrote it
  const abi = await enter('Abi', 'approver', viewport)
  await ann.goto(`${server.url}/documents/${id}`)
  await ann.locator('.ProseMirror').click()
  await ann.keyboard.type(words)
  await abi.goto(`${server.url}/documents/${id}`)
  await text(abi, words).waitFor()
  return {
    ann,
    abi,
    id,
    close: async () => {
      await Promise.all([ann, abi].map((page) => page.context().close()))
    },
  }
}

async function enter(name: string, role: AccountRole, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ viewport })
  await letIn(server, context, name, role)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
  return page
}

function text(page: Page, words: string) {
  return page.locator('.ProseMirror').getByText(words)
}

function mark(page: Page, words: string) {
  return page.locator('.ProseMirror .commented', { hasText: words })
}

/** Selects these words as somebody does with a mouse. */
async function selectWords(page: Page, words: string) {
  await page.locator('.ProseMirror').focus()
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector('.ProseMirror') ?? document,
      NodeFilter.SHOW_TEXT,
    )
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1
      if (at >= 0) getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
    }
  }, words)
}

async function typeBehind(page: Page, words: string, more: string) {
  await page.locator('.ProseMirror').focus()
  await page.evaluate((wanted) => {
    const paragraph = [...document.querySelectorAll('.ProseMirror p')].find((each) =>
      each.textContent?.includes(wanted),
    )
    let left = (paragraph?.textContent?.indexOf(wanted) ?? 0) + wanted.length
    const walker = document.createTreeWalker(paragraph ?? document, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0
      if (left <= length) return getSelection()?.collapse(node, left)
      left -= length
    }
    return undefined
  }, words)
  await page.keyboard.type(more)
}
