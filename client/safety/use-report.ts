import { useState } from 'react'
import type { FormEvent } from 'react'
import { reportConcern } from '../api-safety.ts'
import { newKey } from '../comments/keys.ts'

/** A concern while it is written and sent; sent twice, it is still one. */
export function useReport(documentId: string | null) {
  const [words, setWords] = useState('')
  const [key] = useState(newKey)
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const [told, setTold] = useState<'somebody' | 'nobody'>()

  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (words.trim() === '' || isPending) return
    setPending(true)
    setProblem(undefined)
    try {
      const { hasReader } = await reportConcern({ words, documentId, thread: null, key })
      setTold(hasReader ? 'somebody' : 'nobody')
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
    }
    setPending(false)
  }
  return { words, setWords, problem, isPending, told, handleSubmit }
}
