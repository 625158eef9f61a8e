/**
 * The store: three small parts with one promise — what a call has answered is on the disk.
 * Drivers: embedded (a folder). Every driver runs tests/contracts/store.ts.
 */
export interface Store {
  readonly records: Records
  readonly updates: Updates
  readonly contents: Contents
  /** Finishes what was accepted, then lets go of everything. Later calls reject. */
  close(): Promise<void>
}

/**
 * Small JSON documents about things (a document's record, a seat). `kind` and `id` are
 * [A-Za-z0-9_-]{1,64}; anything else is a bug and throws.
 */
export interface Records {
  /**
   * Null if there is none.
   * @throws {DamagedRecord} if it fails its checksum, or if it is missing and its document is there.
   */
  read(kind: RecordKind, id: string): Promise<StoredRecord | null>
  /** In no particular order. A damaged one is left out (and reported by the driver). */
  list(kind: RecordKind): Promise<StoredRecord[]>
  /**
   * Read, change, write as one step; calls for one record queue. `change` gets the value (null if
   * there is none) and returns the new one, or null to remove it. If it throws, nothing changes.
   * The value is JSON and is copied on the way in and out.
   */
  change(kind: RecordKind, id: string, change: (value: Json | null) => Json | null): Promise<void>
}

export const RECORD_KINDS = [
  'document',
  'report',
  /** By its id, a document that is being made: nobody has been told of it yet. */
  'making',
  'workspace',
  'account',
  'address',
  'session',
  'link',
  'token',
  'passkey',
  'audit',
  /** By the id of a document: its versions and safety points. */
  'versions',
  /** By the id of a document: rows of its plans that were taken out within 30 days. */
  'removedRows',
  'consultations',
  /** By the id of a document: how its actions get on. */
  'delivery',
  /** Links by which leads update and calendars read, by the SHA-256 of their secret. */
  'deliveryLink',
  'words',
  'votes',
  'answers',
  'whatsChanged',
  'concern',
  /** E-mail that is on its way: to whom and about what, never its words. */
  'letter',
  'threads',
  'youthGroup',
  'groupLink',
  'young',
  'returnCode',
  'stepSeat',
  /** By the id of a document: the ways its versions went to be approved. */
  'approval',
  /** By the id of its document: the version a cover report is about, and how it went out. */
  'coverReport',
  /** By the id of a document: what was decided about recommendations on it. */
  'coverDecisions',
  'coverTemplate',
  /** Calendars of what is to be decided, by the SHA-256 of their secret. */
  'approvalFeed',
  /** Addresses by which calendars read when people are asked, by the SHA-256 of their secret. */
  'timetableFeed',
  /** By the id of a document: what of it anybody can read. */
  'published',
  /** By the id of a charter: who adopted it. */
  'adoptions',
  /** That somebody's words were taken out: when and how many, not whose. */
  'erasure',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

export interface StoredRecord {
  id: string
  value: Json
  /** Counts the changes of this record, from 1. */
  revision: number
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * The Yjs updates of each document, in the order of their sequence numbers. A document exists here
 * from `create` until `remove`; a log that should be there and is not, is damage, never "new".
 */
export interface Updates {
  /**
   * Starts the log with `first` as sequence 1, durable on return. Comes before the document's
   * record. Rejects if there is a log; a record without one is damage here too.
   */
  create(documentId: string, first: Uint8Array): Promise<void>
  /** Resolves with the sequence number once the update is durable; order of calls = order kept. */
  append(documentId: string, update: Uint8Array): Promise<number>
  /**
   * Everything needed to rebuild the document: apply in order.
   * @throws {DamagedLog} if bytes in the middle fail their checksum or the log is missing.
   * A torn last write (power cut) heals by itself: it was never acknowledged.
   */
  load(documentId: string): Promise<LoadedUpdates>
  /** Replaces everything up to and including `sequence` by `merged`; atomic, later appends stay. */
  compact(documentId: string, merged: Uint8Array, sequence: number): Promise<void>
  /** True if there is a log, whatever state it is in. */
  exists(documentId: string): Promise<boolean>
  /** Free if there is no log. */
  remove(documentId: string): Promise<void>
}

export interface LoadedUpdates {
  updates: Uint8Array[]
  lastSequence: number
}

/** The log of one document cannot be trusted. The others serve on. */
export class DamagedLog extends Error {
  readonly documentId: string

  constructor(documentId: string, reason: string) {
    super(`The stored text of document ${documentId} is damaged: ${reason}`)
    this.name = 'DamagedLog'
    this.documentId = documentId
  }
}

/** One record cannot be trusted. The others serve on. */
export class DamagedRecord extends Error {
  constructor(kind: RecordKind, id: string, reason: string) {
    super(`The stored record ${id} (${kind}) is damaged: ${reason}`)
    this.name = 'DamagedRecord'
  }
}

/** Bytes by their SHA-256 (64 hex digits): images, imported files. Write once. */
export interface Contents {
  /** Durable on return; putting the same bytes again is free. */
  put(bytes: Uint8Array): Promise<string>
  /** Null if there is no such content; rejects if the bytes no longer fit their name. */
  read(hash: string): Promise<Uint8Array | null>
  list(): Promise<string[]>
  /** Free if there is none. Only for what nothing points to any more. */
  remove(hash: string): Promise<void>
}
