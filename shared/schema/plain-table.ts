import { defineBlock, tolerant } from './block.ts'
import { spanOf } from './table-grid.ts'

/**
 * A table of words. Plans of actions use `actionTable`. `source`: what of the directory it was made
 * from ('key', or 'members/' and the id of a group), so that it can be made anew; null for others.
 */
export const table = defineBlock({
  name: 'table',
  group: 'block',
  content: tolerant('tableRow'),
  isolating: true,
  addAttributes: () => ({ source: { default: null, rendered: false } }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
})

export const tableRow = defineBlock({
  name: 'tableRow',
  content: tolerant('tableCell'),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
})

/** `header`: null, 'column' or 'row' — what the cell is a heading of. Spans are at least 1. */
export const tableCell = defineBlock({
  name: 'tableCell',
  content: tolerant('paragraph', 'heading', 'bulletList', 'orderedList', 'image'),
  isolating: true,
  addAttributes: () => ({
    header: {
      default: null,
      parseHTML: (element) =>
        element.tagName === 'TH'
          ? element.getAttribute('scope') === 'row'
            ? 'row'
            : 'column'
          : null,
      rendered: false,
    },
    colspan: {
      default: 1,
      parseHTML: (element) => spanOf(element.getAttribute('colspan')),
      rendered: false,
    },
    rowspan: {
      default: 1,
      parseHTML: (element) => spanOf(element.getAttribute('rowspan')),
      rendered: false,
    },
  }),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: ({ node, HTMLAttributes }) => {
    const { header } = node.attrs
    const colspan = spanOf(node.attrs['colspan'])
    const rowspan = spanOf(node.attrs['rowspan'])
    const spans = {
      ...(colspan > 1 ? { colspan: String(colspan) } : {}),
      ...(rowspan > 1 ? { rowspan: String(rowspan) } : {}),
    }
    if (header === null) return ['td', { ...HTMLAttributes, ...spans }, 0]
    const scope = header === 'row' ? 'row' : 'col'
    return ['th', { ...HTMLAttributes, ...spans, scope }, 0]
  },
})
