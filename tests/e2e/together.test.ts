import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { BODY } from '../../shared/schema/index.ts'
import { openBrowser } from '../support/browser.ts'
import { smallWordFile } from '../support/small-word-file.ts'
import { tokenFor } from '../support/sign-in.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'
import { openSwallowingLine } from '../support/swallowing-line.ts'

/** The main job: a Word file becomes a live document that two people edit, and nothing is lost. */

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

describe('two people and one plan', () => {
  it('[TO1] words of each show in the other’s window, and both cells of a row survive', async () => {
    const address = await bringWordFile()
    const ann = await enter('Ann')
    const bob = await enter('Bob')
    await Promise.all([open(ann, address), open(bob, address)])

    await typeAtEndOf(ann, 'Book the net loft', ' twice')
    await textbox(bob).getByText('Book the net loft twice').waitFor()
    await Promise.all([
      typeAtEndOf(ann, 'From May 2026', ' onwards'),
      typeAtEndOf(bob, 'Ilse Marr', ' and Bob'),
    ])
    for (const page of [ann, bob]) {
      await textbox(page).getByText('From May 2026 onwards').waitFor()
      await textbox(page).getByText('Ilse Marr and Bob').waitFor()
      await saved(page)
    }
    await bob
      .getByRole('img', { name: 'Ann' })
      .or(bob.getByText('Ann', { exact: true }))
      .first()
      .waitFor()
    await leave(ann, bob)
  })

  it('[TO2] words written offline survive a reload and reach the other, once', async () => {
    const address = await bringWordFile()
    const ann = await enter('Ann', 'yes')
    const bob = await enter('Bob')
    await Promise.all([open(ann, address), open(bob, address)])
    await ann.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await ann.waitForFunction(async () => (await caches.match('/')) !== undefined)
    await saved(ann)

    await ann.context().setOffline(true)
    await ann.getByText('Offline').first().waitFor()
    await typeAtEndOf(ann, 'Agreed in spring.', ' Written on the train.')
    await ann
      .getByText(/Offline – \d+ changes? kept on this device/)
      .first()
      .waitFor()
    await typeAtEndOf(bob, 'The harbour towns work on this plan together.', ' So do the farms.')
    await ann.reload()
    await textbox(ann).getByText('Agreed in spring. Written on the train.').waitFor()
    await ann
      .getByText(/Offline – \d+ changes? kept on this device/)
      .first()
      .waitFor()
    await typeAtEndOf(ann, 'Agreed in spring. Written on the train.', ' And after.')
    await ann.context().setOffline(false)

    for (const page of [ann, bob]) {
      await textbox(page).getByText('Agreed in spring. Written on the train. And after.').waitFor()
      await textbox(page).getByText('plan together. So do the farms.').waitFor()
      await saved(page)
      const text = (await textbox(page).textContent()) ?? ''
      expect(text.split('Written on the train.')).toHaveLength(2)
      expect(text.split('So do the farms.')).toHaveLength(2)
    }
    await leave(ann, bob)
  })

  it('[TO3] [CO5] after a no, nothing of the text stays on the device', async () => {
    const address = await bringWordFile()
    const ann = await enter('Ann', 'yes')
    await open(ann, address)
    await ann.waitForFunction(async () => (await caches.keys()).length > 0)
    await ann.getByRole('button', { name: 'Document menu' }).click()
    await ann.getByRole('menuitem', { name: /Stop keeping copies/ }).click()
    await ann.waitForFunction(
      async () => (await indexedDB.databases()).length === 0 && (await caches.keys()).length === 0,
    )
    await leave(ann)
  })

  it('[TO4] what was shown as saved is there after the server was killed', async () => {
    const own = await startServer()
    const ann = await enter('Ann', 'no', own)
    const address = await bringWordFile(own)
    await open(ann, address)
    await typeAtEndOf(ann, 'Agreed in spring.', ' Every word counts.')
    await saved(ann)
    await own.kill()
    await ann.getByText('Offline').first().waitFor()
    await typeAtEndOf(ann, 'Agreed in spring. Every word counts.', ' Also this.')

    const again = await startServer({
      dataFolder: own.dataFolder,
      port: Number(new URL(own.url).port),
    })
    const headers = { cookie: own.ownerCookie ?? '' }
    const exported = `${again.url}/api/documents/${idOf(address)}/export?format=json`
    const before = await fetch(exported, { headers })
    expect(await before.text()).toContain('Every word counts.')
    await saved(ann)
    const after = await fetch(exported, { headers })
    expect((await after.text()).split('Also this.')).toHaveLength(2)
    await leave(ann)
    await again.stop()
    await own.stop()
  })

  it('[TO5] undo takes back one’s own words and leaves the other’s', async () => {
    const address = await bringWordFile()
    const ann = await enter('Ann')
    const bob = await enter('Bob')
    await Promise.all([open(ann, address), open(bob, address)])
    await typeAtEndOf(ann, 'Agreed in spring.', ' Ann was here.')
    await textbox(bob).getByText('Agreed in spring. Ann was here.').waitFor()
    await typeAtEndOf(bob, 'The harbour towns work on this plan together.', ' Bob too.')
    await textbox(ann).getByText('plan together. Bob too.').waitFor()
    await textbox(ann).getByText('Agreed in spring. Ann was here.').click()
    await ann.keyboard.press('Control+z')
    await textbox(bob).getByText('Agreed in spring.', { exact: true }).waitFor()
    await textbox(bob).getByText('plan together. Bob too.').waitFor()
    await leave(ann, bob)
  })

  it('[TO6] a tab of another schema version is refused before it can change anything, and keeps its words', async () => {
    const address = await bringWordFile()
    const ann = await enter('Ann')
    await open(ann, address)
    await saved(ann)
    await ann.context().setOffline(true)
    await ann.getByText('Offline').first().waitFor()
    await typeAtEndOf(ann, 'Agreed in spring.', ' Typed in an old tab.')
    // The server has moved on while this tab was away: the tab now speaks another version.
    await ann.evaluate(() => Object.assign(globalThis, { isOldTab: true }))
    await ann.context().setOffline(false)
    await ann.getByText('Folkmoot was updated', { exact: true }).waitFor()
    expect(
      await ann.getByRole('textbox', { name: 'Words the server does not have' }).inputValue(),
    ).toContain('Typed in an old tab.')
    const stored = await fetch(`${server.url}/api/documents/${idOf(address)}/export?format=json`, {
      headers: { cookie: server.ownerCookie ?? '' },
    })
    expect(await stored.text()).not.toContain('Typed in an old tab.')
    await leave(ann)
  })

  it('[TO7] the stock y-websocket client in Node writes with the editor', async () => {
    const address = await bringWordFile()
    const ann = await enter('Ann')
    await open(ann, address)
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(
      `${server.url.replace('http', 'ws')}/sync`,
      idOf(address),
      doc,
      {
        WebSocketPolyfill: NodeSocket as unknown as typeof WebSocket, // the same face, other types
        disableBc: true,
        protocols: ['folkmoot', await tokenFor(server.url, server.ownerCookie ?? '')],
      },
    )
    await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
    const first: unknown = doc.getXmlFragment(BODY).get(0)
    const text: unknown = first instanceof Y.XmlElement ? first.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('The document does not begin with words')
    text.insert(0, 'Said by a script: ')
    await textbox(ann).getByText('Said by a script: The harbour towns').waitFor()
    await typeAtEndOf(ann, 'Agreed in spring.', ' And by Ann.')
    await saved(ann)
    await expect
      .poll(() => doc.getXmlFragment(BODY).toJSON())
      .toContain('Agreed in spring. And by Ann.')
    provider.destroy()
    await leave(ann)
  })

  it('[TO8] a paste of more than a megabyte is saved like any other', async () => {
    const address = await bringWordFile()
    const ann = await enter('Ann')
    await open(ann, address)
    await saved(ann)
    await textbox(ann).getByText('Agreed in spring.').click()
    await ann.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', 'more and more words '.repeat(70_000))
      const paste = new ClipboardEvent('paste', {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      })
      document.activeElement?.dispatchEvent(paste)
    })
    await saved(ann, 60_000)
    const ben = await enter('Ben')
    await open(ben, address)
    await textbox(ben).getByText('more and more words more and more words').first().waitFor()
    await leave(ben)
    await leave(ann)
  })

  it('[TO9] a tab stops promising copies when another one takes them away', async () => {
    const address = await bringWordFile()
    const ann = await enter('Ann', 'yes')
    await open(ann, address)
    const other = await ann.context().newPage()
    await open(other, address)
    await ann.waitForFunction(async () => (await caches.match('/')) !== undefined)
    await ann.getByRole('button', { name: 'Document menu' }).click()
    await ann.getByRole('menuitem', { name: /Stop keeping copies/ }).click()
    await ann.context().setOffline(true)
    await other.getByText('Offline').first().waitFor()
    await typeAtEndOf(other, 'Agreed in spring.', ' Later.')
    await other
      .getByText(/Offline – \d+ changes? only in this tab/)
      .first()
      .waitFor()
    await leave(ann)
  })

  it('[CO6] a line that is dead and says nothing is noticed and built anew, and the words go', async () => {
    const line = await openSwallowingLine(Number(new URL(server.url).port))
    const address = new URL(await bringWordFile())
    address.port = String(line.port)
    const ann = await enter('Ann')
    await open(ann, address.href)
    await saved(ann)
    line.swallow()
    await typeAtEndOf(ann, 'Agreed in spring.', ' Typed into a tunnel.')
    await ann.getByText('Saving…', { exact: true }).waitFor()
    await ann.getByText('Not saved yet – the connection is slow').first().waitFor()
    await saved(ann)
    const stored = await fetch(
      `${server.url}/api/documents/${idOf(address.href)}/export?format=json`,
      { headers: { cookie: server.ownerCookie ?? '' } },
    )
    expect((await stored.text()).split('Typed into a tunnel.')).toHaveLength(2)
    await leave(ann)
    line.close()
  })
})

