import { audit } from './audit.ts'
import { backUp } from './back-up.ts'
import type { Command } from './command.ts'
import { compare } from './compare.ts'
import { exportDocument } from './export-document.ts'
import { importFile } from './import-file.ts'
import { listCommand } from './list-documents.ts'
import { listVersionsCommand } from './list-versions.ts'
import { createReadCommand, standardInput } from './read.ts'
import { restore } from './restore.ts'
import { verify } from './verify.ts'

/** The commands, by the name they are called with, in the order of the help. */
export const COMMANDS: Record<string, Command> = {
  import: importFile,
  export: exportDocument,
  list: listCommand,
  versions: listVersionsCommand,
  compare,
  backup: backUp,
  restore,
  verify,
  audit,
  read: createReadCommand(standardInput),
}
