import type { MeResponse } from '../shared/api-seats.ts'
import type { Erasure, OwnWordsResponse } from '../shared/own-words.ts'
import type {
  BackRequest,
  GroupLinkRequest,
  GroupLinkSummary,
  JoinCodeResponse,
  JoinRequest,
  JoinResponse,
  NameAdultsRequest,
  NewWordsResponse,
  SittingRequest,
  SittingsResponse,
  YouthGroupsResponse,
} from '../shared/api-young.ts'
import { ask, documentPath } from './api.ts'

/** What the code of a youth group opens; it is not used up. */
export function lookAtCode(code: string): Promise<JoinCodeResponse> {
  return ask('POST', '/api/join/look', { code })
}

export function join(input: JoinRequest): Promise<JoinResponse> {
  return ask('POST', '/api/join', input)
}

export function comeBack(input: BackRequest): Promise<MeResponse> {
  return ask('POST', '/api/back', input)
}

/** Three new words for a young person; the old ones end. */
export function changeWords(): Promise<NewWordsResponse> {
  return ask('POST', '/api/me/words')
}

export function downloadOwnWords(): Promise<OwnWordsResponse> {
  return ask('GET', '/api/me/words')
}

/** Takes out everything one has said; a young person goes with it. */
export function eraseOwn(): Promise<Erasure> {
  return ask('POST', '/api/me/erase')
}

export function eraseYoungPerson(group: string, id: string): Promise<Erasure> {
  return ask('POST', `${groupPath(group)}/people/${encodeURIComponent(id)}/erase`)
}

export function listYouthGroups(): Promise<YouthGroupsResponse> {
  return ask('GET', '/api/youth-groups')
}

export function nameAdults(group: string, input: NameAdultsRequest): Promise<YouthGroupsResponse> {
  return ask('PUT', `${groupPath(group)}/adults`, input)
}

export function makeGroupLink(group: string, input: GroupLinkRequest): Promise<GroupLinkSummary> {
  return ask('POST', `${groupPath(group)}/links`, input)
}

export function endGroupLink(group: string, id: string): Promise<void> {
  return ask('DELETE', `${groupPath(group)}/links/${encodeURIComponent(id)}`)
}

export function removeYoungPerson(group: string, id: string): Promise<void> {
  return ask('DELETE', `${groupPath(group)}/people/${encodeURIComponent(id)}`)
}

export function readSittings(documentId: string): Promise<SittingsResponse> {
  return ask('GET', `${documentPath(documentId)}/sittings`)
}

export function openSitting(documentId: string, input: SittingRequest): Promise<SittingsResponse> {
  return ask('POST', `${documentPath(documentId)}/sittings`, input)
}

export function endSitting(documentId: string, group: string): Promise<SittingsResponse> {
  return ask('DELETE', `${documentPath(documentId)}/sittings/${encodeURIComponent(group)}`)
}

/** A responsible adult says that they are in the room, or leave it. */
export function checkIn(
  documentId: string,
  group: string,
  isHere: boolean,
): Promise<SittingsResponse> {
  const path = `${documentPath(documentId)}/sittings/${encodeURIComponent(group)}/here`
  return ask('PUT', path, { isHere })
}

function groupPath(group: string): string {
  return `/api/youth-groups/${encodeURIComponent(group)}`
}
