import type { Node } from '@tiptap/pm/model'
import type { YouSaidResponse } from '../../shared/answers.ts'
import { stateOf } from '../../shared/approval.ts'
import type {
  ApprovalRoute,
  PrivacyRequest,
  PrivacyResponse,
  Publication,
  PublishRequest,
  TakeDownRequest,
} from '../../shared/approval.ts'
import type { Term } from '../../shared/consultations.ts'
import { peopleIn } from '../../shared/directory/model.ts'
import { Refusal } from '../../shared/refusals.ts'
import { labelInWords } from '../../shared/versions.ts'
import { tellAnswers } from './answers.ts'
import { countUnanswered, goOnWithout } from './unanswered.ts'
import type { WentOn } from './unanswered.ts'
import { requireShown } from './approval.ts'
import {
  asPublication,
  changePublications,
  findPublications,
  findRoutes,
} from './approval-record.ts'
import type { StoredPublication } from './approval-record.ts'
import { recordAudit } from './audit.ts'
import type { Context } from './context.ts'
import { readDirectory } from './directory.ts'
import { gatherDocument } from './exports.ts'
import type { DocumentToExport } from './exports.ts'
import { findPrivate } from './privacy-check.ts'
import { withChangesIn } from './public-answers.ts'
import { actionsByRow, publicCopy } from './public-copy.ts'
import { keepCopy } from './public-files.ts'
import { inTurn } from './safety-points.ts'
import { listWords } from './words.ts'

const MOST = 1000

/** What the page of a version says. */
export interface Printed {
  /** As anybody may have it: see public-copy.ts. */
  document: DocumentToExport
  documentId: string
  number: string
  /** In a few plain sentences; may be ''. */
  summary: string
  /** Comments that have no answer as it is published, and why it is. */
  unanswered: WentOn
  route: ApprovalRoute
  told: YouSaidResponse
  /** The words of the text that are explained. */
  terms: readonly Term[]
  /** The actions of each row of the plans. */
  actions: ReadonlyMap<string, readonly string[]>
}

/** Writes the page of a version as anybody gets it. */
export type WritePage = (printed: Printed) => string

export interface VersionPlace {
  documentId: string
  versionId: string
}

/** What could be personal in the page that would be published. */
export async function checkPrivacy(
  ctx: Context,
  { documentId, versionId }: VersionPlace,
  { request: { summary = '', unansweredReason = '' }, write }: PrivacyCheck,
): Promise<PrivacyResponse> {
  const route = (await findRoutes(ctx.store, documentId)).find(
    ({ version }) => version === versionId,
  )
  if (route === undefined) throw notApproved()
  const unanswered = {
    count: await countUnanswered(ctx, documentId),
    reason: unansweredReason,
  }
  return { found: (await draw(ctx, { documentId, route, summary, unanswered }, write)).found }
}

interface PrivacyCheck {
  request: PrivacyRequest
  write: WritePage
}

/**
 * Publishes an approved version. The page is written once and kept, so that what anybody reads is
 * what was checked.
 *
 * @throws {Refusal} `conflict` if it is not approved, withdrawn, another text or published already;
 * `invalid` without a reason where the privacy check found something or comments have no answer.
 */
