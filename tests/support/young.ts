import type { GroupLinkSummary, JoinResponse } from '../../shared/api-young.ts'
import type { Entry } from '../../shared/directory/model.ts'
import { cookieOf, read, startDoor } from './at-door.ts'
import type { Door, Visitor } from './at-door.ts'
import { sending } from './start-app.ts'

/** A youth group with two responsible adults, behind a closed door. */
export async function startYouthGroup(options: Parameters<typeof startDoor>[0] = {}) {
  const door = await startDoor(options)
  const adults: [Visitor, Visitor] = [
    await door.letIn('editor', 'Shona Pell'),
    await door.letIn('editor', 'Tomas Birk'),
  ]
  const group = await addGroup(door, 'Northmere Youth Council')
  const name = (ids: string[]) =>
    door.owner.ask('PUT', `/api/youth-groups/${group}/adults`, { adults: ids })
  await read(await name(adults.map(({ id }) => id)))
  return {
    ...door,
    adults,
    group,
    nameAdults: name,
    makeLink: (request: object = {}) => makeGroupLink(door.owner, group, adults[0], request),
    join: (code: string, more: object = {}) => join(door, code, more),
    back: (words: string) => back(door, words),
  }
}

export type YouthDoor = Awaited<ReturnType<typeof startYouthGroup>>

export async function addGroup({ owner }: Door, name: string, rest: object = {}): Promise<string> {
  const entry = { noun: 'group', name, aliases: [], kind: 'youth', parent: null, ages: null }
  const whole = { ...entry, reaches: '', members: [], ...rest }
  const made = await owner.ask('POST', '/api/directory/entries', whole)
  return (await read<Entry>(made)).id
}

export async function makeGroupLink(
  by: Visitor,
  group: string,
  adult: Visitor,
  request: object = {},
): Promise<GroupLinkSummary> {
  const whole = { adult: adult.id, ageBand: '13to15', until: '2026-06-30', uses: 30, ...request }
  return read(await by.ask('POST', `/api/youth-groups/${group}/links`, whole))
}

/** Joins as a browser does; the answer is who one is then, and the three words. */
async function join(
  door: Door,
  code: string,
  more: object,
): Promise<Visitor & { words: string; status: number }> {
  const request = { code, nickname: 'Quiet Otter', ...more }
  const response = await door.app.request('/api/join', sending('POST', request))
  if (response.status !== 201) {
    return { ...door.visitor('', ''), words: '', status: response.status }
  }
  const { me, words } = (await response.json()) as JoinResponse // our own server wrote it
  const visitor = door.visitor(me.seat?.id ?? '', cookieOf(response))
  return { ...visitor, words: words.join(' '), status: 201 }
}

async function back(door: Door, words: string): Promise<Visitor & { status: number }> {
  const response = await door.app.request('/api/back', sending('POST', { words }))
  if (!response.ok) return { ...door.visitor('', ''), status: response.status }
  const me = (await response.json()) as JoinResponse['me'] // our own server wrote it
  return { ...door.visitor(me.seat?.id ?? '', cookieOf(response)), status: 200 }
}

export async function makeDocument(visitor: Visitor, title = 'A plan'): Promise<string> {
  const made = await visitor.ask('POST', '/api/documents', { template: 'blank', title })
  return (await read<{ id: string }>(made)).id
}

/** The group may comment on the document, and both its adults sit with it for an hour. */
export async function sitTogether(door: YouthDoor, document: string): Promise<void> {
  const at = `/api/documents/${document}`
  const share = { as: 'commenter', until: null }
  await read(await door.owner.ask('PUT', `${at}/shares/${door.group}`, share))
  await read(await door.owner.ask('POST', `${at}/sittings`, { group: door.group, minutes: 60 }))
  for (const adult of door.adults) {
    await read(await door.owner.ask('PUT', `${at}/shares/${adult.id}`, share))
    await read(await adult.ask('PUT', `${at}/sittings/${door.group}/here`, { isHere: true }))
  }
}
