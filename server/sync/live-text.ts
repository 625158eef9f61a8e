import * as Y from 'yjs'
import { BODY } from '../../shared/schema/index.ts'
import { Refusal } from '../../shared/refusals.ts'
import { unreachable } from '../../shared/unreachable.ts'
import { DamagedLog } from '../storage/store.ts'
import type { LoadedUpdates, Updates } from '../storage/store.ts'
import { judgeRights } from './edit-rights.ts'
import type { EditRights } from './edit-rights.ts'
import { EncodedText } from './encoded-text.ts'
import { encodeSync, toFrame } from './frames.ts'
import { unknownNames } from './grammar.ts'
import type { Grammar } from './grammar.ts'
import { inspectUpdate } from './guard.ts'
import type { Verdict } from './guard.ts'
import { RowKeeper } from './rows/row-keeper.ts'
import type { RowsAfter } from './rows/row-keeper.ts'

export interface LiveTextDeps {
  documentId: string
  updates: Updates
  grammar: Grammar
  /** Records of the log after which it is compacted; of a long text more, see `isLong`. */
  compactAfter: number
  documentBytes: number
  /** It was used, or holds more or less in memory than before. */
  onWeight(): void
  /** Updates that were taken and are not in the log yet, in order. */
  pending(): Uint8Array[]
  onFailed(refusal: Refusal): void
  newId(): string
  log(line: string): void
}

/**
 * The text of one document. The log is the truth; the Y.Doc is a cache of it that comes and goes.
 * `resting` keeps the bytes that answer a join, and after a while not even those.
 */
type TextState =
  | { is: 'loading'; waiting: Waiting[] }
  | { is: 'live'; doc: Y.Doc; tolerated: ReadonlySet<string>; encoded: EncodedText | null }
  | { is: 'resting'; encoded: EncodedText | null }
  | { is: 'failed' | 'closed'; refusal: Refusal }

interface Waiting {
  work: () => void
  otherwise: (refusal: Refusal) => void
}

/**
 * `fresh`: what the update brought that was not known; null if nothing. `steps`: what it took to put
 * it in. `rows`: what was seen to because of it, null if nothing had to be.
 */
export type Taken =
  | {
      is: 'taken'
      fresh: Uint8Array | null
      writers: readonly number[]
      steps: number
      rows: RowsAfter | null
    }
  | Exclude<Verdict, { is: 'sound' }>

export class LiveText {
  readonly #deps: LiveTextDeps
  readonly #rows: RowKeeper
  #state: TextState = { is: 'resting', encoded: null }
  #lastSequence = 0
  /** Records and bytes of the log. */
  #records = 0
  #logBytes = 0
  /** Bytes of the document, counted up since it was last encoded. */
  #sizeBytes = 0
  #compacting: Promise<void> | null = null

  constructor(deps: LiveTextDeps) {
    this.#deps = deps
    this.#rows = new RowKeeper(deps)
  }

  get isLive(): boolean {
    return this.#state.is === 'live'
  }

  /** Bytes of memory, roughly. */
  get weight(): number {
    const state = this.#state
    if (state.is === 'live') return this.#sizeBytes * LIVE_WEIGHT
    return state.is === 'resting' && state.encoded !== null ? state.encoded.full.length : 0
  }

  /** True when nothing of the text is in memory. */
  get isAsleep(): boolean {
    return this.#state.is === 'resting' && this.#state.encoded === null
  }

  /** Runs `work` when the text can be read: at once, or after loading, in the order of calls. */
  whenReady(work: () => void, otherwise: (refusal: Refusal) => void = () => {}): void {
    const state = this.#state
    switch (state.is) {
      case 'live':
        return work()
      case 'resting':
        if (state.encoded !== null) return work()
        this.#state = { is: 'loading', waiting: [{ work, otherwise }] }
        void this.#load()
        return
      case 'loading':
        state.waiting.push({ work, otherwise })
        return
      case 'failed':
      case 'closed':
        return otherwise(state.refusal)
      default:
        return unreachable(state)
    }
  }

