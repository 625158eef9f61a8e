import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import type { Anchor } from '../../../shared/comments/anchor.ts'
import { readAnchorText } from '../../../shared/comments/anchor-text.ts'
import { resolveAnchor } from '../../../shared/comments/resolve-anchor.ts'
import type { Found } from '../../../shared/comments/resolve-anchor.ts'
import type { Target } from '../../../shared/comments/make-anchor.ts'
import { flushInput } from '../binding/index.ts'

/**
 * Threads drawn at their places in the text, as decorations: nothing in the text changes. Places
 * follow edits by mapping; anchors are looked for anew once the text has been quiet for a moment.
 */

/** A thread as the text shows it. */
export interface Mark {
  id: string
  anchor: Anchor
  /** Young people's words have their own colour. */
  isVoice: boolean
  isOpen: boolean
}

interface Comments {
  marks: readonly Mark[]
  found: ReadonlyMap<string, Found>
  decorations: DecorationSet
  /** The thread that was chosen, in the text or beside it; `turn` counts choices. */
  chosen: { id: string | null; turn: number }
  /** Somebody wants to comment on this; `turn` counts wishes. */
  wish: { target: Target; turn: number } | null
}

const commentsKey = new PluginKey<Comments>('comments')

const NONE: Comments = {
  marks: [],
  found: new Map(),
  decorations: DecorationSet.empty,
  chosen: { id: null, turn: 0 },
  wish: null,
}

const QUIET_MS = 600
/** Where somebody always types; places follow edits by mapping until then. */
const LATEST_MS = 30_000
/** At most this long at a time, in ms, so that a key pressed meanwhile is not kept waiting. */
const SLICE_MS = 6
/** As many are drawn wherever they are. */
const FEW_MARKS = 60
const SCROLL_MS = 100

export function commentsPlugin(fragment: Y.XmlFragment): Plugin<Comments> {
  return new Plugin<Comments>({
    key: commentsKey,
    state: {
      init: () => NONE,
      apply(tr, comments) {
        const next: Partial<Comments> | undefined = tr.getMeta(commentsKey)
        const moved =
          tr.docChanged && comments.marks.length > 0
            ? { ...comments, decorations: comments.decorations.map(tr.mapping, tr.doc) }
            : comments
        return next === undefined ? moved : { ...moved, ...next }
      },
    },
    props: {
      decorations: (state) => commentsKey.getState(state)?.decorations,
      handleClick(view, _position, event) {
        const id = threadUnder(event.target)
        if (id !== null) chooseThread(id)(view.state, view.dispatch)
        return false
      },
    },
    view: (view) => drawWhenQuiet(view, fragment),
  })
}

export function commentsOf(state: EditorState): Comments {
  return commentsKey.getState(state) ?? NONE
}

/** Draws these threads from now on. */
export function showMarks(marks: readonly Mark[]): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(commentsKey, { marks }).setMeta('addToHistory', false))
    return true
  }
}

/** Makes a thread the one that is looked at; null: none. */
export function chooseThread(id: string | null): Command {
  return (state, dispatch) => {
    const { chosen } = commentsOf(state)
    dispatch?.(state.tr.setMeta(commentsKey, { chosen: { id, turn: chosen.turn + 1 } }))
    return true
  }
}

export function wishToComment(target: Target): Command {
  return (state, dispatch) => {
    const turn = (commentsOf(state).wish?.turn ?? 0) + 1
    dispatch?.(state.tr.setMeta(commentsKey, { wish: { target, turn } }))
    return true
  }
}

/** The comment was written, or is not wanted any more. */
export const endWish: Command = (state, dispatch) => {
  dispatch?.(state.tr.setMeta(commentsKey, { wish: null }))
  return true
}

