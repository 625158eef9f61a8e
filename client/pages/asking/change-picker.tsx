import { useEffect, useState } from 'react'
import type { ChangeOffer, ChangesSinceResponse } from '../../../shared/golden-thread.ts'
import { listChangesSince } from '../../api-asking.ts'
import { ChangedWords } from '../../components/changed-words.tsx'
import { Notice } from '../../components/notice.tsx'
import { Waiting } from '../../components/waiting.tsx'

export interface ChangePickerProps {
  documentId: string
  threads: readonly string[]
  /** Null: nothing yet; `elsewhere`: it changed, and not in this text. */
  chosen: ChangeOffer | 'elsewhere' | null
  onChoose: (chosen: ChangeOffer | 'elsewhere') => void
}

/** What of the text has changed since people spoke: the nearest first, the words as they stand. */
export function ChangePicker({ documentId, threads, chosen, onChoose }: ChangePickerProps) {
  const [found, setFound] = useState<ChangesSinceResponse>()
  const [problem, setProblem] = useState<string>()
  const wanted = threads.join(',')
  useEffect(() => {
    let isOld = false
    listChangesSince(documentId, wanted.split(',')).then(
      (response) => {
        if (!isOld) setFound(response)
      },
      (failure: Error) => {
        if (!isOld) setProblem(failure.message)
      },
    )
    return () => {
      isOld = true
    }
  }, [documentId, wanted])
  if (problem !== undefined) return <Notice kind="problem">{problem}</Notice>
  if (found === undefined) return <Waiting words="Looking for what changed…" lines={3} />
  const close = found.offers.filter(({ where }) => where !== 'elsewhere')
  const far = found.offers.filter(({ where }) => where === 'elsewhere')
  const choice = (offer: ChangeOffer) => (
    <Offer
      key={offer.place}
      offer={offer}
      isChosen={chosen !== 'elsewhere' && chosen?.place === offer.place}
      onChoose={() => onChoose(offer)}
    />
  )
  return (
    <fieldset className="change-picker">
      <legend>What changed</legend>
      <p className="asking-by">
        {found.since === null
          ? 'There is no earlier text to compare with.'
          : `Compared with ${found.since}, before they spoke.`}
      </p>
      {close.map(choice)}
      {far.length > 0 && (
        <details open={close.length === 0}>
          <summary>
            {far.length === 1
              ? '1 change in other parts of the text'
              : `${far.length} changes in other parts of the text`}
          </summary>
          {far.map(choice)}
        </details>
      )}
      <label className="asking-choose">
        <input
          type="radio"
          name="change"
          checked={chosen === 'elsewhere'}
          onChange={() => onChoose('elsewhere')}
        />
        <span>Something that is not in this text</span>
      </label>
    </fieldset>
  )
}

interface OfferProps {
  offer: ChangeOffer
  isChosen: boolean
  onChoose: () => void
}

function Offer({ offer, isChosen, onChoose }: OfferProps) {
  const { words, section, before, after, version, where } = offer
  return (
    <label className="asking-choose">
      <input type="radio" name="change" checked={isChosen} onChange={onChoose} />
      <span>
        <ChangedWords before={before} after={after} />
        <span className="asking-by">
          {' '}
          {where === 'here' ? 'What they spoke about' : words}
          {section !== '' && `, under “${section}”`}
          {version === null ? ', not in a version yet' : `, in ${version.label}`}
        </span>
      </span>
    </label>
  )
}
