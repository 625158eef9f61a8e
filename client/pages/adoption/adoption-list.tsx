import { useState } from 'react'
import type { Adoption, AdoptionsResponse } from '../../../shared/adoption.ts'
import { endAdoption } from '../../api-adoption.ts'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { sayDay } from '../../components/days.ts'
import { useNow } from '../home/use-now.ts'
import { dayInWords } from '../versions/sides.ts'
import { WordDialog } from '../versions/word-dialog.tsx'

interface AdoptionListProps {
  documentId: string
  found: AdoptionsResponse
  /** To adopt it again for this organisation. */
  onAgain: (organisation: string) => void
  onChange: () => void
}

/** Who has adopted the charter; one’s own can be adopted again or ended. */
export function AdoptionList({ documentId, found, onAgain, onChange }: AdoptionListProps) {
  const [ending, setEnding] = useState<Adoption | null>(null)
  const { adoptions, organisations } = found
  if (adoptions.length === 0) return <p>Nobody has adopted it yet.</p>
  return (
    <section aria-label="Who has adopted it">
      <h2>Who has adopted it</h2>
      <ul className="adoption-list">
        {adoptions.map((each) => (
          <li key={each.id}>
            <div>
              <strong>{each.organisation.name}</strong> <State adoption={each} />
              <p>
                Version {each.number}, since {sayDay(new Date(each.adoptedAt))}, until{' '}
                {dayInWords(each.until)}
                {each.withdrawn !== null && `. Ended: ${each.withdrawn.reason}`}
              </p>
              {each.withdrawn === null && (
                <p>
                  <a href={`/p/${documentId}/adopted/${each.id}`}>Its page</a> ·{' '}
                  <a href={`/p/${documentId}/adopted/${each.id}/poster`}>Poster to print</a>
                </p>
              )}
            </div>
            {each.withdrawn === null &&
              organisations.some(({ id }) => id === each.organisation.id) && (
                <div className="adoption-actions">
                  <Button onPress={() => onAgain(each.organisation.id)}>Adopt it again</Button>
                  <Button onPress={() => setEnding(each)}>End it</Button>
                </div>
              )}
          </li>
        ))}
      </ul>
      <WordDialog
        title="End the adoption"
        about={`${ending?.organisation.name ?? ''} is taken out of the public register, and its page and poster go.`}
        label="Reason"
        words=""
        action="End it"
        isOpen={ending !== null}
        onClose={() => setEnding(null)}
        onSubmit={async (reason) => {
          if (ending !== null) await endAdoption(documentId, ending.id, reason)
          setEnding(null)
          onChange()
        }}
      />
    </section>
  )
}

function State({ adoption: { withdrawn, until } }: { adoption: Adoption }) {
  const now = useNow()
  if (withdrawn !== null) return <Chip tone="plain">Ended</Chip>
  const isOver = until < now.toISOString().slice(0, 10)
  return isOver ? <Chip tone="amber">To be renewed</Chip> : <Chip tone="moot">Adopted</Chip>
}
