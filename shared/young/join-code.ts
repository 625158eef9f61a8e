/** Letters and figures of a join code: none that looks like another (0 O, 1 I L). */
export const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const CODE_LENGTH = 8

/** A code as it was typed, in one way of writing it; null where it cannot be one. */
export function readJoinCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '')
  const isCode = letters.length === CODE_LENGTH && [...letters].every(isCodeLetter)
  return isCode ? letters : null
}

/** "K7MW 3RTA": easier to read from a wall. */
export function showJoinCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

function isCodeLetter(letter: string): boolean {
  return CODE_LETTERS.includes(letter)
}
