import { describe, expect, it } from 'vitest'
import type { AdoptRequest, Adoption, AdoptionsResponse } from '../../../shared/adoption.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { document, h, p, table } from '../../../shared/templates/blocks.ts'
import { DAY_MS, startApproval } from '../../support/approval.ts'
import { read } from '../../support/at-door.ts'
import type { Visitor } from '../../support/at-door.ts'

/** A published charter of two values, and a partner who belongs to the Harbour Trust. */
async function startCharter() {
  const world = await startApproval('charter')
  const text = document(
    h(1, 'Our charter'),
    p('We wrote it together.'),
    h(2, 'Respect'),
    p('Every voice counts the same.'),
    h(2, 'Openness'),
    p('People know what can change.'),
    h(2, 'Who has signed'),
    table(['Organisation', 'Since'], ['Sallow Lock', '2025']),
  )
  await world.live.edit(world.id, () => documentSchema.nodeFromJSON(text))
  const add = async (entry: object) =>
    read<{ id: string }>(await world.owner.ask('POST', '/api/directory/entries', entry))
  const body = { aliases: [], kind: 'council', champion: null, contactRole: '', contactMailbox: '' }
  const trust = await add({ noun: 'organisation', name: 'Harbour Trust', ...body })
  const other = await add({ noun: 'organisation', name: 'Dale Buses', ...body })
  const partner = await world.letIn('editor', 'Ilse Grant')
  await add({
    noun: 'person',
    name: 'Ilse Grant',
    aliases: [],
    initials: 'IG',
    title: '',
    organisation: trust.id,
    email: 'editor2@example.org',
  })
  const first = await world.approve('1.0')
  await read(await world.publish(first, { checkReason: 'Seen' }))
  const look = async (who: Visitor = partner) =>
    read<AdoptionsResponse>(await who.ask('GET', `${world.at}/adoptions`))
  const { charter } = await look()
  const adopt = (more: Partial<AdoptRequest> = {}, who: Visitor = partner) =>
    who.ask('POST', `${world.at}/adoptions`, {
      organisation: trust.id,
      version: charter?.version ?? '',
      statement: 'We work on the quay.',
      wording: [{ value: charter?.values[0]?.id ?? '', words: 'Boats wait <for> swimmers.' }],
      until: '2028-03-01',
      checkReason: '',
      ...more,
    })
  const end = (adoption: string, who: Visitor = partner) =>
    who.ask('POST', `${world.at}/adoptions/${adoption}/end`, { reason: 'We closed' })
  const open = async (path = '') => {
    const response = await world.open(`/p/${world.id}/adopted${path}`)
    return { status: response.status, html: await response.text() }
  }
  return { ...world, trust, other, partner, charter, look, adopt, end, readPage: open }
}

