import * as Y from 'yjs'

/** The text of a document as bytes, ready to be sent: what a room keeps instead of a Y.Doc. */
export class EncodedText {
  readonly full: Uint8Array
  readonly stateVector: Uint8Array
  #deletes: Uint8Array | null = null

  constructor(full: Uint8Array, stateVector: Uint8Array) {
    this.full = full
    this.stateVector = stateVector
  }

  static of(doc: Y.Doc): EncodedText {
    return new EncodedText(Y.encodeStateAsUpdate(doc), Y.encodeStateVector(doc))
  }

  /** Throws if the bytes are not one whole update. */
  static ofUpdate(full: Uint8Array): EncodedText {
    return new EncodedText(full, Y.encodeStateVectorFromUpdate(full))
  }

  /** What somebody lacks who has the structs of `stateVector`. Deletions are always all sent. */
  since(stateVector: Uint8Array): Uint8Array {
    if (stateVector.length === 1 && stateVector[0] === 0) return this.full
    if (isSame(stateVector, this.stateVector)) return this.deletes
    return Y.diffUpdate(this.full, stateVector)
  }

  /** The deletions alone: what two sides send each other when neither lacks anything. */
  get deletes(): Uint8Array {
    this.#deletes ??= Y.diffUpdate(this.full, this.stateVector)
    return this.#deletes
  }

  /** True for the two usual greetings of a client that brings nothing. */
  bringsNothing(update: Uint8Array): boolean {
    const isEmpty = update.length === 2 && update[0] === 0 && update[1] === 0
    return isEmpty || isSame(update, this.deletes)
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
