import { useEffect } from 'react'
import { useLocation } from 'wouter'

let arrivedAt: string | null = null

/**
 * Moves focus to the main part of a page one has gone to, as a browser does between documents.
 * Stands beside the page itself, so that it acts once a page that had to be fetched is there.
 */
export function Arrival() {
  const [path] = useLocation()
  useEffect(() => {
    const isFirst = arrivedAt === null
    if (arrivedAt === path) return
    arrivedAt = path
    const main = document.getElementById('main')
    if (isFirst || main === null || main.contains(document.activeElement)) return
    window.scrollTo(0, 0)
    main.focus({ preventScroll: true })
  }, [path])
  return null
}
