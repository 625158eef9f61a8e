import { lazy, Suspense, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { onProofNeeded } from '../../api.ts'

const ProofDialog = lazy(async () => {
  const dialog = await import('./proof-dialog.tsx')
  return { default: dialog.ProofDialog }
})

/** Asks somebody to show once more that it is them, whenever the server wants that of a request. */
export function ProofGate({ children }: { children: ReactNode }) {
  const [answer, setAnswer] = useState<{ give: (isProven: boolean) => void } | null>(null)
  useEffect(
    () =>
      onProofNeeded(
        () =>
          new Promise((resolve) => {
            setAnswer((before) => {
              // Several requests at once are answered together.
              const give = (isProven: boolean) => {
                before?.give(isProven)
                resolve(isProven)
              }
              return { give }
            })
          }),
      ),
    [],
  )
  const end = (isProven: boolean) => {
    answer?.give(isProven)
    setAnswer(null)
  }
  return (
    <>
      {children}
      {answer !== null && (
        <Suspense>
          <ProofDialog onEnd={end} />
        </Suspense>
      )}
    </>
  )
}
