import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findAxeViolations, openBrowser } from '../support/browser.ts'
import { docx, p, tbl } from '../support/docx.ts'
import { leave, newPage, windowOf } from '../support/home-page.ts'
import { letIn, startServer } from '../support/start-server.ts'
import type { RunningServer } from '../support/start-server.ts'
import { xlsx } from '../support/xlsx.ts'

/** All screens one after the other, narrow and dark, full of words that would like to run. */

let browser: Browser
let server: RunningServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), openBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const RUN = ['window.ran=1', 'parent.ran=1', 'top.ran=1', 'self.ran=1', 'ran=1'] as const
/** 20 shapes, each with five ways to run and five disguises: 500. */
const SHAPES: readonly ((run: string) => string)[] = [
  (run) => `<script>${run}</script>`,
  (run) => `<img src=x onerror=${run}>`,
  (run) => `<svg onload=${run}>`,
  (run) => `<body onload=${run}>`,
  (run) => `<iframe srcdoc="<script>${run}</script>">`,
  (run) => `<a href="javascript:${run}">x</a>`,
  (run) => `javascript:${run}`,
  (run) => `"><img src=x onerror=${run}>`,
  (run) => `'><svg/onload=${run}>`,
  (run) => `</textarea><script>${run}</script>`,
  (run) => `</title><script>${run}</script>`,
  (run) => `<input autofocus onfocus=${run}>`,
  (run) => `<details open ontoggle=${run}>`,
  (run) => `<video><source onerror=${run}></video>`,
  (run) => `<math><a xlink:href="javascript:${run}">x</a></math>`,
  (run) => `{{constructor.constructor('${run}')()}}`,
  (run) => '${' + run + '}',
  (run) => `<style>@import 'javascript:${run}';</style>`,
  (run) => `<object data="javascript:${run}">`,
  (run) => `<form action="javascript:${run}"><button autofocus>x</button></form>`,
]
const DISGUISES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll('<s', '<S').replaceAll('<i', '<I'),
  (text) => text.replaceAll('<', '<\u200B').replaceAll('\u200B', ''),
  (text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (text) => `<!--${text}-->`,
]
const PAYLOADS = SHAPES.flatMap((shape) =>
  RUN.flatMap((run) => DISGUISES.map((disguise) => disguise(shape(run)))),
)

/** Payloads in pieces that fit a field. */
function packed(most: number): string[] {
  const pieces: string[] = []
  for (const payload of PAYLOADS) {
    const last = pieces.at(-1)
    if (payload.length > most) continue
    if (last === undefined || last.length + payload.length + 1 > most) pieces.push(payload)
    else pieces[pieces.length - 1] = `${last} ${payload}`
  }
  return pieces
}

async function ask<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async (request) => {
      const response = await fetch(request.path, {
        method: request.method,
        headers: { 'content-type': 'application/json' },
        body: request.body === undefined ? undefined : JSON.stringify(request.body),
      })
      if (!response.ok) throw new Error(`${request.path}: ${await response.text()}`)
      return (await response.json()) as never // our own server wrote it
    },
    { method, path, body },
  )
}

