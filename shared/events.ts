import { z } from 'zod'
import { VISIBILITIES } from './comments/kinds.ts'

/** What the server tells the clients of a document, beside its text. */
export const documentEvent = z.discriminatedUnion('type', [
  /** The title on the record changed. */
  z.strictObject({ type: z.literal('document.renamed'), title: z.string() }),
  /** The document was removed; its sockets close with 4404 after this. */
  z.strictObject({ type: z.literal('document.removed') }),
  /**
   * Something about a thread beside the text changed, or it is new or gone: ask for it. Only those
   * hear of an internal one who may read such.
   */
  z.strictObject({
    type: z.literal('thread.changed'),
    thread: z.string(),
    visibility: z.enum(VISIBILITIES),
  }),
  /** Edits arrive but cannot be stored at the moment (disk full, failing): nothing is acknowledged. */
  z.strictObject({ type: z.literal('storage.failing'), message: z.string() }),
  /**
   * Words of yours came to a row of a plan that somebody removed at that moment; they stand nowhere.
   * `row`: its id, null if that is not known any more.
   */
  z.strictObject({
    type: z.literal('words.handedBack'),
    row: z.string().nullable(),
    words: z.string(),
  }),
  /** Storing works again. */
  z.strictObject({ type: z.literal('storage.working') }),
  /** A version was made or withdrawn: ask for them. */
  z.strictObject({ type: z.literal('versions.changed') }),
  /** How an action gets on was updated: ask for it. `row`: null where it may be any. */
  z.strictObject({ type: z.literal('delivery.changed'), row: z.string().nullable() }),
])

export type DocumentEvent = z.infer<typeof documentEvent>
