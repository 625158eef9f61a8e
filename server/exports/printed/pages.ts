import { lieAcross, PICTURE } from '../../../shared/plan-pages.ts'
import type { PrintedBlock } from './blocks.ts'

/** A run of pages of one orientation. */
export interface PrintedPages {
  isLandscape: boolean
  blocks: PrintedBlock[]
}

/** Pages as the blocks lie on them. */
export function layPages(blocks: readonly PrintedBlock[]): PrintedPages[] {
  const across = lieAcross(
    blocks.map((block) => ({
      kind: block.kind === 'plan' || block.kind === 'heading' ? block.kind : 'other',
      letters: lettersOf(block),
    })),
  )
  const runs: PrintedPages[] = []
  blocks.forEach((block, at) => {
    const isLandscape = across[at] === true
    const last = runs.at(-1)
    if (last !== undefined && last.isLandscape === isLandscape) last.blocks.push(block)
    else runs.push({ isLandscape, blocks: [block] })
  })
  return runs
}

function lettersOf(block: PrintedBlock): number {
  switch (block.kind) {
    case 'heading':
    case 'clause':
    case 'paragraph':
    case 'attribution':
      return block.inlines.reduce(
        (sum, inline) => sum + (inline.kind === 'text' ? inline.text.length : 0),
        0,
      )
    case 'quote':
    case 'callout':
      return block.blocks.reduce((sum, each) => sum + lettersOf(each), 0)
    case 'list':
      return block.items.flat().reduce((sum, each) => sum + lettersOf(each), 0)
    case 'table':
      return block.rows
        .flat()
        .flatMap((cell) => cell.blocks)
        .reduce((sum, each) => sum + lettersOf(each), 0)
    case 'image':
      return PICTURE
    case 'plan':
    case 'unknown':
      return 0
  }
}
