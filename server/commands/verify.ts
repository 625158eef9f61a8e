import * as Y from 'yjs'
import { z } from 'zod'
import { BODY, documentSchema } from '../../shared/schema/index.ts'
import { readDocument } from '../../shared/schema/y-document.ts'
import { nodeDisk } from '../storage/embedded/node-disk.ts'
import { readEmbeddedStore } from '../storage/embedded/reader.ts'
import { readWholeFolder } from '../storage/embedded/whole-folder.ts'
import { DamagedLog } from '../storage/store.ts'
import type { Store, StoredRecord } from '../storage/store.ts'
import type { Command } from './command.ts'
import { DATA_OPTION, dataFolderOf } from './data-folder.ts'
import { checkManifest, readManifest } from './manifest.ts'
import { versionProblems } from './verify-versions.ts'

export const verify: Command = {
  usage: 'verify [--data DATA_DIR]',
  about: 'Reads everything in a data folder or a backup and says what is wrong.',
  words: 0,
  options: { data: DATA_OPTION },
  async run(call) {
    const { io } = call
    const folder = dataFolderOf(call)
    const store = await readEmbeddedStore({ folder })
    let problems = 0
    const tell = (problem: string) => {
      problems++
      io.print(`${problem}\n`)
    }
    for (const problem of await manifestProblems(folder)) tell(problem)
    let files = 0
    for await (const file of readWholeFolder(nodeDisk, folder)) {
      if ('problem' in file) tell(file.problem)
      else files++
    }
    const documents = await store.records.list('document')
    for (const document of documents) {
      const problems = [
        ...(await textProblems(store, document.id)),
        ...(await fileProblems(store, document)),
      ]
      for (const problem of problems) tell(problem)
    }
    for (const problem of await versionProblems(store)) tell(problem)
    io.say(
      problems === 0
        ? `Everything is sound: ${documents.length} documents, ${files} files.`
        : `${problems} ${problems === 1 ? 'problem' : 'problems'} found.`,
    )
    return problems === 0 ? 0 : 1
  },
}

async function manifestProblems(folder: string): Promise<string[]> {
  const manifest = await readManifest(folder)
  if (manifest === null) return []
  if (manifest === 'damaged') return ['The list of checksums is damaged.']
  return checkManifest(folder, manifest)
}

/** What is wrong with a text although its file is sound. */
async function textProblems(store: Store, id: string): Promise<string[]> {
  const doc = new Y.Doc()
  try {
    const { updates } = await store.updates.load(id)
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    const body = readDocument(doc.getXmlFragment(BODY), documentSchema)
    body.check()
    const pending =
      doc.store.pendingStructs === null
        ? []
        : [`Document ${id} has edits that build on missing ones.`]
    return [...pending, ...(await missingPictures(store, { id, body }))]
  } catch (error) {
    // Its file was reported before.
    if (error instanceof DamagedLog) return []
    return [`The text of document ${id} cannot be rebuilt: ${String(error)}`]
  } finally {
    doc.destroy()
  }
}

const madeFromFile = z.object({ origin: z.object({ content: z.string() }) })

async function fileProblems(store: Store, { id, value }: StoredRecord): Promise<string[]> {
  const content = madeFromFile.safeParse(value).data?.origin.content
  if (content === undefined || (await store.contents.list()).includes(content)) return []
  return [`The file document ${id} was made from is missing: ${content}`]
}

async function missingPictures(
  store: Store,
  { id, body }: { id: string; body: ReturnType<typeof readDocument> },
): Promise<string[]> {
  const wanted = new Set<string>()
  body.descendants((node) => {
    const content: unknown = node.type.name === 'image' ? node.attrs['content'] : null
    if (typeof content === 'string') wanted.add(content)
  })
  const kept = new Set(await store.contents.list())
  return [...wanted]
    .filter((content) => !kept.has(content))
    .map((content) => `Document ${id} shows a picture that is missing: ${content}`)
}
