import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import type { MeResponse } from '../../shared/api-seats.ts'
import {
  backRequest,
  checkInRequest,
  groupLinkRequest,
  joinRequest,
  lookAtCodeRequest,
  nameAdultsRequest,
  sittingRequest,
} from '../../shared/api-young.ts'
import type { JoinCodeResponse, JoinResponse, YouthGroupsResponse } from '../../shared/api-young.ts'
import type { Erasure, OwnWordsResponse } from '../../shared/own-words.ts'
import type { Seat } from '../../shared/access.ts'
import { suggestNickname } from '../../shared/young/nickname.ts'
import { endGroupLink, lookAtCode, makeGroupLink } from '../domain/group-links.ts'
import { eraseByOfficer, eraseOwn } from '../domain/erasure.ts'
import { findHolder } from '../domain/holders.ts'
import { readMemberships } from '../domain/memberships.ts'
import { startSession } from '../domain/sessions.ts'
import { gatherOwnWords } from '../domain/own-words.ts'
import { checkIn, describeSittings, endSitting, openSitting } from '../domain/sittings.ts'
import { changeOwnWords, comeBack, join, removeYoungPerson } from '../domain/young-people.ts'
import { describeYouthGroups } from '../domain/youth-group-list.ts'
import { nameAdults } from '../domain/youth-groups.ts'
import { sessionCookie } from './credentials.ts'
import { deviceName } from './device-name.ts'
import { allow, allowAnybody, allowOfGroup, allowOn, parameter } from './entry.ts'
import type { Entry } from './entry.ts'
import { limitCodes } from './limits.ts'
import type { Limiter } from './limits.ts'
import { readJson } from './request-body.ts'
import { tokenOf } from './seats.ts'

export interface YoungRoutesOptions {
  publicUrl: URL | null
  limiter: Limiter
  describeMe(seat: Seat): MeResponse
}

/** How young people come in, the groups they belong to, and their sittings. */
export function youngRoutes(options: YoungRoutesOptions) {
  const { limiter } = options
  return new Hono<Entry>()
    .post('/join/look', allowAnybody(), limitCodes(limiter), async (c) => {
      const { code } = await readJson(c, lookAtCodeRequest)
      const { group, link } = await lookAtCode(c.var.ctx, code)
      const adult = group.adults.find(({ id }) => id === link.adult)?.name ?? ''
      const nickname = suggestNickname(Math.random)
      return c.json({ group: group.name, adult, nickname } satisfies JoinCodeResponse)
    })
    .post('/join', allowAnybody(), limitCodes(limiter), async (c) => {
      const { isShared, ...request } = await readJson(c, joinRequest)
      const { person, words } = await join(c.var.ctx, request)
      const me = await enter(c, { ...options, id: person.id, isShared })
      return c.json({ me, words } satisfies JoinResponse, 201)
    })
    .post('/back', allowAnybody(), limitCodes(limiter), async (c) => {
      const { words, isShared } = await readJson(c, backRequest)
      const { id } = await comeBack(c.var.ctx.store, words)
      return c.json(await enter(c, { ...options, id, isShared }))
    })
    .post('/me/words', allow('manageOwnSeat'), async (c) =>
      c.json({ words: await changeOwnWords(c.var.ctx) }),
    )
    .get('/me/words', allow('manageOwnSeat'), async (c) => {
      c.header('content-disposition', 'attachment; filename="my-words.json"')
      return c.json((await gatherOwnWords(c.var.ctx)) satisfies OwnWordsResponse)
    })
    .post('/me/erase', allow('takeOutOwnWords'), async (c) =>
      c.json((await eraseOwn(c.var.ctx)) satisfies Erasure),
    )
    .post('/youth-groups/:group/people/:young/erase', allow('eraseYoungPerson'), async (c) => {
      const person = { group: parameter(c, 'group'), id: parameter(c, 'young') }
      return c.json((await eraseByOfficer(c.var.ctx, person)) satisfies Erasure)
    })
    .get('/youth-groups', allow('manageYoungPeople'), async (c) =>
      c.json((await describeYouthGroups(c.var.ctx)) satisfies YouthGroupsResponse),
    )
    .get('/young-views', allow('seeAsYoung'), async (c) => {
      const groups = (await readMemberships(c.var.ctx.store)).youthGroups()
      return c.json(groups.map(({ id, name }) => ({ id, name })))
    })
    .put('/youth-groups/:group/adults', allow('nameAdults'), async (c) => {
      await nameAdults(c.var.ctx, parameter(c, 'group'), await readJson(c, nameAdultsRequest))
      return c.json(await describeYouthGroups(c.var.ctx))
    })
    .post('/youth-groups/:group/links', allowOfGroup('manageYoungPeople'), async (c) => {
      const request = await readJson(c, groupLinkRequest)
      return c.json(await makeGroupLink(c.var.ctx, parameter(c, 'group'), request), 201)
    })
    .delete('/youth-groups/:group/links/:id', allowOfGroup('manageYoungPeople'), async (c) => {
      await endGroupLink(c.var.ctx, { group: parameter(c, 'group'), id: parameter(c, 'id') })
      return c.body(null, 204)
    })
    .delete('/youth-groups/:group/people/:id', allowOfGroup('manageYoungPeople'), async (c) => {
      await removeYoungPerson(c.var.ctx, { group: parameter(c, 'group'), id: parameter(c, 'id') })
      return c.body(null, 204)
    })
    .get('/documents/:id/sittings', allowOn('superviseSitting'), async (c) =>
      c.json(await describeSittings(c.var.ctx, parameter(c, 'id'))),
    )
    .post('/documents/:id/sittings', allowOn('openSitting'), async (c) => {
      const request = await readJson(c, sittingRequest)
      return c.json(await openSitting(c.var.ctx, parameter(c, 'id'), request))
    })
    .delete('/documents/:id/sittings/:group', allowOn('openSitting'), async (c) =>
      c.json(await endSitting(c.var.ctx, { id: parameter(c, 'id'), group: parameter(c, 'group') })),
    )
    .put('/documents/:id/sittings/:group/here', allowOn('superviseSitting'), async (c) => {
      const { isHere } = await readJson(c, checkInRequest)
      const sitting = { id: parameter(c, 'id'), group: parameter(c, 'group'), isHere }
      return c.json(await checkIn(c.var.ctx, sitting))
    })
}

/** Starts a session for a young person and sets its cookie. */
async function enter(
  c: HonoContext<Entry>,
  { id, isShared, publicUrl, describeMe }: YoungRoutesOptions & { id: string; isShared: boolean },
): Promise<MeResponse> {
  const holder = await findHolder(c.var.ctx, id)
  if (holder === null) throw new Error('Somebody who has just joined is not there')
  const session = await startSession(c.var.ctx, holder, {
    device: deviceName(c.req.header('user-agent')),
    isShared,
    before: tokenOf(c, publicUrl),
  })
  c.header('set-cookie', sessionCookie(session.token, { publicUrl, isShared }))
  return describeMe({ ...holder.seat, by: { is: 'session', id: session.id, isShared } })
}
