import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { lieAcross, PICTURE } from '../../../shared/plan-pages.ts'
import type { LaidBlock } from '../../../shared/plan-pages.ts'

/** What lies across the paper when the page is printed, by the rule that files go by, too. */
export function planPagesPlugin(): Plugin {
  const sheet = new CSSStyleSheet()
  return new Plugin({
    view: (view) => {
      const lay = () => sheet.replaceSync(rulesFor(view))
      window.addEventListener('beforeprint', lay)
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
      return {
        destroy: () => {
          window.removeEventListener('beforeprint', lay)
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
        },
      }
    },
  })
}

function rulesFor(view: EditorView): string {
  const { doc } = view.state
  const across = lieAcross(doc.children.map(laid))
  const drawn = [...view.dom.childNodes].filter((each) => each instanceof HTMLElement)
  const rules: string[] = []
  doc.forEach((_, offset, at) => {
    const place = drawn.findIndex((each) => each === view.nodeDOM(offset))
    if (across[at] !== true || place < 0) return
    rules.push(`.document-text > :nth-child(${place + 1}) { page: plan; }`)
  })
  return rules.join('\n')
}

function laid(node: Node): LaidBlock {
  const { name } = node.type
  if (name === 'actionTable') return { kind: 'plan', letters: 0 }
  let letters = node.textContent.length
  node.descendants(({ type }) => {
    if (type.name === 'image') letters += PICTURE
  })
  if (name === 'image') letters = PICTURE
  return { kind: name === 'heading' ? 'heading' : 'other', letters }
}
