import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { isFromYjs } from './sync.ts'

/**
 * Gives every block that this person makes an id, and a fresh one to the copy when a paste, a
 * split or a duplicate brings an id twice. Others' blocks are never touched: two clients giving
 * ids to the same block would each win somewhere.
 */
export function identityPlugin(newId: () => string): Plugin {
  return new Plugin({
    appendTransaction: (transactions, before, after) => {
      const local = transactions.filter((tr) => tr.docChanged && !isFromYjs(tr))
      if (!local.some(bringsBlocks)) return null
      return giveIds(local, before, after, newId)
    },
  })
}

/** Whether a step puts blocks into the document, as against words only: the usual keystroke. */
function bringsBlocks(tr: Transaction): boolean {
  return tr.steps.some((step) => {
    const slice: unknown = 'slice' in step ? step.slice : null
    if (typeof slice !== 'object' || slice === null) return false
    const { content, openStart } = slice as { content: Node['content']; openStart: number } // a Slice
    if (openStart > 0) return true
    let has = false
    content.forEach((node) => {
      if (!node.isText) has = true
    })
    return has
  })
}

function giveIds(
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState,
  newId: () => string,
): Transaction | null {
  const places = new Map<string, number[]>()
  const nameless: number[] = []
  after.doc.descendants((node, position) => {
    if (node.type.spec.attrs?.['id'] === undefined) return
    const id: unknown = node.attrs['id']
    if (typeof id !== 'string' || id === '') nameless.push(position)
    else places.set(id, [...(places.get(id) ?? []), position])
  })
  const several = [...places].filter(([, positions]) => positions.length > 1)
  // What stood twice before, because two people moved it, is for the server to settle.
  const times = several.length === 0 ? new Map<string, number>() : timesIn(before)
  const twice = several.filter(([id, positions]) => positions.length > (times.get(id) ?? 0))
  if (nameless.length === 0 && twice.length === 0) return null

  const originals =
    twice.length === 0 ? new Map<string, number>() : placesBefore(before, transactions)
  const tr = after.tr
  for (const position of nameless) tr.setNodeAttribute(position, 'id', newId())
  for (const [id, positions] of twice) {
    const kept = originals.get(id)
    const keeper = kept !== undefined && positions.includes(kept) ? kept : positions[0]
    for (const position of positions) {
      if (position !== keeper) tr.setNodeAttribute(position, 'id', newId())
    }
  }
  return tr
}

function timesIn({ doc }: EditorState): Map<string, number> {
  const times = new Map<string, number>()
  doc.descendants((node) => {
    const id: unknown = node.attrs['id']
    if (typeof id === 'string') times.set(id, (times.get(id) ?? 0) + 1)
  })
  return times
}

/** Where the blocks that had an id before the change stand after it. */
function placesBefore(
  before: EditorState,
  transactions: readonly Transaction[],
): Map<string, number> {
  const places = new Map<string, number>()
  before.doc.descendants((node, position) => {
    const id: unknown = node.attrs['id']
    if (typeof id !== 'string') return
    let deleted = false
    let at = position
    for (const tr of transactions) {
      const result = tr.mapping.mapResult(at, 1)
      at = result.pos
      deleted ||= result.deletedAfter
    }
    if (!deleted) places.set(id, at)
  })
  return places
}
