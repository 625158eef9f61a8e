import type { Mark } from '@tiptap/pm/model'
import type { Command, EditorState } from '@tiptap/pm/state'
import { isSafeLink } from '../../../shared/schema/marks.ts'
import { markType } from '../node-types.ts'

/** The link at the caret or in the selection: its address and the words it covers. */
export interface LinkHere {
  from: number
  to: number
  href: string
}

export function linkAt(state: EditorState): LinkHere | null {
  const type = markType(state.schema, 'link')
  const { $from, from, to, empty } = state.selection
  const mark = empty
    ? (type.isInSet($from.marks()) ?? linkBeside(state))
    : firstLink(state, from, to)
  if (mark === undefined) return null
  const href: unknown = mark.attrs['href']
  const range = extentOf(state, mark)
  return { ...range, href: typeof href === 'string' ? href : '' }
}

/**
 * Links the selection (or the link at the caret, or newly typed `words`) to an address.
 * Fails for an address of an unsafe scheme.
 */
export function setLink({ href, words }: { href: string; words: string }): Command {
  return (state, dispatch) => {
    const address = withScheme(href)
    if (!isSafeLink(address)) return false
    const mark = markType(state.schema, 'link').create({ href: address })
    const here = linkAt(state)
    const { from, to, empty } = state.selection
    const range = here ?? { from, to }
    const tr = state.tr
    if (here === null && empty) {
      tr.insert(from, state.schema.text(words.trim() || address, [mark]))
    } else {
      tr.removeMark(range.from, range.to, mark.type).addMark(range.from, range.to, mark)
    }
    dispatch?.(tr.removeStoredMark(mark.type).scrollIntoView())
    return true
  }
}

export const removeLink: Command = (state, dispatch) => {
  const here = linkAt(state)
  if (here === null) return false
  dispatch?.(state.tr.removeMark(here.from, here.to, markType(state.schema, 'link')))
  return true
}

/** "www.example.org" and "someone@example.org" as people type them, with their scheme. */
export function withScheme(typed: string): string {
  const address = typed.trim()
  if (/^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(address)) return `mailto:${address}`
  if (/^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(address)) return `https://${address}`
  return address
}

function linkBeside(state: EditorState): Mark | undefined {
  const { nodeAfter, nodeBefore } = state.selection.$from
  const type = markType(state.schema, 'link')
  return type.isInSet(nodeBefore?.marks ?? []) ?? type.isInSet(nodeAfter?.marks ?? [])
}

function firstLink(state: EditorState, from: number, to: number): Mark | undefined {
  let found: Mark | undefined
  state.doc.nodesBetween(from, to, (node) => {
    found ??= markType(state.schema, 'link').isInSet(node.marks)
  })
  return found
}

function extentOf(state: EditorState, mark: Mark): { from: number; to: number } {
  const { $from } = state.selection
  const start = $from.start()
  let from = $from.pos
  let to = $from.pos
  let run: { from: number; to: number } | null = null
  $from.parent.forEach((child, offset) => {
    const isLinked = mark.isInSet(child.marks)
    const at = start + offset
    if (!isLinked) run = null
    else run = { from: run?.from ?? at, to: at + child.nodeSize }
    if (run !== null && run.from <= $from.pos && run.to >= $from.pos) ({ from, to } = run)
  })
  return { from, to: Math.max(to, state.selection.to) }
}
