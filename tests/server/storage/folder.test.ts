import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UnusableFolder } from '../../../server/storage/embedded/folder.ts'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { createFixedClock } from '../../support/clock.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

describe('the data folder', () => {
  it('[ST17] is made where there is none, or an empty one, and marked', async () => {
    const folder = join(await makeTemporaryFolder(), 'some', 'where')
    const { now } = createFixedClock()
    await (await openEmbeddedStore({ folder, now })).close()
    expect(JSON.parse(await readFile(join(folder, 'folkmoot.json'), 'utf8'))).toEqual({
      format: 1,
      createdAt: '2026-03-02T09:00:00.000Z',
    })
    expect((await readdir(folder)).sort()).toEqual([
      'contents',
      'documents',
      'folkmoot.json',
      'records',
    ])
    await (await openEmbeddedStore({ folder })).close()
  })

  it('[ST17] is made in the root of a mounted disk', async () => {
    const folder = await makeTemporaryFolder()
    await mkdir(join(folder, 'lost+found'))
    await writeFile(join(folder, '.gitkeep'), '')
    await (await openEmbeddedStore({ folder })).close()
    expect(await readdir(folder)).toContain('folkmoot.json')
  })

  it('[ST17] keeps a record, a log and a report of one document together', async () => {
    const folder = await makeTemporaryFolder()
    const store = await openEmbeddedStore({ folder })
    await store.updates.create('plan', Uint8Array.of(1))
    await store.records.change('report', 'plan', () => 1)
    await store.records.change('document', 'plan', () => 1)
    await store.records.change('account', 'ada', () => 1)
    const place = join(folder, 'documents', 'plan')
    expect((await readdir(place)).sort()).toEqual(['record.json', 'report.json', 'updates.log'])
    expect(await readdir(join(folder, 'records', 'account'))).toEqual(['ada.json'])
    await store.updates.remove('plan')
    await store.records.change('report', 'plan', () => null)
    await store.records.change('document', 'plan', () => null)
    expect(await readdir(join(folder, 'documents'))).toEqual(['.keep'])
    await store.close()
  })

  const refused: [name: string, make: (folder: string) => Promise<unknown>, sentence: string][] = [
    [
      'holds something else',
      (folder) => writeFile(join(folder, 'holiday.jpg'), 'x'),
      'is not empty and not a Folkmoot data folder: it has no folkmoot.json. Nothing was changed.',
    ],
    [
      'has lost its marker',
      async (folder) => {
        const store = await openEmbeddedStore({ folder })
        await store.updates.create('plan', Uint8Array.of(1))
        await store.close()
        await rm(join(folder, 'folkmoot.json'))
      },
      'is not empty and not a Folkmoot data folder',
    ],
    [
      'was written by a newer version',
      (folder) => writeFile(join(folder, 'folkmoot.json'), '{"format":2,"createdAt":"x"}'),
      'was written by a newer Folkmoot (format 2); this one reads format 1. Nothing was changed.',
    ],
    [
      'has a marker that is damaged',
      (folder) => writeFile(join(folder, 'folkmoot.json'), '{"for'),
      'cannot be read. Nothing was changed.',
    ],
    [
      'has lost its documents',
      async (folder) => {
        await (await openEmbeddedStore({ folder })).close()
        await rm(join(folder, 'documents'), { recursive: true })
      },
      'has lost its folder documents. Nothing was changed.',
    ],
  ]
  it.each(refused)('[ST18] is refused in plain words if it %s', async (_name, make, sentence) => {
    const folder = await makeTemporaryFolder()
    await make(folder)
    const before = await readdir(folder, { recursive: true })
    const opening = openEmbeddedStore({ folder })
    await expect(opening).rejects.toThrow(UnusableFolder)
    await expect(opening).rejects.toThrow(sentence)
    expect(await readdir(folder, { recursive: true })).toEqual(before)
  })

  it('[ST18] is refused in a sentence if it is a file', async () => {
    const file = join(await makeTemporaryFolder(), 'file')
    await writeFile(file, 'x')
    await expect(openEmbeddedStore({ folder: file })).rejects.toThrow(
      `The data folder ${file} cannot be used`,
    )
  })

  it('[ST17] opening removes what interrupted writes have left', async () => {
    const folder = await makeTemporaryFolder()
    const store = await openEmbeddedStore({ folder })
    await store.updates.create('plan', Uint8Array.of(1))
    const hash = await store.contents.put(Uint8Array.of(1))
    await store.records.change('account', 'ada', () => 1)
    await store.close()
    const leftovers = [
      'folkmoot.json.tmp',
      'documents/plan/updates.log.tmp',
      'documents/plan/record.json.tmp',
      'records/account/ada.json.tmp',
      `contents/${hash.slice(0, 2)}/${hash}.tmp`,
    ]
    for (const each of leftovers) await writeFile(join(folder, each), 'half')
    await (await openEmbeddedStore({ folder })).close()
    const files = await readdir(folder, { recursive: true })
    expect(files.filter((each) => each.endsWith('.tmp'))).toEqual([])
    expect(files).toContain('documents/plan/updates.log')
  })
})
