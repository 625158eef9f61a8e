import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditorView } from '@tiptap/pm/view'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { LIMITS } from '../../../shared/protocol.ts'
import { flushInput, positionInEditor, positionInYjs } from '../binding/index.ts'

/**
 * Where others are: their carets and selections, and their initial beside the action row they are
 * in. Own plugin because the usual one publishes one's caret again whenever anyone else types.
 */

const presenceKey = new PluginKey<DecorationSet>('presence')

/** Presence is sent at most this often, in ms. */
const PUBLISH_MS = 1000 / LIMITS.presencePerSecond

/** Somebody in the document. Names and colours are set by the server. */
export interface PersonHere {
  clientId: number
  name: string
  colour: number
  /** Relative positions as JSON; null while they are not in the text. */
  cursor: { anchor: unknown; head: unknown } | null
}

export interface PresenceOptions {
  fragment: Y.XmlFragment
  awareness: Awareness
}

export function presencePlugin({ fragment, awareness }: PresenceOptions): Plugin {
  return new Plugin<DecorationSet>({
    key: presenceKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, decorations) => {
        const fresh: unknown = tr.getMeta(presenceKey)
        if (fresh instanceof DecorationSet) return fresh
        return tr.docChanged ? decorations.map(tr.mapping, tr.doc) : decorations
      },
    },
    props: { decorations: (state) => presenceKey.getState(state) },
    view: (view) => {
      const publisher = publishCaret(view, fragment, awareness)
      const stopDrawing = drawOthers(view, fragment, awareness)
      return {
        update: publisher.update,
        destroy: () => {
          publisher.stop()
          stopDrawing()
        },
      }
    },
  })
}

/** Everybody else in the document, in the order they came. */
export function peopleHere(awareness: Awareness): PersonHere[] {
  const people: PersonHere[] = []
  for (const [clientId, state] of awareness.getStates()) {
    const person = clientId === awareness.clientID ? null : readPerson(clientId, state)
    if (person !== null) people.push(person)
  }
  return people
}

/** The place in the text where a person is, or null. For "go to where they are". */
export function placeOf(
  fragment: Y.XmlFragment,
  state: EditorState,
  person: PersonHere,
): number | null {
  return person.cursor === null ? null : resolve(fragment, state, person.cursor.head)
}

function publishCaret(view: EditorView, fragment: Y.XmlFragment, awareness: Awareness) {
  let timer: ReturnType<typeof setTimeout> | null = null
  let lastSent = -Infinity
  let published = ''
  const send = () => {
    timer = null
    lastSent = performance.now()
    const cursor = view.hasFocus() ? caretOf(view.state, fragment) : null
    const text = JSON.stringify(cursor)
    if (text === published) return
    published = text
    awareness.setLocalStateField('cursor', cursor)
  }
  const schedule = () => {
    timer ??= setTimeout(send, Math.max(0, lastSent + PUBLISH_MS - performance.now()))
  }
  view.dom.addEventListener('focus', schedule)
  view.dom.addEventListener('blur', schedule)
  return {
    update: (_view: EditorView, before: EditorState) => {
      if (!before.selection.eq(view.state.selection) || before.doc !== view.state.doc) schedule()
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      view.dom.removeEventListener('focus', schedule)
      view.dom.removeEventListener('blur', schedule)
      awareness.setLocalStateField('cursor', null)
    },
  }
}

function caretOf(state: EditorState, fragment: Y.XmlFragment): PersonHere['cursor'] {
  const { anchor, head } = state.selection
  const headInYjs = positionInYjs(fragment, state.doc, head, -1)
  const anchorInYjs = anchor === head ? headInYjs : positionInYjs(fragment, state.doc, anchor, -1)
  if (headInYjs === null || anchorInYjs === null) return null
  return {
    anchor: Y.relativePositionToJSON(anchorInYjs),
    head: Y.relativePositionToJSON(headInYjs),
  }
}

