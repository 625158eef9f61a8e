import { Fragment } from '@tiptap/pm/model'
import type { Node } from '@tiptap/pm/model'
import type { VersionSummary } from '../../shared/api-versions.ts'
import type { YouSaidResponse } from '../../shared/answers.ts'
import { WHOLE_DOCUMENT } from '../../shared/comments/anchor.ts'
import type { Anchor } from '../../shared/comments/anchor.ts'
import type { Thread } from '../../shared/comments/thread.ts'
import type { YoungReading } from '../../shared/consultations.ts'
import { documentSchema } from '../../shared/schema/index.ts'
import { read } from './at-door.ts'
import type { Visitor } from './at-door.ts'
import { startYouthGroup } from './young.ts'

/** A plan that a youth group may comment on, and one of them at it. */
export async function startAsking() {
  const youth = await startYouthGroup()
  const request = { template: 'actionPlanByPriority', title: 'A plan for Northmere' }
  const { id } = await read<{ id: string }>(
    await youth.owner.ask('POST', '/api/documents', request),
  )
  const shared = { as: 'commenter', until: null }
  await read(await youth.owner.ask('PUT', `/api/documents/${id}/shares/${youth.group}`, shared))
  const kit = await youth.join((await youth.makeLink()).code)
  const reading = await read<YoungReading>(
    await youth.owner.ask('GET', `/api/documents/${id}/reading`),
  )
  let keys = 0
  const say = async (
    who: Visitor,
    body: string,
    { people = 1, section = 0, anchor, ...more }: SayOptions = {},
  ) => {
    const block = reading.sections[section]?.id ?? ''
    return read<Thread>(
      await who.ask('POST', `/api/documents/${id}/threads`, {
        key: `key${String(++keys).padStart(20, '0')}`,
        anchor: anchor ?? { ...WHOLE_DOCUMENT, on: 'section', block, quote: 'A heading' },
        visibility: 'visible',
        body,
        people,
        ...more,
      }),
    )
  }
  const post = (who: Visitor, more: object) =>
    who.ask('POST', `/api/documents/${id}/threads`, {
      key: `key${String(++keys).padStart(20, '0')}`,
      anchor: WHOLE_DOCUMENT,
      visibility: 'visible',
      body: 'Words',
      ...more,
    })
  const answer = (threads: string[], more: object = {}) =>
    youth.owner.ask('POST', `/api/documents/${id}/answers`, {
      threads,
      said: 'There should be more buses.',
      theme: 'Getting about',
      outcome: 'cannot',
      words: 'The bus company decides. We have asked them.',
      reason: 'others',
      passedTo: '',
      change: null,
      ...more,
    })
  const youSaid = async (who: Visitor = youth.owner) =>
    read<YouSaidResponse>(await who.ask('GET', `/api/documents/${id}/you-said`))
  /** Writes these words into the text anew: a block, or the cell of a row. */
  const rewrite = (place: string, words: string, column: string | null = null) =>
    youth.live.edit(id, (body) => rewritten(body, { place, words, column }))
  const makeVersion = async (number: string) => {
    const label = { stage: 'consultation', number, date: '2026-03-02', note: '' }
    return read<VersionSummary>(
      await youth.owner.ask('POST', `/api/documents/${id}/versions`, label),
    )
  }
  return { ...youth, id, kit, reading, say, post, answer, youSaid, rewrite, makeVersion }
}

interface SayOptions {
  people?: number
  from?: string
  mayQuote?: boolean
  section?: number
  anchor?: Anchor
}

function rewritten(
  node: Node,
  { place, words, column }: { place: string; words: string; column: string | null },
  isIn = false,
): Node {
  const isThere = isIn || node.attrs['id'] === place
  const isIt = isThere && (column === null || node.attrs['key'] === column)
  if (isIt && node.isTextblock) return node.copy(Fragment.from(documentSchema.text(words)))
  if (node.isLeaf) return node
  const next = { place, words, column: isIt ? null : column }
  return node.copy(Fragment.from(node.children.map((child) => rewritten(child, next, isThere))))
}
