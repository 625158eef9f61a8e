/** Closes a switch over a union: a new case does not compile until it is handled. */
export function unreachable(value: never): never {
  throw new Error(`Not expected here: ${JSON.stringify(value)}`)
}
