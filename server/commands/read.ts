import { z } from 'zod'
import { type Directory, EMPTY_DIRECTORY } from '../../shared/reading/directory.ts'
import { type LeadReading, type Party, readLeads } from '../../shared/reading/leads.ts'
import { readPeriod } from '../../shared/reading/timescale/period.ts'
import { readTimescale } from '../../shared/reading/timescale.ts'
import { type Call, type Command, type ExitCode, WrongUse } from './command.ts'
import { readDirectoryFile } from './directory-file.ts'

const cellLine = z.object({ raw: z.string(), period: z.string().nullish() })

type CellLine = z.infer<typeof cellLine>

/** A line that cannot be read; the message says why. */
class BadLine extends Error {}

/**
 * The tolerant readers, for scripts: JSON lines in, JSON lines out, in the same order. A bad line is
 * told of with its number and left out; the others are still read.
 */
export function createReadCommand(input: () => AsyncIterable<string>): Command {
  return {
    usage: 'read timescales|leads [--directory FILE]',
    about: 'Reads cells from standard input, one JSON object with "raw" a line.',
    words: 1,
    options: {
      directory: {
        type: 'string',
        about:
          'JSON with people (name, initials), groups, organisations, roles; or key {"PN": "…"}',
      },
    },
    async run(call) {
      const read = await readerFor(call)
      return readLines(input(), { call, read })
    },
  }
}

/** Standard input, line by line; only a line feed ends a line, as JSON lines have it. */
export async function* standardInput(): AsyncGenerator<string> {
  process.stdin.setEncoding('utf8')
  let rest = ''
  for await (const chunk of process.stdin) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

async function readerFor({ words, options }: Call): Promise<(line: CellLine) => unknown> {
  const file = options.find('directory')
  if (words[0] === 'timescales') {
    if (file !== null) throw new WrongUse('--directory is for leads.')
    return timescaleLine
  }
  if (words[0] !== 'leads') throw new WrongUse('Read what? timescales or leads.')
  const directory = file === null ? EMPTY_DIRECTORY : await readDirectoryFile(file)
  return (line) => leadLine(line, directory)
}

async function readLines(
  lines: AsyncIterable<string>,
  { call: { io }, read }: { call: Call; read: (line: CellLine) => unknown },
): Promise<ExitCode> {
  let number = 0
  let exitCode: ExitCode = 0
  for await (const line of lines) {
    number += 1
    if (line.replace('\uFEFF', '').trim() === '') continue
    try {
      io.print(`${JSON.stringify(read(parseLine(line)))}\n`)
    } catch (error) {
      if (!(error instanceof BadLine)) throw error
      io.say(`Line ${number}: ${error.message}`)
      exitCode = 1
    }
  }
  return exitCode
}

function parseLine(line: string): CellLine {
  let json: unknown
  try {
    json = JSON.parse(line.replace(/^\uFEFF/, ''))
  } catch {
    // The parser's own words are about characters and offsets.
    throw new BadLine('this is not JSON.')
  }
  const parsed = cellLine.safeParse(json)
  if (!parsed.success) throw new BadLine('wanted {"raw": "…"}, with "period" if you like.')
  return parsed.data
}

function timescaleLine({ raw, period }: CellLine): unknown {
  if (period && readPeriod(period) === null)
    throw new BadLine(`"${period}" is not a period; write it like "2026/2029".`)
  const readings = readTimescale(raw, { period: period ?? undefined })
  return {
    raw,
    readings: readings.map(({ text, kind, edtf, every, due }) => ({
      text,
      kind,
      edtf,
      every,
      due,
    })),
  }
}

function leadLine({ raw }: CellLine, directory: Directory): unknown {
  return { raw, readings: readLeads(raw, directory).map(asJson) }
}

function asJson({ text, parties, supporting, does, unknown, ditto }: LeadReading): unknown {
  return {
    text,
    parties: parties.map(partyAsJson),
    supporting: supporting.length === 0 ? undefined : supporting.map(partyAsJson),
    does,
    unknown: unknown.length === 0 ? undefined : unknown,
    ditto,
  }
}

/** A party as written, who that is, and whom it may mean. */
function partyAsJson({ text, state, known, others, suggestion, note }: Party): unknown {
  return {
    text,
    state,
    name: known?.name,
    kind: known?.kind,
    others: others?.map(({ name }) => name),
    suggestion: suggestion?.name,
    note,
  }
}
