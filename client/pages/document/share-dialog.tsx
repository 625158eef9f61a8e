import { useEffect, useState } from 'react'
import { EVERYONE } from '../../../shared/api-seats.ts'
import type { ShareRequest, SharingResponse } from '../../../shared/api-seats.ts'
import { readSharing, share, unshare } from '../../api.ts'
import { Button } from '../../components/button.tsx'
import { ChoiceField } from '../../components/choice-field.tsx'
import { DateField } from '../../components/date-field.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Notice } from '../../components/notice.tsx'
import { Waiting } from '../../components/waiting.tsx'
import './share-dialog.css'

type Shared = SharingResponse['shares'][number]

const PLACE_CHOICES: readonly { value: ShareRequest['as']; label: string }[] = [
  { value: 'editor', label: 'can edit' },
  { value: 'commenter', label: 'can comment' },
  { value: 'reader', label: 'can read' },
]

export interface ShareDialogProps {
  documentId: string
  isOpen: boolean
  onClose: () => void
}

/** Who can do what with the document, in one sentence, and one by one for those who decide it. */
export function ShareDialog({ documentId, isOpen, onClose }: ShareDialogProps) {
  return (
    <Dialog title="Share" isOpen={isOpen} onClose={onClose} size="large" actions={<CopyLink />}>
      {isOpen && <SharePanel documentId={documentId} />}
    </Dialog>
  )
}

function SharePanel({ documentId }: { documentId: string }) {
  const [sharing, setSharing] = useState<SharingResponse | null>(null)
  const [problem, setProblem] = useState<string>()
  const keep = (answer: Promise<SharingResponse>) => {
    setProblem(undefined)
    answer.then(setSharing, (failure: Error) => setProblem(failure.message))
  }
  useEffect(() => {
    readSharing(documentId).then(setSharing, (failure: Error) => setProblem(failure.message))
  }, [documentId])

  if (sharing === null) {
    return problem === undefined ? (
      <Waiting words="Looking up…" lines={3} />
    ) : (
      <Notice kind="problem">{problem}</Notice>
    )
  }
  const { summary, owner, shares, mayShare, candidates } = sharing
  const missing = candidates.filter(({ who }) => shares.every((each) => each.who !== who))
  return (
    <div className="share">
      <output className="share-summary">{summary}</output>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <ul className="share-list" aria-label="Shared with">
        <li>
          <span className="share-name">{owner.name}</span>
          <span>made it</span>
        </li>
        {shares.map((each) => (
          <li key={each.who}>
            <span className="share-name">
              {each.name}
              {each.isOver && ' (over)'}
            </span>
            {mayShare ? (
              <Rights
                shared={each}
                onChange={(request) => keep(share(documentId, each.who, request))}
                onEnd={() => keep(unshare(documentId, each.who))}
              />
            ) : (
              <span>{inWords(each)}</span>
            )}
          </li>
        ))}
      </ul>
      {mayShare && (
        <AddShare
          candidates={[
            ...(shares.some(({ who }) => who === EVERYONE)
              ? []
              : [{ value: EVERYONE, label: 'Everybody who signs in' }]),
            ...missing.map(({ who, name }) => ({ value: who, label: name })),
          ]}
          onAdd={(who, as) => keep(share(documentId, who, { as, until: null }))}
        />
      )}
    </div>
  )
}

interface RightsProps {
  shared: Shared
  onChange: (request: ShareRequest) => void
  onEnd: () => void
}

function Rights({ shared: { name, as, until }, onChange, onEnd }: RightsProps) {
  return (
    <span className="share-rights">
      <ChoiceField
        label={`What ${name} can do`}
        isLabelHidden
        value={as}
        choices={PLACE_CHOICES}
        onChange={(next) => onChange({ as: next, until })}
      />
      <DateField
        label={`Last day for ${name}`}
        isLabelHidden
        value={until ?? ''}
        onChange={(day) => onChange({ as, until: day === '' ? null : day })}
      />
      <IconButton label={`Stop sharing with ${name}`} icon="close" onPress={onEnd} />
    </span>
  )
}

interface AddShareProps {
  candidates: readonly { value: string; label: string }[]
  onAdd: (who: string, as: ShareRequest['as']) => void
}

function AddShare({ candidates, onAdd }: AddShareProps) {
  const [chosen, setChosen] = useState('')
  const [as, setAs] = useState<ShareRequest['as']>('editor')
  if (candidates.length === 0) return null
  const who = candidates.find(({ value }) => value === chosen)?.value ?? candidates[0]?.value ?? ''
  return (
    <div className="share-add">
      <ChoiceField label="Share with" value={who} choices={candidates} onChange={setChosen} />
      <ChoiceField label="Who then" value={as} choices={PLACE_CHOICES} onChange={setAs} />
      <Button icon="plus" onPress={() => onAdd(who, as)}>
        Share
      </Button>
    </div>
  )
}

/** The address helps only those the document is shared with. */
function CopyLink() {
  const [isCopied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(location.href).then(
      () => setCopied(true),
      () => setCopied(false), // the browser keeps the clipboard to itself; the address bar has it
    )
  }
  return (
    <Button icon="link" onPress={copy}>
      {isCopied ? 'Link copied' : 'Copy link'}
    </Button>
  )
}

function inWords({ as, until }: Shared): string {
  const words = PLACE_CHOICES.find(({ value }) => value === as)?.label ?? ''
  return until === null ? words : `${words} until ${until}`
}
