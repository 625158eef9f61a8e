import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Disk } from '../../../server/storage/embedded/disk.ts'
import { nodeDisk } from '../../../server/storage/embedded/node-disk.ts'
import { openEmbeddedStore } from '../../../server/storage/embedded/store.ts'
import { readWholeFolder } from '../../../server/storage/embedded/whole-folder.ts'
import type { Store } from '../../../server/storage/store.ts'
import { BODY } from '../../../shared/schema/index.ts'
import { createRandom } from '../../support/random.ts'
import { runCli } from '../../support/run-cli.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

describe('verify', () => {
  it('[CL6] says that everything is sound, and counts', async () => {
    const { folder } = await someData()
    expect(await runCli(['verify', '--data', folder])).toEqual({
      code: 0,
      printed: '',
      said: 'Everything is sound: 2 documents, 12 files.\n',
    })
  })

  it('[CL6] notices every file that is deleted or has a byte changed', async () => {
    const { folder } = await someData()
    const files = await filesIn(folder)
    for (const path of files.filter((each) => !each.endsWith('.keep'))) {
      for (const harm of ['deleted', 'changed'] as const) {
        // A seat or a report that is gone leaves no trace of having been there.
        if (harm === 'deleted' && /^records|report/.test(path)) continue
        // The marker holds a date that nothing depends on.
        if (harm === 'changed' && path === 'folkmoot.json') continue
        const copy = await makeTemporaryFolder()
        await cp(folder, copy, { recursive: true })
        if (harm === 'deleted') await rm(join(copy, path))
        else await changeByte(join(copy, path))
        const { code, printed, said } = await runCli(['verify', '--data', copy])
        expect({ path, harm, code }).toEqual({ path, harm, code: 1 })
        expect((printed + said).trim()).not.toBe('')
      }
    }
  })

  it('[CL6] finds nothing wrong with a document that was being made when the server was killed', async () => {
    const { folder, update } = await someData()
    const store = await openEmbeddedStore({ folder })
    await store.records.change('making', 'halfmade', () => 'now')
    await store.updates.create('halfmade', update(4, 'words'))
    await store.close()
    expect((await runCli(['verify', '--data', folder])).code).toBe(0)
    const copy = join(await makeTemporaryFolder(), 'backup')
    expect((await runCli(['backup', '--data', folder, '--to', copy])).code).toBe(0)
    expect((await runCli(['verify', '--data', copy])).code).toBe(0)
  })

  it('[CL6] says when edits build on ones that are missing, and when a picture is', async () => {
    const { folder, update } = await someData()
    const store = await openEmbeddedStore({ folder })
    const doc = new Y.Doc()
    doc.clientID = 9
    const text = new Y.XmlText('late')
    doc.getXmlFragment(BODY).insert(0, [text])
    const before = Y.encodeStateVector(doc)
    text.insert(4, ' words')
    await store.updates.append('one', Y.encodeStateAsUpdate(doc, before))
    await store.updates.create('three', update(3, 'f'.repeat(64)))
    await store.records.change('document', 'three', () => ({}))
    await store.close()
    const { code, printed } = await runCli(['verify', '--data', folder])
    expect(code).toBe(1)
    expect(printed.split('\n').sort()).toEqual([
      '',
      'Document one has edits that build on missing ones.',
      `Document three shows a picture that is missing: ${'f'.repeat(64)}`,
    ])
  })
})

