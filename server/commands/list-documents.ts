import { listDocuments } from '../domain/documents.ts'
import { readEmbeddedStore } from '../storage/embedded/reader.ts'
import type { Command } from './command.ts'
import { DATA_OPTION, contextOn, dataFolderOf } from './data-folder.ts'

export const listCommand: Command = {
  usage: 'list [--json] [--data DATA_DIR]',
  about: 'Lists the documents.',
  words: 0,
  options: { data: DATA_OPTION, json: { type: 'boolean', about: 'as JSON' } },
  async run(call) {
    const { options, io } = call
    const store = await readEmbeddedStore({ folder: dataFolderOf(call), onProblem: io.say })
    const documents = await listDocuments(contextOn(store, io))
    if (options.has('json')) {
      io.print(`${JSON.stringify(documents, null, 2)}\n`)
      return 0
    }
    for (const { id, changedAt, words, title } of documents) {
      io.print(
        `${id}  ${changedAt.slice(0, 10)}  ${String(words).padStart(6)} words  ${onOneLine(title)}\n`,
      )
    }
    if (documents.length === 0) io.say('There are no documents.')
    return 0
  },
}

/** Titles are anybody's words; control characters would drive the terminal. */
function onOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}
