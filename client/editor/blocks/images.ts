import type { Command } from '@tiptap/pm/state'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView, NodeViewConstructor } from '@tiptap/pm/view'
import { nodeType } from '../node-types.ts'
import { ask } from '../prompt.ts'
import { insertBlock } from './insert.ts'

export function insertImage({ content, alt }: { content: string; alt: string }): Command {
  return insertBlock((state) => nodeType(state.schema, 'image').create({ content, alt }))
}

export function describeImage(position: number, alt: string): Command {
  return (state, dispatch) => {
    if (state.doc.nodeAt(position)?.type.name !== 'image') return false
    dispatch?.(state.tr.setNodeAttribute(position, 'alt', alt.trim()))
    return true
  }
}

/** A picture with a button that says what it shows, or asks for it. */
export const imageView: NodeViewConstructor = (first, view, getPos) => {
  let node = first
  const dom = document.createElement('figure')
  dom.className = 'picture'
  const picture = document.createElement('img')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'picture-words'
  button.addEventListener('click', () => {
    const position = getPos()
    if (position !== undefined) ask({ kind: 'image', position })(view.state, view.dispatch)
  })
  dom.append(picture, button)
  const draw = (): void => {
    const alt = String(node.attrs['alt'])
    const content: unknown = node.attrs['content']
    if (typeof content === 'string') picture.src = `/api/contents/${content}`
    else picture.removeAttribute('src')
    picture.alt = alt
    dom.classList.toggle('lacks-words', alt === '')
    button.textContent = alt === '' ? 'Say what this picture shows' : alt
    button.setAttribute('aria-label', alt === '' ? 'Say what this picture shows' : `Change: ${alt}`)
  }
  draw()
  return {
    dom,
    update: (next) => {
      if (next.type !== node.type) return false
      node = next
      draw()
      return true
    },
    stopEvent: (event) => event.target === button,
    ignoreMutation: () => true,
  }
}

/** Pictures pasted or dropped as files are handed over, to be stored and described. */
export function imageFilesPlugin(onFile: (view: EditorView, file: File) => void): Plugin {
  const take = (view: EditorView, files: FileList | undefined): boolean => {
    const file = [...(files ?? [])].find((each) => each.type.startsWith('image/'))
    if (file === undefined) return false
    onFile(view, file)
    return true
  }
  return new Plugin({
    props: {
      handlePaste: (view, event, slice) =>
        slice.content.size === 0 && take(view, event.clipboardData?.files),
      handleDrop: (view, event) => take(view, event.dataTransfer?.files),
    },
  })
}
