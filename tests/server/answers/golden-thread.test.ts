import { describe, expect, it } from 'vitest'
import type { CompareResponse } from '../../../shared/api-versions.ts'
import type { Answer } from '../../../shared/answers.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import type { Asked, ChangesSinceResponse } from '../../../shared/golden-thread.ts'
import { readBody } from '../../../server/domain/documents.ts'
import { plansOf, rowsOfPlan } from '../../../shared/reading/plan.ts'
import { startAsking } from '../../support/asking.ts'
import { read } from '../../support/at-door.ts'

/** A plan, two of its rows, a comment on one of them, and the row as it is after that. */
async function startChange() {
  const world = await startAsking()
  const { id, owner, kit, ctx, say, rewrite, makeVersion, clock } = world
  const plans = plansOf(await readBody(ctx, id))
  const rows = plans.flatMap(rowsOfPlan).map((each) => ({
    id: each.id,
    column: each.cells.find(({ kind }) => kind === 'actions')?.key ?? '',
  }))
  const [row, other] = [rows[0], rows.at(-1)]
  if (row === undefined || other === undefined) throw new Error('The template has rows')
  await rewrite(row.id, 'One bus an hour', row.column)
  await makeVersion('1.0')
  clock.advance(60_000)
  const anchor = { ...WHOLE_DOCUMENT, on: 'row' as const, row: row.id, quote: 'One bus an hour' }
  const thread = await say(kit, 'More buses please', { people: 12, anchor })
  clock.advance(60_000)
  await rewrite(other.id, 'Lights in the park', other.column)
  await rewrite(row.id, 'Two buses an hour', row.column)
  const offers = async () =>
    read<ChangesSinceResponse>(
      await owner.ask('GET', `/api/documents/${id}/changes-since?threads=${thread.id}`),
    )
  const asked = async () => read<Asked[]>(await kit.ask('GET', `/api/documents/${id}/asked`))
  const pick = async (more: object = {}) => {
    const { place, since, before, after, version } = (await offers()).offers[0] ?? {}
    const change = { place, since, before, after, version: version?.id ?? null, ...more }
    return world.answer([thread.id], { outcome: 'changed', reason: null, change })
  }
  return { ...world, row, other, thread, offers, asked, pick }
}

describe('the golden thread', () => {
  it('[AN20] what changed since a comment is offered, the nearest first, in the words of the texts', async () => {
    const { row, other, offers } = await startChange()
    const found = await offers()
    expect(found.since).toBe('Consultation draft 1.0')
    expect(found.offers.map(({ place, where }) => [place, where])).toEqual([
      [row.id, 'here'],
      [other.id, 'elsewhere'],
    ])
    const [first] = found.offers
    expect(first?.before).toMatch(/: One bus an hour$/)
    expect(first?.after).toMatch(/: Two buses an hour$/)
    expect(first?.version).toBeNull()
  })

  it('[AN20] an answer keeps the words as they were picked, and refuses others', async () => {
    const { row, pick, rewrite, makeVersion, clock, offers } = await startChange()
    expect((await pick({ after: 'Ten buses' })).status).toBe(409)
    const given = await read<Answer>(await pick())
    expect(given.change).toMatchObject({ place: row.id, version: null })
    clock.advance(60_000)
    const version = await makeVersion('2.0')
    clock.advance(60_000)
    await rewrite(row.id, 'Two buses an hour', row.column)
    const [offer] = (await offers()).offers
    expect(offer?.version).toEqual({ id: version.id, label: 'Consultation draft 2.0' })
  })

  it('[AN20] without an earlier text a comment offers its own quotation beside what stands there now', async () => {
    const { id, owner, kit, reading, say, rewrite, answer } = await startAsking()
    const item = reading.sections.flatMap(({ items }) => items).find(({ is }) => is === 'words')
    if (item === undefined) throw new Error('The template has a paragraph')
    const anchor = { ...WHOLE_DOCUMENT, on: 'block' as const, block: item.id, quote: item.text }
    const thread = await say(kit, 'Say it plainly', { anchor })
    await rewrite(item.id, 'We say it plainly.')
    const { since, offers } = await read<ChangesSinceResponse>(
      await owner.ask('GET', `/api/documents/${id}/changes-since?threads=${thread.id}`),
    )
    expect(since).toBeNull()
    expect(offers).toMatchObject([
      { place: item.id, before: item.text, after: 'We say it plainly.', where: 'here' },
    ])
    const change = { place: item.id, since: null, after: 'We say it plainly.', version: null }
    const more = (before: string) => ({
      outcome: 'changed',
      reason: null,
      change: { ...change, before },
    })
    expect((await answer([thread.id], more('Other words'))).status).toBe(409)
    expect((await answer([thread.id], more(item.text))).status).toBe(201)
  })

  it('[AN21] from a row one finds who asked, the answer and the first version that has it, and no name', async () => {
    const { row, thread, pick, asked, makeVersion, clock, youSaid } = await startChange()
    expect(await asked()).toMatchObject([{ place: row.id, is: 'heard', outcome: null }])
    const given = await read<Answer>(await pick())
    clock.advance(60_000)
    const version = await makeVersion('1.1')
    const name = { id: version.id, label: 'Consultation draft 1.1' }
    expect(await asked()).toMatchObject([
      {
        place: row.id,
        is: 'changed',
        answer: given.id,
        outcome: 'changed',
        by: ['Northmere Youth Council'],
        threads: [thread.id],
        version: name,
      },
    ])
    expect(JSON.stringify(await asked())).not.toMatch(/Quiet Otter|Petra/)
    const [entry] = (await youSaid()).sections.flatMap(({ entries }) => entries)
    expect(entry?.change).toMatchObject({ place: row.id, version: name })
  })

  it('[AN21] what waits to be checked is in nobody else’s thread', async () => {
    const { row, join, makeLink, id } = await startChange()
    const other = await join((await makeLink()).code, { nickname: 'Loud Heron' })
    const asked = await read<Asked[]>(await other.ask('GET', `/api/documents/${id}/asked`))
    expect(asked.filter(({ place }) => place === row.id)).toEqual([])
  })

  it('[AN22] a change says whose wish it was when two texts are compared', async () => {
    const { id, owner, row, pick, makeVersion } = await startChange()
    await read<Answer>(await pick())
    const { id: since } = await makeVersion('9.9')
    const versions = await read<{ versions: { id: string }[] }>(
      await owner.ask('GET', `/api/documents/${id}/versions`),
    )
    const first = versions.versions.at(-1)?.id ?? ''
    const { comparison } = await read<CompareResponse>(
      await owner.ask('GET', `/api/documents/${id}/compare?before=${first}&after=${since}`),
    )
    const askers = comparison.changes.map((change) => [change.id === row.id, change.askedBy])
    expect(askers).toContainEqual([true, ['Northmere Youth Council']])
    expect(askers).toContainEqual([false, []])
  })
})
