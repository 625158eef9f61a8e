import { useEffect, useRef, useState } from 'react'
import type { ImportResponse } from '../../../shared/api.ts'
import { importWordFile, Problem } from '../../api.ts'
import type { ImportProgress, Upload } from '../../api.ts'

export type WordImportState =
  | { state: 'none' }
  | { state: 'running'; file: File; progress: ImportProgress }
  | { state: 'failed'; file: File; message: string }

export interface WordImport {
  current: WordImportState
  onStart: (files: readonly File[]) => void
  onCancel: () => void
}

/** Brings one Word file at a time; leaving the page stops it. */
export function useWordImport(onDone: (result: ImportResponse) => void): WordImport {
  const [current, setCurrent] = useState<WordImportState>({ state: 'none' })
  const upload = useRef<Upload<ImportResponse>>(null)

  useEffect(() => () => upload.current?.cancel(), [])

  function onStart(files: readonly File[]) {
    const [file] = files
    if (file === undefined) return
    const refusal = whyNot(files)
    if (refusal !== null) {
      setCurrent({ state: 'failed', file, message: refusal })
      return
    }
    setCurrent({ state: 'running', file, progress: { step: 'sending', share: 0 } })
    const started = importWordFile(file, (progress) =>
      setCurrent({ state: 'running', file, progress }),
    )
    upload.current = started
    started.result.then(onDone, (problem: Error) => {
      const isCancelled = problem instanceof Problem && problem.code === 'cancelled'
      setCurrent(
        isCancelled ? { state: 'none' } : { state: 'failed', file, message: problem.message },
      )
    })
  }

  function onCancel() {
    if (current.state === 'running') upload.current?.cancel()
    else setCurrent({ state: 'none' })
  }

  return { current, onStart, onCancel }
}

/** What can be said without sending a byte; everything else the server judges by reading. */
function whyNot(files: readonly File[]): string | null {
  if (files.length > 1) return 'Please bring one file at a time.'
  const name = files[0]?.name.toLowerCase() ?? ''
  if (name.endsWith('.doc')) {
    return 'This is an older Word file (.doc). Open it in Word, choose “Save as” and “Word document (.docx)”, then bring that one.'
  }
  if (!name.endsWith('.docx')) return 'Folkmoot reads Word files that end in .docx.'
  return null
}