// ── Steps ────────────────────────────────────────────────────────────────────────────────────

async function bringWordFile(to: RunningServer = server): Promise<string> {
  const response = await fetch(`${to.url}/api/imports?name=harbour-plan.docx`, {
    method: 'POST',
    headers: { cookie: to.ownerCookie ?? '' },
    body: new Uint8Array(smallWordFile()),
  })
  const { document } = (await response.json()) as { document: { id: string } }
  return `${to.url}/documents/${document.id}`
}

async function enter(
  name: string,
  keep: 'yes' | 'no' = 'no',
  at: RunningServer = server,
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1280, height: 900 },
  })
  context.setDefaultTimeout(20_000) // shorter than the test's own, so that a failure says what was waited for
  await letIn(at, context, name)
  await context.addInitScript((choice) => {
    if (localStorage.getItem('folkmoot.keep-copies') === null)
      localStorage.setItem('folkmoot.keep-copies', choice)
  }, keep)
  await context.addInitScript(() => {
    const Stock = WebSocket
    globalThis.WebSocket = class extends Stock {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(
          'isOldTab' in globalThis ? String(url).replace(/schema=\d+/, 'schema=999') : url,
          protocols,
        )
      }
    }
  })
  return context.newPage()
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await textbox(page).waitFor()
}

function textbox(page: Page) {
  return page.getByRole('textbox', { name: /^Text of/ })
}

async function typeAtEndOf(page: Page, line: string, words: string): Promise<void> {
  await textbox(page).getByText(line, { exact: true }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(words)
}

async function saved(page: Page, timeout = 20_000): Promise<void> {
  await page
    .getByText(/^Saved on the server/)
    .first()
    .waitFor({ timeout })
}

async function leave(...pages: Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.context().close()))
}

function idOf(address: string): string {
  return address.split('/').at(-1) ?? ''
}
