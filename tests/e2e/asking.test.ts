import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DocumentSummary } from '../../shared/api.ts'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { leave, newPage, windowOf } from '../support/home-page.ts'
import { startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'

/** Asking people, as an officer does it: start, type in notes, answer, tell. */

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function findDocument(page: Page, words: string): Promise<string> {
  const documents = await ask<DocumentSummary[]>(page, 'GET', '/api/documents')
  return documents.find(({ title }) => title.includes(words))?.id ?? ''
}

const findPlan = (page: Page) => findDocument(page, 'action plan')

/** A browser of somebody who came with a youth group that may comment on the document. */
async function joinAsYoung(
  officer: Page,
  documentId: string,
  name = 'Northmere Youth Council',
): Promise<Page> {
  const adults = await Promise.all(
    ['Shona Pell', 'Tomas Birk'].map(async (name) => {
      const page = await windowOf({ server, browser }, name, { role: 'editor' })
      await page.goto(server.url)
      const id = await ask<{ seat: { id: string } }>(page, 'GET', '/api/me')
      await leave(page)
      return id.seat.id
    }),
  )
  const group = await ask<{ id: string }>(officer, 'POST', '/api/directory/entries', {
    noun: 'group',
    name,
    aliases: [],
    kind: 'youth',
    parent: null,
    ages: null,
    reaches: '',
    members: [],
  })
  await ask(officer, 'PUT', `/api/youth-groups/${group.id}/adults`, { adults })
  const until = new Date(Date.now() + 20 * 24 * 60 * 60_000).toISOString().slice(0, 10)
  const link = await ask<{ code: string }>(officer, 'POST', `/api/youth-groups/${group.id}/links`, {
    adult: adults[0],
    ageBand: '13to15',
    until,
    uses: 30,
  })
  const share = { as: 'commenter', until: null }
  await ask(officer, 'PUT', `/api/documents/${documentId}/shares/${group.id}`, share)
  const kit = await newPage({ server, browser }, { viewport: { width: 360, height: 740 } })
  await kit.goto(server.url)
  await ask(kit, 'POST', '/api/join', { code: link.code, nickname: 'Quiet Otter' })
  return kit
}

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

describe('asking people', () => {
  it('[CN20] a consultation is started, wall notes are typed in, and [AN10] one answer tells them all', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', {
      viewport: { width: 1024, height: 800 },
    })
    await page.goto(server.url)
    const id = await findPlan(page)
    await page.goto(`${server.url}/documents/${id}/asking`)
    await page.getByRole('button', { name: 'Ask people' }).click()
    const form = page.getByRole('dialog', { name: 'Ask people' })
    await form.getByRole('textbox', { name: 'What people can change' }).fill('Which comes first.')
    await form
      .getByRole('checkbox', { name: /youth group, nobody has joined yet/ })
      .first()
      .check()
    await form.getByRole('checkbox', { name: /^Share the document with/ }).waitFor()
    await form.getByText('Plain words and fixed parts').click()
    await form.getByRole('textbox', { name: 'In plain words' }).nth(1).fill('About being asked.')
    expect(await findAxeViolations(page)).toEqual([])
    await form.getByRole('button', { name: 'Start asking' }).click()
    await page.getByText('They can change: Which comes first.').waitFor()

    await page.getByRole('button', { name: 'Type in wall notes' }).click()
    const notes = page.getByRole('dialog', { name: 'Type in wall notes' })
    await notes
      .getByRole('textbox', { name: 'One line, one comment' })
      .fill('More buses\n\nBuses at night\nRing Zoe on 07700 900123\n')
    await notes.getByText('Look at these lines again').waitFor()
    await notes.getByRole('button', { name: 'Keep 3 comments' }).click()
    await page.getByRole('button', { name: 'To answer (3)' }).click()
    await page.getByRole('checkbox', { name: /More buses/ }).check()
    await page.getByRole('checkbox', { name: /Buses at night/ }).check()
    await page.getByRole('textbox', { name: 'You said' }).fill('There should be more buses.')
    await page.getByRole('radio', { name: 'Something that is not in this text' }).check()
    await page.getByRole('textbox', { name: 'How it was' }).fill('One bus an hour')
    await page.getByRole('textbox', { name: 'How it is now' }).fill('Two buses an hour')
    await page.getByRole('textbox', { name: 'We did' }).fill('We asked for two buses an hour.')
    await page.getByText('7 words a sentence.').waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Give this answer' }).click()
    await page.getByRole('button', { name: 'To answer (1)' }).waitFor()

    await page.getByRole('link', { name: 'You said, we did' }).click()
    await page.getByText('We asked for two buses an hour.').waitFor()
    expect(await page.locator('ins').allTextContents()).toEqual(['Two buses'])
    await page.getByText('1 comment is still without an answer.').waitFor()
    expect(await findAxeViolations(page)).toEqual([])

    await page.goto(`${server.url}/consultations`)
    await page.getByText(/Asked: /).waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    await page.goto(`${server.url}/y/${id}`)
    await page.getByText('There are 2 answers to what you said.').waitFor()
    await page.getByRole('button', { name: 'Read them' }).click()
    await page.getByText('We asked for two buses an hour.').first().waitFor()
    await leave(page)
  })

  it('[CN21] the big screen shows one part and a code, and the counts only when they are revealed', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', {
      viewport: { width: 1440, height: 900 },
    })
    await page.goto(server.url)
    const id = await findPlan(page)
    await page.goto(`${server.url}/documents/${id}/room`)
    await page.getByRole('img', { name: /A code that leads to/ }).waitFor()
    await page.getByText('0 people have answered').waitFor()
    expect(await page.getByText('Disagree').count()).toBe(0)
    await page.getByRole('button', { name: 'Show the answers' }).click()
    await page.getByText('Disagree').waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    await leave(page)
  })
})