function drawOthers(view: EditorView, fragment: Y.XmlFragment, awareness: Awareness): () => void {
  let isQueued = false
  let isStopped = false
  const draw = () => {
    isQueued = false
    if (isStopped) return
    flushInput(view)
    const decorations = peopleHere(awareness).flatMap((person) =>
      decorationsOf(person, fragment, view.state),
    )
    const old = presenceKey.getState(view.state)
    if (decorations.length === 0 && (old === undefined || old === DecorationSet.empty)) return
    view.dispatch(
      view.state.tr.setMeta(presenceKey, DecorationSet.create(view.state.doc, decorations)),
    )
  }
  const handleChange = ({
    added,
    updated,
    removed,
  }: Record<'added' | 'updated' | 'removed', number[]>) => {
    const others = [...added, ...updated, ...removed].some((id) => id !== awareness.clientID)
    if (!others || isQueued) return
    isQueued = true
    queueMicrotask(draw)
  }
  awareness.on('change', handleChange)
  handleChange({ added: [-1], updated: [], removed: [] })
  return () => {
    isStopped = true
    awareness.off('change', handleChange)
  }
}

function decorationsOf(
  person: PersonHere,
  fragment: Y.XmlFragment,
  state: EditorState,
): Decoration[] {
  if (person.cursor === null) return []
  const head = resolve(fragment, state, person.cursor.head)
  if (head === null) return []
  const anchor = resolve(fragment, state, person.cursor.anchor) ?? head
  const decorations = [
    Decoration.widget(head, () => drawCaret(person), {
      key: `caret-${person.clientId}-${person.name}-${person.colour}`,
      side: 10,
      ignoreSelection: true,
    }),
  ]
  if (anchor !== head) {
    const range = { class: `selection-of-person person-${person.colour}` }
    decorations.push(Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), range))
  }
  const row = rowAround(state, head)
  if (row !== null) {
    const initial = Array.from(person.name)[0]?.toUpperCase() ?? ''
    const marks = { class: `row-with-person person-${person.colour}`, 'data-initial': initial }
    decorations.push(Decoration.node(row.from, row.to, marks))
  }
  return decorations
}

function drawCaret({ name, colour }: PersonHere): HTMLElement {
  const caret = document.createElement('span')
  caret.className = `caret-of-person person-${colour}`
  // Screen readers would read the name in the middle of a word; who is here is said elsewhere. The
  // name is drawn by the style sheet, so that it is never part of the text that is copied.
  caret.setAttribute('aria-hidden', 'true')
  caret.dataset['name'] = name
  return caret
}

function rowAround(state: EditorState, position: number): { from: number; to: number } | null {
  const $position = state.doc.resolve(position)
  for (let depth = $position.depth; depth > 0; depth--) {
    if ($position.node(depth).type.name !== 'actionRow') continue
    return { from: $position.before(depth), to: $position.after(depth) }
  }
  return null
}

function resolve(fragment: Y.XmlFragment, state: EditorState, json: unknown): number | null {
  if (typeof json !== 'object' || json === null) return null
  return positionInEditor(fragment, state.doc, Y.createRelativePositionFromJSON(json))
}

function readPerson(clientId: number, state: Record<string, unknown>): PersonHere | null {
  const user: unknown = state['user']
  if (typeof user !== 'object' || user === null) return null
  const { name, colour } = user as Record<string, unknown> // checked below
  if (typeof name !== 'string' || typeof colour !== 'number') return null
  const cursor: unknown = state['cursor']
  const hasCursor =
    typeof cursor === 'object' && cursor !== null && 'head' in cursor && 'anchor' in cursor
  return {
    clientId,
    name: name.slice(0, 60),
    colour: Math.abs(Math.trunc(colour)) % 12,
    cursor: hasCursor ? { anchor: cursor.anchor, head: cursor.head } : null,
  }
}
