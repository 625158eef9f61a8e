import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DocumentSummary } from '../../shared/api.ts'
import type { YoungReading } from '../../shared/consultations.ts'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { leave, windowOf } from '../support/home-page.ts'
import { startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** The page on which young people read and comment, on a phone. */

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const PHONE = { viewport: { width: 360, height: 740 } }

async function ask<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async (request) => {
      const response = await fetch(request.path, {
        method: request.method,
        headers: { 'content-type': 'application/json' },
        body: request.body === undefined ? undefined : JSON.stringify(request.body),
      })
      return (await response.json()) as never // our own server wrote it
    },
    { method, path, body },
  )
}

/** A consultation on the plan of the examples, its second part fixed and its third in plain words. */
async function startConsultation(page: Page): Promise<string> {
  const documents = await ask<DocumentSummary[]>(page, 'GET', '/api/documents')
  const id = documents.find(({ title }) => title.includes('action plan'))?.id ?? ''
  const reading = await ask<YoungReading>(page, 'GET', `/api/documents/${id}/reading`)
  const day = (days: number) =>
    new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10)
  await ask(page, 'POST', `/api/documents/${id}/consultations`, {
    title: 'Have your say on our plan',
    about: 'We want to hear what you think before we finish it.',
    level: 'consultation',
    canChange: 'Which actions come first.',
    cannotChange: 'How much money there is.',
    because: 'The council set it in spring.',
    minutes: 10,
    opensOn: day(-2),
    closesOn: day(20),
    hearBackOn: day(40),
    fixed: [{ block: reading.sections[1]?.id, why: 'It is the law.' }],
    plain: [{ block: reading.sections[2]?.id, words: 'Here we say how we ask you only once.' }],
    groups: [],
  })
  return id
}

describe('the page for phones', () => {
  it('[CN12] leads from the card to the first comment box in two taps, and hints at personal data', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', PHONE)
    await page.goto(server.url)
    const id = await startConsultation(page)
    await page.goto(`${server.url}/y/${id}`)
    await page.getByText('How much money there is. The council set it in spring.').waitFor()
    expect(await findAxeViolations(page)).toEqual([])

    await page.getByRole('button', { name: 'Start reading' }).click()
    await page.locator('main').getByRole('listitem').getByRole('button').first().click()
    const sheet = page.getByRole('dialog', { name: 'What do you think?' })
    const box = sheet.getByRole('textbox', { name: 'What do you want to say?' })
    await box.fill('Ring me on 07700 900123 about more buses')
    await sheet.getByText('looks like a phone number').waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    await sheet.getByRole('button', { name: 'Take it out' }).click()
    await sheet.getByRole('spinbutton', { name: /There are/ }).fill('12')
    await sheet.getByRole('button', { name: 'Agree', exact: true }).click()
    await sheet.getByRole('button', { name: 'Agree', exact: true, pressed: true }).waitFor()
    await sheet.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Thank you. Somebody checks it first').waitFor()
    await page.getByRole('button', { name: 'What I said' }).click()
    await page.getByText('Ring me on … about more buses').waitFor()
    await page.getByText('Received. Somebody will look at it.').waitFor()
    await leave(page)
  })

  it('[CN13] shows what is fixed and why, the plain words first, and explains or counts words', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', {
      ...PHONE,
      colorScheme: 'dark',
    })
    await page.goto(server.url)
    const id = await startConsultation(page)
    await page.goto(`${server.url}/y/${id}`)
    await page.getByRole('button', { name: 'Start reading' }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('This part cannot change: It is the law.').waitFor()
    await page.locator('main').getByRole('listitem').getByRole('button').first().click()
    const sheet = page.getByRole('dialog')
    expect(await sheet.getByRole('textbox').count()).toBe(0)
    await sheet.locator('.word').first().click()
    await sheet.getByText('We counted that').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('Here we say how we ask you only once.').waitFor()
    expect(await page.locator('main').getByRole('listitem').count()).toBe(0)
    await page.getByRole('button', { name: 'Show all the words' }).click()
    expect(await page.locator('main').getByRole('listitem').count()).toBeGreaterThan(0)
    expect(await findAxeViolations(page)).toEqual([])
    await leave(page)
  })

  it('[CN14] keeps a comment when the signal goes and says so; it arrives when it comes back', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', PHONE)
    await page.goto(server.url)
    const id = await startConsultation(page)
    await page.goto(`${server.url}/y/${id}`)
    await page.getByRole('button', { name: 'Start reading' }).click()
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Say something about this whole part' }).click()
    await page.getByRole('textbox').fill('Said in a tunnel')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Kept on this phone. It goes as soon as there is a signal.').waitFor()
    await page.getByRole('button', { name: 'What I said' }).click()
    await page.getByText('Waiting for the signal').waitFor()
    await page.context().setOffline(false)
    await page.getByText('Received. Somebody will look at it.').first().waitFor()
    await leave(page, { expectedErrors: /ERR_INTERNET_DISCONNECTED/ })
  })

  it('[CN15] asks for less than 120 kB of scripts, and nobody else for anything', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', PHONE)
    const asked: string[] = []
    let scripts = 0
    page.on('request', (request) => asked.push(request.url()))
    page.on('response', async (response) => {
      if (response.url().endsWith('.js')) {
        scripts += Number(response.headers()['content-length'] ?? Infinity)
      }
    })
    await page.goto(`${server.url}/y/nothing-here`)
    await page.getByRole('heading', { name: 'This did not open' }).waitFor()
    expect(asked.filter((url) => !url.startsWith(server.url))).toEqual([])
    expect(scripts).toBeGreaterThan(10_000)
    expect(scripts).toBeLessThan(120_000)
    await leave(page, { expectedErrors: /404/ })
  })

  it('[SF34] offers one’s words as a file, and takes them out after a question', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', PHONE)
    await page.goto(server.url)
    const id = await startConsultation(page)
    await page.goto(`${server.url}/y/${id}`)
    await page.getByRole('button', { name: 'Start reading' }).click()
    await page.locator('main').getByRole('listitem').getByRole('button').first().click()
    const sheet = page.getByRole('dialog', { name: 'What do you think?' })
    await sheet.getByRole('textbox', { name: 'What do you want to say?' }).fill('Wider paths')
    await sheet.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Thank you. Somebody checks it first').waitFor()
    await page.getByRole('button', { name: 'What I said' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download my words' }).click()
    const file = await (await download).path()
    expect(await readFile(file, 'utf8')).toContain('Wider paths')
    await page.getByRole('button', { name: 'Take my words out' }).click()
    const question = page.getByRole('dialog', { name: 'Take all your words out?' })
    expect(await findAxeViolations(page)).toEqual([])
    await question.getByRole('button', { name: 'Yes, take my words out' }).click()
    await page.getByRole('heading', { name: 'Your words are out' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'What I said' }).click()
    await page.getByText('Nothing yet.').waitFor()
    await leave(page)
  })

  it('[SF12] says on every screen who can help, and tells a concern to those who keep people safe', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', {
      viewport: { width: 320, height: 640 },
    })
    await page.goto(server.url)
    const id = await startConsultation(page)
    await page.goto(`${server.url}/y/${id}`)
    await page.getByRole('button', { name: 'Something is wrong, or I’m worried' }).click()
    const sheet = page.getByRole('dialog', { name: /worried/ })
    await sheet.getByRole('link', { name: 'Childline: 0800 1111' }).waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    await sheet.getByRole('textbox').fill('Somebody was hurt')
    await sheet.getByRole('button', { name: 'Tell them' }).click()
    await sheet.getByText('Thank you for telling us.').waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(320)
    await leave(page)
  })
})
