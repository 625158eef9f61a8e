import { may } from '../../shared/access.ts'
import type { ApprovalRoute } from '../../shared/approval.ts'
import { byDue, waitingIn } from '../../shared/waiting.ts'
import type { WaitingResponse } from '../../shared/waiting.ts'
import { listRoutes } from './approval-record.ts'
import type { Context } from './context.ts'
import { findRecord, sharingOf } from './document-record.ts'
import { findVersions } from './version-record.ts'

/** What waits for whom in every document whose versions the seat may see, overdue first. */
export async function listWaiting(ctx: Context): Promise<WaitingResponse> {
  const followed = await followedRoutes(ctx)
  return {
    today: ctx.now().toISOString().slice(0, 10),
    items: followed
      .flatMap(({ document, title, routes }) =>
        routes.flatMap((route) => waitingIn(route, { document, title })),
      )
      .toSorted(byDue),
  }
}

export interface Followed {
  document: string
  title: string
  /** Of versions that are not withdrawn. */
  routes: ApprovalRoute[]
}

/** The ways the seat may see, of documents at home. */
export async function followedRoutes(ctx: Context): Promise<Followed[]> {
  const followed: Followed[] = []
  for (const { documentId, routes } of await listRoutes(ctx.store)) {
    const record = await findRecord(ctx.store, documentId)
    if (record === null || record.place.at !== 'home') continue
    const on = { sharing: sharingOf({ id: documentId, record }), now: ctx.now() }
    if (!may(ctx.seat, 'seeVersions', on)) continue
    const { versions } = await findVersions(ctx.store, documentId)
    const standing = new Set(
      versions.filter(({ withdrawn }) => withdrawn === null).map(({ id }) => id),
    )
    followed.push({
      document: documentId,
      title: record.title,
      routes: routes.filter(({ version }) => standing.has(version)),
    })
  }
  return followed
}
