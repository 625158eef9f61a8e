import type { PrintedCell, PrintedGroup, PrintedPlan, PrintedTable } from '../printed/blocks.ts'
import { escapeHtml } from './escape.ts'
import { plainWords, writeInlines } from './inlines.ts'
import type { HtmlWriter } from './writer.ts'

/** A table of words, with the heading cells it has. */
export function writeTable(table: PrintedTable, writer: HtmlWriter): string {
  const heads = countHeadRows(table.rows)
  const rows = table.rows.map(
    (cells) => `<tr>${cells.map((cell) => writeCell(cell, writer)).join('')}</tr>`,
  )
  const head = heads === 0 ? '' : `<thead>${rows.slice(0, heads).join('')}</thead>`
  return inScroller(
    `<table>${writer.caption('Table')}${head}<tbody>${rows.slice(heads).join('')}</tbody></table>`,
    { writer, noun: 'Table' },
  )
}

/**
 * An action plan: a caption, the headings, and a row group for each group. No cell is merged: where
 * a cell means the one above, its words stand there again, so that each row can be heard by itself.
 */
export function writePlan(plan: PrintedPlan, writer: HtmlWriter): string {
  const rowHead = Math.max(
    0,
    plan.columns.findIndex(({ kind }) => kind === 'objective' || kind === 'ref'),
  )
  const headings = plan.columns
    .map(({ heading }) => `<th scope="col">${escapeHtml(heading)}</th>`)
    .join('')
  const extra = writer.extraColumn
  const last = extra === undefined ? '' : `<th scope="col">${escapeHtml(extra.heading)}</th>`
  const groups = plan.groups.map((group) => writeGroup(group, { plan, rowHead, writer })).join('')
  const widths = columnWidths(plan, extra !== undefined)
  const all = [...plan.columns.map(({ heading }) => heading), ...(extra ? [extra.heading] : [])]
  const name = writer.namePlan((each) => namesOnPhones(each, all))
  return inScroller(
    `<table class="${name}">${writer.caption('Action plan')}<colgroup>${widths}</colgroup><thead><tr>${headings}${last}</tr></thead>${groups}</table>`,
    { writer, noun: 'Action plan' },
  )
}

/**
 * On a phone each row stands by itself, and each cell says which column it is of. The words of people
 * stand in the style as codes of their letters, so that they stay words.
 */
function namesOnPhones(name: string, headings: readonly string[]): string {
  const rules = headings.map((heading, index) => {
    const codes = [...heading].map((sign) => `\\${(sign.codePointAt(0) ?? 32).toString(16)} `)
    return `.${name} tr:not(.group)>:nth-child(${index + 1})::before{content:"${codes.join('')}"}`
  })
  return `@media screen and (max-width:40rem){${rules.join('')}}`
}

function writeGroup(
  { id, title, parts, rows, ids }: PrintedGroup,
  { plan, rowHead, writer }: { plan: PrintedPlan; rowHead: number; writer: HtmlWriter },
): string {
  const extra = writer.extraColumn
  const all = plan.columns.length + (extra === undefined ? 0 : 1)
  const band =
    title === null
      ? ''
      : `<tr class="group"><th scope="rowgroup" colspan="${all}" id="${writer.groupAnchor(id, plainWords(title))}">${writeInlines(title)}</th></tr>`
  const details = parts.map(
    ({ label, blocks }) =>
      `<tr><td colspan="${all}"><p><em>${escapeHtml(label)}</em></p>${writer.blocks(blocks)}</td></tr>`,
  )
  const above = plan.columns.map(() => '')
  const lines = rows.map((cells, row) => {
    const asked = writer.askedAt(ids[row] ?? '')
    const id = asked === '' ? '' : ` id="${writer.anchor(ids[row] ?? '')}"`
    const written = cells.map(({ blocks, isSame }, index) => {
      const own = isSame
        ? `<div class="same">${withoutAnchors(above[index] ?? '')}</div>`
        : writer.blocks(blocks)
      if (!isSame) above[index] = own
      const whole = index === rowHead && asked !== '' ? `${own}<p>${asked}</p>` : own
      return index === rowHead ? `<th scope="row">${whole}</th>` : `<td>${whole}</td>`
    })
    const last = extra === undefined ? '' : `<td>${extra.cell(ids[row] ?? '')}</td>`
    return `<tr${id}>${written.join('')}${last}</tr>`
  })
  return `<tbody>${band}${details.join('')}${lines.join('')}</tbody>`
}

/** Words that stand there a second time must not bring their anchors again. */
function withoutAnchors(html: string): string {
  return html.replace(/ id="[^"]*"/g, '')
}

function columnWidths({ columns }: PrintedPlan, hasExtra: boolean): string {
  const widths = [...columns.map(({ width }) => width), ...(hasExtra ? [1] : [])]
  const total = widths.reduce((sum, width) => sum + width, 0)
  return widths.map((width) => `<col width="${Math.round((width / total) * 100)}%">`).join('')
}

/** Wide tables scroll by themselves, also by keyboard. */
function inScroller(table: string, { writer, noun }: { writer: HtmlWriter; noun: string }): string {
  return `<div class="wide${noun === 'Table' ? '' : ' plan'}" role="region" tabindex="0" aria-label="${escapeHtml(writer.captionWords(noun))}">${table}</div>`
}

function countHeadRows(rows: readonly PrintedCell[][]): number {
  const first = rows.findIndex(
    (cells) => cells.length === 0 || cells.some(({ header }) => header !== 'column'),
  )
  return first < 0 ? 0 : first
}

function writeCell({ colspan, rowspan, header, blocks }: PrintedCell, writer: HtmlWriter): string {
  const spans =
    (colspan > 1 ? ` colspan="${colspan}"` : '') + (rowspan > 1 ? ` rowspan="${rowspan}"` : '')
  const words = writer.blocks(blocks)
  if (header === null) return `<td${spans}>${words}</td>`
  return `<th scope="${header === 'row' ? 'row' : 'col'}"${spans}>${words}</th>`
}
