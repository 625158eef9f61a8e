import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { cssString } from '../action-table/sheet.ts'

/**
 * What is printed at the top of every page: "Final draft 23.02.26 – Version 2.2" at the left, the
 * page and how many there are at the right, as rules for the margins of the page.
 */
export function printHeaderPlugin(): Plugin {
  const sheet = new CSSStyleSheet()
  return new Plugin({
    view: (view) => {
      let shown = ''
      const update = () => {
        const words = headerWords(view.state.doc)
        if (words === shown && sheet.cssRules.length > 0) return
        shown = words
        sheet.replaceSync(rulesFor(words))
      }
      update()
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
      return {
        update,
        destroy: () => {
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
        },
      }
    },
  })
}

/** The words of the page header; '' where the document has none. */
export function headerWords(doc: Node): string {
  const header = doc.firstChild?.type.name === 'pageHeader' ? doc.firstChild : null
  const field = (name: string) => String(header?.attrs[name] ?? '').trim()
  const stage = [field('stage'), field('date')].filter((each) => each !== '').join(' ')
  const version = field('version') === '' ? '' : `Version ${field('version')}`
  return [stage, version, field('period'), field('label')].filter((each) => each !== '').join(' – ')
}

function rulesFor(words: string): string {
  const type = "font: 9pt 'Atkinson Hyperlegible Next Variable', sans-serif"
  return `@page {
    @top-left { content: ${cssString(words)}; ${type} }
    @top-right { content: "Page " counter(page) " of " counter(pages); ${type} }
  }`
}
