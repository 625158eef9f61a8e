import { verifyAudit } from '../domain/audit.ts'
import { readEmbeddedStore } from '../storage/embedded/reader.ts'
import { WrongUse } from './command.ts'
import type { Command } from './command.ts'
import { DATA_OPTION, dataFolderOf } from './data-folder.ts'

export const audit: Command = {
  usage: 'audit verify [--head HASH] [--data DATA_DIR]',
  about: 'Reads the audit log from its beginning and says whether anything in it was changed.',
  words: 1,
  options: {
    data: DATA_OPTION,
    head: { type: 'string', about: 'a hash this printed earlier: it has to be in the chain still' },
  },
  async run(call) {
    const { words, options, io } = call
    if (words[0] !== 'verify') throw new WrongUse(`This is used as: ${audit.usage}`)
    const store = await readEmbeddedStore({ folder: dataFolderOf(call), onProblem: io.say })
    const expected = options.find('head')
    const { entries, head, problems, hashes } = await verifyAudit(store)
    if (expected !== null && !hashes.has(expected)) {
      problems.push('The entry with this hash is not there any more.')
    }
    for (const problem of problems) io.say(problem)
    io.print(`${entries} entries, the last one ${head}\n`)
    return problems.length === 0 ? 0 : 1
  },
}
