import type { PrintedBlock } from './blocks.ts'

/** A run of pages of one orientation. */
export interface PrintedPages {
  isLandscape: boolean
  blocks: PrintedBlock[]
}

/** A stretch of upright text shorter than this is not worth pages of its own between plans. */
const FEWEST_LETTERS = 900
const MOST_BLOCKS_ABOVE = 4

/**
 * Action plans lie across the page, with the heading they stand under; text stands upright. A short
 * piece of text before or between plans lies with them, as covers and keys of plans do.
 */
export function layPages(blocks: readonly PrintedBlock[]): PrintedPages[] {
  const runs: PrintedPages[] = []
  const add = (isLandscape: boolean, block: PrintedBlock) => {
    const last = runs.at(-1)
    if (last !== undefined && last.isLandscape === isLandscape) last.blocks.push(block)
    else runs.push({ isLandscape, blocks: [block] })
  }
  for (const block of blocks) {
    if (block.kind !== 'plan') {
      add(false, block)
      continue
    }
    const above = takeHeading(runs)
    for (const each of above) add(true, each)
    add(true, block)
  }
  return joinShortRuns(runs)
}

/** The heading right above a plan, with the few blocks between, leaves the upright pages with it. */
function takeHeading(runs: PrintedPages[]): PrintedBlock[] {
  const last = runs.at(-1)
  if (last === undefined || last.isLandscape) return []
  const from = Math.max(0, last.blocks.length - MOST_BLOCKS_ABOVE)
  let at = last.blocks.findLastIndex((block, index) => index >= from && block.kind === 'heading')
  if (at < 0) return []
  while (last.blocks[at - 1]?.kind === 'heading') at -= 1
  const taken = last.blocks.splice(at)
  if (last.blocks.length === 0) runs.pop()
  return taken
}

function joinShortRuns(runs: readonly PrintedPages[]): PrintedPages[] {
  const hasPlan = runs.some(({ isLandscape }) => isLandscape)
  const joined: PrintedPages[] = []
  for (const run of runs) {
    const isLandscape =
      run.isLandscape ||
      (hasPlan && run.blocks.reduce((sum, each) => sum + lettersOf(each), 0) < FEWEST_LETTERS)
    const last = joined.at(-1)
    if (last !== undefined && last.isLandscape === isLandscape) last.blocks.push(...run.blocks)
    else joined.push({ isLandscape, blocks: [...run.blocks] })
  }
  return joined
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
      return FEWEST_LETTERS
    case 'plan':
    case 'unknown':
      return 0
  }
}
