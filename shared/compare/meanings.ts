import type { Node } from '@tiptap/pm/model'
import { readLeadsCell, readTimescaleCell } from '../reading/cell-reading.ts'
import { readCorrections } from '../reading/correction.ts'
import type { Directory } from '../reading/directory.ts'
import { directoryWithKey, factsOf } from '../reading/document-key.ts'
import { spanOf } from '../reading/edtf.ts'
import { nameOfRow } from '../reading/plan-check.ts'
import { repeatsAbove } from '../reading/plan-reader.ts'
import { plansOf, rowsOfPlan, wordsIn } from '../reading/plan.ts'
import type { PlanCell, PlanColumn, PlanRow } from '../reading/plan.ts'
import type { TimescaleReading } from '../reading/timescale/reading.ts'

/** What a row of an action plan says, by the readers. Dates and leads are read when asked for. */
export interface RowMeaning {
  name: string
  group: string
  columns: readonly PlanColumn[]
  /** The words of a column, with those of the row above where it means the same. */
  wordsOf(key: string): string
  /** The last day anything in it is due or ends; null where nothing is a date. */
  day(): string | null
  /** Who leads, by name, in order. */
  leads(): string
}

/** By the node of the row. */
export type Meanings = ReadonlyMap<Node, RowMeaning>

export function meaningsOf(doc: Node, directory: Directory): Meanings {
  const meanings = new Map<Node, RowMeaning>()
  const facts = factsOf(doc)
  const withKey = directoryWithKey(directory, facts.key)
  for (const plan of plansOf(doc)) {
    const period = plan.period === '' ? facts.period : plan.period
    const context = { period, directory: withKey }
    const all = rowsOfPlan(plan)
    const groups = new Map(
      plan.groups.flatMap(({ title, rows }) => rows.map((row) => [row, title])),
    )
    all.forEach((row, index) => {
      const node = doc.nodeAt(row.position)
      if (node === null) return
      meanings.set(node, {
        name: nameOfRow(plan, { all, row, index }),
        group: groups.get(row) ?? '',
        columns: plan.columns,
        wordsOf: (key) => wordsIn(all, index, key),
        day: () => dayOf(all, index, context),
        leads: () => leadsOf(all, index, context),
      })
    })
  }
  return meanings
}

interface Context {
  period: string
  directory: Directory
}

function dayOf(all: readonly PlanRow[], index: number, context: Context): string | null {
  const days = cellsOf(all, index, 'timescale').flatMap(({ cell, at }) =>
    whenOf(all, { cell, at }, context).flatMap(({ due, edtf }) => {
      const span = edtf === undefined ? null : spanOf(edtf)
      return due ?? span?.last ?? span?.first ?? []
    }),
  )
  return days.toSorted().at(-1) ?? null
}

/** A ditto mark is read with the nearest cell above that speaks for itself. */
function whenOf(
  all: readonly PlanRow[],
  { cell, at }: Spoken,
  context: Pick<Context, 'period'>,
): TimescaleReading[] {
  const { period } = context
  const above = repeatsAbove(cell.text) ? cellAbove(all, at, cell.key) : null
  const before = above === null ? undefined : whenOf(all, above, context).at(-1)
  const reading = readTimescaleCell(cell.text, {
    corrections: readCorrections(cell.node.attrs['reading']),
    ...(period !== '' && { period }),
    ...(before !== undefined && { above: before }),
  })
  return reading.kind === 'timescale' ? reading.readings : []
}

function leadsOf(all: readonly PlanRow[], index: number, { directory }: Context): string {
  const names = new Set<string>()
  for (const { cell } of cellsOf(all, index, 'leads')) {
    const corrections = readCorrections(cell.node.attrs['reading'])
    const reading = readLeadsCell(cell.text, { directory, corrections })
    if (reading.kind !== 'leads') continue
    for (const { parties, supporting } of reading.readings) {
      for (const { text, known } of parties) names.add(known?.name ?? text)
      for (const { text, known } of supporting) names.add(`with ${known?.name ?? text}`)
    }
  }
  return [...names].toSorted().join(', ')
}

interface Spoken {
  cell: PlanCell
  /** Of its row. */
  at: number
}

/** The cells of a kind, or those above them that they mean. */
function cellsOf(all: readonly PlanRow[], index: number, kind: PlanColumn['kind']): Spoken[] {
  return (all[index]?.cells ?? [])
    .filter((cell) => cell.kind === kind)
    .flatMap((cell) => {
      const means = cell.isSame && cell.text.trim() === '' ? cellAbove(all, index, cell.key) : null
      return means ?? { cell, at: index }
    })
}

function cellAbove(all: readonly PlanRow[], index: number, key: string): Spoken | null {
  for (let at = index - 1; at >= 0; at--) {
    const cell = all[at]?.cells.find((each) => each.key === key)
    if (cell !== undefined && !cell.isSame && cell.text.trim() !== '') return { cell, at }
  }
  return null
}
