import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import type { Consultation, ConsultationRequest } from '../../../shared/consultations.ts'
import type { AskableGroup } from '../../../shared/timetable.ts'
import { INVOLVEMENT_LEVELS, LEVEL_WORDS } from '../../../shared/young/words.ts'
import { changeConsultation, startConsultation } from '../../api-asking.ts'
import { share } from '../../api-seats.ts'
import { listAskable } from '../../api-timetable.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { DateField } from '../../components/date-field.tsx'
import { dayFromToday, today } from '../../components/days.ts'
import { Dialog } from '../../components/dialog.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextField } from '../../components/text-field.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { GroupsField } from './groups-field.tsx'
import { EarlierAnswers } from './earlier-answers.tsx'
import { SectionFields } from './section-fields.tsx'
import type { Asking } from './use-asking.ts'

export interface ConsultationDialogProps {
  asking: Asking
  /** Null: a new one. */
  before: Consultation | null
  onClose: () => void
  onDone: () => void
}

/** What people are asked, what can change, and the days. */
export function ConsultationDialog({ asking, before, onClose, onDone }: ConsultationDialogProps) {
  const [draft, setDraft] = useState<ConsultationRequest>(() => startOf(before, asking))
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const [askable, setAskable] = useState<AskableGroup[]>([])
  const [isSharing, setSharing] = useState(true)
  const { id } = asking.document
  useEffect(() => {
    listAskable(id).then(setAskable, (failure: Error) => setProblem(failure.message))
  }, [id])
  const set = (change: Partial<ConsultationRequest>) => setDraft({ ...draft, ...change })

  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    setProblem(undefined)
    try {
      if (before === null) await startConsultation(id, draft)
      else await changeConsultation(id, before.id, draft)
      if (isSharing) await shareWith(id, askable, draft.groups)
      onDone()
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
      setPending(false)
    }
  }

  return (
    <Dialog title="Ask people" isOpen onClose={onClose} size="large">
      <form className="asking-form" onSubmit={handleSubmit}>
        <TextField
          label="Title"
          value={draft.title}
          onChange={(title) => set({ title })}
          maxLength={120}
          isRequired
          autoFocus
        />
        <TextArea
          label="What this is, in a few plain sentences"
          value={draft.about}
          onChange={(about) => set({ about })}
          rows={2}
          maxLength={1000}
        />
        <SelectField
          label="Level of involvement"
          value={draft.level}
          choices={INVOLVEMENT_LEVELS.map((value) => ({
            value,
            label: `${LEVEL_WORDS[value].name}: ${LEVEL_WORDS[value].means}`,
          }))}
          onChange={(level) => set({ level })}
        />
        <TextArea
          label="What people can change"
          value={draft.canChange}
          onChange={(canChange) => set({ canChange })}
          rows={2}
          maxLength={1000}
        />
        <EarlierAnswers
          documentId={asking.document.id}
          words={[draft.title.replace(asking.document.title, ''), draft.about, draft.canChange]
            .join(' ')
            .slice(0, 1000)}
        />
        <TextArea
          label="What cannot change"
          value={draft.cannotChange}
          onChange={(cannotChange) => set({ cannotChange })}
          rows={2}
          maxLength={1000}
        />
        <TextArea
          label="Why it cannot"
          value={draft.because}
          onChange={(because) => set({ because })}
          rows={2}
          maxLength={1000}
        />
        <GroupsField
          groups={askable}
          chosen={draft.groups}
          onChange={(groups) => set({ groups })}
          isSharing={isSharing}
          onSharing={setSharing}
        />
        <div className="asking-days">
          <DateField label="Opens" value={draft.opensOn} onChange={(opensOn) => set({ opensOn })} />
          <DateField
            label="Closes, this day included"
            value={draft.closesOn}
            onChange={(closesOn) => set({ closesOn })}
          />
          <DateField
            label="People hear back by"
            value={draft.hearBackOn}
            onChange={(hearBackOn) => set({ hearBackOn })}
          />
        </div>
        <TextField
          label="Minutes it takes"
          value={String(draft.minutes)}
          onChange={(minutes) => set({ minutes: Number(minutes.replace(/\D/g, '')) || 1 })}
        />
        <Checkbox
          isChecked={Boolean(draft.announced)}
          onChange={(isShown) => set({ announced: isShown ? ANNOUNCEMENT : null })}
        >
          Show it to everybody on the public page, and its results
        </Checkbox>
        {draft.announced && (
          <>
            <TextField
              label="Who is asked"
              value={draft.announced.who}
              onChange={(who) => set({ announced: { ...(draft.announced ?? ANNOUNCEMENT), who } })}
              maxLength={200}
            />
            <TextArea
              label="How people take part"
              value={draft.announced.takePart}
              onChange={(takePart) =>
                set({ announced: { ...(draft.announced ?? ANNOUNCEMENT), takePart } })
              }
              rows={2}
              maxLength={1000}
            />
          </>
        )}
        <SectionFields
          sections={asking.reading.sections}
          fixed={draft.fixed}
          plain={draft.plain}
          onChange={set}
        />
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        <div className="dialog-actions">
          <Button type="submit" kind="primary" isPending={isPending}>
            {before === null ? 'Start asking' : 'Keep the changes'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Whoever is asked and may not comment yet gets the document, until somebody ends it. */
async function shareWith(
  documentId: string,
  askable: readonly AskableGroup[],
  groups: readonly string[],
): Promise<void> {
  for (const { id, isShared } of askable) {
    if (!isShared && groups.includes(id)) {
      await share(documentId, id, { as: 'commenter', until: null })
    }
  }
}

const ANNOUNCEMENT = { who: '', takePart: '' }

function startOf(before: Consultation | null, { document }: Asking): ConsultationRequest {
  if (before !== null) {
    const { id: _id, state: _state, madeAt: _madeAt, wentOn: _wentOn, ...request } = before
    return request
  }
  return {
    title: `Have your say: ${document.title}`.slice(0, 120),
    about: '',
    level: 'consultation',
    canChange: '',
    cannotChange: '',
    because: '',
    minutes: 10,
    opensOn: today(),
    closesOn: dayFromToday(28),
    hearBackOn: dayFromToday(56),
    fixed: [],
    plain: [],
    groups: [],
  }
}
