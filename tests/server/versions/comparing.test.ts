import { describe, expect, it } from 'vitest'
import type { CompareResponse, VersionSummary } from '../../../shared/api-versions.ts'
import type { DocumentSummary } from '../../../shared/api.ts'
import { EMPTY_DIRECTORY } from '../../../shared/reading/directory.ts'
import { contextOn } from '../../../server/commands/data-folder.ts'
import { compareInWorker } from '../../../server/comparing/compare.ts'
import { createDocument } from '../../../server/domain/documents.ts'
import { makeVersion } from '../../../server/domain/versions.ts'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { bigStrategy } from '../../support/big-documents.ts'
import { createFixedClock } from '../../support/clock.ts'
import { runCli } from '../../support/run-cli.ts'
import { sending, startApp } from '../../support/start-app.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

const LABEL = { stage: 'final', number: '2.2', date: '2009-06-08', note: '' } as const

describe('comparing over HTTP', () => {
  it('[VE14] says what changed between two versions, or a version and now', async () => {
    const { app, live } = startApp()
    const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const response = await app.request(`/api/documents${path}`, sending(method, body))
      return (await response.json()) as T // our own server wrote it
    }
    const made = await ask<DocumentSummary>('POST', '', { template: 'blank', title: 'Notes' })
    const at = `/${made.id}`
    const type = (words: string) =>
      live.edit(made.id, (body) => {
        const { schema } = body.type
        return body.copy(
          body.content.addToEnd(schema.node('paragraph', { id: words }, schema.text(words))),
        )
      })
    const first = await ask<VersionSummary>('POST', `${at}/versions`, LABEL)
    await type('One')
    const second = await ask<VersionSummary>('POST', `${at}/versions`, { ...LABEL, number: '2.3' })
    await type('Two')
    const compare = (query: string) => ask<CompareResponse>('GET', `${at}/compare?${query}`)
    expect(await compare(`before=${first.id}&after=${second.id}`)).toMatchObject({
      title: 'Notes',
      before: { is: 'version', version: first },
      after: { is: 'version', version: second },
      comparison: { summary: [{ words: '1 passage added' }], changes: [{ id: 'One' }] },
    })
    const now = await compare(`before=${first.id}`)
    expect(now).toMatchObject({ after: { is: 'live' } })
    expect(now.comparison.changes.map(({ id }) => id)).toEqual(['One', 'Two'])
    expect(await compare(`before=${second.id}&after=${second.id}`)).toMatchObject({
      comparison: { summary: [], changes: [] },
    })
    expect(await compare('before=nothing')).toMatchObject({ code: 'not_found' })
    expect(await compare('')).toMatchObject({ code: 'not_found' })
  })

  it('[VE14] is ended when it takes too long', async () => {
    const job = {
      before: bigStrategy(1),
      after: bigStrategy(2),
      directory: EMPTY_DIRECTORY,
      asks: [],
    }
    await expect(
      compareInWorker(job, { limits: { timeMs: 1, memoryMb: 256 } }),
    ).rejects.toMatchObject({ code: 'too_large' })
  })

  it('[VE15] tells whose wish a change was', async () => {
    const text = (words: string) => ({
      type: 'doc',
      content: [
        { type: 'paragraph', attrs: { id: 'a' }, content: [{ type: 'text', text: words }] },
      ],
    })
    const { changes } = await compareInWorker({
      before: text('We meet weekly'),
      after: text('We meet monthly'),
      directory: EMPTY_DIRECTORY,
      asks: [
        { id: 'a', by: 'Youth council' },
        { id: 'b', by: 'Somebody else' },
      ],
    })
    expect(changes).toMatchObject([{ kind: 'textChanged', askedBy: ['Youth council'] }])
  })
})

it('[VE14] the command line says it in words, or as JSON', async () => {
  const folder = await makeTemporaryFolder()
  const store = await openEmbeddedStore({ folder })
  const { now } = createFixedClock()
  const ctx = contextOn(store, { print: () => undefined, say: () => undefined, env: {}, now })
  const { id } = await createDocument(ctx, { template: 'blank', title: 'Notes' })
  await makeVersion(ctx, id, LABEL)
  await ctx.live.edit(id, (body) => {
    const { schema } = body.type
    return body.copy(body.content.addToEnd(schema.node('paragraph', null, schema.text('One'))))
  })
  await store.close()
  const run = (...words: string[]) => runCli(['compare', ...words, '--data', folder])
  expect(await run('Notes@2.2', 'Notes')).toEqual({
    code: 0,
    printed: '1 passage added\n\n  Paragraph “One” added\n',
    said: '',
  })
  const { printed } = await run('Notes@2.2', 'Notes', '--json')
  expect(JSON.parse(printed)).toMatchObject({ changes: [{ kind: 'textAdded' }] })
  expect(await run('Notes@2.2', 'Notes@2.2')).toMatchObject({ said: 'Nothing changed.\n' })
  expect((await run('Notes@9.9', 'Notes')).code).toBe(1)
})
