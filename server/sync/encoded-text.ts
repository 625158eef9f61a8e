import * as Y from 'yjs'
import { encodeSync, toFrame } from './frames.ts'

/** The text of a document as bytes, ready to be sent: what a room keeps instead of a Y.Doc. */
export class EncodedText {
  readonly stateVector: Uint8Array
  #full: Uint8Array
  #deletes: Uint8Array | null = null
  /** Ready to be written: newcomers ask for the same. */
  #wholeFrame: Buffer | null = null
  #gap: { from: Uint8Array; frame: Buffer } | null = null

  constructor(full: Uint8Array, stateVector: Uint8Array) {
    this.#full = full
    this.stateVector = stateVector
  }

  get full(): Uint8Array {
    return this.#full
  }

  static of(doc: Y.Doc): EncodedText {
    return new EncodedText(Y.encodeStateAsUpdate(doc), Y.encodeStateVector(doc))
  }

  /** Throws if the bytes are not one whole update. */
  static ofUpdate(full: Uint8Array): EncodedText {
    return new EncodedText(full, Y.encodeStateVectorFromUpdate(full))
  }

  /**
   * The frame (SyncStep2) with what somebody lacks who has the structs of `stateVector`. Deletions
   * are always all sent.
   */
  frameSince(stateVector: Uint8Array): Buffer {
    if (isNothing(stateVector)) return this.#wholeFrame ?? this.#frameWhole()
    if (this.#gap === null || !isSame(this.#gap.from, stateVector)) {
      const update = isSame(stateVector, this.stateVector)
        ? this.deletes
        : Y.diffUpdate(this.full, stateVector)
      this.#gap = { from: stateVector.slice(), frame: toFrame(encodeSync('step2', update)) }
    }
    return this.#gap.frame
  }

  #frameWhole(): Buffer {
    const frame = toFrame(encodeSync('step2', this.#full))
    const { byteOffset, length } = frame
    // The text is the end of the frame, so it need not be kept twice.
    const start = byteOffset + length - this.#full.length
    this.#full = new Uint8Array(frame.buffer, start, this.#full.length)
    this.#wholeFrame = frame
    return frame
  }

  /** The deletions alone: what two sides send each other when neither lacks anything. */
  get deletes(): Uint8Array {
    this.#deletes ??= Y.diffUpdate(this.full, this.stateVector)
    return this.#deletes
  }

  /** True for the usual greeting of a client that has the same text. */
  bringsNothing(update: Uint8Array): boolean {
    return isSame(update, this.deletes)
  }
}

function isNothing(stateVector: Uint8Array): boolean {
  return stateVector.length === 1 && stateVector[0] === 0
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