/** Puts payloads wherever words can be put, and says where there is something to look at. */
async function fill(page: Page): Promise<{ id: string; count: number }> {
  const [titles, bodies, names] = [packed(190), packed(3900), packed(55)]
  let count = 0
  const use = (text: string) => {
    count += 1
    return text
  }
  const made = await ask<{ id: string }>(page, 'POST', '/api/documents', {
    template: 'actionPlanByPriority',
    title: use(titles[0] ?? ''),
  })
  for (const title of titles.slice(1, 9)) {
    await ask(page, 'POST', '/api/documents', { template: 'blank', title: use(title) })
  }
  const path = `/api/documents/${made.id}`
  const anchor = { on: 'document', block: null, row: null, column: null, range: null }
  const whole = { ...anchor, quote: '', before: '', after: '', version: null }
  const threads: string[] = []
  for (const [index, body] of bodies.entries()) {
    const key = `payload-${String(index).padStart(12, '0')}`
    const opening = { key, anchor: whole, visibility: 'visible', body: use(body) }
    threads.push((await ask<{ id: string }>(page, 'POST', `${path}/threads`, opening)).id)
  }
  const entry = { noun: 'group', aliases: [], kind: 'youth', parent: null, ages: null }
  for (const [index, name] of names.slice(0, 8).entries()) {
    const group = { ...entry, name: use(`${index} ${name}`), reaches: use(name), members: [] }
    await ask(page, 'POST', '/api/directory/entries', group)
  }
  await ask(page, 'POST', `${path}/consultations`, {
    title: use(titles[1]?.slice(0, 120) ?? ''),
    about: use(bodies[1]?.slice(0, 1000) ?? ''),
    level: 'consultation',
    canChange: use(bodies[2]?.slice(0, 1000) ?? ''),
    cannotChange: use(bodies[3]?.slice(0, 1000) ?? ''),
    because: '',
    minutes: 10,
    opensOn: new Date().toISOString().slice(0, 10),
    closesOn: '2099-01-01',
    hearBackOn: '2099-02-01',
    fixed: [],
    plain: [],
    groups: [],
  })
  await ask(page, 'POST', `${path}/answers`, {
    threads: threads.slice(0, 2),
    said: use(titles[2] ?? ''),
    theme: use(names[3] ?? ''),
    outcome: 'changed',
    words: use(bodies[0]?.slice(0, 1900) ?? ''),
    reason: null,
    passedTo: '',
    change: {
      place: null,
      before: use(titles[3] ?? ''),
      after: use(titles[4] ?? ''),
      version: null,
    },
  })
  const concern = { documentId: made.id, thread: null, key: 'concern-0123456789ab' }
  await ask(page, 'POST', '/api/concerns', { ...concern, words: use(bodies[0] ?? '') })
  return { id: made.id, count }
}

/** Screens on which other tests let axe look, in both schemes and at two widths. */
const LOOKED_AT = ['/', '/directory', '/approvals', '/worried']

const LOOK = `(() => {
  const seen = (element) => {
    const box = element.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true })
  }
  const boxOf = (element) => (element.closest('label') ?? element).getBoundingClientRect()
  const small = [...document.querySelectorAll('button, input, select, textarea, summary, [role=button], [draggable=true]')]
    .filter((element) => seen(element) && !element.closest('[inert]'))
    .filter((element) => Math.min(boxOf(element).width, boxOf(element).height) < 24)
    .map((element) => element.outerHTML.slice(0, 120))
  const { scrollWidth, clientWidth } = document.documentElement
  return { ran: 'ran' in window, small, sideways: scrollWidth - clientWidth }
})()`

/** At 400 % and in the colours of the system: what scrolls two ways, focus and choices not seen. */
const LOOK_FORCED = `(() => {
  const shown = [...document.querySelectorAll('body *')].filter((each) => each.checkVisibility())
  const name = (element) => element.outerHTML.slice(0, 120)
  const twoWays = shown.filter((element) =>
    /auto|scroll/.test(getComputedStyle(element).overflowX) &&
    element.scrollWidth > element.clientWidth + 1 &&
    element.querySelector('table') === null && element.closest('table') === null)
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  const unseen = shown
    .filter((element) => element.matches(focusable) && !element.isContentEditable)
    .filter((element) => {
      element.focus({ preventScroll: true, focusVisible: true })
      if (document.activeElement !== element) return false
      const around = [element, element.parentElement, element.parentElement.parentElement]
      return around.every((each) => getComputedStyle(each).outlineStyle === 'none')
    })
  const chosen = shown.filter((element) => element.matches('[aria-pressed=true], a[aria-current], button[aria-current]'))
  const plain = getComputedStyle(document.body).backgroundColor
  const unmarked = chosen.filter((element) => getComputedStyle(element).backgroundColor === plain)
  const { scrollWidth, clientWidth } = document.documentElement
  return {
    sideways: scrollWidth - clientWidth,
    twoWays: twoWays.map(name),
    unseen: unseen.map(name),
    unmarked: unmarked.map(name),
    chosen: chosen.length,
  }
})()`

