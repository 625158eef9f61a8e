import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { ApprovalRoute, StepLinkResponse } from '../../../shared/approval.ts'
import type { CoverReportsResponse } from '../../../shared/cover/cover-report.ts'
import { read } from '../../support/at-door.ts'
import { RECOMMENDATIONS, agreedTo, startCover } from '../../support/cover.ts'
import { readPdf } from '../../support/pdf.ts'

const [FIRST, SECOND, THIRD] = [
  'recommendations-1',
  'recommendations-2',
  'recommendations-3',
] as const

/** A report that went out with a version on its way to two bodies. */
async function startDeciding(verb = 'approve') {
  const world = await startCover()
  const { submissions } = await world.submitWhole()
  const reportHash = submissions[0]?.hash ?? ''
  const steps = ['Executive', 'Partnership board'].map((body) => ({
    body,
    verb,
    due: '2026-04-01',
  }))
  const route = await read<ApprovalRoute>(await world.start(world.version, { steps }))
  const each = (decisions: object[], more: object = {}) =>
    world.decideEach(route, { reportHash, decisions, ...more })
  return { ...world, route, reportHash, each }
}

const AMENDED = agreedTo(SECOND, {
  outcome: 'amended',
  amended: 'To endorse the pledge for two years.',
  alternatives: 'A pledge without an end.',
})

