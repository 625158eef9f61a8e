import { Node } from '@tiptap/core'
import { defineBlock, tolerant } from './block.ts'

/** The root. `*`: a document may lose its last block in a merge and is still a document. */
export const documentNode = Node.create({ name: 'doc', topNode: true, content: 'block*' })

export const text = Node.create({ name: 'text', group: 'inline' })

export const hardBreak = Node.create({
  name: 'hardBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
})

export const paragraph = defineBlock({
  name: 'paragraph',
  group: 'block',
  content: 'inline*',
  priority: 1000, // the first block of the group is what Enter makes
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
})

/**
 * A heading of level 1–6. `number`: null = not numbered, '' = numbered automatically, any other
 * text = the number as somebody typed it ("3.7", "Appendix 2").
 */
export const heading = defineBlock({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    level: { default: 2, rendered: false },
    number: { default: null, rendered: false },
  }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
  renderHTML: ({ node, HTMLAttributes }) => [
    `h${clamp(node.attrs['level'], 1, 6)}`,
    HTMLAttributes,
    0,
  ],
})

/**
 * A numbered paragraph (1.1, then (a), then (i)) of level 1–3. `number` as for headings, but
 * numbered automatically unless a number was typed. Numbers are computed by `numberBlocks`.
 */
export const clause = defineBlock({
  name: 'clause',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    level: {
      default: 1,
      parseHTML: (element) => clamp(Number(element.getAttribute('data-level')), 1, 3),
      renderHTML: ({ level }) => ({ 'data-level': String(level) }),
    },
    number: {
      default: '',
      parseHTML: (element) => element.getAttribute('data-number') ?? '',
      renderHTML: ({ number }) => (number ? { 'data-number': String(number) } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'p[data-clause]', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', { 'data-clause': '', ...HTMLAttributes }, 0],
})

/** Words of a participant or another document, with who said them as the last line. */
export const quote = defineBlock({
  name: 'quote',
  group: 'block',
  content: tolerant('paragraph', 'attribution'),
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
})

export const attribution = defineBlock({
  name: 'attribution',
  content: 'inline*',
  parseHTML: () => [{ tag: 'cite' }],
  renderHTML: ({ HTMLAttributes }) => ['cite', HTMLAttributes, 0],
})

/** A box that stands out: a vision, a note, a point to decide. */
export const callout = defineBlock({
  name: 'callout',
  group: 'block',
  content: tolerant('paragraph', 'heading', 'bulletList', 'orderedList'),
  defining: true,
  addAttributes: () => ({
    tone: {
      default: 'note',
      parseHTML: (element) => element.getAttribute('data-tone') ?? 'note',
      renderHTML: ({ tone }) => ({ 'data-tone': String(tone) }),
    },
  }),
  parseHTML: () => [{ tag: 'aside' }],
  renderHTML: ({ HTMLAttributes }) => [
    'aside',
    { class: 'callout', role: 'note', ...HTMLAttributes }, // without the role every box is a landmark
    0,
  ],
})

function clamp(value: unknown, low: number, high: number): number {
  const number = typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : low
  return Math.min(high, Math.max(low, number))
}