interface Forced {
  sideways: number
  twoWays: string[]
  unseen: string[]
  unmarked: string[]
  chosen: number
}

it('[SF26] nothing that people type runs, [SF19] no screen asks anybody else for anything, goes sideways at 320 px or has a control below 24 px, [SF28] and 400 % and the colours of the system hide nothing', async () => {
  expect(PAYLOADS).toHaveLength(500)
  const page = await newPage(
    { server, browser },
    { viewport: { width: 320, height: 640 }, colorScheme: 'dark', reducedMotion: 'reduce' },
  )
  const hosts = new Set<string>()
  const missing: string[] = []
  page.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url())) hosts.add(new URL(request.url()).host)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(new URL(response.url()).pathname)
  })
  page.on('dialog', (dialog) => void dialog.dismiss())
  await letIn(server, page.context(), packed(55)[0] ?? '', 'officer')
  await page.goto(server.url)
  const { id, count } = await fill(page)
  expect(count).toBeGreaterThan(40)
  const screens = [
    '/',
    '/directory',
    '/people',
    '/seat',
    '/audit',
    '/youth-groups',
    '/safeguarding',
    '/consultations',
    '/approvals',
    `/documents/${id}`,
    `/documents/${id}/asking`,
    `/documents/${id}/you-said`,
    `/documents/${id}/room`,
    `/documents/${id}/versions`,
    `/y/${id}`,
    '/worried',
  ]
  const wrong: Record<string, unknown> = {}
  let chosen = 0
  for (const screen of screens) {
    await page.goto(server.url + screen)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForFunction(() => document.querySelector('.waiting, .young-waiting') === null)
    const found = await page.evaluate<{ ran: boolean; small: string[]; sideways: number }>(LOOK)
    const violations = LOOKED_AT.includes(screen) ? [] : await findAxeViolations(page)
    if (found.ran || found.small.length > 0 || found.sideways > 0 || violations.length > 0) {
      wrong[screen] = { ...found, violations }
    }
    await page.setViewportSize({ width: 320, height: 256 })
    await page.emulateMedia({ forcedColors: 'active' })
    await page.keyboard.press('Tab') // so that focus is shown as to those who use keys
    const forced = await page.evaluate<Forced>(LOOK_FORCED)
    chosen += forced.chosen
    const isFine = [forced.twoWays, forced.unseen, forced.unmarked].every(
      (each) => each.length === 0,
    )
    if (!isFine || forced.sideways > 0) wrong[`${screen}, forced`] = forced
    await page.emulateMedia({ forcedColors: 'none' })
    await page.setViewportSize({ width: 320, height: 640 })
  }
  expect(wrong).toEqual({})
  expect(chosen).toBeGreaterThan(2)
  expect(missing).toEqual([])
  expect([...hosts]).toEqual([new URL(server.url).host])
  await leave(page)
}, 120_000)

/** A Word file with payloads wherever Word keeps words, and links that would run. */
function hostileWordFile(): Buffer {
  const [cells, bodies] = [packed(900), packed(3900)]
  const targets = PAYLOADS.filter((each) => /^javascript:/i.test(each)).slice(0, 20)
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const link = (id: string) =>
    `<w:p><w:hyperlink r:id="${id}"><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>`
  const links = Object.fromEntries(targets.map((target, n) => [`evil${n}`, escaped(target)]))
  const noted = '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
  const bytes = docx({
    title: bodies[0]?.slice(0, 180),
    body: [
      ...bodies.map((body) => p(body)),
      p(bodies[1]?.slice(0, 300), { style: 'Heading1' }),
      tbl(cells.map((cell) => [cell, cell, cell])),
      ...Object.keys(links).map(link),
      noted,
    ],
    footnotes: { 2: p(bodies[2]) },
    header: [p(cells[0])],
    comments: [{ id: '1', author: cells[1]?.slice(0, 100) ?? '', text: bodies[3] ?? '' }],
    links,
  })
  return Buffer.from(bytes)
}

