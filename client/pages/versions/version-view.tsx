import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type {
  CompareResponse,
  Part,
  VersionSummary,
  VersionsResponse,
} from '../../../shared/api-versions.ts'
import type { ChangeKind } from '../../../shared/compare/comparison.ts'
import { labelInPrint, labelInWords } from '../../../shared/versions.ts'
import { bringBack, compareVersions } from '../../api-versions.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { useSeat } from '../enter/seat.ts'
import { BringBackDialog } from './bring-back-dialog.tsx'
import type { WantedBack } from './bring-back-dialog.tsx'
import { ChangeList, isShown } from './change-list.tsx'
import { MarkedText } from './marked-text.tsx'
import { LIVE, choicesIn, dayInWords, inWords } from './sides.ts'
import type { View } from './sides.ts'
import { TimeLapse } from './time-lapse.tsx'
import { VersionMenu } from './version-menu.tsx'

export interface VersionViewProps {
  documentId: string
  listed: VersionsResponse
  view: View
  onView: (view: View) => void
  /** Something was withdrawn or brought back. */
  onChanged: () => void
}

const ALONE = 'alone'

/** One text, or two in one with what changed, in words first. */
export function VersionView({ documentId, listed, view, onView, onChanged }: VersionViewProps) {
  const { seat } = useSeat()
  const [chosen, setChosen] = useState<ChangeKind | null>(null)
  const [asker, setAsker] = useState<string | null>(null)
  const [wanted, setWanted] = useState<WantedBack | null>(null)
  const { found, look } = useComparison(documentId, view)
  const version = listed.versions.find(({ id }) => id === view.show)
  const lit = useLit(found.state === 'ready' ? found.response : null, { chosen, asker })
  const mayBringBack = seat.operations.includes('bringBack') && view.show === LIVE
  const from = view.against

  const take = (part: Part): Promise<void> =>
    bringBack(documentId, { from: from ?? '', part }).then(({ point }) => {
      setWanted(null)
      look()
      onChanged()
      showToast({
        words:
          point === null
            ? 'That is as it was already.'
            : 'Brought back. The text as it was before is among the safety points.',
      })
    })

  return (
    <div className="version-view">
      <div className="version-controls">
        <TimeLapse listed={listed} view={view} onView={onView} />
        <div className="version-sides">
          <SelectField
            label="Show"
            value={view.show}
            choices={choicesIn(listed)}
            onChange={(show) => onView({ ...view, show })}
          />
          <SelectField
            label="With what changed since"
            value={view.against ?? ALONE}
            choices={[
              { value: ALONE, label: 'Nothing: read it alone' },
              ...choicesIn(listed).filter(({ value }) => value !== view.show && value !== LIVE),
            ]}
            onChange={(against) => onView({ ...view, against: against === ALONE ? null : against })}
          />
          {mayBringBack && from !== null && (
            <Button
              icon="undo"
              onPress={() => setWanted({ part: { is: 'whole' }, words: 'the whole text' })}
            >
              Bring everything back
            </Button>
          )}
          <Button icon="file" onPress={() => print()}>
            Print
          </Button>
        </div>
      </div>
      {version !== undefined && (
        <Label
          documentId={documentId}
          version={version}
          view={view}
          onChanged={onChanged}
          onView={onView}
          listed={listed}
        />
      )}
      {found.state === 'waiting' && <Waiting words="Comparing…" lines={8} />}
      {found.state === 'failed' && (
        <Notice kind="problem" actions={<Button onPress={look}>Try again</Button>}>
          {found.message}
        </Notice>
      )}
      {found.state === 'ready' && (
        <>
          {view.against !== null && (
            <>
              <p className="version-between">
                From <strong>{inWords(found.response.before)}</strong> to{' '}
                <strong>{inWords(found.response.after)}</strong>
              </p>
              <ChangeList
                documentId={documentId}
                comparison={found.response.comparison}
                chosen={chosen}
                onChoose={setChosen}
                asker={asker}
                onAsker={setAsker}
                onBringBack={mayBringBack ? (part, words) => setWanted({ part, words }) : null}
              />
            </>
          )}
          <MarkedText blocks={found.response.comparison.blocks} lit={lit} />
        </>
      )}
      <BringBackDialog wanted={wanted} onClose={() => setWanted(null)} onTake={take} />
    </div>
  )
}

function Label({
  version,
  ...rest
}: {
  documentId: string
  version: VersionSummary
  listed: VersionsResponse
  view: View
  onView: (view: View) => void
  onChanged: () => void
}) {
  const { date, madeBy, note, hash, withdrawn } = version
  return (
    <header className="version-label">
      <div>
        <h2>{labelInWords(version)}</h2>
        <p>
          {dayInWords(date)}, made by {madeBy.name}
          {note !== '' && `: ${note}`}
        </p>
        <p className="version-print">{labelInPrint(version)}</p>
        {withdrawn !== null && (
          <Notice kind="warn">{`This version is withdrawn: ${withdrawn.reason}`}</Notice>
        )}
        <details>
          <summary>Fingerprint</summary>
          <p>
            The frozen text cannot change without this changing (SHA-256):
            <code>{hash}</code>
          </p>
        </details>
      </div>
      <VersionMenu version={version} {...rest} />
    </header>
  )
}

type Found =
  | { state: 'waiting' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; response: CompareResponse }

/** What is shown stays while it is asked for again; an answer to another question changes nothing. */
function useComparison(documentId: string, { show, against }: View) {
  const wanted = `${show} ${against ?? ''}`
  const asked = useRef(wanted)
  const [last, setLast] = useState<{ wanted: string; found: Found } | null>(null)
  const look = useCallback(() => {
    asked.current = wanted
    const tell = (found: Found) => {
      // Somebody who steps quickly has asked for something else meanwhile.
      if (asked.current === wanted) setLast({ wanted, found })
    }
    compareVersions(documentId, { before: against ?? show, after: show }).then(
      (response) => tell({ state: 'ready', response }),
      (failure: Error) => tell({ state: 'failed', message: failure.message }),
    )
  }, [documentId, show, against, wanted])
  useEffect(look, [look])
  const found: Found = last?.wanted === wanted ? last.found : { state: 'waiting' }
  return { found, look }
}

/** The marks of the changes that are chosen; null for all. */
function useLit(
  response: CompareResponse | null,
  { chosen, asker }: { chosen: ChangeKind | null; asker: string | null },
): ReadonlySet<string> | null {
  return useMemo(() => {
    if (response === null || (chosen === null && asker === null)) return null
    const { changes } = response.comparison
    const shown = changes.filter((change) => isShown(change, { chosen, asker }))
    return new Set(shown.map(({ mark }) => mark))
  }, [response, chosen, asker])
}
