import type { PrintedBlock, PrintedDocument } from '../printed/blocks.ts'
import { unknownWords } from '../printed/blocks.ts'
import { escapeHtml } from './escape.ts'
import { plainWords, writeInlines } from './inlines.ts'
import { writePlan, writeTable } from './tables.ts'

export interface HtmlSurroundings {
  /** Of the whole document; captions fall back on it. */
  title: string
  /** Where a picture is; null where it is not to be had, then its description stands there. */
  pictureAddress(content: string): string | null
  /** A last column of each plan that is not of the text. */
  extraColumn?: ExtraColumn | undefined
  /** Markup for a block or row that somebody asked for; '' for all others. */
  askedAt?: ((place: string) => string) | undefined
}

export interface ExtraColumn {
  heading: string
  /** Markup for the row with this id. */
  cell(row: string): string
}

export interface Contents {
  anchor: string
  level: number
  number: string
  words: string
}

/** Writes the blocks of one document; it knows under which heading it is. */
export class HtmlWriter {
  readonly contents: Contents[] = []
  /** For the head of the page. */
  readonly styles: string[] = []
  private readonly anchors = new Set<string>()
  private headingAbove = ''
  private groupLevel = 2

  constructor(private readonly around: HtmlSurroundings) {}

  /** What is said at a block or row that somebody asked for. */
  askedAt(place: string): string {
    return this.around.askedAt?.(place) ?? ''
  }

  get extraColumn(): ExtraColumn | undefined {
    return this.around.extraColumn
  }

  blocks(blocks: readonly PrintedBlock[]): string {
    return blocks.map((block) => this.block(block)).join('\n')
  }

  /** What a plan is called in the style of the page, which gets these rules for it. */
  namePlan(rules: (name: string) => string): string {
    const name = `plan-${this.styles.length + 1}`
    this.styles.push(rules(name))
    return name
  }

  /** "Action plan: Being heard", after the heading a table stands under. */
  captionWords(noun: string): string {
    return `${noun}: ${this.headingAbove === '' ? this.around.title : this.headingAbove}`
  }

  caption(noun: string): string {
    return `<caption>${escapeHtml(this.captionWords(noun))}</caption>`
  }

  private block(block: PrintedBlock): string {
    switch (block.kind) {
      case 'heading': {
        const words = plainWords(block.inlines)
        const anchor = this.anchor(block.id)
        this.headingAbove = `${block.number} ${words}`.trim()
        if (block.level === 2) this.groupLevel = 3
        if (words !== '') {
          this.contents.push({ anchor, level: block.level, number: block.number, words })
        }
        const tag = `h${block.level}`
        return `<${tag} id="${anchor}">${numberOf(block.number)}${writeInlines(block.inlines)}${this.askedAt(block.id)}</${tag}>`
      }
      case 'clause':
        return `<p class="clause level-${block.level}" id="${this.anchor(block.id)}">${numberOf(block.number)}${writeInlines(block.inlines)}${this.askedAt(block.id)}</p>`
      case 'paragraph': {
        const asked = this.askedAt(block.id ?? '')
        const id = asked === '' ? '' : ` id="${this.anchor(block.id ?? '')}"`
        return `<p${id}>${writeInlines(block.inlines)}${asked}</p>`
      }
      case 'attribution':
        return `<p class="attribution">— ${writeInlines(block.inlines)}</p>`
      case 'quote':
        return `<blockquote>${this.blocks(block.blocks)}</blockquote>`
      case 'callout':
        return `<div class="callout" role="note">${this.blocks(block.blocks)}</div>`
      case 'list':
        return this.list(block)
      case 'image':
        return this.picture(block.content, block.alt)
      case 'table':
        return writeTable(block, this)
      case 'plan':
        return writePlan(block, this)
      case 'unknown':
        return `<p><em>${escapeHtml(unknownWords(block.name))}</em></p>`
    }
  }

  /** A group of an action plan stands in the contents like a heading. */
  groupAnchor(id: string, words: string): string {
    const anchor = this.anchor(id)
    this.contents.push({ anchor, level: this.groupLevel, number: '', words })
    return anchor
  }

  private list({ style, start, items }: PrintedBlock & { kind: 'list' }): string {
    const all = items.map((item) => `<li>${this.item(item)}</li>`).join('')
    if (style === 'bullet') return `<ul>${all}</ul>`
    const type = style === 'letter' ? ' type="a"' : style === 'roman' ? ' type="i"' : ''
    return `<ol${type}${start === 1 ? '' : ` start="${start}"`}>${all}</ol>`
  }

  /** The first words of an item need no paragraph of their own. */
  private item([first, ...rest]: readonly PrintedBlock[]): string {
    if (first === undefined) return ''
    const words = first.kind === 'paragraph' ? writeInlines(first.inlines) : this.block(first)
    return words + this.blocks(rest)
  }

  private picture(content: string, alt: string): string {
    const address = this.around.pictureAddress(content)
    const words = alt === '' ? 'A picture without a description' : alt
    if (address === null) return `<p class="picture"><em>Picture: ${escapeHtml(words)}</em></p>`
    return `<p class="picture"><img loading="lazy" src="${escapeHtml(address)}" alt="${escapeHtml(words)}"></p>`
  }

  /** Ids of blocks stay the same from version to version, so that links to them keep working. */
  anchor(id: string): string {
    const base = /^[A-Za-z0-9_-]{1,64}$/.test(id) ? `b-${id}` : `b${this.anchors.size}`
    const anchor = this.anchors.has(base) ? `${base}-${this.anchors.size}` : base
    this.anchors.add(anchor)
    return anchor
  }
}

/** The footnotes at the end, each with a way back. */
export function writeFootnotes({ footnotes }: PrintedDocument): string {
  if (footnotes.length === 0) return ''
  const notes = footnotes.map(
    ({ number, text }) =>
      `<li id="note-${number}">${escapeHtml(text)} <a href="#mark-${number}" aria-label="Back to footnote ${number}">↩</a></li>`,
  )
  return `<section class="notes" aria-label="Footnotes"><ol>${notes.join('\n')}</ol></section>`
}

function numberOf(number: string): string {
  return number === '' ? '' : `<span class="number">${escapeHtml(number)}</span> `
}
