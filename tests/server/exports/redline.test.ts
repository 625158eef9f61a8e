import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { writeDocx } from '../../../server/exports/docx/write.ts'
import { readWordFile } from '../../../server/imports/docx/reader.ts'
import { giveIds } from '../../../shared/schema/identity.ts'
import { documentSchema } from '../../../shared/schema/index.ts'
import type { DocumentJson } from '../../../shared/schema/document-json.ts'
import {
  bullets,
  clause,
  document,
  group,
  h,
  numbered,
  p,
  plan,
  row,
  table,
} from '../../../shared/templates/blocks.ts'
import { asExported } from '../../support/exported.ts'

type Edit = (json: DocumentJson) => void

const first = (): DocumentJson =>
  document(
    h(1, 'Harbour plan'),
    numbered(2, 'Being heard'),
    clause('We meet weekly in the net loft'),
    clause('We answer within six weeks'),
    p('A closing line'),
    bullets('first point', 'second point'),
    table(['Who', 'Since'], ['Net loft', '2024']),
    plan(
      'priorityPlan4',
      group(
        'Priority 1: Being heard',
        row({ objective: 'Meet', action: 'Book the hall', timescale: 'May 2026', lead: 'IK' }),
        row({ objective: 'Answer', action: 'Write back', timescale: 'June 2026', lead: 'TM' }),
      ),
    ),
  )

const edits: [name: string, edit: Edit][] = [
  ['words replaced', (json) => replaceText(json, 'weekly', 'monthly')],
  ['a date in a cell', (json) => replaceText(json, 'May 2026', 'December 2026')],
  ['a clause removed', (json) => void json.content?.splice(3, 1)],
  ['a paragraph added', (json) => void json.content?.splice(4, 0, p('Something new'))],
  ['a list item added', (json) => void listItems(json).push(...(bullets('third').content ?? []))],
  ['a row removed', (json) => void rows(json).splice(2, 1)],
  [
    'a row added',
    (json) => void rows(json).push(row({ objective: 'Listen', action: 'Ask', lead: 'IK' })),
  ],
  ['a group renamed', (json) => replaceText(json, 'Priority 1: Being heard', 'Priority 1: Heard')],
  ['nothing at all', () => undefined],
]

describe('a Word file of what changed', () => {
  it.each(edits)(
    '[EX13] %s: accepting gives the later text, rejecting the earlier',
    async (_, edit) => {
      let count = 0
      const before = giveIds(documentSchema.nodeFromJSON(first()), () => `id${(count += 1)}`)
      const json: DocumentJson = before.toJSON()
      edit(json)
      const after = giveIds(documentSchema.nodeFromJSON(json), () => `new${(count += 1)}`)
      const bytes = await writeDocx(
        asExported('Harbour plan', after, { since: { label: 'Version 2.1', body: before } }),
      )
      expect(await wordsIn(bytes, 'accept')).toEqual(wordsOf(after))
      expect(await wordsIn(bytes, 'reject')).toEqual(wordsOf(before))
    },
  )

  it('[EX13] says since when, and a mark in the text itself changes nothing', async () => {
    const marked: DocumentJson = document({
      type: 'paragraph',
      content: [
        {
          type: 'text',
          text: 'Not a change',
          marks: [{ type: 'unknownMark', attrs: { name: 'folkmoot:change', value: 'removed' } }],
        },
      ],
    })
    const body = documentSchema.nodeFromJSON(marked)
    const bytes = await writeDocx(asExported('Plan', body))
    expect(await wordsIn(bytes, 'accept')).toEqual(['Not a change'])
  })
})

async function wordsIn(bytes: Uint8Array, trackedChanges: 'accept' | 'reject') {
  const { body } = await readWordFile({ fileName: 'a.docx', bytes, trackedChanges })
  return wordsOf(documentSchema.nodeFromJSON(body))
}

function wordsOf(body: Node): string[] {
  const lines: string[] = []
  body.descendants((node) => {
    if (node.isTextblock && node.textContent !== '') lines.push(node.textContent)
    return !node.isTextblock
  })
  return lines
}

function replaceText(json: DocumentJson, from: string, to: string): void {
  if (json.text !== undefined) json.text = json.text.replace(from, to)
  for (const child of json.content ?? []) replaceText(child, from, to)
}

function listItems(json: DocumentJson) {
  return json.content?.find(({ type }) => type === 'bulletList')?.content ?? []
}

function rows(json: DocumentJson) {
  const found = json.content?.find(({ type }) => type === 'actionTable')
  return found?.content?.find(({ type }) => type === 'actionGroup')?.content ?? []
}
