/**
 * Lets a document page open without a network, on devices whose owner said yes to a copy. Pages
 * and what they ask about a document come from the network first and from the cache only when
 * that fails; scripts and styles have a hash in their name and are kept as they are.
 * Registered and removed by client/editor/connection/offline-page.ts.
 */

const CACHE = 'folkmoot-offline-2'
/** Any page of the client is the same HTML. */
const SHELL = '/'
const KEPT_ANSWERS = /^\/api\/(me|documents\/[0-9a-z]{16})$/
const DOCUMENT_PAGE = /^\/documents\/[0-9a-z]{16}$/

/** The part of ServiceWorkerGlobalScope used here; its types clash with those of pages. */
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void
  addEventListener(
    type: 'message',
    listener: (event: LastingEvent & { data: unknown }) => void,
  ): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}
interface LastingEvent {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends LastingEvent {
  request: Request
  respondWith(response: Promise<Response>): void
}

const scope = self as unknown as WorkerScope // this file runs in a service worker only

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))

scope.addEventListener('activate', (event) =>
  event.waitUntil(dropOldCaches().then(() => scope.clients.claim())),
)

/** Set by a no to copies: a removed worker still sees the requests of pages that are open. */
let isStopped = false

/** The page tells what it was made of: it was loaded before this worker could see it. */
scope.addEventListener('message', (event) => {
  const { data } = event
  if (data === 'stop') isStopped = true
  if (data === 'start') isStopped = false
  if (Array.isArray(data)) event.waitUntil(keep(data.filter((each) => typeof each === 'string')))
})

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (isStopped || request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (DOCUMENT_PAGE.test(url.pathname)) event.respondWith(networkFirst(request, SHELL))
  } else if (url.pathname.startsWith('/assets/')) event.respondWith(cacheFirst(request))
  else if (KEPT_ANSWERS.test(url.pathname)) event.respondWith(networkFirst(request, url.pathname))
})

async function networkFirst(request: Request, key: string): Promise<Response> {
  const cache = await caches.open(CACHE)
  try {
    const response = await fetch(request)
    if (response.ok && !isStopped) await cache.put(key, response.clone())
    return response
  } catch (error) {
    const kept = await cache.match(key)
    if (kept === undefined) throw error
    return kept
  }
}

async function cacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request, response.clone())
  return response
}

async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE)
  await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(path)
      if (response.ok && !isStopped)
        await cache.put(DOCUMENT_PAGE.test(path) ? SHELL : path, response)
    }),
  )
}

async function dropOldCaches(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)))
}
