import type { DocumentJson, NodeJson } from '../../shared/schema/document-json.ts'
import {
  bold,
  bullets,
  clause,
  document,
  footnote,
  group,
  h,
  numbered,
  p,
  pageHeader,
  plan,
  row,
  same,
  subclause,
} from '../../shared/templates/blocks.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'

const WORDS =
  `partner youth forum listen answer school evening bus meeting board decide together change plan
  carer family child voice letter reason promise term budget grant panel visit check report small
  large early late open fixed clear simple safe warm free local shared named agreed written asked`
    .split(/\s+/)
    .filter((word) => word !== '')
const SMALL = ['the', 'a', 'and', 'of', 'to', 'in', 'with', 'for', 'by', 'we', 'will', 'they']
const TIMESCALES = ['December 26', 'Ongoing', 'From Sept 2026', 'March 2027 and March 2028', 'Tbc']
const LEADS = [
  'Participation Officer',
  'Youth Service',
  'PO / MVH',
  'All partners',
  'Policy Officer',
]

/** About 30 printed pages: 14,500 words in numbered sections, and an action table of 50 rows. */
export function bigStrategy(seed = 1): DocumentJson {
  const random = createRandom(seed)
  const blocks: NodeJson[] = [
    pageHeader({ stage: 'Consultation draft', version: '3.1', period: '2026 - 2029' }),
    h(1, 'A strategy of thirty pages'),
  ]
  let words = 6
  while (words < 11_500) {
    const section = [
      numbered(2, sentence(random, 4)),
      p(text(random, 60)),
      clause(text(random, 45)),
      clause(text(random, 40), footnote(text(random, 12)), ' ', bold(sentence(random, 6))),
      subclause(text(random, 25)),
      subclause(text(random, 25)),
      bullets(...several(5, () => sentence(random, 9))),
      p(text(random, 80)),
    ]
    blocks.push(...section)
    words += section.reduce((sum, each) => sum + wordsIn(each), 0)
  }
  return document(...blocks, h(2, 'Action plan'), actionTable(random, 50))
}

/** A document with one action table of so many rows, in groups of about ten. */
export function bigActionTable(rows: number, seed = 1): DocumentJson {
  const random = createRandom(seed)
  return document(h(1, 'An action plan'), actionTable(random, rows))
}

function actionTable(random: Random, rows: number): NodeJson {
  const groups: NodeJson[] = []
  for (let first = 0; first < rows; first += 10) {
    const size = Math.min(10, rows - first)
    const number = groups.length + 1
    groups.push(
      group(
        `Priority ${number}: ${sentence(random, 4)}`,
        ...several(size, (index) => actionRow(random, index)),
      ),
    )
  }
  return plan('priorityPlan5', ...groups)
}

function actionRow(random: Random, index: number): NodeJson {
  const lines = 1 + (index % 3)
  return row({
    objective: index % 3 === 0 ? sentence(random, 10) : same,
    action: several(lines, () => sentence(random, 14)),
    timescale: several(lines, () => random.pick(TIMESCALES)),
    lead: random.pick(LEADS),
    involvement: sentence(random, 15),
  })
}

function text(random: Random, words: number): string {
  const sentences: string[] = []
  for (let left = words; left > 0; left -= 12) sentences.push(sentence(random, Math.min(12, left)))
  return sentences.join(' ')
}

function sentence(random: Random, words: number): string {
  const chosen = several(words, (index) => random.pick(index % 2 === 0 ? WORDS : SMALL)).join(' ')
  return `${chosen.charAt(0).toUpperCase()}${chosen.slice(1)}.`
}

function wordsIn(node: NodeJson): number {
  const own = node.text?.split(/\s+/).length ?? 0
  const note = node.type === 'footnote' ? String(node.attrs?.['text']).split(/\s+/).length : 0
  return (node.content ?? []).reduce((sum, child) => sum + wordsIn(child), own + note)
}

function several<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