describe('adopting a charter', () => {
  it('[AD1] partners adopt it for their organisation, officers for any, others never', async () => {
    const world = await startCharter()
    const found = await world.look()
    expect(found.charter).toMatchObject({ title: 'A plan', number: '1.0' })
    expect(found.charter?.values.map(({ heading, lines }) => [heading, ...lines])).toEqual([
      ['Respect', 'Every voice counts the same.'],
      ['Openness', 'People know what can change.'],
    ])
    expect(found.organisations).toEqual([{ id: world.trust.id, name: 'Harbour Trust' }])
    expect((await world.look(world.owner)).organisations).toHaveLength(2)
    expect((await world.adopt({ organisation: world.other.id })).status).toBe(403)
    expect((await world.adopt({}, world.chair)).status).toBe(403)
    expect((await world.adopt({ version: 'another' })).status).toBe(409)
    expect((await world.adopt({ until: '2026-03-02' })).status).toBe(400)
    expect((await world.adopt({ wording: [{ value: 'none', words: 'So' }] })).status).toBe(400)
    const made = await read<Adoption>(await world.adopt())
    expect(made).toMatchObject({ organisation: { name: 'Harbour Trust' }, number: '1.0' })
    expect((await world.end(made.id, world.chair)).status).toBe(403)
    const bus = await read<Adoption>(
      await world.adopt({ organisation: world.other.id }, world.owner),
    )
    expect((await world.end(bus.id)).status).toBe(403)
    const draft = await startApproval('charter')
    const none = await read<AdoptionsResponse>(
      await draft.owner.ask('GET', `${draft.at}/adoptions`),
    )
    expect(none.charter).toBeNull()
  })

  it('[AD2] its words stand beside the shared ones, after the privacy check', async () => {
    const world = await startCharter()
    const personal = { statement: 'Ring Ilse Grant, 07700 900123.' }
    const refused = await world.adopt(personal)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('07700 900123, Ilse Grant')
    expect((await world.look()).adoptions).toEqual([])
    const reason = { ...personal, checkReason: 'She wants that' }
    expect((await read<Adoption>(await world.adopt(reason))).check).toEqual({
      found: 2,
      reason: 'She wants that',
    })
    const elsewhere = { ...reason, organisation: world.other.id, checkReason: 'CANARY of others' }
    await read(await world.adopt(elsewhere, world.owner))
    expect(JSON.stringify(await world.look())).toContain('She wants that')
    expect(JSON.stringify(await world.look())).not.toContain('CANARY of others')
    const adoption = await read<Adoption>(await world.adopt())
    const { html } = await world.readPage(`/${adoption.id}`)
    const order = [
      'Respect</h2>',
      'Every voice counts',
      'With us at Harbour Trust',
      'Openness</h2>',
    ]
    const places = order.map((words) => html.indexOf(words))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(html).toContain('Boats wait &lt;for&gt; swimmers.')
    expect(html).not.toContain('07700')
  })

  it('[AD3] it is adopted again with another version, and ends with a reason', async () => {
    const world = await startCharter()
    const made = await read<Adoption>(await world.adopt({ until: '2026-03-04' }))
    expect((await world.readPage(`/${made.id}`)).status).toBe(200)
    world.clock.advance(3 * DAY_MS)
    expect((await world.readPage(`/${made.id}`)).status).toBe(404)
    expect((await world.readPage()).html).toContain('Ended: 1.')
    const again = await read<Adoption>(await world.adopt({ wording: [], until: '2027-01-01' }))
    expect(again).toMatchObject({ id: made.id, adoptedAt: made.adoptedAt, wording: [] })
    expect(again.renewed).toEqual([
      { at: world.clock.now().toISOString(), number: '1.0', until: '2027-01-01' },
    ])
    await read(await world.end(made.id))
    expect((await world.end(made.id)).status).toBe(404)
    for (const path of [`/${made.id}`, `/${made.id}/poster`]) {
      expect((await world.readPage(path)).status).toBe(404)
    }
    expect((await world.look()).adoptions[0]?.withdrawn).toMatchObject({ reason: 'We closed' })
    const anew = await read<Adoption>(await world.adopt())
    expect(anew.id).not.toBe(made.id)
  })

  it('[AD4] anybody reads the register, and nothing of people or drafts', async () => {
    const world = await startCharter()
    const adoption = await read<Adoption>(await world.adopt())
    const { html } = await world.readPage()
    expect(html).toContain('1 organisation has adopted it</caption>')
    expect(html).toContain(`href="/p/${world.id}/adopted/${adoption.id}">Harbour Trust</a>`)
    expect(html).toContain('2 March 2026</td><td>1 March 2028</td><td>Yes</td>')
    expect(html).not.toMatch(/Ilse|<script/)
    const charter = await (await world.open(`/p/${world.id}/latest`)).text()
    expect(charter).toContain(`<a href="/p/${world.id}/adopted">1 organisation has adopted it</a>`)
    await world.owner.ask('DELETE', world.at)
    expect((await world.readPage()).status).toBe(404)
    expect((await world.readPage(`/${adoption.id}`)).status).toBe(404)
  })

  it('[AD5] the poster has the values, the organisation and a code that leads to its page', async () => {
    const world = await startCharter()
    const adoption = await read<Adoption>(await world.adopt())
    const { html } = await world.readPage(`/${adoption.id}/poster`)
    expect(html).toContain('adopted by <strong>Harbour Trust</strong>')
    expect(html).toContain('<strong>Respect</strong><span>Boats wait &lt;for&gt; swimmers.</span>')
    expect(html).toContain('<strong>Openness</strong><span>People know what can change.</span>')
    expect(html).toContain(`localhost/p/${world.id}/adopted/${adoption.id}</strong>`)
    expect(html).toMatch(/<svg viewBox="0 0 \d+ \d+" aria-hidden="true">/)
  })
})
