import type { Context } from '../domain/context.ts'
import { compareDocuments } from '../../shared/compare/compare.ts'
import { asReadingDirectory } from '../../shared/directory/reading-directory.ts'
import { readDirectory } from '../domain/directory.ts'
import { LIVE, listVersions, textAt } from '../domain/versions.ts'
import { readEmbeddedStore } from '../storage/embedded/reader.ts'
import { CommandFailed } from './command.ts'
import type { Command } from './command.ts'
import { DATA_OPTION, contextOn, dataFolderOf } from './data-folder.ts'
import { requireNamed } from './export-document.ts'

export const compare: Command = {
  usage: 'compare A B [--json] [--data DATA_DIR]',
  about:
    'Says what changed from A to B: each a document by id or title, as it is now, or with @2.1 one of its versions.',
  words: 2,
  options: {
    data: DATA_OPTION,
    json: { type: 'boolean', about: 'as JSON, with every change marked in the text' },
  },
  async run(call) {
    const { words, options, io } = call
    const store = await readEmbeddedStore({ folder: dataFolderOf(call), onProblem: io.say })
    const ctx = contextOn(store, io)
    const [before, after] = [await bodyOf(ctx, words[0] ?? ''), await bodyOf(ctx, words[1] ?? '')]
    const { directory } = await readDirectory(ctx)
    const comparison = compareDocuments(before, after, { directory: asReadingDirectory(directory) })
    if (options.has('json')) {
      io.print(`${JSON.stringify(comparison, null, 2)}\n`)
      return 0
    }
    for (const line of comparison.summary) io.print(`${line.words}\n`)
    if (comparison.changes.length > 0) io.print('\n')
    let section = ''
    for (const change of comparison.changes) {
      if (change.section !== section) io.print(`${change.section}\n`)
      section = change.section
      io.print(`  ${change.words}\n`)
    }
    if (comparison.changes.length === 0) io.say('Nothing changed.')
    return 0
  },
}

/** "Our strategy@2.1"; a title may have the sign itself. */
async function bodyOf(ctx: Context, name: string) {
  const found = /^(?<title>.+)@(?<number>\d[\d.]*)$/.exec(name)?.groups
  if (found === undefined) {
    const { id } = await requireNamed(ctx, name)
    return (await textAt(ctx, id, LIVE)).body
  }
  const { title = '', number = '' } = found
  const { id } = await requireNamed(ctx, title)
  const { versions } = await listVersions(ctx, id)
  const version = versions.find((each) => each.number === number)
  if (version === undefined) {
    throw new CommandFailed(
      `There is no version ${number} of this document. The command "versions" shows them all.`,
    )
  }
  return (await textAt(ctx, id, version.id)).body
}
