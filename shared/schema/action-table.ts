import { Node } from '@tiptap/core'
import { defineBlock, tolerant } from './block.ts'

/**
 * The action plan: table → group ("Priority 1: …") → row → cells. Columns are child nodes of the
 * head, so that two people who add a column both keep theirs; a cell belongs to its column by `key`,
 * never by position. A key without a cell is an empty cell; a cell without a column is kept, unseen.
 * `layout` names the column layout it was made from (see shared/columns); `period`: the years it
 * covers, as written ("2009 - 2012"), '' where the page header says so.
 */
export const actionTable = defineBlock({
  name: 'actionTable',
  group: 'block',
  content: tolerant('actionHead', 'actionGroup', 'actionRow'),
  isolating: true,
  addAttributes: () => ({
    layout: { default: 'own', rendered: false },
    period: { default: '', rendered: false },
  }),
  renderHTML: ({ HTMLAttributes }) => [
    'table',
    { role: 'table', class: 'action-table', 'data-action-table': '', ...HTMLAttributes },
    0,
  ],
})

export const actionHead = Node.create({
  name: 'actionHead',
  content: tolerant('actionColumn'),
  renderHTML: () => ['thead', { role: 'rowgroup' }, ['tr', { role: 'row' }, 0]],
})

/**
 * `kind`: a key of COLUMN_KINDS; `width`: relative weight (1 = normal); its words are the heading.
 * `locked`: its words stay as they are; `public`: the public's copy has it; `choices`: what its cells
 * choose from (see shared/columns/choices.ts).
 */
export const actionColumn = Node.create({
  name: 'actionColumn',
  content: 'text*',
  marks: '',
  isolating: true,
  addAttributes: () => ({
    key: { default: '', renderHTML: ({ key }) => ({ 'data-key': String(key) }) },
    kind: { default: 'text', rendered: false },
    width: { default: 1, rendered: false },
    hidden: { default: false, rendered: false },
    locked: {
      default: false,
      renderHTML: ({ locked }) => (locked === true ? { 'data-locked': '' } : {}),
    },
    public: {
      default: true,
      renderHTML: (attrs) => (attrs['public'] === false ? { 'data-private': '' } : {}),
    },
    choices: { default: '', rendered: false },
  }),
  renderHTML: ({ HTMLAttributes }) => [
    'th',
    { role: 'columnheader', scope: 'col', ...HTMLAttributes },
    0,
  ],
})

export const actionGroup = defineBlock({
  name: 'actionGroup',
  content: tolerant('actionGroupTitle', 'actionGroupPart', 'actionRow'),
  isolating: true,
  renderHTML: ({ HTMLAttributes }) => ['tbody', { role: 'rowgroup', ...HTMLAttributes }, 0],
})

export const actionGroupTitle = Node.create({
  name: 'actionGroupTitle',
  content: 'inline*',
  isolating: true,
  renderHTML: () => [
    'tr',
    { role: 'row', class: 'group-title' },
    ['th', { role: 'rowheader', scope: 'rowgroup' }, 0],
  ],
})

/** What stands between the title of a group and its rows: its success criteria, or its links. */
export const actionGroupPart = Node.create({
  name: 'actionGroupPart',
  content: tolerant('paragraph', 'bulletList', 'orderedList'),
  isolating: true,
  addAttributes: () => ({
    kind: { default: 'criteria', renderHTML: ({ kind }) => ({ 'data-part': String(kind) }) },
  }),
  renderHTML: ({ HTMLAttributes }) => [
    'tr',
    { role: 'row', class: 'group-part', ...HTMLAttributes },
    ['td', { role: 'cell' }, 0],
  ],
})

/**
 * `lines`: the keys of the columns whose lines somebody confirmed to belong together, as JSON text,
 * or null (see shared/reading/lines.ts).
 */
export const actionRow = defineBlock({
  name: 'actionRow',
  content: tolerant('actionCell'),
  addAttributes: () => ({ lines: { default: null, rendered: false } }),
  renderHTML: ({ HTMLAttributes }) => ['tr', { role: 'row', ...HTMLAttributes }, 0],
})

/**
 * `same`: the cell says nothing of its own and means the one above ("same as above"). `reading`: what
 * somebody said its words mean where the readers read them otherwise, as JSON text (see
 * shared/reading/correction.ts), or null.
 */
export const actionCell = Node.create({
  name: 'actionCell',
  content: tolerant('paragraph', 'bulletList', 'orderedList'),
  isolating: true,
  addAttributes: () => ({
    key: { default: '', renderHTML: ({ key }) => ({ 'data-key': String(key) }) },
    same: { default: false, renderHTML: ({ same }) => (same === true ? { 'data-same': '' } : {}) },
    reading: { default: null, rendered: false },
  }),
  renderHTML: ({ HTMLAttributes }) => ['td', { role: 'cell', ...HTMLAttributes }, 0],
})
