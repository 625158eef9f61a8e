import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Publication } from '../../../shared/approval.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import type { Thread } from '../../../shared/comments/thread.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import { document, group, h, p, plan, row, table } from '../../../shared/templates/blocks.ts'
import { LIMITS } from '../../../server/routes/limits.ts'
import { PNG } from '../../support/docx.ts'
import { startApproval } from '../../support/approval.ts'
import { read } from '../../support/at-door.ts'

/** A plan of two actions that Petra Wick leads, with a KEY. */
async function startPlan() {
  const world = await startApproval()
  const organisation = await read<{ id: string }>(
    await world.owner.ask('POST', '/api/directory/entries', {
      noun: 'organisation',
      name: 'Youth Service',
      aliases: [],
      kind: 'council',
      champion: null,
      contactRole: '',
      contactMailbox: '',
    }),
  )
  await read(
    await world.owner.ask('POST', '/api/directory/entries', {
      noun: 'person',
      name: 'Petra Wick',
      aliases: [],
      initials: 'PW',
      title: 'Participation manager',
      organisation: organisation.id,
      email: 'petra@example.org',
    }),
  )
  const text = document(
    h(1, 'A plan'),
    h(2, 'What we do'),
    p('More buses in the evening'),
    plan(
      'priorityPlan4',
      group(
        'Priority 1: Getting about',
        {
          ...row({ objective: 'Buses', action: 'Ask', timescale: 'June', lead: 'PW' }),
          attrs: { id: 'buses' },
        },
        row({ objective: 'Lights', action: 'Mend', timescale: 'July', lead: 'Petra Wick, Ann' }),
      ),
    ),
    h(2, 'Key'),
    table(['Initials', 'Name'], ['PW', 'Petra Wick, Youth Service']),
  )
  await world.live.edit(world.id, () => documentSchema.nodeFromJSON(text))
  const readPage = async (number = 'latest') => {
    const response = await world.open(`/p/${world.id}/${number}`)
    return { etag: response.headers.get('etag'), html: await response.text() }
  }
  return { ...world, readPage }
}

