import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { Configuration } from 'openid-client'
import type { Council } from '../domain/council.ts'

export interface OpenIdOptions {
  issuer: string
  clientId: string
  clientSecret: string
  name: string
  /** Whether addresses count as verified where the provider says nothing about it. */
  trustsEmail: boolean
  /** Where people come back to. */
  redirectUri: string
}

const PATIENCE_SECONDS = 10
/** Signing in again has to be at most this old when people come back. */
const PROOF_SECONDS = 300

/** Code flow with PKCE, state and nonce; the provider is asked what it can do when first needed. */
export function openCouncil(options: OpenIdOptions): Council {
  const { clientId, clientSecret, redirectUri, name, trustsEmail } = options
  const issuer = new URL(options.issuer)
  let found: Promise<Configuration> | null = null

  function provider(): Promise<Configuration> {
    found ??= discovery(issuer, clientId, clientSecret, undefined, {
      timeout: PATIENCE_SECONDS,
      // Only ever on this machine: see config.ts.
      execute: issuer.protocol === 'http:' ? [allowInsecureRequests] : [],
    }).catch((error: unknown) => {
      found = null // it may answer the next time
      throw error
    })
    return found
  }

  return {
    name,
    async begin({ isProof }) {
      const secrets = {
        verifier: randomPKCECodeVerifier(),
        state: randomState(),
        nonce: randomNonce(),
      }
      const address = buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: 'S256',
        state: secrets.state,
        nonce: secrets.nonce,
        ...(isProof ? { prompt: 'login', max_age: String(PROOF_SECONDS) } : {}),
      })
      return { address: address.href, secrets }
    },
    async finish(address, secrets, { isProof }) {
      const configuration = await provider()
      const tokens = await authorizationCodeGrant(configuration, address, {
        pkceCodeVerifier: secrets.verifier,
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        idTokenExpected: true,
        ...(isProof ? { maxAge: PROOF_SECONDS } : {}),
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('The provider sent no ID token')
      const said =
        claims['email'] === undefined
          ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims
      const { email, email_verified: verified } = said
      return {
        email: typeof email === 'string' ? email : null,
        isVerified: verified === true || (verified === undefined && trustsEmail),
        provenAt: typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : null,
      }
    },
  }
}
