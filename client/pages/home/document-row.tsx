import type { KeyboardEvent } from 'react'
import { Link, useLocation } from 'wouter'
import type { DocumentSummary } from '../../../shared/api.ts'
import { Chip } from '../../components/chip.tsx'
import { sayWhen } from '../../components/days.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { Menu } from '../../components/menu.tsx'
import type { MenuAction } from '../../components/menu.tsx'
import { KIND_NAMES, versionOf } from './find-documents.ts'
import './document-row.css'

export interface DocumentRowProps {
  document: DocumentSummary
  now: Date
  onRename: (document: DocumentSummary) => void
  onRemove: (document: DocumentSummary) => void
}

export function DocumentRow({ document, now, onRename, onRemove }: DocumentRowProps) {
  const [, navigate] = useLocation()
  const version = versionOf(document)
  const report: MenuAction[] = [
    {
      id: 'report',
      label: 'What was read from Word',
      icon: 'wordFile',
      onAction: () => navigate(`/documents/${document.id}/report`),
    },
  ]
  return (
    <article className="document-row">
      <h3>
        <Link
          href={`/documents/${document.id}`}
          className="document-row-link"
          onKeyDown={handleArrows}
        >
          {document.title}
        </Link>
        {version !== '' && <Chip>{version}</Chip>}
      </h3>
      <p className="document-row-facts">
        <span>{KIND_NAMES[document.kind]}</span> <span>{sayLength(document)}</span>{' '}
        <span>changed {sayWhen(new Date(document.changedAt), now)}</span>
      </p>
      <Menu
        label={`For “${document.title}”`}
        trigger={<IconButton label={`More for “${document.title}”`} icon="more" />}
        groups={[
          [
            {
              id: 'rename',
              label: 'Rename',
              icon: 'pencil',
              onAction: () => onRename(document),
            },
            ...(document.hasReport ? report : []),
          ],
          [
            {
              id: 'remove',
              label: 'Remove',
              icon: 'trash',
              isDanger: true,
              onAction: () => onRemove(document),
            },
          ],
        ]}
      />
    </article>
  )
}

/** Actions are what people count; a document without any is told by its words. */
function sayLength({ actions, words }: DocumentSummary): string {
  if (actions === 1) return '1 action'
  if (actions > 1) return `${actions.toLocaleString('en-GB')} actions`
  return words === 1 ? '1 word' : `${words.toLocaleString('en-GB')} words`
}

/** The links to documents on the page, in the order they are read. */
export function documentLinks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.document-row-link')]
}

/** Up and Down go from title to title. */
function handleArrows(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const links = documentLinks()
  const at = links.indexOf(event.currentTarget)
  const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
