import { resolve } from 'node:path'
import { z } from 'zod'

/** How this server runs. */
export interface Config {
  /** 0 lets the system choose. */
  port: number
  host: string
  /** Absolute. */
  dataFolder: string
  /** The address people type, without a path; null where it is the one the server listens on. */
  publicUrl: URL | null
  /** Whether a first start makes the demo partnership. */
  hasDemo: boolean
  /** How many proxies of our own stand in front and add to X-Forwarded-For. */
  proxyHops: number
  /** Whether the start makes a link for an owner although there is one: for somebody locked out. */
  wantsOwnerLink: boolean
}

/** A setting that cannot be used; `message` says which and what it may be. */
export class BadSetting extends Error {}

const environment = z.object({
  PORT: setting('3000').pipe(
    z
      .string()
      .regex(/^\d{1,5}$/, 'a whole number from 0 to 65535')
      .transform(Number)
      .refine((port) => port <= 65_535, 'a whole number from 0 to 65535'),
  ),
  HOST: setting('127.0.0.1').pipe(
    z.string().regex(/^[\w.:-]+$/, 'a host name or an address such as 127.0.0.1'),
  ),
  DATA_DIR: setting('./data').pipe(z.string().transform((path) => resolve(path))),
  PUBLIC_URL: setting('').pipe(
    z
      .string()
      .refine(
        (text) => text === '' || isWebAddress(text),
        'an address such as https://plans.example.org, without a path',
      )
      .transform((text) => (text === '' ? null : new URL(text))),
  ),
  DEMO: yesOrNo('yes'),
  PROXY_HOPS: setting('0').pipe(
    z
      .string()
      .regex(/^[0-9]$/, 'a whole number from 0 to 9')
      .transform(Number),
  ),
  OWNER_LINK: yesOrNo('no'),
})

/**
 * Reads the settings from environment variables; an empty one counts as not set.
 *
 * @throws {BadSetting} for the first value that cannot be used.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0])
    throw new BadSetting(
      `The setting ${name} is "${env[name]}", but it has to be ${issue?.message}.`,
    )
  }
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, DEMO, PROXY_HOPS, OWNER_LINK } = parsed.data
  return {
    port: PORT,
    host: HOST,
    dataFolder: DATA_DIR,
    publicUrl: PUBLIC_URL,
    hasDemo: DEMO,
    proxyHops: PROXY_HOPS,
    wantsOwnerLink: OWNER_LINK,
  }
}

function setting(standard: string) {
  return z
    .string()
    .optional()
    .transform((text) => text?.trim() || standard)
}

function yesOrNo(standard: 'yes' | 'no') {
  return setting(standard).pipe(
    z
      .string()
      .regex(/^(yes|no)$/, 'yes or no')
      .transform((text) => text === 'yes'),
  )
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search + url.hash === ''
}
