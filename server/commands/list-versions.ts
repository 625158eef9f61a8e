import { labelInWords } from '../../shared/versions.ts'
import { listVersions } from '../domain/versions.ts'
import { readEmbeddedStore } from '../storage/embedded/reader.ts'
import type { Command } from './command.ts'
import { DATA_OPTION, contextOn, dataFolderOf } from './data-folder.ts'
import { requireNamed } from './export-document.ts'

export const listVersionsCommand: Command = {
  usage: 'versions DOCUMENT [--json] [--data DATA_DIR]',
  about: 'Lists the versions of a document with their hashes, the newest first.',
  words: 1,
  options: { data: DATA_OPTION, json: { type: 'boolean', about: 'as JSON' } },
  async run(call) {
    const { words, options, io } = call
    const store = await readEmbeddedStore({ folder: dataFolderOf(call), onProblem: io.say })
    const ctx = contextOn(store, io)
    const { id } = await requireNamed(ctx, words[0] ?? '')
    const listed = await listVersions(ctx, id)
    if (options.has('json')) {
      io.print(`${JSON.stringify(listed, null, 2)}\n`)
      return 0
    }
    for (const version of listed.versions) {
      const withdrawn = version.withdrawn === null ? '' : '  withdrawn'
      io.print(`${version.hash}  ${version.date}  ${labelInWords(version)}${withdrawn}\n`)
    }
    if (listed.versions.length === 0) io.say('There are no versions of this document yet.')
    return 0
  },
}
