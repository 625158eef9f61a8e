import type { CellReading } from './cell-reading.ts'
import { checkLines } from './check-lines.ts'
import { checkLinks } from './check-links.ts'
import { checkRefs } from './check-refs.ts'
import { checkStandards } from './check-standards.ts'
import { checkKey, initialsUsed } from './key.ts'
import type { KeyProblem } from './key.ts'
import { hasWords, rowsOfPlan, wordsIn } from './plan.ts'
import type { Plan, PlanCell, PlanRow } from './plan.ts'
import type { PlanReadings } from './plan-reader.ts'
import type { ColumnKind } from '../columns/index.ts'

/** What a plan still lacks, or what is worth a look in it. Nothing here stops anybody. */
export type FindingKind =
  | 'noLead'
  | 'noTimescale'
  | 'noInvolvement'
  | 'unreadTimescale'
  | 'doubtfulTimescale'
  | 'staleCorrection'
  | 'notInKey'
  | 'ambiguousLead'
  | 'key'
  | 'duplicate'
  | 'linesDiffer'
  | 'linesToMatch'
  | 'refs'
  | 'unknownStandard'
  | 'brokenLink'
  | 'noResources'
  | 'risk'

/** In the order they are shown. */
export const FINDING_KINDS: Record<FindingKind, string> = {
  noLead: 'No lead',
  noTimescale: 'No timescale',
  noInvolvement: 'No involvement of young people',
  unreadTimescale: 'Timescales not understood',
  doubtfulTimescale: 'Timescales with something assumed',
  staleCorrection: 'Corrections for words that are gone',
  notInKey: 'Initials not in the key',
  ambiguousLead: 'Initials of several people',
  key: 'The key itself',
  duplicate: 'Actions that are there twice',
  linesDiffer: 'Lines that no longer match',
  refs: 'References twice or left out',
  unknownStandard: 'Standards that are not on the list',
  brokenLink: 'Links that lead nowhere',
  noResources: 'No resources named',
  risk: 'Risks named',
  linesToMatch: 'Lines that may belong together',
}

export interface Finding {
  kind: FindingKind
  /** Which action, or what is the matter, in a few words. */
  words: string
  /** What is the matter with it, where the kind does not say it all. */
  note: string
  /** Where to go: before the cell, or before the row where the cell is missing; null for the key. */
  position: number | null
  /** The column to write in; null where the row as a whole is meant. */
  key: string | null
}

export interface PlanCheck {
  /** Rows with any words. */
  rows: number
  findings: Finding[]
}

/** A note is a fact to know, not something to mend. */
export function isNote({ kind }: Pick<Finding, 'kind'>): boolean {
  return kind === 'risk' || kind === 'linesToMatch' || kind === 'refs'
}

/** Goes through all plans of a document. */
export function checkPlans(read: PlanReadings): PlanCheck {
  const findings: Finding[] = []
  let rows = 0
  for (const plan of read.plans) {
    const all = rowsOfPlan(plan)
    const written = all.flatMap((row, index) =>
      row.cells.some(({ text }) => text.trim() !== '') ? [{ row, index }] : [],
    )
    rows += written.length
    findings.push(...missingColumns(plan, written.length))
    for (const { row, index } of written) {
      const words = nameOfRow(plan, { all, row, index })
      findings.push(...checkRow(plan, { all, row, index }))
      findings.push(...checkLines(plan, row, words), ...checkStandards(plan, row, words))
      findings.push(...row.cells.flatMap((cell) => checkCell(cell, read.readings.get(cell), words)))
    }
    findings.push(...duplicatesIn(plan, all), ...checkRefs(plan, all))
  }
  findings.push(...checkKeyOf(read), ...checkLinks(read))
  const order = Object.keys(FINDING_KINDS)
  const sorted = findings.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return { rows, findings: sorted }
}

interface RowInPlan {
  all: readonly PlanRow[]
  row: PlanRow
  index: number
}

/** What every row should say, if there is a column for it. */
const NEEDED: readonly [kind: ColumnKind, finding: FindingKind, missing: string][] = [
  ['leads', 'noLead', 'The plan has no column for leads.'],
  ['timescale', 'noTimescale', 'The plan has no column for timescales.'],
  ['involvement', 'noInvolvement', 'The plan has no column for the part young people play.'],
  ['resources', 'noResources', ''],
]

function missingColumns({ columns, position }: Plan, rows: number): Finding[] {
  if (rows === 0) return []
  return NEEDED.filter(
    ([kind, , missing]) => missing !== '' && !columns.some((column) => column.kind === kind),
  ).map(([, kind, words]) => ({ kind, words, note: '', position, key: null }))
}