describe('decisions about recommendations', () => {
  it('[CR7] each is agreed, amended, deferred, refused or noted, with the words it needs', async () => {
    const world = await startDeciding()
    for (const [wrong, message] of [
      [agreedTo(FIRST, { outcome: 'amended' }), 'Please write what the recommendation says now.'],
      [
        agreedTo(FIRST, { outcome: 'refused' }),
        'Please give a reason for what is deferred or refused.',
      ],
    ] as const) {
      // All that are sent or none.
      const response = await world.each([AMENDED, wrong])
      expect(await response.json()).toMatchObject({ code: 'invalid', message })
    }
    expect((await world.list()).decisions).toEqual([])
    const clearing = await startDeciding('clear')
    expect((await clearing.each([agreedTo(FIRST)])).status).toBe(400)
    const { decisions } = await read<CoverReportsResponse>(
      await world.each([
        agreedTo(FIRST),
        AMENDED,
        agreedTo(THIRD, { outcome: 'refused', reason: 'No money' }),
      ]),
    )
    expect(decisions).toMatchObject([
      { recommendation: { number: '2.1', words: RECOMMENDATIONS[0] }, outcome: 'agreed' },
      { outcome: 'amended', amended: AMENDED.amended, alternatives: AMENDED.alternatives },
      { outcome: 'refused', reason: 'No money' },
    ])
    for (const decision of decisions) {
      expect(decision).toMatchObject({
        hash: world.version.hash,
        report: { document: world.report, hash: world.reportHash },
        step: { body: 'Executive' },
        minute: 'Item 7',
        by: { name: 'The chair' },
      })
    }
  })

  it('[CR8] a decision stays whatever happens later; only what was deferred is decided again', async () => {
    const world = await startDeciding()
    await read(
      await world.each([
        agreedTo(FIRST),
        agreedTo(SECOND, { outcome: 'deferred', reason: 'No quorum' }),
      ]),
    )
    const again = await world.each([agreedTo(FIRST, { outcome: 'refused', reason: 'No' })])
    expect(await again.json()).toMatchObject({
      code: 'conflict',
      message: 'This recommendation is decided, and decisions are not changed.',
    })
    await read(await world.each([AMENDED]))
    const { decisions } = await world.list()
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['agreed', 'deferred', 'amended'])
    await world.put('recommendations')
    await world.type('Later words')
    await world.make('2.3')
    expect((await world.list()).decisions).toEqual(decisions)
    await read(await world.decide(world.route))
    expect((await world.each([agreedTo(THIRD)])).status).toBe(409)
    await read(await world.each([agreedTo(FIRST)], { step: 1 }))
    expect((await world.list()).decisions.slice(0, 3)).toEqual(decisions)
  })

  it('[CR8] another text is not decided about: of the version, of the report, or withdrawn', async () => {
    const world = await startDeciding()
    const other = 'a'.repeat(64)
    expect((await world.each([agreedTo(FIRST)], { hash: other })).status).toBe(409)
    expect((await world.each([agreedTo(FIRST)], { reportHash: other })).status).toBe(409)
    await world.put('next', { type: 'paragraph', content: [{ type: 'text', text: 'Other words' }] })
    await read(await world.submit())
    expect(await (await world.each([agreedTo(FIRST)])).json()).toMatchObject({
      message: 'The report went out anew. Please look at it again.',
    })
    expect((await world.list()).decisions).toEqual([])
  })

  it('[CR8] of two chairs at the same moment one decides', async () => {
    const world = await startDeciding()
    const both = await Promise.all([
      world.each([agreedTo(FIRST)]),
      world.each([agreedTo(FIRST, { outcome: 'refused', reason: 'Too dear' })]),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect((await world.list()).decisions).toHaveLength(1)
  })

  it('[CR9] only approvers decide, after showing that it is them, in turn; not who sent it out', async () => {
    const world = await startDeciding()
    expect((await world.each([agreedTo(FIRST)], { who: world.owner })).status).toBe(403)
    const partner = await world.letIn('editor')
    expect((await partner.ask('GET', `${world.at}/cover-reports`)).status).toBe(403)
    expect((await world.each([agreedTo(FIRST)], { who: partner })).status).toBe(403)
    expect((await world.each([agreedTo(FIRST)], { step: 1 })).status).toBe(409)
    const { link } = await read<StepLinkResponse>(
      await world.owner.ask(
        'POST',
        `${world.at}/versions/${world.route.version}/steps/${world.route.steps[0]?.id}/link`,
        { until: '2026-03-20' },
      ),
    )
    const guest = await world.enter(link)
    expect((await world.each([agreedTo(FIRST)], { who: guest, step: 1 })).status).toBe(403)
    const shown = `${world.at}/versions/${world.version.id}/cover-reports/${world.report}`
    expect((await guest.ask('GET', shown)).status).toBe(200)
    expect((await guest.ask('GET', `/api/documents/${world.report}`)).status).toBe(403)
    expect((await world.each([agreedTo(FIRST)], { who: guest })).status).toBe(201)
    world.clock.advance(11 * 60_000)
    expect(await (await world.each([agreedTo(SECOND)])).json()).toMatchObject({
      code: 'proof_needed',
    })
  })

  it('[CR10] the record of decisions leaves as a page, Word and PDF, and goes with the pack', async () => {
    const world = await startDeciding()
    await read(await world.each([agreedTo(FIRST), AMENDED]))
    await read(await world.decide(world.route, { minute: 'Item 8' }))
    const decisions = `${world.at}/versions/${world.version.id}/decisions`
    const page = JSON.stringify(await read(await world.chair.ask('GET', decisions)))
    for (const words of [
      world.version.hash,
      world.reportHash,
      AMENDED.amended,
      AMENDED.alternatives,
      'minute Item 7',
      'Partnership board: approve',
      'minute Item 8',
    ]) {
      expect(page).toContain(words)
    }
    const take = async (path: string) => {
      const response = await world.chair.ask('GET', path)
      expect(response.status).toBe(200)
      return new Uint8Array(await response.arrayBuffer())
    }
    const pdf = readPdf(await take(`${decisions}/export?format=pdf`))
    expect(pdf.words).toContain('RECORDOFDECISIONS–FINALDRAFT02.03.26–Version2.2')
    expect(pdf.words).toContain('Itnowreads:Toendorsethepledge')
    expect((await world.chair.ask('GET', `${decisions}/export?format=zip`)).status).toBe(400)

    const files = unzipSync(await take(`${world.at}/export?format=zip`))
    const names = ['docx', 'pdf', 'json'].flatMap((ending) => [
      `cover-reports/2.2-${world.report}.${ending}`,
      `decisions/2.2.${ending}`,
    ])
    expect(Object.keys(files)).toEqual(expect.arrayContaining(names))
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))
    const listed = manifest.files.find(
      ({ path }: { path: string }) => path === 'decisions/2.2.docx',
    )
    const packed = files['decisions/2.2.docx'] ?? new Uint8Array()
    expect(listed.sha256).toBe(createHash('sha256').update(packed).digest('hex'))
  })
})
