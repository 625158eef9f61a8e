import { Mark, Node } from '@tiptap/core'

/**
 * A block this version of the program does not know, or a known one where it cannot stand. It is
 * shown as a placeholder and never changed: `source` is its Yjs content as JSON (see y-document.ts),
 * from which it is written again if it is cut, pasted or brought back by undo.
 */
export const unknownBlock = Node.create({
  name: 'unknownBlock',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    name: { default: '', renderHTML: ({ name }) => ({ 'data-name': String(name) }) },
    source: { default: null, rendered: false },
  }),
  renderHTML: ({ HTMLAttributes }) => ['div', { 'data-unknown': '', ...HTMLAttributes }],
})

/** The same inside a line. */
export const unknownInline = Node.create({
  name: 'unknownInline',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    name: { default: '', renderHTML: ({ name }) => ({ 'data-name': String(name) }) },
    source: { default: null, rendered: false },
  }),
  renderHTML: ({ HTMLAttributes }) => ['span', { 'data-unknown': '', ...HTMLAttributes }],
})

/** A mark of a newer schema: its text stays, and so does the mark (`name`, `value` as stored). */
export const unknownMark = Mark.create({
  name: 'unknownMark',
  excludes: '',
  addAttributes: () => ({
    name: { default: '', rendered: false },
    value: { default: null, rendered: false },
  }),
  renderHTML: () => ['span', { 'data-unknown-mark': '' }, 0],
})
