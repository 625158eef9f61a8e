import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { emptySheet } from '../../../shared/whats-changed.ts'
import type { SheetResponse } from '../../../shared/whats-changed.ts'
import { startAsking } from '../../support/asking.ts'
import { read } from '../../support/at-door.ts'
import { CONSULTATION } from '../../support/consultation.ts'

describe('the What’s Changed sheet', () => {
  it('[AN31] is drawn from consultations, answers and versions, by level of involvement', async () => {
    const { id, owner, kit, say, answer, makeVersion, clock } = await startAsking()
    const at = `/api/documents/${id}`
    const consult = async (more: object) =>
      read(
        await owner.ask('POST', `${at}/consultations`, {
          ...CONSULTATION,
          title: 'Buses',
          level: 'involvement',
          closesOn: '2026-03-20',
          hearBackOn: '2026-04-10',
          ...more,
        }),
      )
    await consult({})
    const days = { opensOn: '2026-06-01', closesOn: '2026-06-20', hearBackOn: '2026-07-01' }
    await consult({ title: 'Parks', level: 'consultation', ...days })
    const change = { place: null, before: '', after: 'Two buses', version: null }
    const said = await say(kit, 'CANARY buses', { people: 3 })
    await say(kit, 'CANARY still waits')
    await read(await answer([said.id], { outcome: 'changed', reason: null, change }))
    clock.advance(60_000)
    await makeVersion('2.0')
    const { drawn, title } = await read<SheetResponse>(await kit.ask('GET', `${at}/whats-changed`))
    expect(title).toBe('A plan for Northmere')
    expect(drawn.involvement).toEqual({
      now: ['We asked: “Buses”, 2 March 2026 to 20 March 2026; 2 comments.'],
      next: ['1 comment to answer by 10 April 2026: “Buses”.'],
      changed: [
        'You said: There should be more buses. Changed: The bus company decides. We have asked them. (Consultation draft 2.0)',
      ],
    })
    expect(drawn.consultation.next).toEqual(['We will ask: “Parks”, 1 June 2026 to 20 June 2026.'])
    expect(drawn.information).toEqual({ now: [], next: [], changed: [] })
    expect(JSON.stringify(drawn)).not.toMatch(/CANARY|Quiet Otter/)
    const own = emptySheet()
    own.levels.involvement = { ...own.levels.involvement, now: 'A forum' }
    await read(await owner.ask('PUT', `${at}/whats-changed`, own))
    const html = await (await owner.ask('GET', `${at}/whats-changed/file?format=html`)).text()
    expect(html).toMatch(/<p[^>]*>A forum<\/p>\s*<p[^>]*>We asked: “Buses”/) // each line its own
  })

  it('[AN32] holds a service’s own words, leaves as a file, and young people write nothing in it', async () => {
    const { id, owner, kit } = await startAsking()
    const at = `/api/documents/${id}/whats-changed`
    const own = emptySheet()
    own.service = 'Northmere play team'
    const level = { rating: 'settled' as const, now: 'A letter each term', next: '', changed: '' }
    own.levels = { ...own.levels, information: level }
    expect((await kit.ask('PUT', at, own)).status).toBe(403)
    expect((await owner.ask('PUT', at, { ...own, more: 1 })).status).toBe(400)
    await read(await owner.ask('PUT', at, own))
    expect((await read<SheetResponse>(await owner.ask('GET', at))).own).toEqual(own)
    const file = await owner.ask('GET', `${at}/file?format=html`)
    const html = await file.text()
    expect(html).toContain('A letter each term')
    expect(html).toContain('People hear in plain words, and in time, what is planned.')
    expect(file.headers.get('content-disposition')).toContain('Changed')
    expect((await owner.ask('GET', `${at}/file?format=exe`)).status).toBe(400)
    const word = await owner.ask('GET', `${at}/file?format=docx`)
    const parts = unzipSync(new Uint8Array(await word.arrayBuffer()))
    const text = new TextDecoder().decode(parts['word/document.xml'])
    expect(text).toContain('Northmere play team')
    expect((await kit.ask('GET', `${at}/file?format=docx`)).status).toBe(403)
  })

  it('[AN35] what two people write into it at once both stays', async () => {
    const { id, owner } = await startAsking()
    const at = `/api/documents/${id}/whats-changed`
    const since = emptySheet()
    const level = since.levels.information
    const write = async (more: Partial<typeof level>, service = '') => {
      const levels = { ...since.levels, information: { ...level, ...more } }
      return owner.ask('PUT', at, { service, levels, since })
    }
    await read(await write({ now: 'A letter each term', next: 'A film' }, 'Play team'))
    const more = { now: 'A stall at school', changed: 'New signs', rating: 'settled' } as const
    const both = await read<SheetResponse>(await write(more))
    expect(both.own.service).toBe('Play team')
    expect(both.own.levels.information).toEqual({
      rating: 'settled',
      now: 'A letter each term\nA stall at school',
      next: 'A film',
      changed: 'New signs',
    })
    // The same again, after the answer was lost, adds nothing.
    expect(await read(await write(more))).toMatchObject({ own: both.own })
    expect((await write({ now: 'x'.repeat(2000) })).status).toBe(409)
    const { levels } = both.own
    const shorter = { ...levels.information, now: 'A stall at school' }
    const own = { ...both.own, levels: { ...levels, information: shorter } }
    const less = await owner.ask('PUT', at, { ...own, since: both.own })
    expect((await read<SheetResponse>(less)).own).toEqual(own)
  })
})
