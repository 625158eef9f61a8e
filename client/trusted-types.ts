/**
 * Browsers that know Trusted Types make neither markup nor code of a bare string here
 * (server/routes/security.ts). This is all that may: emptying an element, as React Aria's announcer
 * does, and the address of our own service worker. The editor's paste has a policy of its own.
 */
const SERVICE_WORKER = '/service-worker.js'

interface PolicyMaker {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string; createScriptURL(address: string): string },
  ): unknown
}

export function guardTrustedTypes(): void {
  const { trustedTypes } = globalThis as unknown as { trustedTypes?: PolicyMaker } // not typed yet
  trustedTypes?.createPolicy('default', {
    createHTML: (text) => only(text, ''),
    createScriptURL: (address) => only(address, SERVICE_WORKER),
  })
}

function only(text: string, allowed: string): string {
  if (text === allowed) return text
  throw new TypeError('Text does not become markup or code here')
}
