import { useId } from 'react'
import type { ReactNode } from 'react'
import type { DocumentSummary } from '../../../shared/api.ts'
import { DocumentRow } from './document-row.tsx'
import './document-list.css'

export interface DocumentListProps {
  title: string
  documents: readonly DocumentSummary[]
  now: Date
  /** Stands between the title and the list. */
  children?: ReactNode
  onRename: (document: DocumentSummary) => void
  onRemove: (document: DocumentSummary) => void
}

/** A quiet list, as on a contents page. Up and Down go from title to title. */
export function DocumentList(props: DocumentListProps) {
  const { title, documents, now, children, onRename, onRemove } = props
  const titleId = useId()
  return (
    <section className="document-list" aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      {children}
      {documents.length > 0 && (
        <ul aria-labelledby={titleId}>
          {documents.map((document) => (
            <li key={document.id}>
              <DocumentRow document={document} now={now} onRename={onRename} onRemove={onRemove} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
