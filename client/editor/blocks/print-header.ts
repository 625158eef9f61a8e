import { Plugin } from '@tiptap/pm/state'
import { headerWords } from '../../../shared/page-header.ts'
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

function rulesFor(words: string): string {
  const type = "font: 9pt 'Atkinson Hyperlegible Next Variable', sans-serif"
  return `@page {
    @top-left { content: ${cssString(words)}; ${type} }
    @top-right { content: "Page " counter(page) " of " counter(pages); ${type} }
  }`
}
