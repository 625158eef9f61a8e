import { useState } from 'react'
import { MEANINGS, SHAPES, TONES } from '../../../../shared/delivery/statuses.ts'
import type { Meaning, Shape, Status, Tone } from '../../../../shared/delivery/statuses.ts'
import { setStatuses } from '../../../api-delivery.ts'
import { Button } from '../../../components/button.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { Notice } from '../../../components/notice.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { showToast } from '../../../components/toast.tsx'
import { newId } from '../../../editor/new-id.ts'
import { useDelivery } from './delivery.ts'

const TONE_WORDS: Record<Tone, string> = {
  blue: 'Blue',
  moot: 'Green',
  amber: 'Amber',
  brick: 'Red',
  plain: 'Grey',
  voice: 'Violet',
}

const MEANING_WORDS: Record<Meaning, string> = {
  open: 'Still to do',
  done: 'Finished',
  trouble: 'An exception',
}

const MOST = 8

/** The words, shapes and colours of this document's statuses. */
export function StatusesForm({ documentId }: { documentId: string }) {
  const { delivery } = useDelivery()
  const [own, setOwn] = useState<readonly Status[]>(delivery.statuses)
  const [problem, setProblem] = useState<string | null>(null)
  const set = (key: string, change: Partial<Status>) =>
    setOwn(own.map((status) => (status.key === key ? { ...status, ...change } : status)))
  const save = async () => {
    try {
      await setStatuses(documentId, { statuses: [...own] })
      setProblem(null)
      delivery.onLook()
      showToast({ words: 'The statuses are saved.' })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <div className="statuses-form">
      <p>The first is where every action begins. Each has a word, a shape and a colour.</p>
      {own.map((status, index) => (
        <div key={status.key} className="statuses-row">
          <TextField
            label={`Status ${index + 1}`}
            value={status.label}
            maxLength={40}
            onChange={(label) => set(status.key, { label })}
          />
          <SelectField
            label="Shape"
            value={status.shape}
            choices={shapeKeys().map((shape) => ({ value: shape, label: SHAPES[shape] }))}
            onChange={(shape) => set(status.key, { shape })}
          />
          <SelectField
            label="Colour"
            value={status.tone}
            choices={TONES.map((tone) => ({ value: tone, label: TONE_WORDS[tone] }))}
            onChange={(tone) => set(status.key, { tone })}
          />
          <SelectField
            label="Means"
            value={status.means}
            choices={MEANINGS.map((means) => ({ value: means, label: MEANING_WORDS[means] }))}
            onChange={(means) => set(status.key, { means })}
          />
          <IconButton
            label={`Remove ${status.label}`}
            icon="trash"
            onPress={() => setOwn(own.filter(({ key }) => key !== status.key))}
          />
        </div>
      ))}
      {problem !== null && <Notice kind="problem">{problem}</Notice>}
      <div className="statuses-buttons">
        {own.length < MOST && (
          <Button
            icon="plus"
            onPress={() =>
              setOwn([
                ...own,
                { key: newId(), label: '', shape: 'cross', tone: 'voice', means: 'open' },
              ])
            }
          >
            Add a status
          </Button>
        )}
        <Button onPress={() => void save()}>Save the statuses</Button>
      </div>
    </div>
  )
}

function shapeKeys(): Shape[] {
  return Object.keys(SHAPES) as Shape[] // Object.keys forgets the key type
}
