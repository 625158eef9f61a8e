/** What no honest client writes. */
export class Unsound extends Error {}

/** @throws {Unsound} unless the claim holds. */
export function need(claim: boolean, message: string): void {
  if (!claim) throw new Unsound(message)
}
