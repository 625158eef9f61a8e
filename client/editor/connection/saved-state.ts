import * as Y from 'yjs'

/**
 * What of this person's work the server has confirmed. The server counts the document messages of
 * a connection and confirms "the first n are on disk"; deletions do not move a Yjs state vector, so
 * messages are counted, not clocks.
 */
export interface SavedState {
  /** A document message left on the current connection. */
  sent(): void
  /** The first `count` messages of the current connection are on disk. */
  confirmed(count: number): void
  /** A message of the current connection was refused and will never be confirmed. */
  refused(): void
  /** The connection is gone; what was not confirmed goes again with the next one. */
  disconnected(): void
  /** Another change was made here. */
  changed(): void
  /** Changes of an earlier visit that were never confirmed. */
  restored(count: number): void
  /** The first exchange of this connection is over: from now on counts tell the whole truth. */
  exchanged(): void
  /** True when the server has everything. */
  readonly isSaved: boolean
  /** Changes made here that are not confirmed, at least 1 when not saved. */
  readonly changes: number
}

export function createSavedState(): SavedState {
  let sent = 0
  let confirmed = 0
  let refused = 0
  let isExchanged = false
  let changes = 0
  const settle = () => {
    if (isExchanged && confirmed + refused >= sent) changes = 0
  }
  return {
    sent: () => {
      sent++
    },
    confirmed: (count) => {
      confirmed = Math.max(confirmed, count)
      settle()
    },
    refused: () => {
      refused++
      settle()
    },
    disconnected: () => {
      sent = 0
      confirmed = 0
      refused = 0
      isExchanged = false
    },
    changed: () => {
      changes++
    },
    restored: (count) => {
      changes += count
    },
    exchanged: () => {
      isExchanged = true
      settle()
    },
    get isSaved() {
      return changes === 0
    },
    get changes() {
      return changes
    },
  }
}

/** The words that `owners` (client ids) put into the document since `stateVector`, block by block. */
export function wordsSince(
  doc: Y.Doc,
  stateVector: Uint8Array,
  owners: ReadonlySet<number>,
): string {
  const { structs } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc, stateVector))
  const parts: string[] = []
  let last: { client: number; end: number } | null = null
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !owners.has(struct.id.client)) continue
    if (!(struct.content instanceof Y.ContentString)) continue
    // Words written on directly behind the last ones belong to them.
    const { origin } = struct
    const follows = last !== null && origin?.client === last.client && origin.clock === last.end - 1
    if (follows) parts.push(`${parts.pop() ?? ''}${struct.content.str}`)
    else parts.push(struct.content.str)
    last = { client: struct.id.client, end: struct.id.clock + struct.length }
  }
  return parts.join('\n')
}
