import { useId, useState } from 'react'
import type { Noun } from '../../../shared/directory/model.ts'
import { Button } from '../../components/button.tsx'
import type { DirectoryView } from './directory-view.ts'
import type { OpenEntry } from './entry-dialog.tsx'
import { EntryRow } from './entry-row.tsx'
import type { FoundEntry } from './find-entries.ts'
import { NOUN_NAMES } from './words.ts'
import './entry-list.css'

export interface EntryListProps {
  noun: Noun
  found: readonly FoundEntry[]
  /** Whether the list is short because words are searched for. */
  isSearched: boolean
  view: DirectoryView
  mayEdit: boolean
  onOpen: (open: OpenEntry) => void
  onShowQuestions: () => void
}

const FIRST = 200

/** One of the three lists. A very long one shows its beginning first. */
export function EntryList(props: EntryListProps) {
  const { noun, found, isSearched, view, mayEdit, onOpen, onShowQuestions } = props
  const titleId = useId()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? found : found.slice(0, FIRST)
  const { one, many, none } = NOUN_NAMES[noun]
  return (
    <section className="entry-list" aria-labelledby={titleId}>
      <div className="entry-list-head">
        <h2 id={titleId}>{many}</h2>
        {mayEdit && (
          <Button icon="plus" kind="primary" onPress={() => onOpen({ state: 'new', noun })}>
            Add {one}
          </Button>
        )}
      </div>
      {found.length === 0 && (isSearched ? <p>{none}</p> : <EmptyList noun={noun} />)}
      {found.length > 0 && (
        <ul aria-labelledby={titleId}>
          {shown.map(({ entry, depth }) => (
            <li key={entry.id} data-depth={Math.min(depth, 4)}>
              <EntryRow
                entry={entry}
                view={view}
                onOpen={mayEdit ? () => onOpen({ state: 'old', entry }) : null}
                onShowQuestions={onShowQuestions}
              />
            </li>
          ))}
        </ul>
      )}
      {shown.length < found.length && (
        <p>
          <Button onPress={() => setWhole(true)}>
            Show {(found.length - shown.length).toLocaleString('en-GB')} more
          </Button>
        </p>
      )}
    </section>
  )
}

function EmptyList({ noun }: { noun: Noun }) {
  switch (noun) {
    case 'organisation':
      return (
        <p className="lead">
          No organisations yet. Begin with your own, for example “Merrowdale Council”, and give it a
          champion. Or bring the list you have, as CSV or from Excel.
        </p>
      )
    case 'group':
      return (
        <p className="lead">
          No groups yet. A board, a working group, a youth forum: for example “Merrowdale Youth
          Forum”, also called “MYF”, part of no other group.
        </p>
      )
    case 'person':
      return (
        <p className="lead">
          Nobody yet. Add the adults whom your plans name by their initials: “PW” becomes “Petra
          Wick, Participation Officer” wherever it stands.
        </p>
      )
  }
}
