/** What a command meets of the outside. */
export interface Io {
  /** What was asked for: standard output. */
  print(text: string): void
  /** Everything else: standard error. */
  say(line: string): void
  env: Record<string, string | undefined>
  now(): Date
}

/** 0: done. 1: a problem was found. 2: the command was not understood. */
export type ExitCode = 0 | 1 | 2

export interface Command {
  /** As it is typed: `export DOCUMENT [--out FILE]`. */
  usage: string
  /** What it does, in a sentence. */
  about: string
  /** How many words follow its name. */
  words: number
  options: Record<string, { type: 'string' | 'boolean'; about: string }>
  run(call: Call): Promise<ExitCode>
}

export interface Call {
  words: readonly string[]
  options: Options
  io: Io
}

/** The options somebody gave. */
export class Options {
  readonly #values: Readonly<Record<string, unknown>>

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values
  }

  has(name: string): boolean {
    return this.#values[name] === true
  }

  find(name: string): string | null {
    const value = this.#values[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
}

/** The command was not understood. */
export class WrongUse extends Error {}

/** The command was understood and cannot be done; `message` is plain words. */
export class CommandFailed extends Error {}