describe('backup and restore', () => {
  it('[CL7] a backup is a data folder of its own with a list of checksums', async () => {
    const { folder, loaded } = await someData()
    const to = join(await makeTemporaryFolder(), 'backup')
    expect(await runCli(['backup', '--to', to, '--data', folder])).toEqual({
      code: 0,
      printed: '',
      said: `Backed up to ${to}: 12 files.\n`,
    })
    expect((await filesIn(to)).filter((path) => path !== 'manifest.json')).toEqual(
      await filesIn(folder),
    )
    expect((await runCli(['verify', '--data', to])).code).toBe(0)
    expect(await loaded(to)).toEqual(await loaded(folder))
  })

  it('[CL7] a backup goes into a new or empty folder that is not in the data', async () => {
    const { folder } = await someData()
    const to = await makeTemporaryFolder()
    expect((await runCli(['backup', '--to', join(folder, 'b'), '--data', folder])).code).toBe(1)
    await writeFile(join(to, 'mine.txt'), '')
    expect(await runCli(['backup', '--to', to, '--data', folder])).toMatchObject({
      code: 1,
      said: `The folder ${to} is not empty. Please name a new one.\n`,
    })
  })

  it('[CL8] while a server writes, it holds all that was acknowledged before it began', async () => {
    const { folder, update } = await someData()
    const store = await openEmbeddedStore({ folder })
    const over = new AbortController()
    let made = 0
    const writing = Promise.all([
      ...[1, 2, 3].map(async (hand) => {
        while (!over.signal.aborted) await store.updates.append('one', Uint8Array.of(hand))
      }),
      (async () => {
        while (!over.signal.aborted) await compact(store, 'one')
      })(),
      (async () => {
        while (!over.signal.aborted) {
          const id = `new-${made}`
          await store.updates.create(id, update(1))
          await store.records.change('document', id, () => ({ title: id }))
          made++
          await erase(store, `new-${made - 3}`)
        }
      })(),
    ])
    try {
      for (let round = 0; round < 5; round++) {
        const marker = `token ${round}`
        await store.updates.append('one', Buffer.from(marker))
        const to = join(await makeTemporaryFolder(), 'backup')
        const { code, said } = await runCli(['backup', '--to', to, '--data', folder])
        expect({ code, said: said.replace(/\d+ files/, 'files') }).toEqual({
          code: 0,
          said: `Backed up to ${to}: files.\n`,
        })
        const copy = await openEmbeddedStore({ folder: to })
        const { updates } = await copy.updates.load('one')
        expect(updates.some((each) => Buffer.from(each).includes(marker))).toBe(true)
        for (const { id } of await copy.records.list('document')) await copy.updates.load(id)
        await copy.close()
      }
    } finally {
      over.abort()
      await writing
      await store.close()
    }
  })

  it('[CL8] a document that is being made or removed on a slow disk is no damage', async () => {
    const { folder } = await someData()
    const removing = createGate()
    const making = createGate()
    const disk: Disk = {
      ...nodeDisk,
      async remove(path) {
        if (path.endsWith('one/record.json')) await removing.pass()
        await nodeDisk.remove(path)
      },
      async rename(before, after) {
        if (after.endsWith('three/record.json')) await making.pass()
        await nodeDisk.rename(before, after)
      },
    }
    const store = await openEmbeddedStore({ folder, disk })
    await store.updates.create('three', new Uint8Array([0, 0]))
    const made = store.records.change('document', 'three', () => ({ title: 'three' }))
    const gone = erase(store, 'one')
    await Promise.all([making.reached, removing.reached])
    let looks = 0
    const patient: Disk = {
      ...nodeDisk,
      async has(path) {
        if (path.endsWith('lock') && ++looks === 3) making.open()
        if (path.endsWith('lock') && looks === 5) removing.open()
        return nodeDisk.has(path)
      },
    }
    const read = []
    for await (const file of readWholeFolder(patient, folder)) read.push(file)
    expect(read.filter((file) => 'problem' in file)).toEqual([])
    expect(looks).toBeGreaterThan(4)
    await Promise.all([made, gone])
    await store.close()
  })

  it('[CL9] every changed byte of a backup is noticed, by verify and by restore', async () => {
    const { folder } = await someData()
    const to = join(await makeTemporaryFolder(), 'backup')
    await runCli(['backup', '--to', to, '--data', folder])
    const files = await filesIn(to)
    const random = createRandom(9)
    const target = await makeTemporaryFolder()
    for (let round = 0; round < 150; round++) {
      const path = join(to, random.pick(files))
      const before = await readFile(path)
      if (before.length === 0) continue
      const changed = Buffer.from(before)
      const at = random.below(before.length)
      changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8))
      await writeFile(path, changed)
      expect((await runCli(['verify', '--data', to])).code).toBe(1)
      const restored = await runCli(['restore', to, '--data', target])
      expect(restored.code).toBe(1)
      expect(restored.said).toContain('The backup is damaged. Nothing was changed.')
      await writeFile(path, before)
    }
    expect(await readdir(target)).toEqual([])
    expect((await runCli(['verify', '--data', to])).code).toBe(0)
  })

  it('[CL10] a restore brings back what was backed up, into an empty folder', async () => {
    const { folder, loaded } = await someData()
    const place = await makeTemporaryFolder()
    const to = join(place, 'backup')
    await runCli(['backup', '--to', to, '--data', folder])
    const target = join(place, 'restored')
    expect(await runCli(['restore', to, '--data', target])).toEqual({
      code: 0,
      printed: '',
      said: 'Restored 12 files, as they were at 2026-03-02T09:00:00.000Z.\n',
    })
    expect(await filesIn(target)).toEqual(await filesIn(folder))
    expect(await loaded(target)).toEqual(await loaded(folder))
  })

  it('[CL10] a folder that is not empty is refused, or kept aside with --replace', async () => {
    const { folder } = await someData()
    const to = join(await makeTemporaryFolder(), 'backup')
    await runCli(['backup', '--to', to, '--data', folder])
    const before = await filesIn(folder)
    expect(await runCli(['restore', to, '--data', folder])).toMatchObject({
      code: 1,
      said: `The folder ${folder} is not empty. Nothing was changed. With --replace, what is in it is moved aside first.\n`,
    })
    expect(await filesIn(folder)).toEqual(before)
    const again = await openEmbeddedStore({ folder })
    await again.updates.remove('one')
    expect(await runCli(['restore', to, '--replace', '--data', folder])).toMatchObject({ code: 1 })
    await again.close()
    expect((await runCli(['restore', to, '--replace', '--data', folder])).code).toBe(0)
    expect((await runCli(['verify', '--data', folder])).code).toBe(0)
    const aside = 'replaced-2026-03-02T09-00-00-000Z'
    expect((await readdir(folder)).filter((name) => name.startsWith('replaced'))).toEqual([aside])
    expect(await readdir(join(folder, aside))).toContain('documents')
  })

  it.each(['itself', 'inside'])(
    '[CL10] a backup that lies in its own folder (%s) is refused',
    async (where) => {
      const { folder } = await someData()
      const to = join(await makeTemporaryFolder(), 'backup')
      await runCli(['backup', '--to', to, '--data', folder])
      const target = where === 'itself' ? to : join(to, 'documents')
      const before = await filesIn(to)
      const { code, said } = await runCli(['restore', to, '--replace', '--data', target])
      expect(code).toBe(1)
      expect(said).toContain('lie in one another. Nothing was changed.')
      expect(await filesIn(to)).toEqual(before)
    },
  )

  it('[CL10] what is no finished backup is refused', async () => {
    const { folder } = await someData()
    const target = join(await makeTemporaryFolder(), 'new')
    expect(await runCli(['restore', folder, '--data', target])).toEqual({
      code: 1,
      printed: '',
      said: `${folder} is no finished backup: it has no list of checksums.\n`,
    })
  })
})

