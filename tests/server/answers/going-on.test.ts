import { describe, expect, it } from 'vitest'
import type { ApprovalRoute, Publication } from '../../../shared/approval.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import type { Consultation } from '../../../shared/consultations.ts'
import type { ChangesSinceResponse } from '../../../shared/golden-thread.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { document, h, p } from '../../../shared/templates/blocks.ts'
import { startApproval } from '../../support/approval.ts'
import { read } from '../../support/at-door.ts'
import { startAsking } from '../../support/asking.ts'
import { CONSULTATION } from '../../support/consultation.ts'

const WAITS = 'Comments without an answer: 1. Answer them, or say why this goes on without.'

describe('going on although comments have no answer', () => {
  it('[AN26] publishing needs a reason, which everybody reads', async () => {
    const world = await startApproval()
    const version = await world.make('1.0')
    await read(await world.decide(await read<ApprovalRoute>(await world.start(version))))
    const comment = {
      key: 'waits-for-an-answer-1',
      anchor: WHOLE_DOCUMENT,
      visibility: 'visible',
      body: 'More buses',
    }
    await read(await world.owner.ask('POST', `${world.at}/threads`, comment))
    const refused = await world.publish(version)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ message: WAITS })
    const check = await world.owner.ask('POST', `${world.at}/versions/${version.id}/privacy`, {
      unansweredReason: 'Ring 07700 900123',
    })
    expect(await check.json()).toMatchObject({ found: [{ kind: 'phone' }] })
    const unansweredReason = 'The bus company <has> not answered us yet.'
    const published = await read<Publication>(await world.publish(version, { unansweredReason }))
    expect(published.unanswered).toEqual({ count: 1, reason: unansweredReason })
    const html = await (await world.open(`/p/${world.id}/1.0`)).text()
    expect(html).toContain('1 comment had no answer. Why it went on: The bus company &lt;has&gt;')
  })

  it('[AN26] saying that the answers of a consultation are out needs a reason, which stands where people look', async () => {
    const { id, owner, kit, say, answer, youSaid } = await startAsking()
    const asking = { ...CONSULTATION, title: 'Buses' }
    const before = await say(kit, 'Said before anybody asked')
    const at = `/api/documents/${id}/consultations`
    const made = await read<Consultation>(await owner.ask('POST', at, asking))
    const thread = await say(kit, 'More buses')
    const settle = (more: object) => owner.ask('POST', `${at}/${made.id}/settle`, more)
    expect((await settle({ to: 'closed' })).status).toBe(200)
    expect(await (await settle({ to: 'answered' })).json()).toMatchObject({ message: WAITS })
    const reason = 'We wait for the bus company.'
    const out = await read<Consultation>(await settle({ to: 'answered', reason }))
    expect(out.wentOn).toEqual({ count: 1, reason })
    expect((await youSaid(kit)).wentOn).toEqual([{ title: 'Buses', count: 1, reason }])
    const other = await read<Consultation>(await owner.ask('POST', at, asking))
    await read(await answer([thread.id, before.id]))
    const told = await read<Consultation>(
      await owner.ask('POST', `${at}/${other.id}/settle`, { to: 'answered' }),
    )
    expect(told.wentOn).toEqual({ count: 0, reason: '' })
  })
})

describe('a published page', () => {
  it('[AN25] leads from a passage that was asked for to what people said, and back', async () => {
    const world = await startApproval()
    const write = (words: string) => {
      const line = { ...p(words), attrs: { id: 'buses' } }
      const text = document(h(1, 'A plan'), h(2, 'Getting about'), line, p('Nobody asked'))
      return world.live.edit(world.id, () => documentSchema.nodeFromJSON(text))
    }
    await write('One bus an hour')
    await world.make('0.1')
    world.clock.advance(60_000)
    const thread = await read<Thread>(
      await world.owner.ask('POST', `${world.at}/threads`, {
        key: 'asked-for-two-buses-1',
        anchor: { ...WHOLE_DOCUMENT, on: 'block', block: 'buses', quote: 'One bus an hour' },
        visibility: 'visible',
        body: 'More buses',
      }),
    )
    await write('Two buses an hour')
    const { offers } = await read<ChangesSinceResponse>(
      await world.owner.ask('GET', `${world.at}/changes-since?threads=${thread.id}`),
    )
    const { place, since, before, after } = offers[0] ?? {}
    const given = await read<{ id: string }>(
      await world.owner.ask('POST', `${world.at}/answers`, {
        threads: [thread.id],
        said: 'There should be more buses.',
        theme: '',
        outcome: 'changed',
        words: 'We asked for two.',
        reason: null,
        passedTo: '',
        change: { place, since, before, after, version: null },
      }),
    )
    await read(await world.publish(await world.approve('1.0')))
    const html = await (await world.open(`/p/${world.id}/1.0`)).text()
    expect(html).toContain(
      `<p id="b-buses">Two buses an hour <a class="asked" href="#told-${given.id}">People asked for this</a></p>`,
    )
    expect(html).toContain(`<dl class="told" id="told-${given.id}">`)
    expect(html).toContain('<del>One bus</del><ins>Two buses</ins><span> an hour</span>')
    expect(html).toContain('<a href="#b-buses">In the text</a>')
    expect(html).toContain('<p>Nobody asked</p>')
    await write('Three buses an hour')
    await read(await world.publish(await world.approve('1.1')))
    const later = await (await world.open(`/p/${world.id}/1.1`)).text()
    expect(later).not.toContain('class="asked"')
    expect(later).not.toContain('Two buses')
  })
})
