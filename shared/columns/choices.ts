import { FRAMEWORKS, isFrameworkKey } from './frameworks.ts'
import type { FrameworkKey, Standard } from './frameworks.ts'
import type { ColumnKind } from './index.ts'

/**
 * What the cells of a column choose from. Kept with the column (attribute `choices`) as the key of a
 * framework, or as a list of one's own with a line for each choice; '' is what is usual for its kind.
 * Cells stay words: a choice is written into them and can be written over.
 */

/** Longest stored form, in letters. */
export const MAX_CHOICES = 2000

const DEFAULT_FRAMEWORK: FrameworkKey = 'hearByRight'

const STATUSES: readonly Standard[] = [
  { key: 'done', label: 'Done', aliases: ['complete', 'completed', 'blue'] },
  { key: 'onTrack', label: 'On track', aliases: ['green', 'in progress'] },
  { key: 'atRisk', label: 'At risk', aliases: ['amber', 'some delay'] },
  { key: 'offTrack', label: 'Off track', aliases: ['red', 'delayed'] },
  { key: 'notStarted', label: 'Not started' },
]

interface ColumnOfChoices {
  kind: ColumnKind
  choices: string
}

/** The choices of a column; null if its cells hold free words only. */
export function choicesOf({ kind, choices }: ColumnOfChoices): readonly Standard[] | null {
  if (isFrameworkKey(choices)) return FRAMEWORKS[choices].standards
  const own = ownChoices(choices)
  if (own.length > 0) return own
  if (kind === 'standard') return FRAMEWORKS[DEFAULT_FRAMEWORK].standards
  return kind === 'status' ? STATUSES : null
}

/** Whether a cell may name several: an action serves several standards and has one status. */
export function isSeveral({ kind }: Pick<ColumnOfChoices, 'kind'>): boolean {
  return kind !== 'status'
}

/** The words of a cell as choices, in their order, and what of them is none. */
export function readChoices(
  text: string,
  choices: readonly Standard[],
): { chosen: Standard[]; unknown: string[] } {
  const chosen: Standard[] = []
  const unknown: string[] = []
  const whole = find(text, choices)
  for (const part of whole === null ? text.split(/[\n;,/]+/) : [text]) {
    if (plain(part) === '') continue
    const found = find(part, choices)
    if (found === null) unknown.push(part.trim())
    else if (!chosen.includes(found)) chosen.push(found)
  }
  return { chosen, unknown }
}

function find(part: string, choices: readonly Standard[]): Standard | null {
  const words = plain(part)
  return (
    choices.find(({ key, label, aliases = [] }) =>
      [key, label, ...aliases].some((name) => plain(name) === words),
    ) ?? null
  )
}

/** Without the number in front ("1. Shared values"), the full stop, capitals and kinds of quotes. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‘’']/g, '')
    .replace(/^\s*(?:standards?\b\s*)?(?:\d+(?:\.\d+)*[.):]?(?=\s|$))?\s*/, '')
    .replace(/&/g, 'and')
    .replace(/\s+/g, ' ')
    .replace(/[\s.;:,]+$/, '')
}

function ownChoices(text: string): Standard[] {
  const labels = text.split('\n').map((line) => line.trim())
  return [...new Set(labels)]
    .filter((label) => label !== '')
    .map((label) => ({ key: label, label }))
}
