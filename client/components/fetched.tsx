import { useEffect, useState } from 'react'
import type { ComponentType } from 'react'
import { Arrival } from './arrival.tsx'
import { Waiting } from './waiting.tsx'

/**
 * A page that is fetched when it is first gone to. Unlike with lazy() it is shown in the moment it
 * has come: what was suspended is held back by React for up to 300 ms.
 */
export function fetched<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let known: ComponentType<Props> | null = null
  return function Fetched(props: Props) {
    const [Page, setPage] = useState(() => known)
    const [problem, setProblem] = useState<Error | null>(null)
    useEffect(() => {
      if (Page !== null) return
      load().then((page) => {
        known = page
        setPage(() => page)
      }, setProblem)
    }, [Page])
    if (problem !== null) throw problem // to the boundary around pages, which offers to try again
    if (Page === null) return <Waiting words="Opening the page…" />
    return (
      <>
        <Page {...props} />
        <Arrival />
      </>
    )
  }
}