function checkRow(plan: Plan, { all, row, index }: RowInPlan): Finding[] {
  const findings: Finding[] = []
  const words = nameOfRow(plan, { all, row, index })
  for (const [kind, finding] of NEEDED) {
    const columns = plan.columns.filter((column) => column.kind === kind)
    const [first] = columns
    if (first === undefined) continue
    if (columns.some(({ key }) => hasWords(wordsIn(all, index, key)))) continue
    findings.push({ kind: finding, words, note: '', ...placeOf(row, first.key) })
  }
  for (const { key } of plan.columns.filter((column) => column.kind === 'risk')) {
    const cell = row.cells.find((each) => each.key === key && hasWords(each.text))
    if (cell !== undefined) {
      findings.push({ kind: 'risk', words, note: oneLine(cell.text), ...placeOf(row, key) })
    }
  }
  return findings
}

/** `words`: the row it is in. */
function checkCell(
  { position, key }: PlanCell,
  reading: CellReading | undefined,
  words: string,
): Finding[] {
  if (reading === undefined) return []
  return reading.lines.flatMap((line): Finding[] => {
    const finding = (kind: FindingKind, note: string) => [{ kind, words, note, position, key }]
    if (line.state === 'stale') return finding('staleCorrection', line.doubt)
    if (line.state !== 'assumed' && line.state !== 'unread') return []
    if (reading.kind === 'timescale') {
      const quote = `“${oneLine(line.text)}”`
      if (line.state === 'unread') return finding('unreadTimescale', quote)
      return finding('doubtfulTimescale', `${quote}: ${line.words}, ${line.doubt}`)
    }
    const note = `${oneLine(line.text)}: ${[line.words, line.doubt].filter(Boolean).join(', ')}`
    if (line.state === 'assumed') return finding('ambiguousLead', note)
    const isUnknown = reading.readings.some(({ unknown }) => unknown.includes(line.text))
    return isUnknown ? finding('notInKey', note) : []
  })
}

/** The key the other way round: who is explained and not used, and what does not fit. */
function checkKeyOf({ key, readings }: PlanReadings): Finding[] {
  const all = [...readings.values()]
  const leads = all.flatMap((each) => (each.kind === 'leads' ? each.readings : []))
  const timescales = all.flatMap((each) => (each.kind === 'timescale' ? each.readings : []))
  return checkKey(key, initialsUsed({ leads, timescales })).flatMap((problem): Finding[] => {
    const words = keyProblemInWords(problem)
    if (words === '') return []
    return [{ kind: 'key', words, note: '', position: null, key: null }]
  })
}

function keyProblemInWords(problem: KeyProblem): string {
  switch (problem.kind) {
    case 'notInKey':
      return '' // listed with its cells
    case 'unused':
      return `${problem.initials} (${problem.name}) is in the key and leads nothing.`
    case 'doesNotFit':
      return `${problem.initials} does not look like ${problem.name}: perhaps ${problem.fitting}?`
    case 'sameTwice':
      return `${problem.initials} stands for ${problem.names.join(' and for ')}.`
  }
}

/** The same words for what is done, in different rows. */
function duplicatesIn(plan: Plan, all: readonly PlanRow[]): Finding[] {
  const column = plan.columns.find(({ kind }) => kind === 'actions')
  if (column === undefined) return []
  const seen = new Map<string, { cell: PlanCell; words: string }[]>()
  for (const row of all) {
    for (const cell of row.cells.filter(({ key }) => key === column.key)) {
      const lines = new Set(cell.text.split('\n').filter((line) => normal(line).length >= 8))
      for (const line of lines) {
        const same = seen.get(normal(line)) ?? []
        if (!same.some((each) => each.cell === cell)) same.push({ cell, words: oneLine(line) })
        seen.set(normal(line), same)
      }
    }
  }
  return [...seen.values()]
    .filter((same) => same.length > 1)
    .flatMap((same) =>
      same.map(({ cell, words }, at): Finding => ({
        kind: 'duplicate',
        words,
        note: `${at + 1} of ${same.length}`,
        position: cell.position,
        key: cell.key,
      })),
    )
}

/** A row by what is done in it. */
export function nameOfRow({ columns }: Plan, { all, row, index }: RowInPlan): string {
  for (const kind of ['actions', 'objective'] as const) {
    for (const { key } of columns.filter((column) => column.kind === kind)) {
      const words = oneLine(wordsIn(all, index, key).split('\n')[0] ?? '')
      if (words !== '') return words
    }
  }
  return oneLine(row.cells.find(({ text }) => hasWords(text))?.text ?? '')
}

function placeOf(row: PlanRow, key: string): Pick<Finding, 'position' | 'key'> {
  const cell = row.cells.find((each) => each.key === key)
  return { position: cell?.position ?? row.position, key }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Without capitals, marks and the small words that people change when they copy. */
function normal(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<![\p{L}\p{N}])(?:the|a|an|to|and|of)(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
