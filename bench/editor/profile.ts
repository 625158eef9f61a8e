import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { addDocument } from '../../server/domain/documents.ts'
import { bodyFromJson } from '../../server/domain/body.ts'
import { createLocalBus } from '../../server/bus/local.ts'
import { openEmbeddedStore } from '../../server/storage/embedded/store.ts'
import { createId } from '../../server/ids.ts'
import { bigActionTable, bigStrategy } from '../../tests/support/big-documents.ts'
import { openBrowser } from '../../tests/support/browser.ts'
import { letIn, startServer } from '../../tests/support/start-server.ts'
import { addThreads } from './threads.ts'
void spawn
const dataFolder = mkdtempSync(join(tmpdir(), 'prof-'))
const store = await openEmbeddedStore({ folder: dataFolder })
const ctx = {
  seat: { id: 'bench', name: 'Bench', colour: 0, role: 'officer' as const },
  store,
  bus: createLocalBus(),
  live: {
    stateOf: () => Promise.reject(new Error('x')),
    edit: () => Promise.reject(new Error('x')),
    forget: async () => undefined,
    close: async () => {},
  },
  now: () => new Date(),
  newId: createId,
}
const json = process.argv[2] === 'rows' ? bigActionTable(500) : bigStrategy()
const { id } = await addDocument(ctx, {
  title: 'x',
  kind: 'other',
  body: bodyFromJson(json, createId),
  isDemo: false,
  origin: { from: 'demo' },
})
await addThreads(ctx, id, Number(process.argv[3] ?? 0))
await store.close()
const server = await startServer({ dataFolder, environment: { DEMO: 'no' } })
const browser = await openBrowser()
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
await letIn(server, context, 'Ann')
await context.addInitScript(() => localStorage.setItem('folkmoot.keep-copies', 'no'))
const page = await context.newPage()
await page.goto(`${server.url}/documents/${id}`)
await page.locator('.ProseMirror p').first().waitFor()
const ps = page.locator('.ProseMirror p')
const p = ps.nth(Math.floor((await ps.count()) / 2))
await p.scrollIntoViewIfNeeded()
await p.click()
await page.keyboard.press('End')
await page.keyboard.type('warm up ')
const cdp = await context.newCDPSession(page)
await cdp.send('Profiler.enable')
await cdp.send('Profiler.setSamplingInterval', { interval: 200 })
await cdp.send('Performance.enable')
const m0 = (await cdp.send('Performance.getMetrics')).metrics
await cdp.send('Profiler.start')
for (let i = 0; i < 30; i++) {
  await page.keyboard.press('a')
  await new Promise((r) => setTimeout(r, 80))
}
const { profile } = await cdp.send('Profiler.stop')
const m1 = (await cdp.send('Performance.getMetrics')).metrics
for (const name of [
  'LayoutDuration',
  'RecalcStyleDuration',
  'ScriptDuration',
  'TaskDuration',
  'LayoutCount',
  'RecalcStyleCount',
]) {
  const v = (ms: typeof m0) => ms.find((x) => x.name === name)?.value ?? 0
  console.log(
    name,
    (((v(m1) - v(m0)) / 30) * (name.endsWith('Count') ? 1 : 1000)).toFixed(2),
    'per key',
  )
}
const self = new Map<string, number>()
const dt = profile.timeDeltas ?? []
const byId = new Map(profile.nodes.map((n) => [n.id, n]))
const parent = new Map<number, number>()
for (const n of profile.nodes) for (const c of n.children ?? []) parent.set(c, n.id)
const total = new Map<string, number>()
profile.samples?.forEach((s, i) => {
  const t = (dt[i] ?? 0) / 1000
  const n = byId.get(s)
  if (!n) return
  const key = `${n.callFrame.functionName || '(anon)'} ${n.callFrame.url.split('/').at(-1)}:${n.callFrame.lineNumber}:${n.callFrame.columnNumber}`
  self.set(key, (self.get(key) ?? 0) + t)
  const seen = new Set<string>()
  for (let x: number | undefined = s; x !== undefined; x = parent.get(x)) {
    const m = byId.get(x)
    if (!m) break
    const k = `${m.callFrame.functionName || '(anon)'} ${m.callFrame.url.split('/').at(-1)}:${m.callFrame.lineNumber}:${m.callFrame.columnNumber}`
    if (!seen.has(k)) {
      seen.add(k)
      total.set(k, (total.get(k) ?? 0) + t)
    }
  }
})
const top = (m: Map<string, number>) =>
  [...m]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 28)
    .map(([k, v]) => `${(v / 30).toFixed(2)} ${k}`)
    .join('\n')
console.log('SELF per key\n' + top(self))
console.log('TOTAL per key\n' + top(total))
await browser.close()
await server.stop()
