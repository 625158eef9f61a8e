import { FindField } from '../../components/find-field.tsx'
import type { FindFieldProps } from '../../components/find-field.tsx'
import { documentLinks } from './document-row.tsx'

export interface DocumentFilterProps extends Pick<FindFieldProps, 'field' | 'words' | 'onChange'> {
  found: number
  total: number
}

/** Finds documents by words. */
export function DocumentFilter({ found, total, ...rest }: DocumentFilterProps) {
  return (
    <FindField
      label="Find a document"
      placeholder="Find a document"
      found={rest.words === '' ? '' : sayFound(found, total)}
      onLeave={() => documentLinks()[0]?.focus()}
      {...rest}
    />
  )
}

function sayFound(found: number, total: number): string {
  if (found === 0) return 'No document has these words.'
  return `${found} of ${total} ${total === 1 ? 'document' : 'documents'}`
}
