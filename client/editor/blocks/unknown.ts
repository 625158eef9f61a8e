import type { NodeViewConstructor } from '@tiptap/pm/view'

/** A part this version cannot show. It stays in the document as it is. */
export const unknownBlockView: NodeViewConstructor = () => {
  const dom = document.createElement('div')
  dom.className = 'unknown-part'
  dom.contentEditable = 'false'
  dom.textContent =
    'This part was made with a newer version of Folkmoot. It is kept as it is. Reload the page to see it.'
  return { dom, ignoreMutation: () => true }
}

export const unknownInlineView: NodeViewConstructor = () => {
  const dom = document.createElement('span')
  dom.className = 'unknown-part'
  dom.contentEditable = 'false'
  dom.textContent = 'newer part'
  return { dom, ignoreMutation: () => true }
}
