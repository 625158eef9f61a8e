import type { Finding } from './plan-check.ts'
import type { Plan, PlanRow } from './plan.ts'

const REF = /^\s*([A-Za-z]{0,3}(?:\d+\.)*)(\d+)(?=[\s.):]|$)/

interface Ref {
  prefix: string
  number: number
  row: PlanRow
  key: string
  position: number
}

/** References are as people wrote them: the same one twice, or one left out, is only worth a look. */
export function checkRefs({ columns }: Plan, rows: readonly PlanRow[]): Finding[] {
  const own = columns.filter(({ kind }) => kind === 'ref')
  const keys = new Set((own.length > 0 ? own : columns.filter(isOutcome)).map(({ key }) => key))
  const refs = rows.flatMap((row) =>
    row.cells.flatMap((cell): Ref[] => {
      const [, prefix, number] = keys.has(cell.key) ? (REF.exec(cell.text) ?? []) : []
      if (prefix === undefined || number === undefined) return []
      return [{ prefix, number: Number(number), row, key: cell.key, position: cell.position }]
    }),
  )
  if (own.length === 0 && !refs.some(({ prefix }) => prefix.includes('.'))) return [] // dates and sums
  const seen = new Map<string, Ref[]>()
  for (const ref of refs) seen.set(ref.prefix, [...(seen.get(ref.prefix) ?? []), ref])
  return [...seen.values()].flatMap(checkRun)
}

function checkRun(refs: readonly Ref[]): Finding[] {
  const numbers = refs.map(({ number }) => number)
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)]
  const findings: Finding[] = refs
    .filter(({ number }, at) => numbers.indexOf(number) < at)
    .map((ref) => finding(ref, `${ref.prefix}${ref.number} stands twice`))
  const [first] = refs
  if (first === undefined || highest - lowest > 50) return findings
  for (let number = lowest + 1; number < highest; number++) {
    if (numbers.includes(number)) continue
    const next = refs.find((ref) => ref.number > number) ?? first
    findings.push(finding(next, `${next.prefix}${number} is left out`))
  }
  return findings
}

function finding({ position, key }: Ref, words: string): Finding {
  return { kind: 'refs', words, note: '', position, key }
}

function isOutcome({ kind }: { kind: string }): boolean {
  return kind === 'objective'
}
