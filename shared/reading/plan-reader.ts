import type { Node } from '@tiptap/pm/model'
import { readLeadsCell, readTimescaleCell } from './cell-reading.ts'
import type { CellReading } from './cell-reading.ts'
import { readCorrections } from './correction.ts'
import type { Correction } from './correction.ts'
import type { OtherDocuments } from './check-links.ts'
import { EMPTY_DIRECTORY } from './directory.ts'
import type { Directory } from './directory.ts'
import { directoryWithKey, factsOf } from './document-key.ts'
import type { KeyEntry } from './key.ts'
import { alignedLines } from './lines.ts'
import type { CellLine } from './lines.ts'
import { plansOf } from './plan.ts'
import type { Plan, PlanCell } from './plan.ts'
import type { TimescaleReading } from './timescale/reading.ts'

/** A document's plans with what their timescales and leads mean. */
export interface PlanReadings {
  plans: Plan[]
  key: KeyEntry[]
  directory: Directory
  /** The reading of each timescale and lead cell that has words. */
  readings: ReadonlyMap<PlanCell, CellReading>
  /** The document they stand in. */
  text: Node
  /** What can be linked to; null while it is not known. */
  documents: OtherDocuments | null
}

export interface PlanReader {
  /**
   * Reads all plans of a document. Cells that did not change, and are read with the same period,
   * directory and cell above, are not read again. `mayGoOn` is asked now and then; when it says no,
   * the answer is null, and the next call goes on from there.
   */
  read(doc: Node, mayGoOn?: () => boolean): PlanReadings | null
  useDirectory(directory: Directory): void
  useDocuments(documents: OtherDocuments | null): void
}

interface Known {
  reading: CellReading
  isLined: boolean
  period: string
  above: TimescaleReading | undefined
}

/** Reads a document again and again while it is written. One for each document. */
export function createPlanReader(directory: Directory = EMPTY_DIRECTORY): PlanReader {
  let base = directory
  let together = directory
  let readWith = ''
  let known = new WeakMap<Node, Known>()
  let documents: OtherDocuments | null = null
  let last: { doc: Node; result: PlanReadings } | null = null

  const startAnew = (): void => {
    known = new WeakMap()
    last = null
  }
  return {
    useDirectory(next) {
      if (next === base) return
      base = next
      readWith = ''
      startAnew()
    },
    useDocuments(next) {
      if (next === documents) return
      documents = next
      last = null
    },
    read(doc, mayGoOn = () => true) {
      if (last?.doc === doc) return last.result
      const facts = factsOf(doc)
      const context = JSON.stringify(facts)
      if (context !== readWith) {
        startAnew()
        readWith = context
        together = directoryWithKey(base, facts.key)
      }
      const plans = plansOf(doc)
      const readings = new Map<PlanCell, CellReading>()
      const reader = { ...facts, directory: together, known }
      for (const plan of plans) {
        const period = plan.period === '' ? facts.period : plan.period
        const above = new Map<string, TimescaleReading | undefined>()
        for (const { rows } of plan.groups) {
          for (const row of rows) {
            const aligned = row.lines === null ? null : alignedLines(row)
            if (!mayGoOn()) return null
            for (const cell of row.cells) {
              const lines = aligned?.get(cell.key) ?? null
              readCell(cell, { ...reader, period, lines, above, readings })
            }
          }
        }
      }
      const result = { plans, key: facts.key, directory: together, readings, text: doc, documents }
      last = { doc, result }
      return result
    },
  }
}

/** True for words that are read with what stands above: ditto marks and the like. */
export function repeatsAbove(text: string): boolean {
  return REPEATS.test(text)
}

const REPEATS = /^\W*(?:[“”"″〃]|''|,,|ditto|as (?:row )?above|same|see above)/i

function readCell(
  cell: PlanCell,
  {
    period,
    directory,
    lines,
    known,
    above,
    readings,
  }: {
    period: string
    directory: Directory
    /** The lines of the cell where each is of an action of its own. */
    lines: readonly CellLine[] | null
    known: WeakMap<Node, Known>
    /** The last reading of each timescale column so far: what a ditto mark repeats. */
    above: Map<string, TimescaleReading | undefined>
    readings: Map<PlanCell, CellReading>
  },
): void {
  const isTimescale = cell.kind === 'timescale'
  if (!isTimescale && cell.kind !== 'leads') return
  const attribute: unknown = cell.node.attrs['reading']
  if (cell.text.trim() === '' && (attribute === null || attribute === undefined)) return
  const before = isTimescale ? above.get(cell.key) : undefined
  const found = known.get(cell.node)
  const isSameAbove = found?.above === before || !repeatsAbove(cell.text)
  const isKnown =
    isSameAbove &&
    found?.reading.kind === cell.kind &&
    found.period === period &&
    found.isLined === (lines !== null)
  let reading = isKnown ? found.reading : null
  if (reading === null) {
    const corrections = readCorrections(attribute)
    const read = (text: string, own: readonly Correction[]): CellReading =>
      isTimescale
        ? readTimescaleCell(text, {
            corrections: own,
            ...(period !== '' && { period }),
            ...(before !== undefined && { above: before }),
          })
        : readLeadsCell(text, { directory, corrections: own })
    reading =
      lines === null ? read(cell.text, corrections) : readByLine(lines, { corrections, read })
    known.set(cell.node, { reading, isLined: lines !== null, period, above: before })
  }
  readings.set(cell, reading)
  if (reading.kind === 'timescale') above.set(cell.key, reading.readings.at(-1) ?? before)
}

/** Each line for itself: a name does not go on into the next line, which is of another action. */
function readByLine(
  lines: readonly CellLine[],
  {
    corrections,
    read,
  }: {
    corrections: readonly Correction[]
    read: (text: string, corrections: readonly Correction[]) => CellReading
  },
): CellReading {
  const used = new Set<Correction>()
  const all = lines.map(({ text, start }) => {
    const own = corrections.filter((each) => text.includes(each.for))
    for (const each of own) used.add(each)
    return shifted(read(text, own), start)
  })
  const left = corrections.filter((each) => !used.has(each))
  const [first, ...others] = left.length === 0 ? all : [...all, read('', left)]
  return others.reduce(together, first ?? read('', []))
}

function shifted(reading: CellReading, by: number): CellReading {
  const move = <Each extends { start: number }>(each: Each): Each => ({
    ...each,
    start: each.start + by,
  })
  const lines = reading.lines.map(move)
  return reading.kind === 'timescale'
    ? { ...reading, lines, readings: reading.readings.map(move) }
    : { ...reading, lines, readings: reading.readings.map(move) }
}

function together(one: CellReading, other: CellReading): CellReading {
  const lines = [...one.lines, ...other.lines]
  if (one.kind === 'timescale' && other.kind === 'timescale') {
    return { ...one, lines, readings: [...one.readings, ...other.readings] }
  }
  if (one.kind === 'leads' && other.kind === 'leads') {
    return { ...one, lines, readings: [...one.readings, ...other.readings] }
  }
  return one
}
