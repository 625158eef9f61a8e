import { useEffect, useState } from 'react'
import { EVERYONE } from '../../../shared/api-seats.ts'
import type { ShareRequest, SharingResponse } from '../../../shared/api-seats.ts'
import { readSharing, share, unshare } from '../../api-seats.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
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

const YOUNG_CHOICES = PLACE_CHOICES.filter(({ value }) => value !== 'editor')

const ALL = 'all'

/** The whole document, each of its headings, and the one that was shared if it is gone. */
function partsOf(sections: SharingResponse['sections'], shared: Shared['section']) {
  const isGone = shared !== null && !sections.some(({ id }) => id === shared.id)
  return [
    { value: ALL, label: 'the whole document' },
    ...sections.map(({ id, title }) => ({ value: id, label: `only “${title}”` })),
    ...(isGone ? [{ value: shared.id, label: `only “${shared.title}” (gone)` }] : []),
  ]
}

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
  const { summary, owner, shares, mayShare, candidates, sections } = sharing
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
                isYoung={candidates.some(({ who, is }) => who === each.who && is === 'youthGroup')}
                sections={sections}
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
            ...missing.map(({ who, name, is }) => ({
              value: who,
              label: `${name}${WHAT_IS[is]}`,
              isYoung: is === 'youthGroup',
            })),
          ]}
          onAdd={(who, as) => keep(share(documentId, who, { as, until: null }))}
        />
      )}
    </div>
  )
}

const WHAT_IS: Record<SharingResponse['candidates'][number]['is'], string> = {
  person: '',
  group: ' (group)',
  youthGroup: ' (youth group)',
  organisation: ' (organisation)',
}

interface RightsProps {
  shared: Shared
  /** Young people comment: they edit in sittings. */
  isYoung: boolean
  sections: SharingResponse['sections']
  onChange: (request: ShareRequest) => void
  onEnd: () => void
}

function Rights({ shared, isYoung, sections, onChange, onEnd }: RightsProps) {
  const { name, as, until } = shared
  const section = shared.section?.id ?? null
  return (
    <span className="share-rights">
      <SelectField
        label={`What ${name} can do`}
        isLabelHidden
        value={as}
        choices={isYoung ? YOUNG_CHOICES : PLACE_CHOICES}
        onChange={(next) => onChange({ as: next, until })}
      />
      {as === 'editor' && sections.length > 0 && (
        <SelectField
          label={`What ${name} can edit`}
          isLabelHidden
          value={section ?? ALL}
          choices={partsOf(sections, shared.section)}
          onChange={(next) => onChange({ as, until, section: next === ALL ? null : next })}
        />
      )}
      <DateField
        label={`Last day for ${name}`}
        isLabelHidden
        value={until ?? ''}
        onChange={(day) => onChange({ as, section, until: day === '' ? null : day })}
      />
      <IconButton label={`Stop sharing with ${name}`} icon="close" onPress={onEnd} />
    </span>
  )
}

interface AddShareProps {
  candidates: readonly { value: string; label: string; isYoung?: boolean }[]
  onAdd: (who: string, as: ShareRequest['as']) => void
}

function AddShare({ candidates, onAdd }: AddShareProps) {
  const [chosen, setChosen] = useState('')
  const [as, setAs] = useState<ShareRequest['as']>('editor')
  if (candidates.length === 0) return null
  const candidate = candidates.find(({ value }) => value === chosen) ?? candidates[0]
  const who = candidate?.value ?? ''
  const choices = candidate?.isYoung === true ? YOUNG_CHOICES : PLACE_CHOICES
  const place = choices.find(({ value }) => value === as)?.value ?? 'commenter'
  return (
    <div className="share-add">
      <SelectField label="Share with" value={who} choices={candidates} onChange={setChosen} />
      <SelectField label="Who then" value={place} choices={choices} onChange={setAs} />
      <Button icon="plus" onPress={() => onAdd(who, place)}>
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

function inWords({ as, until, section }: Shared): string {
  const words = PLACE_CHOICES.find(({ value }) => value === as)?.label ?? ''
  const part = section === null ? words : `${words} “${section.title}”`
  return until === null ? part : `${part} until ${until}`
}
