import { describe, expect, it } from 'vitest'
import { createLinkPost } from '../../../server/domain/link-post.ts'
import { prove } from '../../../server/domain/proofs.ts'
import type { ProofResponse, SessionSummary } from '../../../shared/api-seats.ts'
import { ROUTES } from '../../../shared/routes.ts'
import { cookieOf, read, startDoor } from '../../support/at-door.ts'
import type { Visitor } from '../../support/at-door.ts'
import { sending, startWorld } from '../../support/start-app.ts'

const MINUTE = 60_000
const NEEDED = { code: 'proof_needed', message: 'Please show once more that it is you.' }

/** A door whose codes are said where the server runs, as without e-mail. */
async function startProofs() {
  const said: string[] = []
  const { store, ctx } = startWorld()
  const links = createLinkPost({ mail: null, ctx, origin: '', log: (line) => said.push(line) })
  const door = await startDoor({ store, links })
  const codeSaid = () => /[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}/.exec(said.at(-1) ?? '')?.[0] ?? ''
  const askForCode = async (who: Visitor) => {
    expect((await who.ask('POST', '/api/me/proof/code')).status).toBe(200)
    return codeSaid()
  }
  const proveBy = async (who: Visitor, code: string) => who.ask('POST', '/api/me/proof', { code })
  return { door, askForCode, proveBy }
}

