import { NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import type { Command } from '@tiptap/pm/state'
import type { NodeViewConstructor } from '@tiptap/pm/view'
import { nodeType } from '../node-types.ts'

/** What is printed at the top of every page, in the order it is printed in. */
const FIELDS = [
  ['stage', 'Stage', 'such as Draft'],
  ['version', 'Version', 'such as 1.0'],
  ['date', 'Date', 'as printed'],
  ['period', 'Period', 'such as 2009 – 2012'],
] as const

export const insertPageHeader: Command = (state, dispatch) => {
  let isThere = false
  state.doc.forEach((node) => {
    if (node.type.name === 'pageHeader') isThere = true
  })
  if (isThere) return false
  dispatch?.(state.tr.insert(0, nodeType(state.schema, 'pageHeader').create()).scrollIntoView())
  return true
}

/** Enter goes from the selected header into its fields; there, Enter and Escape go on in the text. */
export function pageHeaderKeysPlugin(): Plugin {
  return new Plugin({
    props: {
      handleKeyDown: (view, { key }) => {
        const { selection } = view.state
        if (key !== 'Enter' || !(selection instanceof NodeSelection)) return false
        if (selection.node.type.name !== 'pageHeader') return false
        const drawn = view.nodeDOM(selection.from)
        const field = drawn instanceof HTMLElement ? drawn.querySelector('input') : null
        field?.focus()
        return field !== null
      },
    },
  })
}

/**
 * A strip of fields. Each changes its own attribute, so that two people who fill in different
 * fields both keep theirs. A field being typed in is not overwritten by others until it is left.
 */
export const pageHeaderView: NodeViewConstructor = (first, view, getPos) => {
  let node = first
  const dom = document.createElement('div')
  dom.className = 'page-header'
  dom.contentEditable = 'false'
  dom.setAttribute('role', 'group')
  dom.setAttribute('aria-label', 'Printed at the top of every page')
  const inputs = FIELDS.map(([name, label, example]) => {
    const field = document.createElement('label')
    const words = document.createElement('span')
    words.textContent = label
    const input = document.createElement('input')
    input.placeholder = example
    input.maxLength = 120
    input.addEventListener('change', () => {
      const position = getPos()
      if (position === undefined || node.attrs[name] === input.value) return
      view.dispatch(view.state.tr.setNodeAttribute(position, name, input.value))
    })
    input.addEventListener('keydown', (event) => {
      const position = getPos()
      if ((event.key !== 'Enter' && event.key !== 'Escape') || position === undefined) return
      event.preventDefault() // or the new line is made in the text
      input.blur() // takes what was typed, before the caret goes on
      const below = view.state.doc.resolve(position + node.nodeSize)
      view.dispatch(view.state.tr.setSelection(TextSelection.near(below)))
      view.focus()
    })
    field.append(words, input)
    dom.append(field)
    return { name, input }
  })
  const draw = (): void => {
    for (const { name, input } of inputs) {
      const value = String(node.attrs[name] ?? '')
      if (input !== document.activeElement && input.value !== value) input.value = value
      input.readOnly = !view.editable
    }
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
    stopEvent: () => true,
    ignoreMutation: () => true,
  }
}
