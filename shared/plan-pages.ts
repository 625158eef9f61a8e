/** A block on its way to paper. `letters`: how many there are in it; a picture counts as `PICTURE`. */
export interface LaidBlock {
  kind: 'plan' | 'heading' | 'other'
  letters: number
}

/** A stretch of upright text shorter than this is not worth pages of its own between plans. */
const FEWEST_LETTERS = 900
const MOST_BLOCKS_ABOVE = 4
export const PICTURE = FEWEST_LETTERS

/**
 * Which blocks lie across the page: action plans with the heading they stand under, and a short piece
 * of text before or between plans, as covers and keys of plans do. Other text stands upright.
 */
export function lieAcross(blocks: readonly LaidBlock[]): boolean[] {
  const across = blocks.map(({ kind }) => kind === 'plan')
  blocks.forEach(({ kind }, at) => {
    if (kind !== 'plan') return
    for (let above = headingAbove(blocks, across, at); above < at; above++) across[above] = true
  })
  return across.includes(true) ? joinShortRuns(blocks, across) : across
}

/** Where the heading of the plan at `at` begins, if it is among the few upright blocks above. */
function headingAbove(
  blocks: readonly LaidBlock[],
  across: readonly boolean[],
  at: number,
): number {
  const start = across.lastIndexOf(true, at - 1) + 1
  const from = Math.max(start, at - MOST_BLOCKS_ABOVE)
  let heading = at - 1
  while (heading >= from && blocks[heading]?.kind !== 'heading') heading -= 1
  if (heading < from) return at
  while (heading > start && blocks[heading - 1]?.kind === 'heading') heading -= 1
  return heading
}

function joinShortRuns(blocks: readonly LaidBlock[], across: readonly boolean[]): boolean[] {
  const joined = [...across]
  for (let start = 0; start < joined.length; start++) {
    if (across[start] === true) continue
    const next = across.indexOf(true, start)
    const end = next < 0 ? across.length : next
    const letters = blocks.slice(start, end).reduce((sum, each) => sum + each.letters, 0)
    if (letters < FEWEST_LETTERS) joined.fill(true, start, end)
    start = end
  }
  return joined
}
