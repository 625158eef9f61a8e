import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '../..')

export interface Row {
  document: string
  variant: string
  /** ms from the start of the navigation to the first letter shown. */
  readyMs: number
  keyP50: number
  keyP95: number
  /** Bytes of the message a key sends. */
  bytesP50: number
  remoteP50: number
  remoteP95: number
  /** ms from a key in one window to the changed text in the other, which is quiet. */
  seenP50: number
  seenP95: number
}

/** Medians of the runs as a Markdown table; with two variants also their ratio. */
export function report(rows: readonly Row[], [ours, other]: readonly string[]): void {
  const columns = [
    'readyMs',
    'keyP50',
    'keyP95',
    'bytesP50',
    'remoteP50',
    'remoteP95',
    'seenP50',
    'seenP95',
  ] as const
  process.stdout.write(
    `| document | binding | ${columns.join(' | ')} |\n|---|---|${columns.map(() => '---|').join('')}\n`,
  )
  for (const document of new Set(rows.map((row) => row.document))) {
    const variants = [ours, other].filter((name) => name !== undefined)
    const medians = variants.map((variant) => {
      const own = rows.filter((row) => row.document === document && row.variant === variant)
      const values = columns.map((column) =>
        quantile(
          own.map((row) => row[column]),
          0.5,
        ),
      )
      process.stdout.write(
        `| ${document} | ${variant} | ${values.map((value) => figure(value, 1)).join(' | ')} |\n`,
      )
      return values
    })
    if (other === undefined) continue
    const ratios = columns.map((_, at) =>
      figure((medians[0]?.[at] ?? 0) / (medians[1]?.[at] ?? 1), 2),
    )
    process.stdout.write(`| ${document} | ratio | ${ratios.join(' | ')} |\n`)
  }
}

/** What an editor alone does not have is left open. */
function figure(value: number, digits: number): string {
  return Number.isFinite(value) ? value.toFixed(digits) : '–'
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** What the browser has to fetch, gzipped, read off the build. */
export function loadReport(): string {
  const assets = join(root, 'dist/client/assets')
  const lines = readdirSync(assets)
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => ({ name, kB: gzipSync(readFileSync(join(assets, name))).length / 1000 }))
    .sort((one, other) => other.kB - one.kB)
    .map(({ name, kB }) => `${kB.toFixed(1).padStart(8)} kB gz  ${name}`)
  return lines.join('\n')
}
