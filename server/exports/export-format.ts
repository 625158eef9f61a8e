import type { Node } from '@tiptap/pm/model'
import type { Thread } from '../../shared/comments/thread.ts'
import type { PlanProgress } from '../../shared/plan-file/plan-progress.ts'

/** A document on its way out: the live text, or that of a version, all go the same way. */
export interface ExportedDocument {
  title: string
  body: Node
  /** Of a version, for the top of every page: "FINAL DRAFT 08.06.09 – Version 2.2"; null: the live text. */
  label: string | null
  /** The day it is taken out, or was frozen: YYYY-MM-DD. */
  date: string
  /** The pictures of the text by SHA-256. One that is missing is described in words. */
  pictures: ReadonlyMap<string, Uint8Array>
  /** Comments to go out with it, in formats that can carry them; mostly none. */
  threads: readonly Thread[]
  /** An earlier text, where a Word file or PDF is to show what changed since. */
  since: { label: string; body: Node } | null
  /** How the actions get on, of the live text; null: left out. */
  progress?: PlanProgress | null
  /** Files that a pack has besides, by path. */
  attachments: ReadonlyMap<string, Uint8Array>
  /** Texts that a pack has besides, each under its path without the extension. */
  papers?: readonly { path: string; document: Omit<ExportedDocument, 'papers'> }[]
}

/**
 * A format a document can leave in. Every word of the document has to be in what it writes; where it
 * is for the plans alone, every word of those.
 */
export interface ExportFormat {
  /** Of the file, without the dot. Formats are asked for by it, or by their name in the registry. */
  extension: string
  mediaType: string
  isPlansOnly?: true
  /** `process`: writing takes long or runs foreign code, so it is done in a process of its own. */
  writtenIn: 'place' | 'process'
  write(document: ExportedDocument): string | Uint8Array | Promise<string | Uint8Array>
}
