import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:http'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { addDocument } from '../../server/domain/documents.ts'
import { bodyFromJson } from '../../server/domain/body.ts'
import { createLocalBus } from '../../server/bus/local.ts'
import { openEmbeddedStore } from '../../server/storage/embedded/store.ts'
import { createId } from '../../server/ids.ts'
import { bigActionTable, bigStrategy } from '../../tests/support/big-documents.ts'
import { inviteTo, ownerLinkIn, signIn } from '../../tests/support/sign-in.ts'
import { installProbe } from './page-probe.ts'
import { addThreads } from './threads.ts'

/**
 * npm run bench -- editor [--keys 40] [--runs 3] [--file PLAN.docx] [--threads 1000] [--json]
 *
 * Two Chromium windows on one document, both typing at once into the middle of it; ours and the
 * usual binding take turns in one run, against the same server. See bench/README.md.
 */
const options = readOptions(process.argv.slice(2))
const root = join(import.meta.dirname, '../..')
const work = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'))
let ownerCookie = ''
const closers: (() => unknown)[] = [() => rmSync(work, { recursive: true, force: true })]

try {
  await run()
} finally {
  for (const close of closers.reverse()) await close()
}

async function run(): Promise<void> {
  const stock = await serveStockPage()
  const documents = await makeDocuments()
  const server = await startServer(stock)
  if (options.file !== null) {
    const response = await fetch(
      `${server}/api/imports?name=${encodeURIComponent(basename(options.file))}`,
      {
        method: 'POST',
        headers: { cookie: ownerCookie },
        body: readFileSync(options.file),
      },
    )
    const { document } = (await response.json()) as { document: { id: string } }
    documents.unshift({ name: basename(options.file), id: document.id })
  }
  const browser = await launch()
  const rows: Row[] = []
  for (let turn = 0; turn < options.runs; turn++) {
    for (const { name, id } of documents) {
      const variants = [
        { variant: 'folkmoot', address: `${server}/documents/${id}` },
        {
          variant: 'usual',
          address: `${stock}/stock.html?server=${server.replace('http', 'ws')}&document=${id}`,
        },
      ]
      if (options.threads > 0) variants.splice(1) // ours with threads beside ours without
      for (const each of turn % 2 === 0 ? variants : variants.toReversed()) {
        rows.push({ document: name, ...(await measure(browser, each, server)) })
        process.stderr.write(`${name} ${each.variant} ${JSON.stringify(rows.at(-1))}\n`)
      }
    }
  }
  report(rows)
  process.stdout.write(`\n${loadReport()}\n`)
}

interface Row {
  document: string
  variant: string
  /** ms from the start of the navigation to the first letter shown. */
  readyMs: number
  keyP50: number
  keyP95: number
  remoteP50: number
  remoteP95: number
  /** ms from a key in one window to the changed text in the other, which is quiet. */
  seenP50: number
  seenP95: number
}

async function measure(
  browser: Browser,
  { variant, address }: { variant: string; address: string },
  server: string,
): Promise<Omit<Row, 'document'>> {
  const contexts = await Promise.all([
    newContext(browser, server, 'Ann'),
    newContext(browser, server, 'Bob'),
  ])
  const pages: Page[] = []
  let readyMs = 0
  for (const [at, context] of contexts.entries()) {
    const page = await context.newPage()
    const start = performance.now()
    await page.goto(`${address}${address.includes('?') ? `&name=P${at}` : ''}`)
    await page.locator('.ProseMirror p').first().waitFor()
    readyMs = performance.now() - start
    pages.push(page)
  }
  for (const [at, page] of pages.entries()) await placeCaret(page, at)
  await Promise.all(pages.map((page) => typeKeys(page, 8))) // warm
  await Promise.all(
    pages.map((page) =>
      page.evaluate(() => ((window.probe.keys.length = 0), (window.probe.remote.length = 0))),
    ),
  )
  await Promise.all(pages.map((page) => typeKeys(page, options.keys)))
  const probes = await Promise.all(pages.map((page) => page.evaluate(() => window.probe)))
  const seen = await timeUntilSeen(pages)
  await Promise.all(contexts.map((context) => context.close()))
  const keys = probes.flatMap((probe) => probe.keys)
  const remote = probes.flatMap((probe) => probe.remote)
  if (keys.length < options.keys || remote.length < options.keys / 2) {
    throw new Error(
      `${variant}: only ${keys.length} keys and ${remote.length} remote edits were seen`,
    )
  }
  return {
    variant,
    readyMs,
    keyP50: quantile(keys, 0.5),
    keyP95: quantile(keys, 0.95),
    remoteP50: quantile(remote, 0.5),
    remoteP95: quantile(remote, 0.95),
    seenP50: quantile(seen, 0.5),
    seenP95: quantile(seen, 0.95),
  }
}

