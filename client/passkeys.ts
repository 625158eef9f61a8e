import {
  addPasskey,
  beginPasskey,
  beginPasskeyUse,
  proveByPasskey,
  signInByPasskey,
} from './api-seats.ts'
import { Problem } from './api.ts'

/** Passkeys, as the browser and the server make and use them together. Fetched when first needed. */

/** Browsers have passkeys for named sites over https, and on this computer; never for bare numbers. */
export function canUsePasskeys(): boolean {
  const isNumber = /^[\d.]+$|^\[/.test(location.hostname)
  return window.isSecureContext && 'PublicKeyCredential' in window && !isNumber
}

/** Makes a passkey on this device and keeps it under a name. */
export async function makePasskey(name: string): Promise<void> {
  const optionsJSON = await beginPasskey()
  const { startRegistration } = await import('@simplewebauthn/browser')
  await addPasskey(name, bare(await inBrowser(startRegistration({ optionsJSON }))))
}

export async function comeInByPasskey(isShared: boolean): Promise<void> {
  await signInByPasskey(await use(), isShared)
}

/** Shows once more that it is oneself. */
export async function showPasskey(): Promise<void> {
  await proveByPasskey(await use())
}

async function use(): Promise<unknown> {
  const optionsJSON = await beginPasskeyUse()
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return bare(await inBrowser(startAuthentication({ optionsJSON })))
}

/** Its failures in plain words. A person who closes the browser's question has simply said no. */
async function inBrowser<Answer>(asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking
  } catch (failure) {
    if (failure instanceof Error && failure.name === 'InvalidStateError') {
      throw new Problem('conflict', 'This device has a passkey for Folkmoot already.')
    }
    throw new Problem('cancelled', 'The browser did not use a passkey. Try again or another way.')
  }
}

/** What the server knows of an answer, without what a browser may add one day. */
function bare(answer: { id: string; rawId: string; type: string; response: object }): unknown {
  const { id, rawId, type, response } = answer
  const known = KNOWN.flatMap((name) => {
    const value: unknown = Reflect.get(response, name)
    return value === undefined ? [] : [[name, value]]
  })
  return { id, rawId, type, clientExtensionResults: {}, response: Object.fromEntries(known) }
}

const KNOWN = [
  'clientDataJSON',
  'attestationObject',
  'transports',
  'authenticatorData',
  'signature',
  'userHandle',
]
