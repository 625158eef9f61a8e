import { readFile as readBytes } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { ImportReport, NoticeLevel } from '../../shared/api.ts'
import { importDocument } from '../domain/imports.ts'
import type { ImportedDocument } from '../imports/imported-document.ts'
import { readFile } from '../imports/index.ts'
import { openEmbeddedStore } from '../storage/embedded/store.ts'
import { CommandFailed } from './command.ts'
import type { Command, Io } from './command.ts'
import { contextOn } from './data-folder.ts'

export const importFile: Command = {
  usage: 'import FILE [--json] [--into DATA_DIR]',
  about: 'Reads a Word file and says what it found; keeps it only with --into.',
  words: 1,
  options: {
    json: { type: 'boolean', about: 'print the text and the report as JSON' },
    into: { type: 'string', about: 'keep it as a new document in this data folder' },
  },
  async run({ words, options, io }) {
    const path = words[0] ?? ''
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