/** Every cell of the plan of a document but its headings and ids is a payload. */
function hostileCsv(own: string): Buffer {
  const [headings = ''] = own.split('\r\n')
  const count = headings.split(',').length
  const line = (cell: string) =>
    Array(count)
      .fill(`"${cell.replaceAll('"', '""')}"`)
      .join(',')
  return Buffer.from([headings, ...packed(600).map(line)].join('\r\n'))
}

function hostileXlsx(): Buffer {
  const rowOf = (cells: string[]) =>
    `<row>${cells
      .map((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
      .map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
      .join('')}</row>`
  const people = packed(90).map((name) => [name, name, name])
  const rows = [['Name', 'Job title', 'Initials'], ...people].map(rowOf)
  return Buffer.from(xlsx({ sheets: { People: rows.join('') } }))
}

const RAN = `({
  ran: 'ran' in window,
  links: [...document.querySelectorAll('[href], [src], [action]')].filter((element) =>
    ['href', 'src', 'action'].some((name) => /^\\s*javascript:/i.test(element.getAttribute(name) ?? '')),
  ).length,
})`

it('[SF27] nothing runs that comes in a Word file, a list, a plan or by pasting', async () => {
  const page = await windowOf({ server, browser }, 'Petra Wick', {
    viewport: { width: 1024, height: 800 },
  })
  await page.goto(server.url)
  page.on('dialog', (dialog) => void dialog.dismiss())
  const still = { ran: false, links: 0 }
  const [name] = packed(120)
  const file = `${server.url}/api/imports?name=${encodeURIComponent(`${name}.docx`)}`
  const sent = await page.request.post(file, { data: hostileWordFile() })
  expect(sent.status()).toBe(201)
  const { document: brought } = (await sent.json()) as { document: { id: string } } // our own server
  for (const screen of [`/documents/${brought.id}/report`, `/y/${brought.id}`]) {
    await page.goto(server.url + screen)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForFunction(() => document.querySelector('.waiting, .young-waiting') === null)
    expect(await page.evaluate(RAN)).toEqual(still)
  }
  await page.goto(`${server.url}/documents/${brought.id}`)
  const text = page.getByRole('textbox', { name: /^Text of/ })
  await text.getByText('window.ran=1').first().waitFor()
  expect(await page.evaluate(RAN)).toEqual(still)

  await text.getByText('a link').first().click()
  await page.evaluate((words) => {
    for (const type of ['text/html', 'text/plain']) {
      const data = new DataTransfer()
      data.setData(type, words)
      const init = { clipboardData: data, bubbles: true, cancelable: true }
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', init))
    }
  }, PAYLOADS.join('\n'))
  await page.getByText('Saved').first().waitFor()
  expect(await page.evaluate(RAN)).toEqual(still)

  const { id } = await ask<{ id: string }>(page, 'POST', '/api/documents', {
    template: 'actionPlanByPriority',
    title: 'A plan',
  })
  const own = await page.request.get(`${server.url}/api/documents/${id}/export?format=csv`)
  await page.goto(`${server.url}/documents/${id}`)
  await page.getByRole('button', { name: 'Document menu' }).click()
  const [plan] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: /^Bring the plan back/ }).click(),
  ])
  const csv = { name: `${name}.csv`.replaceAll('/', ''), mimeType: '' }
  await plan.setFiles({ ...csv, buffer: hostileCsv(await own.text()) })
  await page.getByRole('button', { name: /^Change \d+ rows$/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await text.getByText('window.ran=1').first().waitFor()
  expect(await page.evaluate(RAN)).toEqual(still)

  await page.goto(`${server.url}/directory?show=person`)
  const [list] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Bring a list' }).click(),
  ])
  await list.setFiles({ name: 'people.xlsx', mimeType: '', buffer: hostileXlsx() })
  await page.getByRole('button', { name: /^Take in \d+ rows$/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('window.ran=1').first().waitFor()
  expect(await page.evaluate(RAN)).toEqual(still)
  await leave(page)
}, 120_000)
