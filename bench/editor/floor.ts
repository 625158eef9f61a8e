import { Editor } from '@tiptap/core'
import { documentExtensions } from '../../shared/schema/index.ts'

/**
 * The floor: an editor of the same schema and document with nothing around it, no collaboration, no
 * history, no readings. Address: ?content=ADDRESS of the document's JSON
 */
const content = new URLSearchParams(location.search).get('content') ?? ''
const response = await fetch(content)
const editor = new Editor({
  element: document.querySelector('#editor'),
  extensions: [...documentExtensions],
  content: (await response.json()) as object, // written by run.ts
})
document.body.dataset['ready'] = String(editor.isEditable)
