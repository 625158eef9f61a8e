import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import type { CoverResponse } from '../../../shared/cover/cover-report.ts'
import { DEFAULT_COVER_TEMPLATE } from '../../../shared/cover/cover-template.ts'
import type { CoverTemplate } from '../../../shared/cover/cover-template.ts'
import { WHOLE_DOCUMENT } from '../../../shared/comments/anchor.ts'
import { group, p, plan, row } from '../../../shared/templates/blocks.ts'
import { giveIds } from '../../../shared/schema/identity.ts'
import { readWordFile } from '../../../server/imports/docx/reader.ts'
import { bodyFromJson } from '../../../server/domain/body.ts'
import { getVersion } from '../../../server/domain/versions.ts'
import { numberBlocks } from '../../../shared/schema/numbering.ts'
import { readPdf } from '../../support/pdf.ts'
import { readBody } from '../../../server/domain/documents.ts'
import { read } from '../../support/at-door.ts'
import { CONSULTATION } from '../../support/consultation.ts'
import { DETAILS, RECOMMENDATIONS, startCover } from '../../support/cover.ts'

const ASKED = {
  ...CONSULTATION,
  title: 'Getting about',
  canChange: 'Which actions come first',
  opensOn: '2026-01-05',
  closesOn: '2026-02-02',
}

type World = Awaited<ReturnType<typeof startCover>>

async function wordsOf({ ctx, live, report }: World): Promise<string> {
  const body = await readBody({ ...ctx, live }, report)
  return body.textBetween(0, body.content.size, '\n')
}

/** Comments of twelve people, answered. */
async function answer({ owner, at }: World, said: string) {
  const key = `key${said.replace(/\W/g, '').padStart(20, '0')}`
  const thread = await read<{ id: string }>(
    await owner.ask('POST', `${at}/threads`, {
      key,
      anchor: WHOLE_DOCUMENT,
      visibility: 'visible',
      body: said,
      people: 12,
    }),
  )
  await read(
    await owner.ask('POST', `${at}/answers`, {
      threads: [thread.id],
      said,
      theme: '',
      outcome: 'passed',
      words: 'The bus company looks at it.',
      reason: null,
      passedTo: 'the bus company',
      change: null,
    }),
  )
}