describe('a published page', () => {
  it('[PU8] says the whole in short first, and earlier versions lead to the newest', async () => {
    const world = await startPlan()
    const summary = 'We ask for more buses.\nWe tell you <by> May.'
    const terms = [
      { term: 'buses', means: 'Cars <for> many' },
      { term: 'ferry', means: 'CANARY of a draft' },
    ]
    await read(await world.owner.ask('PUT', `${world.at}/words`, { terms }))
    await read(await world.publish(await world.approve('1.0'), { summary, checkReason: 'Seen' }))
    const { html } = await world.readPage()
    const order = ['In short</h2>', '&lt;by&gt; May', 'Contents</h2>', 'More buses', 'id="decided"']
    const places = order.map((words) => html.indexOf(words))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(html).toContain('<dt>buses</dt><dd>Cars &lt;for&gt; many</dd>')
    expect(html).not.toContain('CANARY')
    expect(html).not.toContain('earlier version')
    expect(html).not.toMatch(/<!--|<script/)
    await read(await world.publish(await world.approve('1.1'), { checkReason: 'Seen' }))
    expect((await world.readPage('1.0')).html).toContain('Read the newest one, 1.1</a>')
    expect((await world.readPage('1.1')).html).not.toContain('earlier version')
  })

  it('[PU9] each action says how it is getting on today, and nothing of who said so', async () => {
    const world = await startPlan()
    await read(await world.publish(await world.approve('1.0'), { checkReason: 'Seen' }))
    const before = await world.readPage()
    expect(before.html).toContain('<th scope="col">How it is getting on</th>')
    expect(before.html.match(/Nothing reported yet<\/p>/g)).toHaveLength(2)
    const change = {
      status: 'atRisk',
      note: 'CANARY note',
      evidence: 'https://example.org/CANARY',
      outcome: 'CANARY outcome',
      revised: '2026-06-03',
    }
    await read(await world.owner.ask('PUT', `${world.at}/delivery/buses`, change))
    const after = await world.readPage()
    expect(after.html).toContain('At risk</span>, now due 3 June 2026')
    expect(after.html).toContain('At risk</span>: 1</li><li>Nothing reported yet: 1</li>')
    expect(after.html).toContain('Last updated 2 March 2026')
    expect(after.html.match(/Nothing reported yet<\/p>/g)).toHaveLength(1)
    expect(after.html).not.toContain('CANARY')
    expect(after.etag).not.toBe(before.etag)
  })

  it('[PU10] a post stands where a person leads an action or is in the KEY', async () => {
    const world = await startPlan()
    await read(await world.publish(await world.approve('1.0'), { checkReason: 'Seen' }))
    const { html } = await world.readPage()
    expect(html).not.toContain('Petra')
    expect(html).toContain('<td><p>Participation manager, Youth Service, Ann</p></td>')
    expect(html).toContain('<p>PW</p></th><td><p>Participation manager, Youth Service</p></td>')
    const kept = await (await world.owner.ask('GET', `${world.at}/export?format=html`)).text()
    expect(kept).toContain('Petra Wick, Ann')
  })

  it('[PU3] a person whom only the KEY knows is found', async () => {
    const world = await startApproval()
    const text = document(h(2, 'Key'), table(['Initials', 'Name'], ['ZM', 'Zoe Marsh']))
    await world.live.edit(world.id, () => documentSchema.nodeFromJSON(text))
    const version = await world.approve('1.0')
    const path = `${world.at}/versions/${version.id}/privacy`
    expect(await read(await world.owner.ask('POST', path, {}))).toEqual({
      found: [{ kind: 'name', words: 'Zoe Marsh', times: 1 }],
    })
  })

  it('[PU11] you said, we did stands there, without small numbers and words of the draft', async () => {
    const world = await startPlan()
    const say = async (key: string, people: number) =>
      read<Thread>(
        await world.owner.ask('POST', `${world.at}/threads`, {
          key: key.padEnd(24, '0'),
          anchor: WHOLE_DOCUMENT,
          visibility: 'visible',
          body: 'CANARY comment',
          people,
        }),
      )
    const answer = async (thread: Thread, said: string, after: string) =>
      read(
        await world.owner.ask('POST', `${world.at}/answers`, {
          threads: [thread.id],
          said,
          theme: 'CANARY theme',
          outcome: 'changed',
          words: 'We wrote it in.',
          reason: null,
          passedTo: '',
          change: { place: null, before: 'Fewer', after, version: null },
        }),
      )
    await answer(await say('one', 12), 'Buses run too seldom', 'More buses in the  evening')
    await answer(await say('two', 3), 'A skate park', 'CANARY of a draft')
    await read(await world.publish(await world.approve('1.0'), { checkReason: 'Seen' }))
    const { html } = await world.readPage()
    expect(html).toContain('Buses run too seldom <span class="attribution">(12 people)</span>')
    expect(html).toContain('<ins>More buses in the  evening</ins>')
    expect(html).toContain('A skate park <span class="attribution">(fewer than 5 people)</span>')
    expect(html).not.toContain('CANARY')
    await answer(await say('three', 9), 'CANARY said later', 'More buses in the evening')
    expect((await world.readPage()).html).not.toContain('CANARY')
  })

  it('[PU12] it is taken away as a Word file or PDF that says no more than the page', async () => {
    const world = await startPlan()
    const version = await world.approve('1.0')
    await read<Publication>(await world.publish(version, { checkReason: 'Seen' }))
    const path = `/p/${world.id}/1.0/document.docx`
    expect((await world.readPage()).html).toContain(`href="${path}"`)
    const [one, other] = await Promise.all([world.open(path), world.open(path)])
    const bytes = new Uint8Array(await one.arrayBuffer())
    expect(new Uint8Array(await other.arrayBuffer())).toEqual(bytes)
    expect(one.headers.get('content-disposition')).toContain('A plan  Version 1.0.docx')
    const words = Object.values(unzipSync(bytes))
      .map((part) => new TextDecoder().decode(part))
      .join('')
    expect(words).toContain('Participation manager')
    expect(words).not.toContain('Petra')
    expect((await world.readPage()).html).toMatch(/Word file<\/a> \(\d+ kB\)/)
    expect((await world.open(`/p/${world.id}/1.0/document.zip`)).status).toBe(404)
    await world.takeDown(version)
    expect((await world.open(path)).status).toBe(410)
  })

  it('[PU16] a large picture comes beside the page, and no other', async () => {
    const world = await startApproval()
    const put = async (size: number) => {
      const bytes = new Uint8Array(size)
      bytes.set(PNG)
      return world.store.contents.put(bytes)
    }
    const [large, other] = [await put(90_000), await put(80_000)]
    const image = { type: 'image', attrs: { content: large, alt: 'The quay' } }
    const text = document(h(1, 'A plan'), image)
    await world.live.edit(world.id, () => documentSchema.nodeFromJSON(text))
    const version = await world.approve('1.0')
    await read(await world.publish(version, { checkReason: 'Seen' }))
    const path = `/p/${world.id}/1.0/picture-${large}.png`
    const html = await (await world.open(`/p/${world.id}/1.0`)).text()
    expect(html).toContain(`src="${path}" alt="The quay"`)
    expect(html.length).toBeLessThan(20_000)
    const picture = await world.open(path)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect((await picture.arrayBuffer()).byteLength).toBe(90_000)
    expect((await world.open(path.replace(large, other))).status).toBe(404)
    expect((await world.open(path.replace(large, version.hash))).status).toBe(404)
    await world.takeDown(version)
    expect((await world.open(path)).status).toBe(410)
  })

  it('[PU13] whoever asks faster than anybody reads waits a minute', async () => {
    const world = await startApproval()
    for (let asked = 0; asked < LIMITS.readers.most; asked++) await world.open('/p')
    const refused = await world.open('/p')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await refused.text()).toContain('Please wait a minute')
    expect((await world.open('/api/documents')).status).toBe(401)
    world.clock.advance(61_000)
    expect((await world.open('/p')).status).toBe(200)
  })
})