function drawWhenQuiet(view: EditorView, fragment: Y.XmlFragment) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitingSince: number | null = null
  let run = 0
  let scrollTimer: ReturnType<typeof setTimeout> | undefined
  /** The text that was looked through last. */
  let lookedAt: Node | null = null

  function look(): void {
    if (view.composing) return schedule(QUIET_MS)
    const { marks } = commentsOf(view.state)
    waitingSince = null
    if (marks.length === 0 && commentsOf(view.state).decorations === DecorationSet.empty) return
    flushInput(view) // what is shown and what is shared are the same then
    const { doc } = view.state
    const text = readAnchorText(doc, fragment)
    const found = new Map<string, Found>()
    const mine = ++run
    let next = 0
    const go = (): void => {
      if (mine !== run) return
      if (view.state.doc !== doc) return schedule(QUIET_MS)
      const end = performance.now() + SLICE_MS
      while (next < marks.length && performance.now() < end) {
        const mark = marks[next++]
        if (mark !== undefined) found.set(mark.id, resolveAnchor(text, mark.anchor))
      }
      if (next < marks.length) timer = setTimeout(go, 0)
      else draw(marks, found)
    }
    go()
  }

  function draw(marks: readonly Mark[], found: ReadonlyMap<string, Found>): void {
    const { doc } = view.state
    lookedAt = doc
    const near = marksNear(view, marks, found)
    const drawn = near.flatMap((mark) => decorationOf(doc, mark, found.get(mark.id)) ?? [])
    const decorations = DecorationSet.create(doc, drawn)
    const tr = view.state.tr.setMeta(commentsKey, { found, decorations })
    view.dispatch(tr.setMeta('addToHistory', false))
  }

  /** Marks are drawn where somebody looks: elements all over the text would slow every key. */
  function handleScroll(): void {
    clearTimeout(scrollTimer)
    scrollTimer = setTimeout(() => {
      const { marks, found } = commentsOf(view.state)
      if (marks.length > FEW_MARKS && lookedAt === view.state.doc) draw(marks, found)
    }, SCROLL_MS)
  }
  window.addEventListener('scroll', handleScroll, { capture: true, passive: true })

  function schedule(quietMs: number): void {
    const time = performance.now()
    waitingSince ??= time
    clearTimeout(timer)
    run += 1
    timer = setTimeout(look, Math.min(quietMs, Math.max(0, waitingSince + LATEST_MS - time)))
  }

  return {
    update(_view: EditorView, before: EditorState) {
      if (commentsOf(before).marks !== commentsOf(view.state).marks) schedule(0)
      else if (before.doc !== view.state.doc) schedule(QUIET_MS)
    },
    destroy: () => {
      run += 1
      clearTimeout(timer)
      clearTimeout(scrollTimer)
      window.removeEventListener('scroll', handleScroll, { capture: true })
    },
  }
}

/** Those within a screen of what is seen; all of them where there are few. */
function marksNear(
  view: EditorView,
  marks: readonly Mark[],
  found: ReadonlyMap<string, Found>,
): readonly Mark[] {
  if (marks.length <= FEW_MARKS) return marks
  const placed = marks
    .flatMap((mark) => {
      const place = found.get(mark.id)
      return place === undefined || place.state === 'gone' ? [] : [{ mark, at: place.from }]
    })
    .sort((one, other) => one.at - other.at)
  const firstBelow = (top: number): number => {
    let [low, high] = [0, placed.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (view.coordsAtPos(placed[middle]?.at ?? 0).top < top) low = middle + 1
      else high = middle
    }
    return low
  }
  const { innerHeight } = window
  return placed.slice(firstBelow(-innerHeight), firstBelow(2 * innerHeight)).map(({ mark }) => mark)
}

function decorationOf(doc: Node, mark: Mark, found: Found | undefined): Decoration | null {
  if (found === undefined || found.state === 'gone' || !mark.isOpen) return null
  const { id, anchor, isVoice } = mark
  const attributes = { class: `commented ${isVoice ? 'is-voice' : ''}`, 'data-thread': id }
  if (anchor.on === 'document') return null
  if (anchor.on === 'words') return Decoration.inline(found.from, found.to, attributes)
  const around = blockAround(doc, found.from, anchor.on)
  return around === null
    ? null
    : Decoration.node(around.from, around.to, {
        ...attributes,
        class: `${attributes.class} commented-block`,
      })
}

const AROUND: Partial<Record<Anchor['on'], string>> = { cell: 'actionCell', row: 'actionRow' }

/** The line, cell or row at a position. */
export function blockAround(
  doc: Node,
  position: number,
  on: Anchor['on'],
): { from: number; to: number } | null {
  const here = doc.nodeAt(position)
  const name = AROUND[on]
  const fits = (node: Node) => (name === undefined ? node.isTextblock : node.type.name === name)
  if (here !== null && (fits(here) || here.type.name === 'actionRow')) {
    return { from: position, to: position + here.nodeSize }
  }
  const $position = doc.resolve(position)
  for (let depth = $position.depth; depth > 0; depth--) {
    if (fits($position.node(depth)))
      return { from: $position.before(depth), to: $position.after(depth) }
  }
  return null
}

function threadUnder(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null
  return target.closest('[data-thread]')?.getAttribute('data-thread') ?? null
}
