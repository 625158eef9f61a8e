import { writeFile } from 'node:fs/promises'
import type { Context } from '../domain/context.ts'
import { listDocuments, readBody } from '../domain/documents.ts'
import type { DocumentSummary } from '../../shared/api.ts'
import { EXPORTS, isExportName } from '../exports/index.ts'
import { readEmbeddedStore } from '../storage/embedded/reader.ts'
import { CommandFailed, WrongUse } from './command.ts'
import type { Command } from './command.ts'
import { DATA_OPTION, contextOn, dataFolderOf } from './data-folder.ts'

export const exportDocument: Command = {
  usage: 'export DOCUMENT [--format json|markdown] [--out FILE] [--data DATA_DIR]',
  about: 'Writes a document, given by its id or its whole title, as it is stored.',
  words: 1,
  options: {
    format: {
      type: 'string',
      about: `${Object.keys(EXPORTS).join(' or ')}; markdown unless given`,
    },
    out: { type: 'string', about: 'the file to write; unless given, it is printed' },
    data: DATA_OPTION,
  },
  async run(call) {
    const { words, options, io } = call
    const format = options.find('format') ?? 'markdown'
    if (!isExportName(format)) {
      throw new WrongUse(`The format is one of: ${Object.keys(EXPORTS).join(', ')}.`)
    }
    const store = await readEmbeddedStore({ folder: dataFolderOf(call), onProblem: io.say })
    const ctx = contextOn(store, io)
    const { id, title } = await requireNamed(ctx, words[0] ?? '')
    const text = EXPORTS[format].write({ title, body: await readBody(ctx, id) })
    const file = options.find('out')
    if (file === null) io.print(text)
    else {
      await writeFile(file, text)
      io.say(`Written to ${file}.`)
    }
    return 0
  },
}

export async function requireNamed(ctx: Context, name: string): Promise<DocumentSummary> {
  const documents = await listDocuments(ctx)
  const found = documents.filter(({ id }) => id === name)
  if (found.length === 0) {
    found.push(...documents.filter(({ title }) => title.toLowerCase() === name.toLowerCase()))
  }
  const [document] = found
  if (document === undefined) {
    throw new CommandFailed(`There is no document "${name}". The command "list" shows them all.`)
  }
  if (found.length > 1) {
    throw new CommandFailed(
      `${found.length} documents have this title. Please use an id: ${found.map(({ id }) => id).join(', ')}.`,
    )
  }
  return document
}
