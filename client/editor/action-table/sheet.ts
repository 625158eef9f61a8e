import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { columnsOf } from './shape.ts'
import type { At, TableColumn } from './shape.ts'

/**
 * Places cells by the key of their column: one generated style sheet for all action tables of the
 * page. Nothing in the document or its DOM says where a cell stands, so adding, moving or hiding a
 * column touches no cell. A constructed sheet, because a content security policy forbids inline
 * styles.
 */
export function sheetPlugin(): Plugin {
  return new Plugin({
    view: (view) => {
      const sheet = new CSSStyleSheet()
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
      let heads = ''
      const refresh = (now: EditorView): void => {
        const css = tablesOf(now)
          .map((table) => tableCss(String(table.node.attrs['id']), columnsOf(table)))
          .join('\n')
        if (css === heads) return
        heads = css
        sheet.replaceSync(css)
      }
      refresh(view)
      return {
        update: (now, previous) => {
          if (headsChanged(previous.doc, now.state.doc)) refresh(now)
        },
        destroy: () => {
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
        },
      }
    },
  })
}

/**
 * The rules of one table: a grid track per shown column, each cell in the track of its key, hidden
 * columns out of sight, and the headings as labels for when rows are shown as cards.
 */
export function tableCss(id: string, columns: readonly TableColumn[]): string {
  const table = `.action-table[data-id=${cssString(id)}]`
  const shown = columns.filter((column) => !column.isHidden)
  const tracks = shown.map((column) => `minmax(0, ${column.width}fr)`).join(' ')
  const rules = [
    `${table} { --tracks: ${tracks === '' ? '1fr' : tracks}; --edges: ${edgesOf(shown)}; }`,
  ]
  for (const [index, column] of shown.entries()) {
    const cell = `${table} [data-key=${cssString(column.key)}]`
    rules.push(
      `${cell} { display: block; --column: ${index + 1}; order: ${index + 1}; ` +
        `--label: ${cssString(column.heading)}; }`,
    )
  }
  return rules.join('\n')
}

/** The lines between columns, for rows in which cells are still to be written. */
function edgesOf(columns: readonly TableColumn[]): string {
  const total = columns.reduce((sum, { width }) => sum + width, 0)
  let left = 0
  const lines = columns.slice(0, -1).map(({ width }) => {
    left += (100 * width) / total
    const at = `calc(${left.toFixed(3)}% + 1px)` // a place in percent counts from the line's own width
    return `linear-gradient(var(--rule), var(--rule)) ${at} 0 / 1px 100% no-repeat`
  })
  return lines.length === 0 ? 'none' : lines.join(', ')
}

/** A CSS string: quotes, backslashes and line ends escaped, so that no heading can end the rule. */
export function cssString(text: string): string {
  const escaped = text.replace(/["\\<\n\r\f\0]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)
  return `"${escaped}"`
}

function tablesOf(view: EditorView): At[] {
  const tables: At[] = []
  view.state.doc.forEach((node, position) => {
    if (node.type.name === 'actionTable') tables.push({ node, position })
  })
  return tables
}

/** Compares heads only, by identity: a keystroke in a cell costs a walk over the blocks. */
function headsChanged(before: At['node'], after: At['node']): boolean {
  if (before === after) return false
  const heads = (doc: At['node']): unknown[] => {
    const found: unknown[] = []
    doc.forEach((table) => {
      if (table.type.name !== 'actionTable') return
      found.push(table.attrs['id'])
      table.forEach((child) => {
        if (child.type.name === 'actionHead') found.push(child)
      })
    })
    return found
  }
  const [old, now] = [heads(before), heads(after)]
  return old.length !== now.length || old.some((each, index) => each !== now[index])
}
