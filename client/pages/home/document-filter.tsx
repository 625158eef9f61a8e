import type { RefObject } from 'react'
import { Icon } from '../../components/icons.tsx'
import { documentLinks } from './document-row.tsx'
import './document-filter.css'

export interface DocumentFilterProps {
  field: RefObject<HTMLInputElement | null>
  words: string
  onChange: (words: string) => void
  found: number
  total: number
}

/** Finds documents by words. Down goes into the list, Escape clears. */
export function DocumentFilter({ field, words, onChange, found, total }: DocumentFilterProps) {
  return (
    <search className="document-filter">
      <label>
        <span className="visually-hidden">Find a document</span>
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          placeholder="Find a document"
          value={words}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onChange('')
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            documentLinks()[0]?.focus()
          }}
        />
      </label>
      <output>{words === '' ? '' : sayFound(found, total)}</output>
    </search>
  )
}

function sayFound(found: number, total: number): string {
  if (found === 0) return 'No document has these words.'
  return `${found} of ${total} ${total === 1 ? 'document' : 'documents'}`
}
