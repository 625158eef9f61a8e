import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { contextOn } from '../../../server/commands/data-folder.ts'
import type { Context } from '../../../server/domain/context.ts'
import { createDocument } from '../../../server/domain/documents.ts'
import { bringBackPart } from '../../../server/domain/bring-back.ts'
import { getVersion, listVersions, makeVersion } from '../../../server/domain/versions.ts'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { createFixedClock } from '../../support/clock.ts'
import { runCli } from '../../support/run-cli.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

const LABEL = { stage: 'final', number: '2.2', date: '2009-06-08', note: '' } as const

async function open(folder: string) {
  const store = await openEmbeddedStore({ folder })
  const { now } = createFixedClock()
  const silent = { print: () => undefined, say: () => undefined, env: {}, now }
  return { store, ctx: contextOn(store, silent) }
}

/** A data folder with versions 2.2 and 2.3 of one document. */
async function someVersions() {
  const folder = await makeTemporaryFolder()
  const { store, ctx } = await open(folder)
  const { id } = await createDocument(ctx, { template: 'strategy', title: 'Our strategy' })
  const first = await makeVersion(ctx, id, LABEL)
  await type(ctx, id, 'More')
  const second = await makeVersion(ctx, id, { ...LABEL, number: '2.3' })
  return { folder, store, ctx, id, versions: [second, first] }
}

async function type(ctx: Context, id: string, words: string): Promise<void> {
  await ctx.live.edit(id, (body) => {
    const { schema } = body.type
    return body.copy(
      body.content.addToEnd(schema.node('paragraph', { id: words }, schema.text(words))),
    )
  })
}

it('[VE5] edits, bringing back, compaction, a restart, backup and restore leave every hash', async () => {
  const { folder, store, ctx, id, versions } = await someVersions()
  const [second, first] = versions
  await type(ctx, id, 'Later')
  await bringBackPart(ctx, id, { from: first?.id ?? '', part: { is: 'whole' } })
  const { lastSequence } = await store.updates.load(id)
  await store.updates.compact(id, await ctx.live.stateOf(id), lastSequence)
  await store.close()

  const backup = join(await makeTemporaryFolder(), 'backup')
  const restored = await makeTemporaryFolder()
  expect((await runCli(['backup', '--to', backup, '--data', folder])).code).toBe(0)
  expect((await runCli(['restore', backup, '--data', restored])).code).toBe(0)
  for (const place of [folder, backup, restored]) {
    expect((await runCli(['verify', '--data', place])).code).toBe(0)
    const again = await open(place === backup ? await copyOf(backup) : place)
    expect((await listVersions(again.ctx, id)).versions).toEqual(versions)
    const read = await getVersion(again.ctx, id, second?.id ?? '')
    expect(read.summary).toEqual(second)
    expect(JSON.stringify(read.frozen.body)).toContain('More')
    await again.store.close()
  }
})

it('[VE6] verify names versions that are damaged, missing or have another label', async () => {
  const { folder, store, id, versions } = await someVersions()
  await store.close()
  const [second, first] = versions.map(({ hash }) => hash)
  const at = (place: string, hash = '') => join(place, 'contents', hash.slice(0, 2), hash)
  const verify = async (harm: (place: string) => Promise<void>) => {
    const place = await copyOf(folder)
    await harm(place)
    const { code, printed } = await runCli(['verify', '--data', place])
    expect(code).toBe(1)
    return printed.split('\n')
  }
  expect(await verify((place) => rm(at(place, first)))).toContain(
    `Version 2.2 of document ${id} is missing.`,
  )
  const damaged = await verify(async (place) => {
    const bytes = await readFile(at(place, second))
    bytes[50] = (bytes[50] ?? 0) ^ 1
    await writeFile(at(place, second), bytes)
  })
  expect(damaged).toContain(`Version 2.3 of document ${id} is damaged.`)
  const relabelled = await verify(async (place) => {
    const again = await open(place)
    await again.store.records.change('versions', id, (value) =>
      JSON.parse(JSON.stringify(value).replace('"stage":"final"', '"stage":"approved"')),
    )
    await again.store.close()
  })
  expect(relabelled).toContain(`Version 2.2 of document ${id} is damaged.`)
  const gone = await verify(async (place) => {
    const again = await open(place)
    await again.store.records.change('versions', id, () => ({ versions: [], points: [] }))
    await again.store.close()
  })
  expect(gone).toContain(`A version of document ${id} is missing: ${first}`)
})

it('[VE11] the command line lists the versions of a document with their hashes', async () => {
  const { folder, store, versions } = await someVersions()
  await store.close()
  const [second, first] = versions
  expect(await runCli(['versions', 'Our strategy', '--data', folder])).toEqual({
    code: 0,
    printed:
      `${second?.hash}  2009-06-08  Final draft 2.3\n` +
      `${first?.hash}  2009-06-08  Final draft 2.2\n`,
    said: '',
  })
  const { printed } = await runCli(['versions', 'our strategy', '--json', '--data', folder])
  expect(JSON.parse(printed)).toMatchObject({ versions, next: { minor: '2.4', major: '3.0' } })
  expect((await runCli(['versions', 'Nothing', '--data', folder])).code).toBe(1)
})

async function copyOf(folder: string): Promise<string> {
  const copy = await makeTemporaryFolder()
  await cp(folder, copy, { recursive: true })
  return copy
}
