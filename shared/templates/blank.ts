import { document, p } from './blocks.ts'
import type { Template } from './template.ts'

export const blank: Template = {
  key: 'blank',
  name: 'Blank document',
  kind: 'other',
  about: 'An empty page.',
  build: () => document(p()),
}