describe('asking again', () => {
  it('[CN41] a phone shows what people were told before, and [AN30] what is said there is quoted where it was allowed and nowhere else', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', {
      viewport: { width: 1024, height: 800 },
    })
    await page.goto(server.url)
    const id = await findDocument(page, 'strategy')
    const day = (days: number) =>
      new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10)
    await ask(page, 'POST', `/api/documents/${id}/consultations`, {
      title: 'Once more',
      about: 'We ask again.',
      level: 'consultation',
      canChange: 'Every sentence.',
      cannotChange: '',
      because: '',
      minutes: 5,
      opensOn: day(-2),
      closesOn: day(10),
      hearBackOn: day(20),
      fixed: [],
      plain: [],
      groups: [],
    })
    const kit = await joinAsYoung(page, id, 'Tarnside Youth Forum')
    await kit.goto(`${server.url}/y/${id}`)
    await kit.getByRole('button', { name: 'Start reading' }).click()
    await kit.getByText('1 of ').waitFor()
    const earlier = kit.getByRole('complementary', { name: /^Asked in/ })
    for (let part = 2; (await earlier.count()) === 0; part++) {
      await kit.getByRole('button', { name: 'Next' }).click()
      await kit.getByText(`${part} of `).waitFor()
    }
    const told = await earlier.innerText()
    expect(told).toMatch(/^We asked about this in \w+ \d{4}\. You said: Nobody asks young carers\./)
    expect(told).toContain('Changed You are right. The strategy now says')
    expect(await findAxeViolations(kit)).toEqual([])
    for (const words of ['Young carers need a rest', 'Between us only']) {
      await kit.getByRole('button', { name: 'Say something about this whole part' }).click()
      const sheet = kit.getByRole('dialog')
      await sheet.getByRole('textbox').fill(words)
      const allows = sheet.getByRole('checkbox', { name: /^You may show my words to everybody/ })
      expect(await allows.isChecked()).toBe(false)
      if (words.startsWith('Young')) await allows.check()
      await sheet.getByRole('button', { name: 'Send' }).click()
      await kit.getByText('Thank you. Somebody checks it first').waitFor()
    }
    await leave(kit)

    await page.goto(`${server.url}/documents/${id}/asking`)
    await page.getByRole('button', { name: 'To check (3)' }).click()
    for (const left of [2, 1, 0]) {
      await page.getByRole('button', { name: '1 Show' }).last().click()
      await page.getByRole('button', { name: `To check (${left})` }).waitFor()
    }
    await page.getByRole('button', { name: /^To answer/ }).click()
    await page.getByRole('checkbox', { name: /Young carers need a rest/ }).check()
    await page.getByRole('checkbox', { name: /Between us only/ }).check()
    const quote = page.getByRole('checkbox', { name: /^Quote, without a name/ })
    expect(await quote.count()).toBe(1) // of the two that were chosen only one may be
    await page.getByText('Quote, without a name: “Young carers need a rest”').click()
    await page.getByRole('textbox', { name: 'You said' }).fill('Young carers need rest.')
    await page.getByLabel('What becomes of it').selectOption('already')
    await page.getByRole('textbox', { name: 'We did' }).fill('It is in part 7.')
    await page.getByRole('button', { name: 'Give this answer' }).click()
    await page.getByText('The answer is beside each of these comments.').waitFor()
    await page.getByRole('link', { name: 'You said, we did' }).click()
    const entry = page.locator('dl', { hasText: 'It is in part 7.' })
    await entry.waitFor()
    expect(await entry.locator('blockquote').allInnerTexts()).toEqual([
      expect.stringMatching(/^“Young carers need a rest”\s+A young person$/),
    ])
    expect(await page.getByRole('main').innerText()).not.toMatch(/Between us|Quiet Otter/)
    await leave(page)
  })
})

