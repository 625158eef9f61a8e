import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:http'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { bigActionTable, bigStrategy } from '../../tests/support/big-documents.ts'
import { inviteTo, ownerLinkIn, signIn } from '../../tests/support/sign-in.ts'
import { installProbe } from './page-probe.ts'
import { typeAsPeer } from './peer.ts'
import { loadReport, quantile, report } from './report.ts'
import type { Row } from './report.ts'
import { makeDocuments } from '../made.ts'
import type { Wanted } from '../made.ts'
import { sixColumns } from '../six-columns.ts'

/**
 * npm run bench -- editor [--keys 40] [--runs 3] [--file PLAN.docx] [--threads 1000] [--rows 50,500,2000] [--json]
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
  const documents = await makeThem()
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
      if (options.rows.length > 0) {
        const content = `/${id}.json`
        variants.splice(1, 1, {
          variant: 'floor',
          address: `${stock}/floor.html?content=${encodeURIComponent(content)}`,
        })
      }
      for (const each of turn % 2 === 0 ? variants : variants.toReversed()) {
        const peers = options.rows.length > 0 && each.variant === 'folkmoot' ? 3 : 0
        const leave = await letPeersType(server, id, peers)
        rows.push({ document: name, ...(await measure(browser, each, server)) })
        leave()
        process.stderr.write(`${name} ${each.variant} ${JSON.stringify(rows.at(-1))}\n`)
      }
    }
  }
  if (options.json) process.stdout.write(`${JSON.stringify(rows)}\n`)
  else report(rows, variantNames())
  process.stdout.write(`\n${loadReport()}\n`)
}

function variantNames(): string[] {
  if (options.threads > 0) return ['folkmoot']
  return ['folkmoot', options.rows.length > 0 ? 'floor' : 'usual']
}

/** Further people on the socket, who type while two windows are timed. */
async function letPeersType(server: string, documentId: string, count: number) {
  const leaves: (() => void)[] = []
  for (let seed = 1; seed <= count; seed++) {
    const { link } = await inviteTo(server, ownerCookie, { name: `Peer ${seed}` })
    const cookie = await signIn(server, link, `Peer ${seed}`)
    leaves.push(await typeAsPeer({ server, documentId, cookie, seed }))
  }
  return () => leaves.forEach((leave) => leave())
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
      page.evaluate(
        () => (
          (window.probe.keys.length = 0),
          (window.probe.remote.length = 0),
          (window.probe.sent.length = 0)
        ),
      ),
    ),
  )
  await Promise.all(pages.map((page) => typeKeys(page, options.keys)))
  const probes = await Promise.all(pages.map((page) => page.evaluate(() => window.probe)))
  const seen = variant === 'floor' ? [] : await timeUntilSeen(pages)
  await Promise.all(contexts.map((context) => context.close()))
  const keys = probes.flatMap((probe) => probe.keys)
  const remote = probes.flatMap((probe) => probe.remote)
  const isAlone = variant === 'floor'
  if (keys.length < options.keys || (!isAlone && remote.length < options.keys / 2)) {
    throw new Error(
      `${variant}: only ${keys.length} keys and ${remote.length} remote edits were seen`,
    )
  }
  return {
    variant,
    readyMs,
    keyP50: quantile(keys, 0.5),
    keyP95: quantile(keys, 0.95),
    bytesP50: quantile(
      probes.flatMap((probe) => probe.sent),
      0.5,
    ),
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

async function makeThem(): Promise<{ name: string; id: string }[]> {
  const made = await makeDocuments(join(work, 'data'), documentsWanted())
  for (const { id, json } of made) {
    writeFileSync(join(work, `stock/${id}.json`), JSON.stringify(json))
  }
  return made
}

function documentsWanted(): Wanted[] {
  const { rows, threads } = options
  if (rows.length > 0) {
    return rows.map((count) => ({ name: `${count} rows × 6`, json: sixColumns(count) }))
  }
  const strategy = { name: '30-page strategy', json: bigStrategy() }
  return [
    strategy,
    threads > 0
      ? { ...strategy, name: `${strategy.name}, ${threads} threads`, threads }
      : { name: '500-row plan', json: bigActionTable(500) },
  ]
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
    build: {
      outDir,
      target: 'es2022',
      rollupOptions: {
        input: ['stock', 'floor'].map((name) => join(import.meta.dirname, `${name}.html`)),
      },
    },
  })
  const types: Record<string, string> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.json': 'application/json',
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

function readOptions(args: readonly string[]): {
  keys: number
  runs: number
  file: string | null
  threads: number
  rows: number[]
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
    rows: (value('--rows') ?? '')
      .split(',')
      .map(Number)
      .filter((count) => count > 0),
    json: args.includes('--json'),
  }
}
