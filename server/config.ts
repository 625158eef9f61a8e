import { resolve } from 'node:path'
import { z } from 'zod'
import type { OtherNames } from './domain/origin.ts'

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
  /** Under which other names this server may be asked. */
  names: OtherNames
  /** The server letters go out by; null where there is no e-mail. */
  smtp: { url: string; from: string } | null
  /** The council's own sign-in (OpenID Connect); null where there is none. */
  council: CouncilSettings | null
  /** Whether the start makes a link for an owner although there is one: for somebody locked out. */
  wantsOwnerLink: boolean
  /** Whether it plays to itself before it opens, so that its code is compiled by then. */
  rehearses: boolean
}

export interface CouncilSettings {
  /** The provider: https, or on this machine http. */
  issuer: string
  clientId: string
  clientSecret: string
  /** Whether addresses count as verified where the provider says nothing about it. */
  trustsEmail: boolean
  /** What stands on the button, such as "Harwick Borough Council". */
  name: string
}

/** A setting that cannot be used; `message` says which and what it may be. */
export class BadSetting extends Error {}

/** Not repeated on the screen, whatever is wrong with them. */
const HOLDS_SECRET = new Set(['SMTP_URL', 'OIDC_CLIENT_SECRET'])

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
  REHEARSE: yesOrNo('yes'),
  ALLOWED_HOSTS: setting('').pipe(
    z
      .string()
      .regex(/^[\w.:[\],\s-]*$/, 'names such as folkmoot.internal, with commas between them')
      .transform((text) =>
        text
          .toLowerCase()
          .split(/[\s,]+/)
          .filter((each) => each !== ''),
      ),
  ),
  SMTP_URL: setting('').pipe(
    z
      .string()
      .regex(/^(smtps?:\/\/\S+)?$/, 'an address such as smtps://name:password@mail.example.org'),
  ),
  SMTP_FROM: setting('').pipe(
    z
      .string()
      .regex(
        /^([^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)?$/,
        'an address such as Folkmoot <plans@example.org>',
      ),
  ),
  OIDC_ISSUER: setting('').pipe(
    z
      .string()
      .refine(
        (text) => text === '' || isIssuer(text),
        'the https address of the provider, such as https://login.example.org',
      ),
  ),
  OIDC_CLIENT_ID: setting(''),
  OIDC_CLIENT_SECRET: setting(''),
  OIDC_TRUST_EMAIL: yesOrNo('no'),
  OIDC_NAME: setting('').pipe(z.string().max(60, 'at most 60 letters')),
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
      HOLDS_SECRET.has(name)
        ? `The setting ${name} has to be ${issue?.message}.`
        : `The setting ${name} is "${env[name]}", but it has to be ${issue?.message}.`,
    )
  }
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, DEMO, PROXY_HOPS, OWNER_LINK, REHEARSE } = parsed.data
  const { SMTP_URL, SMTP_FROM, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = parsed.data
  if (SMTP_URL !== '') requireAlso(parsed.data, 'SMTP_URL', ['SMTP_FROM', 'PUBLIC_URL'])
  if (OIDC_ISSUER !== '') {
    requireAlso(parsed.data, 'OIDC_ISSUER', ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'])
  }
  return {
    port: PORT,
    host: HOST,
    dataFolder: DATA_DIR,
    publicUrl: PUBLIC_URL,
    hasDemo: DEMO,
    proxyHops: PROXY_HOPS,
    wantsOwnerLink: OWNER_LINK,
    rehearses: REHEARSE,
    names: {
      hosts: [...parsed.data.ALLOWED_HOSTS, HOST.toLowerCase()],
      isOnNetwork: !['localhost', '127.0.0.1', '::1'].includes(HOST),
    },
    smtp: SMTP_URL === '' ? null : { url: SMTP_URL, from: SMTP_FROM },
    council:
      OIDC_ISSUER === ''
        ? null
        : {
            issuer: OIDC_ISSUER,
            clientId: OIDC_CLIENT_ID,
            clientSecret: OIDC_CLIENT_SECRET,
            trustsEmail: parsed.data.OIDC_TRUST_EMAIL,
            name: parsed.data.OIDC_NAME || 'your council',
          },
  }
}

/** Letters and the council's sign-in hold addresses of this server, so it has to know its own. */
function requireAlso(
  settings: Record<string, unknown>,
  name: string,
  others: readonly string[],
): void {
  const missing = others.find((each) => settings[each] === '' || settings[each] === null)
  if (missing === undefined) return
  throw new BadSetting(`The setting ${name} needs ${missing} as well, which is not set.`)
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

/** Secrets go there, so it has to be https unless it is on this machine. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isHere)
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search + url.hash === ''
}
