import { useEffect, useMemo, useRef, useState } from 'react'
import type { SheetsResponse } from '../../../shared/api.ts'
import { countLines, planImport } from '../../../shared/directory/import-plan.ts'
import type { ImportPlan } from '../../../shared/directory/import-plan.ts'
import { importDirectory, readTables } from '../../api-directory.ts'
import { Problem } from '../../api.ts'
import type { ImportProgress, Upload } from '../../api.ts'
import { showToast } from '../../components/toast.tsx'
import type { DirectoryView } from './directory-view.ts'

export type TableImportState =
  | { state: 'none' }
  | { state: 'running'; file: File; progress: ImportProgress }
  | { state: 'failed'; file: File; message: string }
  | {
      state: 'read'
      file: File
      plan: ImportPlan
      /** What unclear rows mean, by the key of their line. */
      choices: Record<string, string>
      isPending: boolean
      problem: string | null
    }

export interface TableImport {
  current: TableImportState
  onStart: (files: readonly File[]) => void
  onChoose: (line: string, choice: string) => void
  onApply: () => void
  onCancel: () => void
}

type Reading =
  | Exclude<TableImportState, { state: 'read' }>
  | {
      state: 'read'
      file: File
      sheets: SheetsResponse['sheets']
      choices: Record<string, string>
      isPending: boolean
      problem: string | null
    }

/**
 * Brings one list at a time: reads it, shows what it would change in the directory as it is now,
 * and changes that once it is wanted.
 */
export function useTableImport({
  view,
  onRefresh,
}: {
  view: DirectoryView
  onRefresh: () => Promise<unknown>
}): TableImport {
  const [reading, setReading] = useState<Reading>({ state: 'none' })
  const upload = useRef<Upload<SheetsResponse>>(null)
  useEffect(() => () => upload.current?.cancel(), [])
  const [sheets, choices] =
    reading.state === 'read' ? [reading.sheets, reading.choices] : [null, null]
  const plan = useMemo(
    () => (sheets === null ? null : planImport(view.directory, { sheets, choices })),
    [view.directory, sheets, choices],
  )

  function onStart(files: readonly File[]) {
    const [file] = files
    if (file === undefined) return
    const refusal = whyNot(files)
    if (refusal !== null) return setReading({ state: 'failed', file, message: refusal })
    setReading({ state: 'running', file, progress: { step: 'sending', share: 0 } })
    const started = readTables(file, (progress) => setReading({ state: 'running', file, progress }))
    upload.current = started
    started.result.then(
      ({ sheets }) =>
        setReading({ state: 'read', file, sheets, choices: {}, isPending: false, problem: null }),
      (problem: Error) => {
        const isCancelled = problem instanceof Problem && problem.code === 'cancelled'
        setReading(
          isCancelled ? { state: 'none' } : { state: 'failed', file, message: problem.message },
        )
      },
    )
  }

  async function onApply() {
    if (reading.state !== 'read' || reading.isPending || plan === null) return
    setReading({ ...reading, isPending: true, problem: null })
    try {
      const { sheets, choices } = reading
      const { revision } = view.directory
      const { counts } = await importDirectory({ sheets, choices, revision })
      await onRefresh()
      setReading({ state: 'none' })
      showToast({ words: `${counts.new} added, ${counts.changed} changed.` })
    } catch (failure) {
      const problem = failure instanceof Error ? failure.message : String(failure)
      // After a conflict the plan follows the directory that is there now.
      await onRefresh()
      setReading({ ...reading, isPending: false, problem })
    }
  }

  return {
    current: stateOf(reading, plan),
    onStart,
    onApply: () => void onApply(),
    onChoose(line, choice) {
      if (reading.state !== 'read') return
      setReading({ ...reading, choices: { ...reading.choices, [line]: choice } })
    },
    onCancel() {
      if (reading.state === 'running') upload.current?.cancel()
      else setReading({ state: 'none' })
    },
  }
}

/** How many rows an import would act on. */
export function countWork({ lines }: ImportPlan): number {
  const counts = countLines(lines)
  return counts.new + counts.changed
}

function stateOf(reading: Reading, plan: ImportPlan | null): TableImportState {
  if (reading.state !== 'read') return reading
  const { file, choices, isPending, problem } = reading
  if (plan === null) return { state: 'none' }
  return { state: 'read', file, plan, choices, isPending, problem }
}

/** What can be said without sending a byte. */
function whyNot(files: readonly File[]): string | null {
  if (files.length > 1) return 'Please bring one file at a time.'
  const name = files[0]?.name.toLowerCase() ?? ''
  if (name.endsWith('.xls')) {
    return 'This is an older Excel file (.xls). Open it in Excel, choose “Save as” and “Excel workbook (.xlsx)”, then bring that one.'
  }
  if (!/\.(csv|xlsx|txt)$/.test(name)) {
    return 'Folkmoot reads lists that end in .xlsx or .csv.'
  }
  return null
}
