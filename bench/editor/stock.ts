import { Editor, Extension } from '@tiptap/core'
import { yCursorPlugin, ySyncPlugin, yUndoPlugin } from '@tiptap/y-tiptap'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { BODY, documentExtensions } from '../../shared/schema/index.ts'

/**
 * The comparison: Tiptap with the plugins of y-tiptap as its collaboration extensions register
 * them, over the same schema, document, protocol and server. Address: ?server=ws://…&document=ID&name=…
 */
const params = new URLSearchParams(location.search)
const doc = new Y.Doc()
const provider = new WebsocketProvider(
  `${params.get('server')}/sync`,
  params.get('document') ?? '',
  doc,
  {
    disableBc: true,
  },
)
provider.awareness.setLocalStateField('user', { name: params.get('name'), color: '#5b3fc4' })
provider.once('sync', () => {
  const editor = new Editor({
    element: document.querySelector('#editor'),
    extensions: [
      ...documentExtensions,
      Extension.create({
        name: 'collaboration',
        addProseMirrorPlugins: () => [
          ySyncPlugin(doc.getXmlFragment(BODY)),
          yUndoPlugin(),
          yCursorPlugin(provider.awareness),
        ],
      }),
    ],
  })
  document.body.dataset['ready'] = String(editor.isEditable)
})
