import { EditorState } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { bindingPlugins } from '../../client/editor/binding/index.ts'
import { BODY, documentSchema } from '../../shared/schema/index.ts'

/** An editor over a Yjs document of its own, without a page around it (jsdom). */
export interface EditorPeer {
  doc: Y.Doc
  fragment: Y.XmlFragment
  view: EditorView
  /** Takes in what the other peer has and this one has not. */
  pull(from: Y.Doc): void
  destroy(): void
}

export function createEditorPeer(name: string, start?: Uint8Array): EditorPeer {
  const doc = new Y.Doc()
  doc.clientID = clientIdOf(name)
  if (start !== undefined) Y.applyUpdate(doc, start)
  const fragment = doc.getXmlFragment(BODY)
  let ids = 0
  const state = EditorState.create({
    schema: documentSchema,
    plugins: bindingPlugins({ fragment, newId: () => `${name}-${++ids}` }),
  })
  const view = new EditorView(document.createElement('div'), { state })
  return {
    doc,
    fragment,
    view,
    pull: (from) =>
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(from, Y.encodeStateVector(doc)), 'peer'),
    destroy: () => {
      view.destroy()
      doc.destroy()
    },
  }
}

function clientIdOf(name: string): number {
  return [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0
}