  /** Takes an update if it is sound. Only inside `whenReady`. */
  take(
    update: Uint8Array,
    {
      isForeign,
      rights = null,
    }: {
      isForeign: (clientId: number) => boolean
      /** Null: all of it. */
      rights?: EditRights | null
    },
  ): Taken {
    if (isEmpty(update) || (this.#state.is === 'resting' && this.encode().bringsNothing(update))) {
      return { is: 'taken', fresh: null, writers: [], steps: 0, rows: null }
    }
    const { doc, tolerated } = this.#wake()
    const verdict = inspectUpdate(update, {
      doc,
      grammar: this.#deps.grammar,
      tolerated,
      isForeign,
    })
    if (verdict.is !== 'sound') return verdict
    const judged = judgeRights(update, { doc, rights })
    if (judged.is === 'refused') return judged
    if (!this.#hasRoomFor(update)) {
      return { is: 'refused', code: 'too_large', message: 'This document cannot grow any more.' }
    }
    const fresh = this.#apply(doc, update, verdict.isNew)
    if (fresh === 'broken') {
      return { is: 'refused', code: 'invalid', message: 'This change could not be taken.' }
    }
    const rows = fresh === null ? null : this.#settleRows(doc, update)
    const steps = verdict.steps + judged.steps
    return { is: 'taken', fresh, writers: verdict.writers, steps, rows }
  }

  /** Only inside `whenReady`. */
  get stateVector(): Uint8Array {
    const state = this.#state
    return state.is === 'live' ? Y.encodeStateVector(state.doc) : this.encode().stateVector
  }

  /** The frame with what somebody lacks who has the structs of `stateVector`. Only inside `whenReady`. */
  frameSince(stateVector: Uint8Array): Buffer {
    const state = this.#state
    if (state.is === 'live' && state.encoded === null && stateVector.length > 1) {
      return toFrame(encodeSync('step2', Y.encodeStateAsUpdate(state.doc, stateVector)))
    }
    return this.encode().frameSince(stateVector)
  }

  /** Encoded once for all who ask until the next change. Only inside `whenReady`. */
  encode(): EncodedText {
    const state = this.#state
    if (state.is === 'live') {
      state.encoded ??= EncodedText.of(state.doc)
      this.#sizeBytes = state.encoded.full.length
      return state.encoded
    }
    if (state.is === 'resting' && state.encoded !== null) return state.encoded
    throw new Error('The text was read before it was there')
  }

  /** Resolves when the update is in the log. */
  async append(update: Uint8Array): Promise<void> {
    this.#lastSequence = await this.#deps.updates.append(this.#deps.documentId, update)
    this.#records += 1
    this.#logBytes += update.length
    if (this.#isLong && this.#state.is === 'live') void this.#compact()
  }

  /** The text as it is on the disk, whatever this room has taken since. */
  async readStored(): Promise<EncodedText> {
    const loaded = await this.#deps.updates.load(this.#deps.documentId)
    return EncodedText.of(buildDoc(loaded.updates))
  }

  /**
   * One step towards costing nothing: first the Y.Doc goes, then its bytes. Only while nothing is
   * pending. False if there is nothing to rest from.
   */
  rest(): boolean {
    const state = this.#state
    if (state.is === 'resting') {
      this.#become({ is: 'resting', encoded: null })
      return true
    }
    if (state.is !== 'live') return false
    this.#become({ is: 'resting', encoded: this.encode() })
    state.doc.destroy()
    if (this.#records > 1) void this.#compact()
    return true
  }

  /** The log as one record of what the text is now: nothing deleted is left in it. */
  async rewrite(): Promise<void> {
    await this.#compacting
    await this.#compact()
  }

  /** Resolves when nothing is being written any more. */
  async close(refusal: Refusal): Promise<void> {
    this.#end({ is: 'closed', refusal })
    await this.#compacting
  }

  async #load(): Promise<void> {
    let loaded: LoadedUpdates
    let next: TextState
    try {
      loaded = await this.#deps.updates.load(this.#deps.documentId)
      next = this.#stateOf(loaded)
    } catch (error) {
      this.#deps.log(`document ${this.#deps.documentId} could not be read: ${String(error)}`)
      if (this.#state.is !== 'loading') return
      const isDamage = error instanceof DamagedLog
      const refusal = new Refusal(isDamage ? 'damaged' : 'unavailable', UNREADABLE)
      this.#end({ is: 'failed', refusal })
      this.#deps.onFailed(refusal)
      return
    }
    if (this.#state.is !== 'loading') return
    const { waiting } = this.#state
    this.#lastSequence = loaded.lastSequence
    this.#records = loaded.updates.length
    this.#sizeBytes = totalOf(loaded.updates)
    this.#logBytes = this.#sizeBytes
    this.#become(next)
    for (const { work, otherwise } of waiting) this.whenReady(work, otherwise)
  }

  #stateOf({ updates }: LoadedUpdates): TextState {
    const pending = this.#deps.pending()
    const [first = NOTHING, ...others] = updates.filter((update) => !isEmpty(update))
    if (pending.length === 0 && others.length <= FEW) {
      const whole = others.length === 0 ? first : Y.mergeUpdates([first, ...others])
      return { is: 'resting', encoded: EncodedText.ofUpdate(whole) }
    }
    return this.#liveState(buildDoc([...updates, ...pending]))
  }

  #wake(): { doc: Y.Doc; tolerated: ReadonlySet<string> } {
    if (this.#state.is === 'live') return this.#state
    const state = this.#liveState(buildDoc([this.encode().full]))
    this.#become(state)
    return state
  }

  #liveState(doc: Y.Doc): Extract<TextState, { is: 'live' }> {
    this.#rows.watch(doc)
    return { is: 'live', doc, tolerated: unknownNames(doc, this.#deps.grammar), encoded: null }
  }

  #hasRoomFor(update: Uint8Array): boolean {
    // Without new structs it only deletes, which must always be possible.
    if (update[0] === 0) return true
    if (this.#sizeBytes + update.length > this.#deps.documentBytes) this.encode()
    this.#sizeBytes += update.length
    return this.#sizeBytes <= this.#deps.documentBytes
  }

  #apply(doc: Y.Doc, update: Uint8Array, isNew: boolean): Uint8Array | null | 'broken' {
    // Pending parts can only be left by another program; they must not stop everybody's typing.
    const isWhole = (): boolean => doc.store.pendingStructs === null && doc.store.pendingDs === null
    const wasWhole = isWhole()
    let fresh: Uint8Array | null = isNew ? update : null
    try {
      if (isNew) applyAll(doc, [update])
      else fresh = applyKnown(doc, update)
      if (wasWhole && !isWhole()) throw new Error('it left something pending')
    } catch (error) {
      // The guard should have known. The log has not seen it, so the text is read again from there.
      this.#deps.log(`document ${this.#deps.documentId}: a sound update failed: ${String(error)}`)
      this.#become({ is: 'resting', encoded: null })
      return 'broken'
    }
    if (fresh !== null && this.#state.is === 'live') this.#state.encoded = null
    this.#deps.onWeight()
    return fresh
  }

  #settleRows(doc: Y.Doc, update: Uint8Array): RowsAfter | null {
    try {
      return this.#rows.settle(doc, update)
    } catch (error) {
      // The edit itself is taken and stays so.
      const { log, documentId } = this.#deps
      log(`document ${documentId}: its rows were not settled: ${String(error)}`)
      return null
    }
  }

  /** Replaces the log by one record. What is appended meanwhile stays behind it. */
  #compact(): Promise<void> {
    this.#compacting ??= this.#replaceLog().finally(() => {
      this.#compacting = null
    })
    return this.#compacting
  }

