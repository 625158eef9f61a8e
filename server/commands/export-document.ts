import { writeFile } from 'node:fs/promises'
import type { Context } from '../domain/context.ts'
import { listDocuments } from '../domain/documents.ts'
import { gatherWithPapers } from '../domain/papers.ts'
import type { DocumentSummary } from '../../shared/api.ts'
import { EXPORTS, findExport, writeExport } from '../exports/index.ts'
import type { ExportName } from '../../shared/export-formats.ts'
import { readEmbeddedStore } from '../storage/embedded/reader.ts'
import { CommandFailed, WrongUse } from './command.ts'
import type { Command } from './command.ts'
import { DATA_OPTION, contextOn, dataFolderOf } from './data-folder.ts'

export const exportDocument: Command = {
  usage:
    'export DOCUMENT [--format docx|pdf|html|md|json|zip|csv|xlsx] [--version 2.2] [--since 2.1] [--out FILE] [--data DATA_DIR]',
  about: 'Writes a document, given by its id or its whole title, as it is stored.',
  words: 1,
  options: {
    format: {
      type: 'string',
      about: `${Object.keys(EXPORTS).join(', ')}; markdown unless given. csv and xlsx are the plans`,
    },
    version: {
      type: 'string',
      about: 'the number of a version; unless given, the text as it is now',
    },
    since: { type: 'string', about: 'an earlier version: what changed since is shown (docx, pdf)' },
    out: { type: 'string', about: 'the file to write; unless given, text is printed' },
    data: DATA_OPTION,
  },
  async run(call) {
    const { words, options, io } = call
    const name = findExport(options.find('format') ?? 'markdown')
    if (name === null) {
      throw new WrongUse(`The format is one of: ${Object.keys(EXPORTS).join(', ')}.`)
    }
    const file = options.find('out')
    if (file === null && !PRINTED.has(name)) {
      throw new WrongUse('Please say with --out which file to write.')
    }
    const store = await readEmbeddedStore({ folder: dataFolderOf(call), onProblem: io.say })
    const ctx = contextOn(store, io)
    const { id } = await requireNamed(ctx, words[0] ?? '')
    const bytes = await writeExport(
      name,
      await gatherWithPapers(ctx, id, {
        version: options.find('version'),
        since: options.find('since'),
        isPack: name === 'zip',
      }),
    )
    if (file === null) io.print(new TextDecoder().decode(bytes))
    else {
      await writeFile(file, bytes)
      io.say(`Written to ${file}.`)
    }
    return 0
  },
}

/** What a terminal can show. */
const PRINTED: ReadonlySet<ExportName> = new Set(['html', 'markdown', 'json', 'csv'])

/** The document with this id, or with this title if no other has it. */
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
