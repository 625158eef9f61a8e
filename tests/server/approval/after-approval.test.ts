import { describe, expect, it } from 'vitest'
import type { ApprovalRoute } from '../../../shared/approval.ts'
import type {
  CompareResponse,
  VersionSummary,
  VersionsResponse,
} from '../../../shared/api-versions.ts'
import { movedInWords } from '../../../shared/compare/moved.ts'
import { startApproval } from '../../support/approval.ts'
import { read } from '../../support/at-door.ts'

const MATERIAL = { is: 'material', reason: 'A new aim' }
const TWO = [
  { body: 'Executive', verb: 'approve', stage: 1, due: '2026-04-01' },
  { body: 'Youth council', verb: 'endorse', stage: 1, due: '2026-04-01' },
]

describe('after a version was approved', () => {
  it('[AP17] the next version says what changed since, and before there is nothing to say', async () => {
    const world = await startApproval()
    expect((await world.tryToMake({ number: '2.1', change: MATERIAL })).status).toBe(400)
    const approved = await world.approve('2.2')
    expect(await (await world.tryToMake({ number: '2.3' })).json()).toEqual({
      code: 'invalid',
      message:
        'Version 2.2 is approved. Say whether what changed since is material or minor, and why.',
    })
    const blank = { ...MATERIAL, reason: ' ' }
    expect((await world.tryToMake({ number: '2.3', change: blank })).status).toBe(400)
    const made = await read<VersionSummary>(
      await world.tryToMake({ number: '3.0', change: MATERIAL }),
    )
    expect(made.since).toEqual({ version: approved.id, number: '2.2', ...MATERIAL })
    const listed = await read<VersionsResponse>(
      await world.owner.ask('GET', `${world.at}/versions`),
    )
    expect(listed.approved).toEqual({ version: approved.id, number: '2.2' })
    expect(listed.versions.map(({ since }) => since?.is)).toEqual(['material', undefined])
  })

  it('[AP17] neither a minor nor a material version is published before it was decided about', async () => {
    const world = await startApproval()
    await world.approve('2.2')
    for (const is of ['minor', 'material']) {
      const number = is === 'minor' ? '2.3' : '3.0'
      const change = { is, reason: 'Spelling' }
      const made = await read<VersionSummary>(await world.tryToMake({ number, change }))
      expect((await world.publish(made)).status).toBe(409)
    }
  })

  it('[AP18] two approvals on 2.2 stay intact while 2.3 is written, made and compared', async () => {
    const world = await startApproval()
    await world.type('We may meet')
    const version = await world.make('2.2')
    const route = await read<ApprovalRoute>(await world.start(version, { steps: TWO }))
    await read(await world.decide(route))
    await read(await world.decide(route, { step: 1 }))
    const before = await world.describe()
    await world.type('And four more words')
    const text = `${world.at}/compare?before=${version.id}&after=live`
    const { comparison } = await read<CompareResponse>(await world.owner.ask('GET', text))
    expect(movedInWords(comparison)).toBe('4 words changed')
    await world.make('2.3')
    await world.type('Even more')
    expect(await world.describe()).toEqual(before)
    const listed = await read<VersionsResponse>(
      await world.owner.ask('GET', `${world.at}/versions`),
    )
    expect(listed.versions.at(-1)).toEqual(version)
  })
})
