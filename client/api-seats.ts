import type {
  AccountSummary,
  AuditCheckResponse,
  AuditEntry,
  ChangeAccountRequest,
  ChangeMeRequest,
  CodeResponse,
  InviteRequest,
  LinkResponse,
  MakeTokenRequest,
  MeResponse,
  NewLinkResponse,
  NewTokenResponse,
  PasskeySummary,
  ProofResponse,
  SessionSummary,
  ShareRequest,
  SharingResponse,
  SignInRequest,
  TokenSummary,
} from '../shared/api-seats.ts'
import { documentPath, ask } from './api.ts'

/** What browsers are handed to make or use a passkey, as it came from the server. */
type PasskeyCreation = import('@simplewebauthn/browser').PublicKeyCredentialCreationOptionsJSON

type PasskeyUse = import('@simplewebauthn/browser').PublicKeyCredentialRequestOptionsJSON

interface ApiRoute {
  summary: string
  'x-for-scripts': boolean
  parameters: { name: string; in: string; description?: string }[]
  requestBody?: { content: Record<string, { schema?: { properties?: object } }> }
}

export function findMe(): Promise<MeResponse> {
  return ask('GET', '/api/me')
}

export function changeMe(input: ChangeMeRequest): Promise<MeResponse> {
  return ask('PATCH', '/api/me', input)
}

/** What a one-time link is for; it is not used up. */
export function lookAtLink(link: string): Promise<LinkResponse> {
  return ask('POST', '/api/links/look', { link })
}

export function signIn(input: SignInRequest): Promise<MeResponse> {
  return ask('POST', '/api/sign-in', input)
}

/** Asks for a sign-in link by e-mail. The answer is the same whether anybody has the address. */
export function askForLink(email: string): Promise<void> {
  return ask('POST', '/api/sign-in/mail', { email })
}

export function signOut({ isEverywhere }: { isEverywhere: boolean }): Promise<MeResponse> {
  return ask('POST', isEverywhere ? '/api/sign-out/everywhere' : '/api/sign-out')
}

export function listSessions(): Promise<SessionSummary[]> {
  return ask('GET', '/api/me/sessions')
}

export function endSession(id: string): Promise<void> {
  return ask('DELETE', `/api/me/sessions/${encodeURIComponent(id)}`)
}

/** Sends a code to the person who is signed in. */
export function askForCode(): Promise<CodeResponse> {
  return ask('POST', '/api/me/proof/code')
}

export function proveByCode(code: string): Promise<ProofResponse> {
  return ask('POST', '/api/me/proof', { code })
}

export function listPasskeys(): Promise<PasskeySummary[]> {
  return ask('GET', '/api/me/passkeys')
}

export function renamePasskey(id: string, name: string): Promise<PasskeySummary> {
  return ask('PATCH', `/api/me/passkeys/${encodeURIComponent(id)}`, { name })
}

export function removePasskey(id: string): Promise<void> {
  return ask('DELETE', `/api/me/passkeys/${encodeURIComponent(id)}`)
}

/** The two halves of making a passkey; between them the browser asks the person. */
export function beginPasskey(): Promise<PasskeyCreation> {
  return ask('POST', '/api/me/passkeys/options')
}

export function addPasskey(name: string, made: unknown): Promise<PasskeySummary> {
  return ask('POST', '/api/me/passkeys', { name, made })
}

/** The two halves of using one: to come in, or to show once more that it is oneself. */
export function beginPasskeyUse(): Promise<PasskeyUse> {
  return ask('POST', '/api/sign-in/passkey/options')
}

export function signInByPasskey(used: unknown, isShared: boolean): Promise<void> {
  return ask('POST', '/api/sign-in/passkey', { used, isShared })
}

export function proveByPasskey(used: unknown): Promise<void> {
  return ask('POST', '/api/me/proof/passkey', { used })
}

/** The newest first, at most 100; '' for everybody and everything. */
export function listAudit(query: {
  who: string
  about: string
  before?: number
}): Promise<AuditEntry[]> {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value !== undefined)
  return ask('GET', `/api/audit?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}`)
}

/** Reads the whole log and says whether it is whole. */
export function checkAudit(): Promise<AuditCheckResponse> {
  return ask('GET', '/api/audit/check')
}

/** What is shown of the OpenAPI description. */
export interface ApiDescription {
  paths: Record<string, Record<string, ApiRoute>>
}

export function readApi(): Promise<ApiDescription> {
  return ask('GET', '/api/openapi.json')
}

export function listTokens(): Promise<TokenSummary[]> {
  return ask('GET', '/api/me/tokens')
}

export function makeToken(input: MakeTokenRequest): Promise<NewTokenResponse> {
  return ask('POST', '/api/me/tokens', input)
}

export function removeToken(id: string): Promise<void> {
  return ask('DELETE', `/api/me/tokens/${encodeURIComponent(id)}`)
}

export function listAccounts(): Promise<AccountSummary[]> {
  return ask('GET', '/api/accounts')
}

export function invite(input: InviteRequest): Promise<NewLinkResponse> {
  return ask('POST', '/api/accounts', input)
}

export function makeLink(accountId: string): Promise<NewLinkResponse> {
  return ask('POST', `/api/accounts/${encodeURIComponent(accountId)}/link`)
}

export function changeAccount(
  accountId: string,
  input: ChangeAccountRequest,
): Promise<AccountSummary> {
  return ask('PATCH', `/api/accounts/${encodeURIComponent(accountId)}`, input)
}

export function readSharing(documentId: string): Promise<SharingResponse> {
  return ask('GET', `${documentPath(documentId)}/sharing`)
}

export function share(
  documentId: string,
  who: string,
  input: ShareRequest,
): Promise<SharingResponse> {
  return ask('PUT', sharePath(documentId, who), input)
}

export function unshare(documentId: string, who: string): Promise<SharingResponse> {
  return ask('DELETE', sharePath(documentId, who))
}

function sharePath(documentId: string, who: string): string {
  return `${documentPath(documentId)}/shares/${encodeURIComponent(who)}`
}
