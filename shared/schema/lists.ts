import { defineBlock, tolerant } from './block.ts'

export const bulletList = defineBlock({
  name: 'bulletList',
  group: 'block',
  content: tolerant('listItem'),
  parseHTML: () => [{ tag: 'ul' }],
  renderHTML: ({ HTMLAttributes }) => ['ul', HTMLAttributes, 0],
})

/** `style`: 'decimal' (1.), 'letter' (a) or 'roman' (i); `start`: the first item's number. */
export const orderedList = defineBlock({
  name: 'orderedList',
  group: 'block',
  content: tolerant('listItem'),
  addAttributes: () => ({
    style: {
      default: 'decimal',
      parseHTML: (element) => STYLE_OF_TYPE[element.getAttribute('type') ?? '1'] ?? 'decimal',
      renderHTML: ({ style }) => ({ type: TYPE_OF_STYLE[String(style)] ?? '1' }),
    },
    start: {
      default: 1,
      parseHTML: (element) => Number(element.getAttribute('start')) || 1,
      renderHTML: ({ start }) => (start === 1 ? {} : { start: String(start) }),
    },
  }),
  parseHTML: () => [{ tag: 'ol' }],
  renderHTML: ({ HTMLAttributes }) => ['ol', HTMLAttributes, 0],
})

export const listItem = defineBlock({
  name: 'listItem',
  content: tolerant('paragraph', 'bulletList', 'orderedList'),
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
})

const STYLE_OF_TYPE: Record<string, string> = { '1': 'decimal', a: 'letter', i: 'roman' }
const TYPE_OF_STYLE: Record<string, string> = { decimal: '1', letter: 'a', roman: 'i' }