describe('the golden thread', () => {
  it('[AN23] from a passage to who asked for it, the version and the answer, and back', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', {
      viewport: { width: 1440, height: 900 },
    })
    await page.goto(server.url)
    const id = await findPlan(page)
    const label = { stage: 'consultation', number: '5.1', date: '2026-03-02', note: '' }
    await ask(page, 'POST', `/api/documents/${id}/versions`, label)
    await page.goto(`${server.url}/documents/${id}`)
    const passage = page.locator('.document-text > p').first()
    const block = (await passage.getAttribute('data-id')) ?? ''
    await ask(page, 'POST', `/api/documents/${id}/threads`, {
      key: 'golden-thread-0001',
      anchor: {
        on: 'block',
        block,
        row: null,
        column: null,
        range: null,
        quote: await passage.innerText(),
        before: '',
        after: '',
        version: null,
      },
      visibility: 'visible',
      body: 'Say when the bus comes',
    })
    await passage.click()
    await page.keyboard.press('End')
    await page.keyboard.type(' The bus comes at eight.')
    await page.getByText('Saved').first().waitFor()

    await page.goto(`${server.url}/documents/${id}/asking`)
    await page.getByRole('button', { name: /^To answer/ }).click()
    await page.getByRole('checkbox', { name: /Say when the bus comes/ }).check()
    await page.getByRole('radio', { name: /What they spoke about/ }).check()
    expect(await findAxeViolations(page)).toEqual([])
    await page.getByRole('textbox', { name: 'You said' }).fill('Say when the bus comes.')
    await page.getByRole('textbox', { name: 'We did' }).fill('We wrote it in.')
    await page.getByRole('button', { name: 'Give this answer' }).click()
    await page.getByText('The answer is beside each of these comments.').waitFor()
    await page.getByRole('link', { name: 'You said, we did' }).click()
    const entry = page.locator('dl', { hasText: 'We wrote it in.' })
    expect((await entry.locator('ins').innerText()).trim()).toBe('The bus comes at eight.')

    await entry.getByRole('link', { name: 'In the text' }).click()
    const panel = page.getByRole('complementary', { name: 'Who asked for this?' })
    await panel.getByText('We wrote it in.').waitFor()
    await panel.getByText('Officers').waitFor()
    expect(await findAxeViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await passage.click()
    await page.keyboard.press('Control+Alt+w')
    const because = panel.getByRole('region', { name: 'It says this because of' })
    await because.getByRole('button', { name: 'Go to the comment' }).click()
    await page.getByRole('complementary', { name: 'Comments' }).waitFor()
    expect(await passage.getAttribute('data-asked')).toBe(block)
    await page.keyboard.press('Control+Alt+w')
    await because.getByRole('link', { name: 'You said, we did' }).click()
    await page.locator('dl:focus', { hasText: 'We wrote it in.' }).waitFor()

    await page.goto(`${server.url}/documents/${id}/versions`)
    await page.getByLabel('Who asked for it').selectOption('Officers')
    const changes = page.locator('.change-entry')
    await changes.first().waitFor()
    expect(await changes.allInnerTexts()).toEqual([
      expect.stringContaining('Asked for by Officers'),
    ])
    await page.getByRole('link', { name: /^Who asked/ }).click()
    await panel.getByText('We wrote it in.').waitFor()
    await leave(page)
  })
})

