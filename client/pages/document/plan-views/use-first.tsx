import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../../components/button.tsx'

/** So many rows fill any screen; more are drawn as somebody comes near the end, and all in print. */
const FIRST = 60
const MORE = 120

/** The first of a long list, anew for each `of`, and what stands below it while there are more. */
export function useFirst<Item>(
  all: readonly Item[],
  of: string,
): { first: readonly Item[]; rest: ReactNode } {
  const [shown, setShown] = useState({ of, count: FIRST })
  const count = shown.of === of ? shown.count : FIRST
  const end = useRef<HTMLDivElement>(null)
  const left = all.length - count
  useEffect(() => {
    const element = end.current
    if (element === null || left <= 0) return
    const grow = (next: number) => setShown({ of, count: next })
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) grow(count + MORE)
      },
      { rootMargin: '600px' },
    )
    watcher.observe(element)
    const showAll = () => flushSync(() => grow(all.length))
    window.addEventListener('beforeprint', showAll)
    return () => {
      watcher.disconnect()
      window.removeEventListener('beforeprint', showAll)
    }
  }, [all.length, of, count, left])
  if (left <= 0) return { first: all, rest: null }
  return {
    first: all.slice(0, count),
    rest: (
      <div ref={end} className="plan-view-rest">
        <Button onPress={() => setShown({ of, count: count + MORE })}>
          {left === 1 ? 'Show 1 more' : `Show ${Math.min(left, MORE)} more of ${left}`}
        </Button>
      </div>
    ),
  }
}
