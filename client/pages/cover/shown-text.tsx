import { useEffect, useState } from 'react'
import type { ShownText } from '../../../shared/cover/cover-report.ts'
import { readShownText } from '../../api-cover.ts'
import { Notice } from '../../components/notice.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { MarkedText } from '../versions/marked-text.tsx'

/** A text that cannot be written in, fetched once it is wanted. */
export function ShownPaper({ path }: { path: string }) {
  const { text, problem } = useShownText(path)
  if (problem !== undefined) return <Notice kind="problem">{problem}</Notice>
  return text === undefined ? (
    <Waiting words="Fetching the text…" lines={6} />
  ) : (
    <MarkedText blocks={text.blocks} />
  )
}

export function useShownText(path: string) {
  const [text, setText] = useState<ShownText>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    readShownText(path).then(setText, (failure: Error) => setProblem(failure.message))
  }, [path])
  return { text, problem }
}

/** As files, under the same address. */
export function Downloads({ path, name }: { path: string; name: string }) {
  return (
    <>
      <a href={`${path}/export?format=docx`} aria-label={`${name} for Word`}>
        Word
      </a>{' '}
      ·{' '}
      <a href={`${path}/export?format=pdf`} aria-label={`${name} as PDF`}>
        PDF
      </a>
    </>
  )
}
