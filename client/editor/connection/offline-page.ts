/**
 * The pages themselves without a network: a service worker, only where the person said yes to
 * copies on this device. What it does: client/offline/service-worker.ts.
 */

const WORKER = '/service-worker.js'

/** Makes this page open without a network from now on. Harmless where browsers cannot do it. */
export async function keepPage(documentId: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register(WORKER)
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage('start')
    active?.postMessage(partsOfPage(documentId))
  } catch {
    // Private windows and plain http on other hosts refuse workers: offline work then lasts as
    // long as the tab, and the save state says so.
  }
}

/** Takes back everything `keepPage` kept. */
export async function forgetPages(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registrations = await navigator.serviceWorker.getRegistrations()
  for (const { active } of registrations) active?.postMessage('stop')
  await Promise.all(registrations.map((each) => each.unregister()))
  const names = await caches.keys()
  await Promise.all(names.map((name) => caches.delete(name)))
}

function partsOfPage(documentId: string): string[] {
  const loaded = performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)
  return [...new Set(loaded), '/api/me', `/api/documents/${documentId}`, `/documents/${documentId}`]
}
