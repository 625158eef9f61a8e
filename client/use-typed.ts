import { useEffect, useRef, useState } from 'react'
import type { Dispatch, SetStateAction } from 'react'
import { TYPED } from './comments/forget-postings.ts'
import { useSeat } from './pages/enter/seat.ts'

/**
 * A field of a form as useState, kept for this tab and seat: the back button, a link or a page that
 * is loaded again lose no typed word. It leaves with whoever signs out. `form` names the form and
 * what it is about.
 */
export function useTyped<T>(
  form: string,
  field: string,
  empty: T,
): [T, Dispatch<SetStateAction<T>>] {
  const { seat } = useSeat()
  const place = `${TYPED}${seat.id} ${form} ${field}`
  const [value, setValue] = useState(() => readTyped<T>(place) ?? empty)
  const untouched = useRef(JSON.stringify(empty))
  useEffect(() => {
    const text = JSON.stringify(value)
    keep(place, text === untouched.current ? null : text)
  }, [place, value])
  return [value, setValue]
}

/** What was typed has been sent. */
export function dropTyped(seat: { id: string }, form: string): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(`${TYPED}${seat.id} ${form} `)) sessionStorage.removeItem(key)
    }
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

function readTyped<T>(place: string): T | null {
  try {
    const text = sessionStorage.getItem(place)
    return text === null ? null : (JSON.parse(text) as T) // written by keep
  } catch {
    return null
  }
}

function keep(place: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(place)
    else sessionStorage.setItem(place, text)
  } catch {
    // Storage is switched off or full: the words are still in the form.
  }
}
