import { parseArgs } from 'node:util'
import { Refusal } from '../../shared/refusals.ts'
import { UnusableFolder } from '../storage/embedded/folder.ts'
import { DamagedLog, DamagedRecord } from '../storage/store.ts'
import { CommandFailed, Options, WrongUse } from './command.ts'
import type { Call, Command, ExitCode, Io } from './command.ts'
import { COMMANDS } from './index.ts'

const CALL = 'npm run --silent folkmoot --'

/** Runs one command of the command line; never throws. */
export async function runCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name = '', ...rest] = args
  try {
    if (['--help', '-h', 'help'].includes(name)) return help(io)
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (command === undefined) {
      throw new WrongUse(name === '' ? 'Which command?' : `There is no command "${name}".`)
    }
    if (rest.includes('--help') || rest.includes('-h')) return helpFor(command, io)
    return await command.run(parseCall(command, { args: rest, io }))
  } catch (error) {
    if (error instanceof WrongUse) {
      io.say(error.message)
      io.say(`For help: ${CALL} --help`)
      return 2
    }
    io.say(inWords(error))
    return 1
  }
}

function parseCall(command: Command, { args, io }: { args: string[]; io: Io }): Call {
  const { values, positionals } = parse(command, args)
  if (positionals.length !== command.words) {
    throw new WrongUse(`This is used as: ${command.usage}`)
  }
  return { words: positionals, options: new Options(values), io }
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: command.options, allowPositionals: true, strict: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // Node's first sentence says which option and why; the rest is advice for programmers.
    throw new WrongUse(`${error.message.split(/\. |\n/)[0]}.`)
  }
}

function help(io: Io): ExitCode {
  io.print(
    [
      `Usage: ${CALL} COMMAND`,
      '',
      ...Object.values(COMMANDS).flatMap(({ usage, about }) => [`  ${usage}`, `      ${about}`]),
      '',
      'The data folder is the one given with --data, or that of DATA_DIR, or ./data.',
      'Exit codes: 0 done, 1 a problem was found, 2 the command was not understood.',
      '',
    ].join('\n'),
  )
  return 0
}

function helpFor({ usage, about, options }: Command, io: Io): ExitCode {
  const lines = Object.entries(options).map(
    ([name, option]) => `  --${name.padEnd(10)} ${option.about}`,
  )
  io.print([`Usage: ${CALL} ${usage}`, '', about, '', ...lines, ''].join('\n'))
  return 0
}

function inWords(error: unknown): string {
  const isPlain =
    error instanceof CommandFailed ||
    error instanceof Refusal ||
    error instanceof UnusableFolder ||
    error instanceof DamagedLog ||
    error instanceof DamagedRecord
  if (isPlain) return error.message
  // A disk that refuses says so itself: "ENOSPC: no space left on device, write".
  if (error instanceof Error && 'code' in error) return `It did not work: ${error.message}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
