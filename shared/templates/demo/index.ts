import type { DocumentKind } from '../../api.ts'
import type { DocumentJson } from '../../schema/document-json.ts'
import { demoActionPlan } from './action-plan.ts'
import { demoCharter } from './charter.ts'
import { demoStrategy } from './strategy.ts'

export interface DemoDocument {
  title: string
  kind: DocumentKind
  build(): DocumentJson
}

/** A made-up partnership to look around in: what a first start shows. */
export const DEMO_DOCUMENTS: readonly DemoDocument[] = [
  { title: 'Our Merrowdale charter', kind: 'charter', build: demoCharter },
  { title: 'Heard in Merrowdale: action plan', kind: 'actionPlan', build: demoActionPlan },
  { title: 'Heard in Merrowdale: involvement strategy', kind: 'strategy', build: demoStrategy },
]
