import { readFile as readBytes } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { ImportReport, NoticeLevel } from '../../shared/api.ts'
import { importDocument } from '../domain/imports.ts'
import type { ImportedDocument } from '../imports/imported-document.ts'
import { readFile } from '../imports/index.ts'
import { openEmbeddedStore } from '../storage/embedded/store.ts'
import { CommandFailed } from './command.ts'
import type { Command, Io } from './command.ts'
import { DATA_OPTION, contextOn } from './data-folder.ts'
import { updatePlans } from './update-plans.ts'

export const importFile: Command = {
  usage:
    'import FILE [--json] [--into DATA_DIR] [--update DOCUMENT [--dry-run] [--remove] [--move] [--data DATA_DIR]]',
  about:
    'Reads a Word file and says what it found; keeps it only with --into. With --update it brings the plans of a document back from CSV or Excel; with --dry-run it only says what would change.',
  words: 1,
  options: {
    json: { type: 'boolean', about: 'print the text and the report as JSON' },
    update: { type: 'string', about: 'the document whose plans a .csv or .xlsx file changes' },
    'dry-run': { type: 'boolean', about: 'with --update: say what would change, and stop' },
    remove: { type: 'boolean', about: 'with --update: rows that are not in the file go' },
    move: { type: 'boolean', about: 'with --update: rows go where they stand in the file' },
    data: DATA_OPTION,
    into: { type: 'string', about: 'keep it as a new document in this data folder' },
  },
  async run(call) {
    const { words, options, io } = call
    const path = words[0] ?? ''
    const document = options.find('update')
    if (document !== null)
      return updatePlans(call, { path, document, bytes: await readGiven(path) })
    const file = { fileName: basename(path), bytes: await readGiven(path) }
    const read = await readFile(file)
    const folder = options.find('into')
    const kept = folder === null ? null : await keep({ read, file, folder: resolve(folder), io })
    if (options.has('json')) {
      const { images, ...document } = read
      const pictures = images.map(({ hash, bytes }) => ({ hash, sizeBytes: bytes.length }))
      const id = kept === null ? {} : { id: kept }
      io.print(`${JSON.stringify({ ...id, ...document, images: pictures }, null, 2)}\n`)
    } else io.print(reportInWords(read.report))
    if (kept !== null) io.say(`Kept as document ${kept} in ${folder}.`)
    return 0
  },
}

async function readGiven(path: string): Promise<Uint8Array> {
  try {
    return await readBytes(path)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new CommandFailed(isMissing ? `There is no file ${path}.` : `${path} cannot be read.`)
  }
}

async function keep({
  read,
  file,
  folder,
  io,
}: {
  read: ImportedDocument
  file: { fileName: string; bytes: Uint8Array }
  folder: string
  io: Io
}): Promise<string> {
  const store = await openEmbeddedStore({ folder, now: io.now, onProblem: io.say })
  try {
    const { id } = await importDocument(contextOn(store, io), { ...read, file })
    return id
  } finally {
    await store.close()
  }
}

const LEVELS: Record<NoticeLevel, string> = {
  read: 'Read',
  unsure: 'Please check',
  notRead: 'Not read',
}

function reportInWords(report: ImportReport): string {
  const { title, words, headings, clauses, tables, images, footnotes, actionTables } = report
  const lines = [
    title,
    [
      counted(words, 'word'),
      counted(headings, 'heading'),
      counted(clauses, 'clause'),
      counted(tables, 'table'),
      counted(images, 'picture'),
      counted(footnotes, 'footnote'),
    ].join(', '),
    ...actionTables.map(
      ({ groups, rows }) =>
        `An action plan of ${counted(groups, 'group')} and ${counted(rows, 'row')}`,
    ),
    ...report.notices.map(({ level, message, count, example }) => {
      const times = count > 1 ? ` (${count} times)` : ''
      return `${LEVELS[level]}: ${message}${times}${example === '' ? '' : ` – “${example}”`}`
    }),
  ]
  return `${lines.join('\n')}\n`
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}
