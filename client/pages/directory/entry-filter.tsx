import type { RefObject } from 'react'
import { Icon } from '../../components/icons.tsx'
import { entryButtons } from './entry-row.tsx'
import './entry-filter.css'

export interface EntryFilterProps {
  field: RefObject<HTMLInputElement | null>
  words: string
  onChange: (words: string) => void
  found: number
  total: number
}

/** Finds entries by words. Down goes into the list, Escape clears. */
export function EntryFilter({ field, words, onChange, found, total }: EntryFilterProps) {
  return (
    <search className="entry-filter">
      <label>
        <span className="visually-hidden">Find in the directory</span>
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          placeholder="Find by name, initials, post or group"
          value={words}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onChange('')
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            entryButtons()[0]?.focus()
          }}
        />
      </label>
      <output>{words === '' ? '' : `${found} of ${total}`}</output>
    </search>
  )
}
