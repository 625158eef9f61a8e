import { takesSignUps } from '../../shared/approval.ts'
import type { ApprovalRoute, AskPartnersRequest, SignUp } from '../../shared/approval.ts'
import { organisationsIn } from '../../shared/directory/model.ts'
import { Refusal } from '../../shared/refusals.ts'
import { registerOf } from '../../shared/sign-up.ts'
import type { SignUpRegister } from '../../shared/sign-up.ts'
import { changeRoute, requireShown } from './approval.ts'
import { findRoutes } from './approval-record.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { readDirectory } from './directory.ts'
import { requireDocument } from './documents.ts'
import type { VersionPlace } from './publishing.ts'
import { inTurn } from './safety-points.ts'

const MOST = 1000

/**
 * Asks partners to endorse or adopt a version. Each answers by a link, or an approver for it.
 *
 * @throws {Refusal} `conflict` if it is another text, withdrawn, or all of them were asked.
 */
export async function askPartners(
  ctx: Context,
  { documentId, versionId }: VersionPlace,
  request: AskPartnersRequest,
): Promise<ApprovalRoute> {
  const { directory } = await readDirectory(ctx)
  const known = new Map(organisationsIn(directory).map(({ id, name }) => [id, name]))
  const askedAt = ctx.now().toISOString()
  const asked = [...new Set(request.partners)].map((partner): SignUp => {
    const body = known.get(partner)
    if (body === undefined) throw new Refusal('invalid', 'One of these is not in the directory.')
    const { verb, due } = request
    return { ...NOTHING, id: ctx.newId(), partner, askedAt, body, verb, due }
  })
  const route = await inTurn(ctx.store, async () => {
    await requireShown(ctx, { documentId, versionId }, request)
    return changeRoute(ctx, { documentId, versionId }, (found) => {
      if (!takesSignUps(found)) {
        throw new Refusal('conflict', 'Partners do not sign up to this version any more.')
      }
      const isAsked = new Set(found.signUps.map(({ partner }) => partner))
      const fresh = asked.filter(({ partner }) => !isAsked.has(partner))
      if (fresh.length === 0) throw new Refusal('conflict', 'All of these were asked already.')
      const signUps = [...found.signUps, ...fresh]
      if (signUps.length > MOST) {
        throw new Refusal('too_large', `At most ${MOST} partners are asked about a version.`)
      }
      return { ...found, signUps }
    })
  })
  await recordAudit(ctx, {
    did: 'approval.partnersAsked',
    about: { document: documentId, version: versionId, partners: String(asked.length) },
  })
  return route
}

const NOTHING = { stage: 1, meeting: null, isInOwnWords: false, group: null, decisions: [] }

/** Which partner has signed up to which version. */
export async function describeRegister(ctx: Context, documentId: string): Promise<SignUpRegister> {
  const { record } = await requireDocument(ctx, documentId)
  const { directory } = await readDirectory(ctx)
  const routes = await findRoutes(ctx.store, documentId)
  return registerOf({ title: record.title, routes, partners: organisationsIn(directory) })
}