async function timeUntilSeen([writer, reader]: readonly Page[]): Promise<number[]> {
  if (writer === undefined || reader === undefined) throw new Error('Two windows are needed')
  await reader.evaluate(() => (window.probe.changed.length = 0))
  await writer.evaluate(() => (window.probe.pressed.length = 0))
  for (let key = 0; key < options.keys; key++) {
    await writer.keyboard.press('x')
    await reader.waitForFunction((count) => window.probe.changed.length >= count, key + 1, {
      polling: 5,
    })
  }
  const pressed = await writer.evaluate(() => window.probe.pressed)
  const changed = await reader.evaluate(() => window.probe.changed)
  return pressed.map((start) => (changed.find((time) => time > start) ?? Number.NaN) - start)
}

/** Puts the caret at the end of a paragraph near the middle, another one for each window. */
async function placeCaret(page: Page, at: number): Promise<void> {
  const paragraphs = page.locator('.ProseMirror p')
  const count = await paragraphs.count()
  const paragraph = paragraphs.nth(Math.floor(count / 2) + at * 7)
  await paragraph.scrollIntoViewIfNeeded()
  await paragraph.click()
  await page.keyboard.press('End')
}

async function typeKeys(page: Page, count: number): Promise<void> {
  for (let key = 0; key < count; key++) {
    await page.keyboard.press('abcdefghij'.charAt(key % 10))
    await new Promise((resolve) => setTimeout(resolve, 60)) // a fast typist
  }
}

async function newContext(browser: Browser, server: string, name: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const { link } = await inviteTo(server, ownerCookie, { name })
  const person = { name, colour: 1 }
  await context.request.post(`${server}/api/sign-in`, { data: { link, person } })
  await context.addInitScript({
    content: `globalThis.__name = (f) => f; (${installProbe.toString()})()`,
  })
  await context.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
  return context
}

async function makeDocuments(): Promise<{ name: string; id: string }[]> {
  const store = await openEmbeddedStore({ folder: join(work, 'data') })
  const ctx = {
    seat: { id: 'bench', name: 'Bench', colour: 0, role: 'officer' as const },
    store,
    bus: createLocalBus(),
    live: {
      stateOf: () => Promise.reject(new Error('Nothing is open')),
      edit: () => Promise.reject(new Error('Nothing is open')),
      forget: async () => undefined,
      close: async () => {},
    },
    now: () => new Date(),
    newId: createId,
  }
  const made = []
  const strategy = { name: '30-page strategy', json: bigStrategy(), threads: 0 }
  const { threads } = options
  for (const { name, json, threads: count } of [
    strategy,
    threads > 0
      ? { ...strategy, name: `${strategy.name}, ${threads} threads`, threads }
      : { name: '500-row plan', json: bigActionTable(500), threads: 0 },
  ]) {
    const body = bodyFromJson(json, createId)
    const { id } = await addDocument(ctx, {
      title: name,
      kind: 'other',
      body,
      isDemo: false,
      origin: { from: 'demo' },
    })
    await addThreads(ctx, id, count)
    made.push({ name, id })
  }
  await store.close()
  return made
}

