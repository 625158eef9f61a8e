import { Plugin, PluginKey, Selection, TextSelection } from '@tiptap/pm/state'
import type { Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { readDocument } from '../../../shared/schema/y-document.ts'
import type { Mapping, YContainer, YContent } from '../../../shared/schema/y-document.ts'
import { patchNode } from './patch.ts'
import { watchInput } from './pending-input.ts'
import { followCaret, leaveLostBlock } from './lost-block.ts'
import { remember } from '../../../shared/writing/mapping.ts'
import { writeNode } from '../../../shared/writing/write.ts'

/**
 * Ties a ProseMirror editor to a Yjs fragment, in both directions and only where something
 * changed. Rules: [BI…] in docs/SPEC.md; why it is our own: docs/decisions/0002.
 */

const syncKey = new PluginKey<SyncState>('sync')

interface SyncState {
  binding: Binding
}

/** What a transaction that came from Yjs carries as meta. */
interface RemoteMeta {
  isUndo: boolean
}

/** True for transactions that bring in what is already in Yjs: others' edits, undo, the first load. */
export function isFromYjs(tr: Transaction): boolean {
  return tr.getMeta(syncKey) !== undefined
}

/** The plugin. The editor must start empty; the text is there when its view is made. */
export function syncPlugin(fragment: Y.XmlFragment): { plugin: Plugin; origin: object } {
  const binding = new Binding(fragment)
  const plugin = new Plugin<SyncState>({
    key: syncKey,
    state: { init: () => ({ binding }), apply: (_tr, value) => value },
    view: (view) => {
      binding.connect(view)
      return {
        update: (_view, previous) => {
          if (previous.doc !== view.state.doc) binding.write()
        },
        destroy: () => binding.disconnect(),
      }
    },
  })
  return { plugin, origin: binding }
}

class Binding {
  readonly #fragment: Y.XmlFragment
  readonly #mapping: Mapping = new Map()
  #view: EditorView | null = null
  #isReading = false
  #stopWatching: () => void = () => {}

  constructor(fragment: Y.XmlFragment) {
    this.#fragment = fragment
  }

  connect(view: EditorView): void {
    this.#view = view
    this.#fragment.observeDeep(this.#handleYjs)
    if (this.#fragment.doc !== null) this.#stopWatching = watchInput(this.#fragment.doc, view)
    this.#read({ isUndo: false }, { isFirst: true })
  }

  disconnect(): void {
    this.#fragment.unobserveDeep(this.#handleYjs)
    this.#stopWatching()
    this.#view = null
  }

  /** Brings Yjs up to date with the editor. Nothing happens when they agree. */
  write(): void {
    const view = this.#view
    const doc = this.#fragment.doc
    if (view === null || doc === null || this.#isReading) return
    if (this.#mapping.get(this.#fragment) === view.state.doc) return
    const { selection } = view.state
    const caret = selection instanceof TextSelection && selection.empty ? selection.head : null
    doc.transact(() => writeNode(this.#fragment, view.state.doc, this.#mapping, caret), this)
  }

  readonly #handleYjs = (_events: unknown, transaction: Y.Transaction): void => {
    if (transaction.origin === this) return
    for (const types of [transaction.changed, transaction.changedParentTypes]) {
      // Only XML types can be below this fragment.
      for (const type of types.keys())
        this.#mapping.delete(type as unknown as YContainer | YContent)
    }
    this.#mapping.delete(this.#fragment)
    this.#read({ isUndo: transaction.origin instanceof Y.UndoManager })
  }

  #read(meta: RemoteMeta, { isFirst } = { isFirst: false }): void {
    const view = this.#view
    if (view === null) return
    const before = view.state.doc
    const after = readDocument(this.#fragment, view.state.schema, this.#mapping)
    const tr = view.state.tr
    patchNode(tr, before, after, 0)
    remember(this.#fragment, tr.doc, this.#mapping)
    // In an empty document everything is selected; the first letter must not replace what arrived.
    if (isFirst || before.childCount === 0) {
      const inText = Selection.findFrom(tr.doc.resolve(0), 1, true)
      tr.setSelection(inText ?? Selection.atStart(tr.doc))
    }
    const lost = meta.isUndo ? null : followCaret(view, tr)
    tr.setMeta(syncKey, meta).setMeta('addToHistory', false)
    this.#isReading = true
    try {
      view.dispatch(tr)
    } finally {
      this.#isReading = false
    }
    if (lost !== null) leaveLostBlock(view, lost)
    this.write() // what other plugins appended to the transaction, if anything
  }
}
