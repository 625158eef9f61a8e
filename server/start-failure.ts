import { BadSetting } from './config.ts'
import { UnusableFolder } from './storage/embedded/folder.ts'

/** Why the server does not start, in a sentence for whoever starts it. */
export function inWords(error: unknown): string {
  if (error instanceof BadSetting || error instanceof UnusableFolder) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') {
    return 'Another program already uses this port. Stop it, or set PORT to another number.'
  }
  if (code === 'EACCES' && isAboutListening(error)) {
    return 'This port may not be used. Set PORT to a number above 1023.'
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return 'HOST is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for every network.'
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** 2 for a setting that cannot be used, as tools of the command line do; 1 for all else. */
export function exitCodeOf(error: unknown): number {
  return error instanceof BadSetting ? 2 : 1
}

function isAboutListening(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen'
}
