import { defineBlock, tolerant } from './block.ts'

/** A table of words without meaning to the program. Plans of actions use `actionTable`. */
export const table = defineBlock({
  name: 'table',
  group: 'block',
  content: tolerant('tableRow'),
  isolating: true,
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
      parseHTML: (element) => span(element.getAttribute('colspan')),
      rendered: false,
    },
    rowspan: {
      default: 1,
      parseHTML: (element) => span(element.getAttribute('rowspan')),
      rendered: false,
    },
  }),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: ({ node, HTMLAttributes }) => {
    const { header, colspan, rowspan } = node.attrs
    const spans = {
      ...(colspan > 1 ? { colspan: String(colspan) } : {}),
      ...(rowspan > 1 ? { rowspan: String(rowspan) } : {}),
    }
    if (header === null) return ['td', { ...HTMLAttributes, ...spans }, 0]
    const scope = header === 'row' ? 'row' : 'col'
    return ['th', { ...HTMLAttributes, ...spans, scope }, 0]
  },
})

function span(text: string | null): number {
  const value = Number(text ?? 1)
  return Number.isInteger(value) && value >= 1 && value <= 100 ? value : 1
}