/** A folder with two documents, one with a picture, and a seat. */
async function someData() {
  const folder = join(await makeTemporaryFolder(), 'data')
  const store = await openEmbeddedStore({ folder, now: () => new Date(0) })
  const picture = await store.contents.put(Buffer.from('a picture'))
  const file = await store.contents.put(Buffer.from('a file'))
  const update = (client: number, content = picture) => {
    const doc = new Y.Doc()
    doc.clientID = client
    const image = new Y.XmlElement('image')
    image.setAttribute('content', content)
    doc.getXmlFragment(BODY).insert(0, [image])
    return Y.encodeStateAsUpdate(doc)
  }
  for (const id of ['one', 'two']) {
    await store.updates.create(id, update(1))
    await store.updates.append(id, update(2))
    const origin = { from: 'file', content: file }
    await store.records.change('document', id, () => ({ title: id, origin }))
  }
  await store.records.change('report', 'one', () => ({ words: 1 }))
  await store.records.change('account', 'ada', () => ({ name: 'Ada' }))
  await store.close()
  const loaded = async (place: string) => {
    const opened = await openEmbeddedStore({ folder: place })
    const all = [
      await opened.updates.load('one'),
      await opened.updates.load('two'),
      await opened.records.read('document', 'one'),
      await opened.records.read('report', 'one'),
      await opened.records.read('account', 'ada'),
      Buffer.from((await opened.contents.read(picture)) ?? []).toString(),
    ]
    await opened.close()
    return all
  }
  return { folder, update, loaded }
}

async function compact(store: Store, id: string): Promise<void> {
  const { updates, lastSequence } = await store.updates.load(id)
  await store.updates.compact(id, Buffer.concat(updates), lastSequence)
}

/** What comes to `pass` waits until somebody opens. */
function createGate() {
  let [reach, open] = [() => {}, () => {}]
  const reached = new Promise<void>((resolve) => (reach = resolve))
  const opened = new Promise<void>((resolve) => (open = resolve))
  return {
    reached,
    open: () => open(),
    async pass() {
      reach()
      await opened
    },
  }
}

async function erase(store: Store, id: string): Promise<void> {
  await store.updates.remove(id)
  await store.records.change('document', id, () => null)
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => path !== 'lock')
    .sort()
}

async function changeByte(path: string): Promise<void> {
  const bytes = await readFile(path)
  const at = bytes.length >> 1
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(path, bytes)
}