describe('cover reports', () => {
  it('[CR1] a report is a document about one version, bound to its hash, with the chosen parts', async () => {
    const world = await startCover()
    const { about } = await world.reportIs()
    expect(about).toMatchObject({ number: '2.2', hash: world.version.hash, title: 'A plan' })
    const words = await wordsOf(world)
    for (const { title } of DEFAULT_COVER_TEMPLATE.parts) expect(words.split('\n')).toContain(title)
    expect(words).toContain(`Report to\n${DETAILS.body}`)
    expect(words).toContain('Meeting\n1 April 2026')
    expect(words).toContain(`Fingerprint ${world.version.hash.slice(0, 16)}`)
    const summary = await read(await world.owner.ask('GET', `/api/documents/${world.report}`))
    expect(summary).toMatchObject({ kind: 'coverReport', title: DETAILS.title })
    const stale = { ...world.version, hash: 'a'.repeat(64) }
    expect((await world.writeReport(stale)).status).toBe(409)
    const plain = await world.owner.ask('GET', `${world.at}/cover`)
    expect(plain.status).toBe(404)
  })

  it('[CR1] a later version can take the place of the one it is about', async () => {
    const world = await startCover()
    await world.type('More words')
    const later = await world.make('2.3')
    const bound = await read<CoverResponse>(
      await world.owner.ask('PUT', `${world.coverAt}/version`, {
        version: later.id,
        hash: later.hash,
      }),
    )
    expect(bound.about).toMatchObject({ number: '2.3', hash: later.hash })
    const words = await wordsOf(world)
    expect(words).toContain(`Fingerprint ${later.hash.slice(0, 16)}`)
    expect(words).not.toContain(world.version.hash.slice(0, 16))
    expect(words).toContain('Changed since version 2.2: 1 ')
    // What was drawn is not what an officer has to write.
    expect(bound.blanks.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['purpose', 'background']),
    )
    expect((await world.submit()).status).toBe(409)
  })

  it('[CR2] the authority names the parts and the implications; reports keep those they have', async () => {
    const world = await startCover()
    const { parts } = DEFAULT_COVER_TEMPLATE
    const [purpose, ...others] = parts
    const mine: CoverTemplate = {
      parts: [
        { key: 'purpose', title: 'Why we write', isImplication: false, isNeeded: false },
        { key: 'climate', title: 'Climate implications', isImplication: true, isNeeded: false },
        ...others.filter(({ key }) => key !== 'legal'),
      ],
    }
    const kept = await read<CoverTemplate>(
      await world.owner.ask('PUT', '/api/cover-template', mine),
    )
    // Whatever was sent, these hold a report up.
    expect(kept.parts.slice(0, 2).map(({ isNeeded }) => isNeeded)).toEqual([true, true])
    expect(await read(await world.owner.ask('GET', '/api/cover-template'))).toEqual(kept)
    const { id } = await read<{ id: string }>(await world.writeReport(world.version))
    const titles = (cover: CoverResponse) => cover.blanks.map(({ title }) => title)
    const next = await read<CoverResponse>(
      await world.owner.ask('GET', `/api/documents/${id}/cover`),
    )
    expect(titles(next)).toContain('Climate implications')
    expect(titles(next)).not.toContain('Legal implications')
    expect(titles(await world.reportIs())).toContain('Legal implications')
    for (const wrong of [
      { parts: others }, // no purpose
      { parts: [...parts, ...(purpose === undefined ? [] : [purpose])] },
      { parts: [...parts, { key: 'own', title: '', isImplication: true, isNeeded: true }] },
    ]) {
      expect((await world.owner.ask('PUT', '/api/cover-template', wrong)).status).toBe(400)
    }
    expect((await world.chair.ask('PUT', '/api/cover-template', mine)).status).toBe(403)
  })

  it('[CR3] answers and the plan are drawn in, and drawn anew beside what somebody typed', async () => {
    const world = await startCover()
    await read(await world.owner.ask('POST', `${world.at}/consultations`, ASKED))
    await answer(world, 'More buses')
    const fill = async () =>
      read<CoverResponse>(await world.owner.ask('POST', `${world.coverAt}/filling`))
    const { blanks, kept } = await fill()
    expect(blanks.map(({ key }) => key)).not.toContain('voices')
    expect(kept).toBe(0)
    const drawn = await wordsOf(world)
    expect(drawn).toContain('We asked: Getting about, from 5 January 2026 to 2 February 2026.')
    expect(drawn).toContain('You said: More buses. (12 people) Passed on: The bus company')

    await world.live.edit(world.report, (body) =>
      body.type.create(
        body.attrs,
        body.children
          .filter(({ textContent }) => !textContent.startsWith('We asked'))
          .map((block) =>
            block.textContent.startsWith('Who we heard from')
              ? block.type.create(
                  block.attrs,
                  body.type.schema.text('Everybody in the hall spoke.'),
                )
              : block,
          ),
      ),
    )
    await answer(world, 'Lights in the park')
    expect(await fill()).toMatchObject({ kept: 1 })
    const again = await wordsOf(world)
    expect(again).toContain('Everybody in the hall spoke.')
    expect(again).not.toContain('We asked')
    expect(again).toContain('You said: Lights in the park.')
    expect(again.split('You said: More buses').length).toBe(2)
  })

  it('[CR3] resources and risks of the version stand as a table', async () => {
    const world = await startCover()
    const blocks = plan(
      'activityPlan6',
      group(
        'Priority 1',
        row({ activity: 'Hold a hearing', resources: '£400 for the hall', lead: 'PW' }),
        row({ activity: 'Send letters', resources: '', lead: 'PW' }),
      ),
    )
    await world.live.edit(world.id, (body) =>
      giveIds(
        body.copy(body.content.addToEnd(body.type.schema.nodeFromJSON(blocks))),
        world.ctx.newId,
      ),
    )
    const version = await world.make('2.3')
    const { id } = await read<{ id: string }>(await world.writeReport(version))
    const words = await wordsOf({ ...world, report: id })
    expect(words).toContain('Action\nResources\nRisks\nHold a hearing\n£400 for the hall')
    expect(words).not.toContain('Send letters')
  })

  it('[CR4] blanks hold a report up, each by its name; None is typed on purpose', async () => {
    const world = await startCover()
    expect(await (await world.submit()).json()).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/^These parts are not written yet: Purpose.*Next steps\.$/),
    })
    await world.write()
    expect((await world.reportIs()).blanks).toEqual([])
    for (const [words, why] of [
      ['', 'blank'],
      [' … ', 'blank'],
      ['[Legal implications: what follows.]', 'blank'],
    ] as const) {
      await world.put('legal', ...(words === '' ? [] : [p(words)]))
      const { blanks } = await world.reportIs()
      expect(blanks).toMatchObject([{ key: 'legal', why, isImplication: true }])
      expect((await world.submit()).status).toBe(400)
    }
    await world.put('legal', p('The law asks for it.'), p('[Which law?]'))
    expect((await world.reportIs()).blanks).toMatchObject([{ why: 'guide', block: 'legal-1' }])
    await world.put('legal', p('None'))
    expect((await world.submit()).status).toBe(201)
    const versions = await read<{ versions: object[] }>(
      await world.owner.ask('GET', `/api/documents/${world.report}/versions`),
    )
    expect(versions.versions).toHaveLength(1)
  })

  it('[CR5] a heading that was taken out or reworded is back before the report goes out', async () => {
    const world = await startCover()
    await world.write()
    await world.live.edit(world.report, (body) =>
      body.type.create(
        body.attrs,
        body.children
          .filter(({ attrs }) => attrs['id'] !== 'cover-legal')
          .map((block) =>
            block.attrs['id'] === 'cover-risk'
              ? block.type.create(block.attrs, body.type.schema.text('Nothing to see'))
              : block,
          ),
      ),
    )
    expect((await world.reportIs()).blanks).toMatchObject([{ key: 'legal', why: 'missing' }])
    expect((await world.submit()).status).toBe(400)
    const words = await wordsOf(world)
    expect(words).toMatch(
      /Financial implications\n[^]*\nLegal implications\n[^]*\nRisk implications/,
    )
    expect(words).not.toContain('Nothing to see')
  })

  it('[CR6] what went out is frozen, with recommendations that keep their ids and numbers', async () => {
    const world = await startCover()
    const { submissions } = await world.submitWhole()
    expect(submissions).toMatchObject([
      {
        number: '1.0',
        about: { hash: world.version.hash },
        by: { name: 'Petra Wick' },
        recommendations: RECOMMENDATIONS.map((words, n) => ({
          id: `recommendations-${n + 1}`,
          number: `2.${n + 1}`,
          words,
          to: ['The Executive', 'The Youth council', 'The Executive'][n],
        })),
      },
    ])
    await world.put('recommendations', p('None'))
    const shown = await world.chair.ask(
      'GET',
      `${world.at}/versions/${world.version.id}/cover-reports/${world.report}`,
    )
    expect(JSON.stringify(await read(shown))).toContain(RECOMMENDATIONS[0])
    expect((await world.list()).reports).toMatchObject([
      { report: world.report, submission: { number: '1.0' } },
    ])
    const removed = await world.owner.ask('DELETE', `/api/documents/${world.report}`)
    expect(await removed.json()).toMatchObject({
      code: 'conflict',
      message: 'This report went out to be decided about, so it stays.',
    })
  })

  it('[CR12] it leaves as Word and PDF with its label, and comes back with the same words', async () => {
    const world = await startCover()
    const { submissions } = await world.submitWhole()
    const path = `${world.at}/versions/${world.version.id}/cover-reports/${world.report}`
    const take = async (format: string) => {
      const response = await world.chair.ask('GET', `${path}/export?format=${format}`)
      expect(response.status).toBe(200)
      return new Uint8Array(await response.arrayBuffer())
    }
    const label = 'FINAL DRAFT 02.03.26 – Version 1.0 – Cover report'
    const pdf = readPdf(await take('pdf'))
    expect(pdf.words).toContain(label.replaceAll(' ', ''))
    expect(pdf.words).toContain('Page1of2')
    const file = {
      fileName: 'a.docx',
      bytes: await take('docx'),
      trackedChanges: 'accept',
    } as const
    const back = bodyFromJson((await readWordFile(file)).body, world.ctx.newId)
    const { frozen } = await getVersion(world.ctx, world.report, submissions[0]?.version ?? '')
    const sent = bodyFromJson(frozen.body, world.ctx.newId)
    const linesOf = (body: Node) =>
      body
        .textBetween(0, body.content.size, '\n')
        .split('\n')
        .filter((line) => line !== '')
    const numbersOf = (body: Node) => numberBlocks(body).blocks.map(({ number }) => number)
    expect(linesOf(back)).toEqual(linesOf(sent))
    expect(numbersOf(back)).toEqual(numbersOf(sent))
  })

  it('[CR6] a report about a version that was withdrawn does not go out', async () => {
    const world = await startCover()
    await world.write()
    const path = `${world.at}/versions/${world.version.id}/withdrawal`
    await read(await world.owner.ask('POST', path, { reason: 'A mistake' }))
    expect(await world.reportIs()).toMatchObject({ withdrawn: 'A mistake' })
    expect((await world.submit()).status).toBe(409)
  })
})
