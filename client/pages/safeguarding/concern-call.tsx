import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { listConcerns } from '../../api-safety.ts'
import './concern-call.css'

const LOOK_EVERY_MS = 20_000

/** Above every page of those who read concerns, while one waits for them. */
export function ConcernCall() {
  const [waiting, setWaiting] = useState(0)
  const [path] = useLocation()
  const isThere = path === '/safeguarding'
  useEffect(() => {
    if (isThere) return undefined // the page itself shows them
    const look = () =>
      listConcerns().then(
        ({ concerns }) => setWaiting(concerns.filter(({ callsYou }) => callsYou).length),
        () => undefined, // asked again in a moment
      )
    void look()
    const timer = setInterval(() => void look(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [isThere])
  if (waiting === 0 || isThere) return null
  return (
    <section className="concern-call" aria-label="Concerns" aria-live="polite">
      <p>
        {waiting === 1 ? 'A concern waits for you.' : `${waiting} concerns wait for you.`}{' '}
        <Link href="/safeguarding">Read it</Link>
      </p>
    </section>
  )
}
