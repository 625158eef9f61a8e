import { expect, it } from 'vitest'
import { headerWords } from '../../../shared/page-header.ts'
import { documentSchema } from '../../../shared/schema/index.ts'

const cases: [name: string, attrs: Record<string, string> | null, words: string][] = [
  ['no page header', null, ''],
  [
    'everything',
    { stage: 'Final draft', version: '2.2', date: '08.06.09', period: '2009 - 2012' },
    'Final draft 08.06.09 – Version 2.2 – 2009 - 2012',
  ],
  ['only a version', { version: '1.0' }, 'Version 1.0'],
  [
    'a label of its own',
    { stage: 'Draft', label: 'Harbour partnership' },
    'Draft – Harbour partnership',
  ],
]

it.each(cases)('[ED42] what is printed on every page: %s', (_name, attrs, words) => {
  const content = attrs === null ? [] : [{ type: 'pageHeader', attrs }]
  expect(headerWords(documentSchema.nodeFromJSON({ type: 'doc', content }))).toBe(words)
})