export async function publish(
  ctx: Context,
  { documentId, versionId }: VersionPlace,
  { request, write }: { request: PublishRequest; write: WritePage },
): Promise<Publication> {
  const published = await inTurn(ctx.store, async () => {
    const version = await requireShown(ctx, { documentId, versionId }, request)
    const routes = await findRoutes(ctx.store, documentId)
    const route = routes.find((each) => each.version === versionId)
    if (route === undefined || stateOf(route) !== 'approved') throw notApproved()
    const { summary = '', unansweredReason = '' } = request
    const unanswered = await goOnWithout(ctx, { documentId }, unansweredReason)
    const printed = { documentId, route, summary, unanswered }
    const { html, copy, found } = await draw(ctx, printed, write)
    if (found.length > 0 && request.checkReason === '') {
      throw new Refusal(
        'invalid',
        'The privacy check found something. Say why anybody may read it, or publish another version.',
      )
    }
    const made: StoredPublication = {
      version: version.id,
      number: version.number,
      label: labelInWords(version),
      title: version.title,
      hash: version.hash,
      publishedAt: ctx.now().toISOString(),
      by: { id: ctx.seat.id, name: ctx.seat.name },
      from: request.from,
      check: { found: found.length, reason: found.length === 0 ? '' : request.checkReason },
      unanswered,
      takenDown: null,
      page: await ctx.store.contents.put(new TextEncoder().encode(html)),
      copy: await keepCopy(ctx.store, copy),
      files: [],
    }
    await changePublications(ctx.store, documentId, (before) => {
      if (before.some((each) => each.version === versionId && each.takenDown === null)) {
        throw new Refusal('conflict', 'This version is published already.')
      }
      if (before.length >= MOST) {
        throw new Refusal('too_large', `A document is published at most ${MOST} times.`)
      }
      return [...before, made]
    })
    return made
  })
  const { version, hash, page } = published
  await recordAudit(ctx, {
    did: 'document.published',
    about: { document: documentId, version, hash, page },
  })
  return asPublication(published)
}

/** @throws {Refusal} `not_found` if it is not published. */
export async function takeDown(
  ctx: Context,
  { documentId, versionId }: VersionPlace,
  { reason }: TakeDownRequest,
): Promise<Publication> {
  const takenDown = {
    at: ctx.now().toISOString(),
    by: { id: ctx.seat.id, name: ctx.seat.name },
    reason,
  }
  const isIt = (each: StoredPublication) => each.version === versionId && each.takenDown === null
  await changePublications(ctx.store, documentId, (before) => {
    if (!before.some(isIt)) throw new Refusal('not_found', 'This version is not published.')
    return before.map((each) => (isIt(each) ? { ...each, takenDown } : each))
  })
  await recordAudit(ctx, {
    did: 'document.takenDown',
    about: { document: documentId, version: versionId },
  })
  const found = (await findPublications(ctx.store, documentId)).findLast(
    ({ version }) => version === versionId,
  )
  if (found === undefined) throw new Refusal('not_found', 'This version is not published.')
  return asPublication(found)
}

type Drawn = Pick<Printed, 'documentId' | 'route' | 'summary' | 'unanswered'>

async function draw(
  ctx: Context,
  { documentId, route, summary, unanswered }: Drawn,
  write: WritePage,
) {
  const frozen = await gatherDocument(ctx, documentId, { version: route.version })
  const { directory } = await readDirectory(ctx)
  const copy = { ...frozen, body: publicCopy(frozen.body, directory) }
  const { title, body } = copy
  const { number } = route
  const told = withChangesIn(body, await tellAnswers(ctx, documentId, { title, body }))
  const html = write({
    document: copy,
    documentId,
    number,
    summary,
    unanswered,
    route,
    told,
    terms: termsIn(body, (await listWords(ctx, documentId)).terms),
    actions: actionsByRow(frozen.body, directory),
  })
  const people = peopleIn(directory).map(({ name }) => name)
  const quoted = told.sections.flatMap(({ entries }) =>
    entries.flatMap(({ quotes }) => quotes.map(({ words }) => words)),
  )
  return { html, copy, found: findPrivate(html, { body, people, quoted }) }
}

/** Words that the published text does not have say something of a draft. */
function termsIn(body: Node, terms: readonly Term[]): Term[] {
  const text = body.textBetween(0, body.content.size, '\n', '\n').toLowerCase()
  return terms.filter(({ term }) => text.includes(term.toLowerCase()))
}

function notApproved(): Refusal {
  return new Refusal('conflict', 'Only a version that everybody on its way agreed to is published.')
}
