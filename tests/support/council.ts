import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/** Somebody the council knows. */
export interface Citizen {
  email: string
  isVerified?: boolean
}

export const COUNCIL_CLIENT = { clientId: 'folkmoot', clientSecret: 'a secret of this test only' }

/**
 * A real OpenID Connect provider on this machine, at which everybody signs in as whoever the test
 * says, without typing anything.
 */
export async function startCouncil(redirectUri: string) {
  let citizen: Citizen = { email: 'nobody@example.org' }
  let logins = 0
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/login/') !== true) return void handle(request, response)
    logins += 1
    void provider.interactionFinished(
      request,
      response,
      { login: { accountId: JSON.stringify(citizen) } },
      { mergeWithLastSubmission: false },
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  const issuer = `http://localhost:${port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: COUNCIL_CLIENT.clientId,
        client_secret: COUNCIL_CLIENT.clientSecret,
        redirect_uris: [redirectUri],
      },
    ],
    cookies: { keys: ['of this test only'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/login/${uid}` },
    findAccount: (_context, id) => {
      const { email, isVerified } = JSON.parse(id) as Citizen // written above
      return {
        accountId: id,
        claims: () => ({
          sub: id,
          email,
          ...(isVerified === undefined ? {} : { email_verified: isVerified }),
        }),
      }
    },
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        accountId: oidc.session?.accountId ?? '',
        clientId: oidc.client?.clientId ?? '',
      })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  })
  const handle = provider.callback()
  return {
    issuer,
    /** How often somebody had to sign in there. */
    logins: () => logins,
    become(next: Citizen) {
      citizen = next
    },
    /** A browser of its own at the council: goes where it is sent until it is sent back to us. */
    browser(): { visit(address: string): Promise<string> } {
      const cookies = new Map<string, string>()
      return {
        async visit(address) {
          let at = address
          while (!at.startsWith(redirectUri)) {
            const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
            const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
            for (const each of response.headers.getSetCookie()) {
              const [name = '', value = ''] = (each.split(';')[0] ?? '').split('=')
              cookies.set(name, value)
            }
            const location = response.headers.get('location')
            if (location === null) throw new Error(`${response.status} ${await response.text()}`)
            at = new URL(location, at).href
          }
          return at
        },
      }
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