async function startServer(pageOrigin: string): Promise<string> {
  const port = await freePort()
  // PUBLIC_URL: the comparison page is served from another port and must be let in.
  const child: ChildProcess = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: join(work, 'data'),
      DEMO: 'no',
      PUBLIC_URL: pageOrigin,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  closers.push(() => child.kill('SIGTERM'))
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk) => resolve(String(chunk)))
    child.once('exit', (code) => reject(new Error(`The server stopped with code ${code}`)))
  })
  const server = `http://127.0.0.1:${port}`
  ownerCookie = await signIn(server, ownerLinkIn(said) ?? '')
  return server
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

/** Builds the comparison page and serves it. Returns its origin. */
async function serveStockPage(): Promise<string> {
  const outDir = join(work, 'stock')
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'warn',
    build: { outDir, rollupOptions: { input: join(import.meta.dirname, 'stock.html') } },
  })
  const types: Record<string, string> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
  }
  const server = createServer((request, response) => {
    const path = join(outDir, new URL(request.url ?? '/', 'http://local').pathname)
    if (!path.startsWith(outDir) || !existsSync(path)) return void response.writeHead(404).end()
    response
      .writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' })
      .end(readFileSync(path))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

function launch(): Promise<Browser> {
  const executablePath = [
    process.env['CHROMIUM'],
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
  ].find((path) => path !== undefined && existsSync(path))
  return chromium
    .launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    })
    .then((browser) => {
      closers.push(() => browser.close())
      return browser
    })
}

/** What the browser has to fetch, gzipped, read off the build. */
function loadReport(): string {
  const assets = join(root, 'dist/client/assets')
  const lines = readdirSync(assets)
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => ({ name, kB: gzipSync(readFileSync(join(assets, name))).length / 1000 }))
    .sort((one, other) => other.kB - one.kB)
    .map(({ name, kB }) => `${kB.toFixed(1).padStart(8)} kB gz  ${name}`)
  return lines.join('\n')
}

function report(rows: readonly Row[]): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(rows)}\n`)
    return
  }
  const columns = [
    'readyMs',
    'keyP50',
    'keyP95',
    'remoteP50',
    'remoteP95',
    'seenP50',
    'seenP95',
  ] as const
  process.stdout.write(
    `| document | binding | ${columns.join(' | ')} |\n|---|---|${columns.map(() => '---|').join('')}\n`,
  )
  for (const document of new Set(rows.map((row) => row.document))) {
    const variants = options.threads > 0 ? ['folkmoot'] : ['folkmoot', 'usual']
    const medians = variants.map((variant) => {
      const own = rows.filter((row) => row.document === document && row.variant === variant)
      const values = columns.map((column) =>
        quantile(
          own.map((row) => row[column]),
          0.5,
        ),
      )
      process.stdout.write(
        `| ${document} | ${variant} | ${values.map((value) => value.toFixed(1)).join(' | ')} |\n`,
      )
      return values
    })
    if (options.threads > 0) continue
    const ratios = columns.map((_, at) =>
      ((medians[0]?.[at] ?? 0) / (medians[1]?.[at] ?? 1)).toFixed(2),
    )
    process.stdout.write(`| ${document} | ratio | ${ratios.join(' | ')} |\n`)
  }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

function readOptions(args: readonly string[]): {
  keys: number
  runs: number
  file: string | null
  threads: number
  json: boolean
} {
  const value = (name: string) => {
    const at = args.indexOf(name)
    return at < 0 ? undefined : args[at + 1]
  }
  return {
    keys: Number(value('--keys') ?? 40),
    runs: Number(value('--runs') ?? 3),
    file: value('--file') ?? null,
    threads: Number(value('--threads') ?? 0),
    json: args.includes('--json'),
  }
}
