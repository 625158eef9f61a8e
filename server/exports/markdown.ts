import type { Node } from '@tiptap/pm/model'
import { numberBlocks } from '../../shared/schema/numbering.ts'
import type { ExportFormat } from './export-format.ts'
import { writeBlocks } from './markdown-blocks.ts'
import { escapeMarkdown } from './markdown-writing.ts'
import type { Writing } from './markdown-writing.ts'

/** Readable words: GitHub's Markdown, with action plans as tables and footnotes at the end. */
export const markdownFormat: ExportFormat = {
  extension: 'md',
  mediaType: 'text/markdown',
  writtenIn: 'place',
  write({ title, body }) {
    const { blocks, footnotes } = numberBlocks(body)
    const writing: Writing = {
      numberAt: new Map(blocks.map(({ position, number }) => [position, number])),
      footnoteAt: new Map(footnotes.map(({ position, number }) => [position, number])),
    }
    const parts = [
      ...(hasTitle(body, title) ? [] : [`# ${escapeMarkdown(title)}`]),
      ...writeBlocks(body, { start: 0, writing }),
      ...footnotes.map(
        ({ position, number }) =>
          `[^${number}]: ${escapeMarkdown(String(body.nodeAt(position)?.attrs['text']))}`,
      ),
    ]
    return `${parts.join('\n\n')}\n`
  },
}

/** True if the text begins with its title, after the page header. */
function hasTitle(body: Node, title: string): boolean {
  const first = body.children.find(({ type }) => type.name !== 'pageHeader')
  return first?.type.name === 'heading' && first.textContent.trim() === title.trim()
}
