import type {
  ApprovalResponse,
  ApprovalRoute,
  DecisionRequest,
  Publication,
  PublishRequest,
} from '../../shared/approval.ts'
import type { VersionSummary, VersionsResponse } from '../../shared/api-versions.ts'
import { read, startDoor } from './at-door.ts'
import type { Visitor } from './at-door.ts'

export const DAY_MS = 24 * 60 * 60_000

/** A document with an officer and an approver, and what they do on the way to publishing. */
export async function startApproval(
  template = 'blank',
  options: Parameters<typeof startDoor>[0] = {},
) {
  const door = await startDoor(options)
  const chair = await door.letIn('approver', 'The chair')
  const { id } = await read<{ id: string }>(
    await door.owner.ask('POST', '/api/documents', { template, title: 'A plan' }),
  )
  const at = `/api/documents/${id}`
  const type = (words: string) =>
    door.live.edit(id, (body) => {
      const line = body.type.schema.node('paragraph', { id: words }, body.type.schema.text(words))
      return body.copy(body.content.addToEnd(line))
    })
  /** Where a version is approved already, what changed since is minor. */
  const make = async (number: string, who: Visitor = door.owner) => {
    const { approved } = await read<VersionsResponse>(await who.ask('GET', `${at}/versions`))
    const change = approved === null ? undefined : { is: 'minor', reason: 'Spelling' }
    return read<VersionSummary>(await tryToMake({ number, ...(change && { change }) }, who))
  }
  const tryToMake = (label: object, who: Visitor = door.owner) => {
    const whole = { stage: 'final', date: '2026-03-02', note: '', ...label }
    return who.ask('POST', `${at}/versions`, whole)
  }
  const start = (version: VersionSummary, more: object = {}) =>
    door.owner.ask('POST', `${at}/approval`, {
      version: version.id,
      hash: version.hash,
      steps: [{ body: 'Executive', verb: 'approve', due: '2026-04-01' }],
      unansweredReason: '',
      ...more,
    })
  const decide = (
    { version, hash, steps }: ApprovalRoute,
    { step = 0, who = chair, ...more }: Partial<DecisionRequest> & DecideAs = {},
  ) => {
    const path = `${at}/versions/${version}/steps/${steps[step]?.id ?? 'none'}/decision`
    return who.ask('POST', path, { hash, outcome: 'agreed', reason: '', minute: '', ...more })
  }
  const publish = (version: VersionSummary, more: Partial<PublishRequest> = {}) =>
    door.owner.ask('POST', `${at}/versions/${version.id}/publication`, {
      hash: version.hash,
      from: null,
      checkReason: '',
      ...more,
    })
  return {
    ...door,
    chair,
    id,
    at,
    type,
    make,
    tryToMake,
    start,
    decide,
    publish,
    /** A version that everybody agreed to. */
    async approve(number: string): Promise<VersionSummary> {
      const version = await make(number)
      await read(await decide(await read<ApprovalRoute>(await start(version))))
      return version
    },
    async takeDown(version: VersionSummary): Promise<Publication> {
      const path = `${at}/versions/${version.id}/publication/end`
      return read(await door.owner.ask('POST', path, { reason: 'A mistake' }))
    },
    describe: async (): Promise<ApprovalResponse> => read(await chair.ask('GET', `${at}/approval`)),
    /** Somebody who never signed in. */
    open: async (path: string, headers: Record<string, string> = {}) =>
      door.app.request(path, { headers }),
  }
}

interface DecideAs {
  step?: number
  who?: Visitor
}