describe('checking', () => {
  it('[SF20] what a young person wrote waits, is shown with the marked words taken out, and [SF21] sealed where it worries', async () => {
    const page = await windowOf({ server, browser }, 'Petra Wick', {
      viewport: { width: 1024, height: 800 },
    })
    await page.goto(server.url)
    const id = await findPlan(page)
    const kit = await joinAsYoung(page, id)
    await kit.goto(`${server.url}/y/${id}`)
    for (const words of ['Ring me on 07700 900123 about buses', 'Somebody hurts me']) {
      await kit.getByRole('button', { name: 'Start', exact: true }).click()
      await kit.getByRole('button', { name: 'Start reading' }).click()
      await kit.getByRole('button', { name: 'Say something about this whole part' }).click()
      await kit.getByRole('textbox').fill(words)
      await kit.getByRole('button', { name: 'Send' }).click()
      await kit.getByText('Thank you. Somebody checks it first').waitFor()
    }
    await page.goto(`${server.url}/documents/${id}/asking`)
    await page.getByRole('button', { name: 'To check (2)' }).click()
    expect(await page.locator('mark').textContent()).toBe('07700 900123')
    await page.getByLabel('The rule, where it is to be reworded').first().press('1') // shows nothing
    expect(await findAxeViolations(page)).toEqual([])
    await page.getByRole('button', { name: '5 Choose words to take out' }).first().click()
    const words = page.getByRole('dialog', { name: 'Take words out' })
    await words.getByRole('button', { name: 'about', pressed: false }).click()
    await words.getByRole('button', { name: 'about', pressed: true }).click()
    expect(await findAxeViolations(page)).toEqual([])
    await words.getByRole('button', { name: 'Take them out and show the rest' }).click()
    await page.getByRole('button', { name: 'To check (1)' }).waitFor()
    await page.getByRole('button', { name: '4 Safeguarding' }).click()
    await page.getByText('Nothing waits to be checked.').waitFor()

    await kit.reload()
    await kit.getByRole('button', { name: 'What I said' }).click()
    await kit.getByText(/Ring me on .* about buses/).waitFor()
    expect(await kit.getByText('07700 900123').count()).toBe(0)
    await kit.getByText('Our rule: If somebody may not be safe, an adult looks first.').waitFor()
    await kit.getByText('Why: Somebody who keeps people safe looks at it.').waitFor()
    await kit.getByRole('button', { name: 'Ask somebody to look again' }).click()
    await kit.getByText('Somebody looks at it again.').waitFor()
    await leave(kit)
    await leave(page)
  })
})