describe('fresh proof', () => {
  it('[RI1] each route that needs it refuses an old session, takes a fresh proof, and refuses again', async () => {
    const { door, askForCode, proveBy } = await startProofs()
    const needing = ROUTES.filter(
      ({ needsFreshProof, policy }) =>
        // Deciding is for approvers: tests/server/approval.
        needsFreshProof && !(policy !== 'anybody' && 'on' in policy && policy.on === 'decideStep'),
    )
    expect(needing.length).toBeGreaterThan(4)
    const { id } = await read<{ id: string }>(
      await door.owner.ask('POST', '/api/documents', { template: 'blank', title: 'A plan' }),
    )
    const askAll = async (who: Visitor) => {
      const found = new Set<boolean>()
      for (const { method, path } of needing) {
        const target = path.replace(':id', path.startsWith('/api/documents') ? id : 'none')
        const body = method === 'GET' || method === 'DELETE' ? undefined : {}
        const text = await (await who.ask(method, target.replace(/:\w+/g, 'x'), body)).text()
        found.add(text === JSON.stringify(NEEDED))
      }
      return [...found]
    }
    expect(await askAll(door.owner)).toEqual([false])
    door.clock.advance(11 * MINUTE)
    expect(await askAll(door.owner)).toEqual([true])
    const proven = await proveBy(door.owner, await askForCode(door.owner))
    const { freshUntil } = (await proven.json()) as ProofResponse // our own server wrote it
    expect([proven.status, freshUntil]).toEqual([200, '2026-03-02T09:21:00.000Z'])
    const renewed = door.visitor(door.owner.id, cookieOf(proven))
    expect(await askAll(renewed)).toEqual([false])
    door.clock.advance(11 * MINUTE)
    expect(await askAll(renewed)).toEqual([true])
  })

  it('[RI1] routes that do not need it go on with an old session', async () => {
    const { door } = await startProofs()
    door.clock.advance(60 * MINUTE)
    for (const { method, path } of ROUTES.filter(({ needsFreshProof }) => !needsFreshProof)) {
      if (path.includes('sign-out')) continue
      const body = method === 'GET' || method === 'DELETE' ? undefined : {}
      const response = await door.owner.ask(method, path.replace(/:\w+/g, 'none'), body)
      expect(await response.text()).not.toContain('proof_needed')
    }
  })

  it('[RI1] whoever may not do it at all is refused for that, not asked for proof', async () => {
    const { door } = await startProofs()
    const editor = await door.letIn('editor')
    door.clock.advance(11 * MINUTE)
    const response = await editor.ask('POST', '/api/accounts', {})
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'forbidden' }])
  })

  it('[RI2] a proof gives the session another token, and the one before opens nothing', async () => {
    const { door, askForCode, proveBy } = await startProofs()
    door.clock.advance(11 * MINUTE)
    const proven = await proveBy(door.owner, await askForCode(door.owner))
    const renewed = door.visitor(door.owner.id, cookieOf(proven))
    expect(renewed.cookie).not.toBe(door.owner.cookie)
    expect((await door.owner.ask('GET', '/api/documents')).status).toBe(401)
    const sessions = await read<SessionSummary[]>(await renewed.ask('GET', '/api/me/sessions'))
    expect(sessions.map(({ isThis }) => isThis)).toEqual([true])
    expect((await renewed.ask('POST', '/api/sign-out')).status).toBe(200)
    expect((await renewed.ask('GET', '/api/documents')).status).toBe(401)
    expect(await door.store.records.list('session')).toEqual([])
  })

  it('[RI2] a token of a script is never fresh', async () => {
    const { door } = await startProofs()
    const made = await door.owner.ask('POST', '/api/me/tokens', {
      name: 'A script',
      operations: ['listDocuments'],
      documents: null,
      until: '2026-03-02',
    })
    const { token } = await read<{ token: string }>(made)
    const headers = { authorization: `Bearer ${token}` }
    const response = await door.app.request('/api/directory/export?format=xlsx', { headers })
    expect(response.status).toBe(403)
  })

  it('[RI3] a code works once, for ten minutes, in the session that asked, however it is typed', async () => {
    const { door, askForCode, proveBy } = await startProofs()
    const status = async (who: Visitor, code: string) => (await proveBy(who, code)).status
    const first = await askForCode(door.owner)
    const other = await door.letIn('officer')
    expect(await status(other, first)).toBe(400)
    const second = await askForCode(door.owner)
    expect(second).not.toBe(first)
    expect(await status(door.owner, first)).toBe(400)
    const uses = await Promise.all(
      Array.from({ length: 50 }, () =>
        proveBy(door.owner, ` ${second.toLowerCase().replace('-', ' ')} `),
      ),
    )
    const done = uses.filter((response) => response.status === 200)
    expect(done).toHaveLength(1)
    const renewed = door.visitor(door.owner.id, cookieOf(done[0] ?? new Response()))
    const third = await askForCode(renewed)
    door.clock.advance(10 * MINUTE)
    expect(await status(renewed, third)).toBe(400)
  })

  it('[RI3] five wrong tries end a code, and five codes are sent in fifteen minutes', async () => {
    const { door, askForCode, proveBy } = await startProofs()
    const code = await askForCode(door.owner)
    const tries: number[] = []
    for (let i = 0; i < 5; i++) tries.push((await proveBy(door.owner, '22222222')).status)
    expect([...tries, (await proveBy(door.owner, code)).status]).toEqual(Array(6).fill(400))
    for (let i = 0; i < 4; i++) await askForCode(door.owner)
    expect((await door.owner.ask('POST', '/api/me/proof/code')).status).toBe(429)
  })

  it('[RI3] of a code only a hash is kept, and of proofs the log says by which way', async () => {
    const { door, askForCode, proveBy } = await startProofs()
    const code = await askForCode(door.owner)
    await proveBy(door.owner, code)
    const entries = JSON.stringify(await door.store.records.list('audit'))
    expect(entries).toContain('"seat.proved"')
    expect(entries).toContain('"by":"code"')
    expect(entries).not.toContain(code)
  })

  it('[RI2] a session that is over cannot be proven', async () => {
    const { door } = await startProofs()
    await expect(
      prove(
        { ...door.ctx, seat: { ...door.ctx.seat, by: { is: 'session', id: 'x' } } },
        'x',
        'code',
      ),
    ).rejects.toMatchObject({ code: 'signed_out' })
    const response = await door.app.request('/api/me/proof', sending('POST', { code: '22222222' }))
    expect(response.status).toBe(401)
  })
})
