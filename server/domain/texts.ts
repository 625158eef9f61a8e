import type { Node } from '@tiptap/pm/model'
import type { DocumentJson } from '../../shared/schema/document-json.ts'
import { documentSchema } from '../../shared/schema/index.ts'
import { bodyFromState, firstUpdate } from './body.ts'
import { summariseBody } from './summary.ts'
import type { BodySummary } from './summary.ts'

/** Turns stored texts into documents and back. Of a long one that takes seconds. */
export interface Texts {
  read(state: Uint8Array): Promise<Node>
  summarise(state: Uint8Array): Promise<BodySummary>
  seed(body: Node): Promise<Uint8Array>
}

/** Does it at once, while everybody else waits. */
export const textsHere: Texts = {
  read: async (state) => bodyFromState(state),
  summarise: async (state) => summariseBody(bodyFromState(state)),
  seed: async (body) => firstUpdate(body),
}

/** What can be asked of another thread, and what it answers: documents go as JSON text. */
export type TextJob = { do: 'read' | 'summarise'; state: Uint8Array } | { do: 'seed'; body: string }
export type TextAnswer = string | BodySummary | Uint8Array

export function doTextJob(job: TextJob): TextAnswer {
  switch (job.do) {
    case 'read':
      return JSON.stringify(bodyFromState(job.state).toJSON())
    case 'summarise':
      return summariseBody(bodyFromState(job.state))
    case 'seed':
      return firstUpdate(bodyFromText(job.body))
  }
}

/** A document that was written as JSON text by this program. */
export function bodyFromText(text: string): Node {
  const json = JSON.parse(text) as DocumentJson // written by `toJSON` of a document
  return documentSchema.nodeFromJSON(json)
}
