import type { RefObject } from 'react'
import { Icon } from './icons.tsx'
import './find-field.css'

export interface FindFieldProps {
  field: RefObject<HTMLInputElement | null>
  label: string
  placeholder: string
  words: string
  onChange: (words: string) => void
  /** How much was found, for the ears as well; '' while nothing is looked for. */
  found: string
  /** Down: to the first of what was found. */
  onLeave: () => void
}

/** Finds what stands below by words. Down goes into the list, Escape clears. */
export function FindField(props: FindFieldProps) {
  const { field, label, placeholder, words, onChange, found, onLeave } = props
  return (
    <search className="find-field">
      <label>
        <span className="visually-hidden">{label}</span>
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          placeholder={placeholder}
          value={words}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onChange('')
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            onLeave()
          }}
        />
      </label>
      <output>{found}</output>
    </search>
  )
}
