import type { Change, ChangeKind, Comparison } from '../../../shared/compare/comparison.ts'
import { Link } from 'wouter'
import { SelectField } from '../../components/select-field.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import type { Part } from '../../../shared/api-versions.ts'
import { askedAddress } from './sides.ts'
import './change-list.css'

export interface ChangeListProps {
  documentId: string
  comparison: Comparison
  /** Null: all kinds. */
  chosen: ChangeKind | null
  onChoose: (kind: ChangeKind | null) => void
  /** Whose wishes are shown; null: everybody's, and what nobody asked for. */
  asker: string | null
  onAsker: (asker: string | null) => void
  /** Null where nothing can be brought back. */
  onBringBack: ((part: Part, words: string) => void) | null
}

/** The changes in words: how many of each kind, which also picks them, and each with a way to it. */
export function ChangeList(props: ChangeListProps) {
  const { documentId, comparison, chosen, onChoose, asker, onAsker, onBringBack } = props
  const { summary, changes } = comparison
  const shown = changes.filter((change) => isShown(change, { chosen, asker }))
  const askers = [...new Set(changes.flatMap(({ askedBy }) => askedBy))]
  if (changes.length === 0) return <p className="change-none">Nothing changed between the two.</p>
  return (
    <section className="change-list" aria-labelledby="changes-in-words">
      <h2 id="changes-in-words">Changes in words</h2>
      <ul className="change-kinds" aria-label="Kinds of changes">
        {summary.map(({ kind, words }) => (
          <li key={kind}>
            <button
              type="button"
              aria-pressed={chosen === kind}
              onClick={() => onChoose(chosen === kind ? null : kind)}
            >
              {words}
            </button>
          </li>
        ))}
      </ul>
      {askers.length > 0 && (
        <SelectField
          label="Who asked for it"
          value={asker ?? ''}
          choices={[
            { value: '', label: 'Anybody' },
            ...askers.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(name) => onAsker(name === '' ? null : name)}
        />
      )}
      <details open={changes.length <= 12 || chosen !== null || asker !== null}>
        <summary>
          {shown.length === 1 ? 'The change' : `All ${shown.length} changes`}, one by one
        </summary>
        {sectionsOf(shown).map((section) => (
          <div key={section.key} className="change-section">
            {section.words !== '' && (
              <div className="change-section-head">
                <h3>{section.words}</h3>
                {onBringBack !== null && section.id !== null && (
                  <IconButton
                    label={`Bring back the section ${section.words}`}
                    icon="undo"
                    onPress={() => {
                      if (section.id !== null)
                        onBringBack({ is: 'section', id: section.id }, section.words)
                    }}
                  />
                )}
              </div>
            )}
            <ul>
              {section.changes.map((change, index) => (
                <Entry
                  key={`${change.mark} ${change.kind} ${index}`}
                  documentId={documentId}
                  change={change}
                  onBringBack={onBringBack}
                />
              ))}
            </ul>
          </div>
        ))}
      </details>
    </section>
  )
}

/** What is shown of a comparison: changes of a kind, and of somebody's wish. */
export function isShown(
  { kind, askedBy }: Pick<Change, 'kind' | 'askedBy'>,
  { chosen, asker }: { chosen: ChangeKind | null; asker: string | null },
): boolean {
  return (chosen === null || kind === chosen) && (asker === null || askedBy.includes(asker))
}

function Entry({
  documentId,
  change,
  onBringBack,
}: {
  documentId: string
  change: Change
  onBringBack: ChangeListProps['onBringBack']
}) {
  const { words, mark, id, kind, askedBy } = change
  const wasThere = kind !== 'actionAdded' && kind !== 'textAdded'
  return (
    <li>
      <button type="button" className="change-entry" onClick={() => goTo(mark)}>
        {words}
        {askedBy.length > 0 && <small>Asked for by {askedBy.join(', ')}</small>}
      </button>
      {askedBy.length > 0 && id !== null && (
        <Link className="change-asked" href={askedAddress(documentId, id)}>
          Who asked<span className="visually-hidden"> for: {words}</span>
        </Link>
      )}
      {onBringBack !== null && id !== null && wasThere && (
        <IconButton
          label={`Bring back: ${words}`}
          icon="undo"
          onPress={() => onBringBack({ is: 'block', id }, words)}
        />
      )}
    </li>
  )
}

function goTo(mark: string): void {
  const element = document.getElementById(mark)
  // Of a wide row the cell that changed is what one wants to see.
  const spot = element?.querySelector('td[data-changed="changed"]') ?? element
  spot?.scrollIntoView({ block: 'center', inline: 'center' })
  element?.focus({ preventScroll: true })
}

/** Neighbours under one heading. */
function sectionsOf(changes: readonly Change[]) {
  const sections: { key: string; words: string; id: string | null; changes: Change[] }[] = []
  for (const change of changes) {
    const last = sections.at(-1)
    if (last !== undefined && last.words === change.section) last.changes.push(change)
    else {
      sections.push({
        key: `${sections.length} ${change.section}`,
        words: change.section,
        id: change.sectionId,
        changes: [change],
      })
    }
  }
  return sections
}
