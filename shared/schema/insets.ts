import { Node } from '@tiptap/core'
import { defineBlock } from './block.ts'

/**
 * A picture. `content`: SHA-256 (hex) of the stored bytes; `alt`: what it shows, required — the
 * editor asks and the document check lists images without one ('' = not yet described).
 */
export const image = defineBlock({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    content: {
      default: null,
      parseHTML: (element) => element.getAttribute('data-content'),
      renderHTML: ({ content }) =>
        typeof content === 'string'
          ? { 'data-content': content, src: `/api/contents/${content}` }
          : {},
    },
    alt: { default: '' },
  }),
  parseHTML: () => [{ tag: 'img[data-content]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
})

/** A footnote: its mark stands in the line, its words are the attribute `text`. */
export const footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    id: {
      default: null,
      parseHTML: (element) => element.getAttribute('data-id'),
      renderHTML: ({ id }) => (typeof id === 'string' ? { 'data-id': id } : {}),
    },
    text: {
      default: '',
      parseHTML: (element) => element.getAttribute('data-text') ?? '',
      renderHTML: ({ text }) => ({ 'data-text': String(text) }),
    },
  }),
  parseHTML: () => [{ tag: 'sup[data-footnote]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['sup', { 'data-footnote': '', ...HTMLAttributes }],
})

/**
 * What is printed at the top of every page: "FINAL DRAFT 08.06.09 – Version 2.2". All fields are
 * free text as printed ('' = none); `period` is what the document covers ("2009 - 2012").
 */
export const pageHeader = defineBlock({
  name: 'pageHeader',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    stage: { default: '', rendered: false },
    version: { default: '', rendered: false },
    date: { default: '', rendered: false },
    period: { default: '', rendered: false },
    label: { default: '', rendered: false },
  }),
  parseHTML: () => [],
  renderHTML: ({ HTMLAttributes }) => ['div', { 'data-page-header': '', ...HTMLAttributes }],
})