  async #replaceLog(): Promise<void> {
    const { documentId, updates, log } = this.#deps
    const { full } = this.encode()
    const [records, logBytes] = [this.#records, this.#logBytes]
    try {
      await updates.compact(documentId, full, this.#lastSequence)
      this.#records -= records - 1
      this.#logBytes -= logBytes - full.length
    } catch (error) {
      // The log is as it was, only longer than need be; the next time is soon enough.
      log(`document ${documentId} could not be compacted: ${String(error)}`)
    }
  }

  /** Encoding a long text takes long, so its log may grow longer, in proportion. */
  get #isLong(): boolean {
    const records = Math.max(this.#deps.compactAfter, this.#sizeBytes / 1024)
    return this.#records >= records || this.#logBytes >= Math.max(1024 ** 2, 3 * this.#sizeBytes)
  }

  #become(state: TextState): void {
    if (state.is !== 'live') this.#rows.leave()
    this.#state = state
    this.#deps.onWeight()
  }

  #end(state: Extract<TextState, { refusal: Refusal }>): void {
    const before = this.#state
    if (before.is === 'failed' || before.is === 'closed') return
    this.#become(state)
    if (before.is === 'live') before.doc.destroy()
    if (before.is === 'loading')
      for (const { otherwise } of before.waiting) otherwise(state.refusal)
  }
}

const NOTHING = new Uint8Array([0, 0])
/** So many edits are put into a text as bytes: a Y.Doc takes ten times as long to make. */
const FEW = 100
/** A Y.Doc takes about so many times the bytes of its encoding. */
const LIVE_WEIGHT = 16
const UNREADABLE = 'The stored text of this document cannot be read at the moment.'

function buildDoc(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.getXmlFragment(BODY)
  applyAll(doc, updates)
  return doc
}

/** Applies what may be known in part, and returns what was not; null if nothing. */
function applyKnown(doc: Y.Doc, update: Uint8Array): Uint8Array | null {
  let fresh: Uint8Array | null = null
  const note = (bytes: Uint8Array) => {
    fresh = bytes
  }
  doc.on('update', note)
  try {
    applyAll(doc, [update])
  } finally {
    doc.off('update', note)
  }
  return fresh
}

/** In one transaction: merging thousands of updates one by one takes seconds. */
function applyAll(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  doc.transact((transaction) => {
    for (const update of updates) Y.applyUpdate(doc, update)
    // Yjs tidies marks after a remote change by deleting the needless ones in a transaction of its
    // own. That is for clients to do: what the server made up itself nobody would be sent.
    transaction.local = true
  })
}

function totalOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, { length }) => sum + length, 0)
}

/** What a client answers that has nothing to bring. */
function isEmpty(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}
