import { runCommand } from './commands/run-command.ts'

/** The command line: `npm run --silent folkmoot -- COMMAND`. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads, as `head` does, may stop before the end.
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await runCommand(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  say: (line) => process.stderr.write(`${line}\n`),
  env: process.env,
  now: () => new Date(),
})
