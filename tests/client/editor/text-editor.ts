import { Node } from '@tiptap/pm/model'
import { EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { Command } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { bindingPlugins } from '../../../client/editor/binding/index.ts'
import { editorPlugins } from '../../../client/editor/create-editor.ts'
import { lockedColumnsPlugin } from '../../../client/editor/action-table/locked.ts'
import type { MayUnlock } from '../../../client/editor/action-table/locked.ts'
import { ownSectionsPlugin } from '../../../client/editor/own-sections.ts'
import type { GetSections } from '../../../client/editor/own-sections.ts'
import type { DocumentJson } from '../../../shared/schema/document-json.ts'
import { BODY, documentSchema } from '../../../shared/schema/index.ts'
import { seedDocument } from '../../../shared/schema/y-document.ts'

/** The editor with everything but a page and a connection, on a document of its own (jsdom). */
export interface TextEditor {
  view: EditorView
  /** Runs a command; false if it refused. */
  run(command: Command): boolean
  /** Puts the caret behind these words (or in front of them, or over them). */
  caret(words: string, where?: 'end' | 'start' | 'over'): void
  /** Selects from the start of the first words to the end of the second. */
  select(from: string, to: string): void
  selectNode(typeName: string): void
  /** Types letter by letter. */
  type(words: string): void
  /** Presses a key, such as 'Enter' or 'Shift-Tab'; true if the editor handled it. */
  press(key: string): boolean
  /** The document as text: see `shown`. */
  shown(): string
  /** The words of the text block with the caret, the caret drawn as ‸. */
  here(): string
  destroy(): void
}

export function createTextEditor(
  content: DocumentJson,
  {
    getSections = () => null,
    mayUnlock = () => true,
  }: { getSections?: GetSections; mayUnlock?: MayUnlock } = {},
): TextEditor {
  const doc = new Y.Doc()
  doc.clientID = 1
  const fragment = doc.getXmlFragment(BODY)
  let ids = 0
  const newId = () => `id${++ids}`
  seedDocument(fragment, withIds(Node.fromJSON(documentSchema, content), newId))
  const state = EditorState.create({
    schema: documentSchema,
    plugins: [
      ...editorPlugins({ schema: documentSchema, onImageFile: () => {} }),
      ownSectionsPlugin(getSections),
      lockedColumnsPlugin(mayUnlock),
      ...bindingPlugins({ fragment, newId }),
    ],
  })
  const place = document.createElement('div')
  document.body.append(place)
  const view = new EditorView(place, { state })

  const find = (words: string): { from: number; to: number } => {
    let found: { from: number; to: number } | null = null
    view.state.doc.descendants((node, position) => {
      if (!node.isTextblock || found !== null) return found === null
      const at = node.textContent.indexOf(words)
      if (at >= 0) found = { from: position + 1 + at, to: position + 1 + at + words.length }
      return false
    })
    if (found === null) throw new Error(`Nothing reads “${words}”`)
    return found
  }
  const select = (from: number, to: number): void => {
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
  }

  return {
    view,
    run: (command) => command(view.state, view.dispatch, view),
    caret: (words, where = 'end') => {
      const { from, to } = find(words)
      if (where === 'over') select(from, to)
      else select(where === 'end' ? to : from, where === 'end' ? to : from)
    },
    select: (from, to) => select(find(from).from, find(to).to),
    selectNode: (typeName) => {
      view.state.doc.descendants((node, position) => {
        if (node.type.name !== typeName) return
        view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)))
      })
    },
    type: (words) => {
      for (const letter of words) {
        const { from, to } = view.state.selection
        const insert = () => view.state.tr.insertText(letter, from, to)
        const isTaken = view.someProp('handleTextInput', (handle) =>
          handle(view, from, to, letter, insert),
        )
        if (isTaken !== true) view.dispatch(insert())
      }
    },
    press: (key) => {
      const parts = key.split('-')
      const event = new KeyboardEvent('keydown', {
        key: parts.at(-1),
        ctrlKey: parts.includes('Mod'),
        shiftKey: parts.includes('Shift'),
        altKey: parts.includes('Alt'),
        bubbles: true,
        cancelable: true,
      })
      view.dom.dispatchEvent(event)
      return event.defaultPrevented
    },
    shown: () => shown(view.state.doc),
    here: () => {
      const { $from } = view.state.selection
      const text = $from.parent.textContent
      return `${text.slice(0, $from.parentOffset)}‸${text.slice($from.parentOffset)}`
    },
    destroy: () => {
      view.destroy()
      place.remove()
      doc.destroy()
    },
  }
}

/**
 * A document in a form that is easy to compare: a block a line, containers indented, and an action
 * table with a line for each heading row, group title and row (cells in the order they are stored,
 * with their keys, paragraphs parted by " / ").
 */
export function shown(doc: Node): string {
  const lines: string[] = []
  doc.forEach((node) => show(node, '', lines))
  return lines.join('\n')
}

/** All ids of blocks of this type, in order. */
export function idsOf(doc: Node, typeName: string): string[] {
  const ids: string[] = []
  doc.descendants((node) => {
    if (node.type.name === typeName) ids.push(String(node.attrs['id']))
  })
  return ids
}

function show(node: Node, indent: string, lines: string[]): void {
  const name = node.type.name
  if (name === 'actionRow') {
    const cells: string[] = []
    node.forEach((cell) => {
      const words: string[] = []
      cell.forEach((line) => words.push(line.textContent))
      const same = cell.attrs['same'] === true ? '″' : ''
      cells.push(`${String(cell.attrs['key'])}: ${words.join(' / ')}${same}`)
    })
    lines.push(`${indent}row ${cells.join(' | ')}`)
  } else if (name === 'actionHead') {
    const columns: string[] = []
    node.forEach((column) =>
      columns.push(`${column.textContent}${column.attrs['hidden'] === true ? ' (hidden)' : ''}`),
    )
    lines.push(`${indent}head ${columns.join(' | ')}`)
  } else if (name === 'tableRow') {
    const cells: string[] = []
    node.forEach((cell) => cells.push(cell.textContent))
    lines.push(`${indent}${cells.join(' | ')}`)
  } else if (node.isTextblock) {
    lines.push(`${indent}${labelOf(node)} ${node.textContent}`.trimEnd())
  } else {
    lines.push(`${indent}${labelOf(node)}`)
    node.forEach((child) => show(child, `${indent}  `, lines))
  }
}

function labelOf(node: Node): string {
  const { level, number, style, alt } = node.attrs
  switch (node.type.name) {
    case 'paragraph':
      return 'p'
    case 'heading':
      return `h${String(level)}${typeof number === 'string' ? `#${number}` : ''}`
    case 'clause':
      return `clause${String(level)}${number === '' ? '' : `#${String(number)}`}`
    case 'bulletList':
      return 'bullets'
    case 'orderedList':
      return `list ${String(style)}`
    case 'listItem':
      return 'item'
    case 'actionGroup':
      return 'group'
    case 'actionGroupTitle':
      return 'title'
    case 'image':
      return `image “${String(alt)}”`
    default:
      return node.type.name
  }
}

function withIds(node: Node, newId: () => string): Node {
  const children: Node[] = []
  node.forEach((child) => children.push(withIds(child, newId)))
  if (node.isText) return node
  const attrs = 'id' in node.attrs ? { ...node.attrs, id: newId() } : node.attrs
  return node.type.create(attrs, children, node.marks)
}
