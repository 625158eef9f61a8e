import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from 'wouter'
import { HOURS_TO_OPEN } from '../../../shared/safety/limits.ts'
import { QUIET_FROM, QUIET_TO } from '../../../shared/safety/quiet-hours.ts'
import type { SafetyRequest, SafetyResponse } from '../../../shared/safety/safety-settings.ts'
import { changeSafety, readSafety } from '../../api-safety.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'

/** Who is told of concerns, and when nothing calls young people. */
export function SettingsPart() {
  const [safety, setSafety] = useState<SafetyResponse>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    readSafety().then(setSafety, (failure: Error) => setProblem(failure.message))
  }, [])
  return (
    <section className="safeguarding-part" aria-label="Who looks after safety">
      <h2>Who looks after safety</h2>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      {safety !== undefined && <SettingsForm safety={safety} />}
    </section>
  )
}

function SettingsForm({ safety: { candidates, ...before } }: { safety: SafetyResponse }) {
  const [draft, setDraft] = useState<SafetyRequest>(before)
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const people = [
    { value: '', label: 'Nobody yet' },
    ...candidates.map(({ id, name }) => ({ value: id, label: name })),
  ]
  async function handleSubmit(event: FormEvent) {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    setProblem(undefined)
    try {
      const { candidates: _, ...kept } = await changeSafety(draft)
      setDraft(kept)
      showToast({ words: 'Kept.' })
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure))
    }
    setPending(false)
  }
  const { lead, deputy, quiet } = draft
  return (
    <form className="safeguarding-part" onSubmit={handleSubmit}>
      {candidates.length === 0 && (
        <Notice kind="warn" title="Nobody can read concerns yet">
          <p>
            Only moderators read them. <Link href="/people">Invite one</Link>, and choose them here.
          </p>
        </Notice>
      )}
      <div className="safeguarding-fields">
        <SelectField
          label="Safeguarding lead"
          value={lead ?? ''}
          choices={people}
          onChange={(id) => setDraft({ ...draft, lead: id || null })}
        />
        <SelectField
          label="Deputy"
          value={deputy ?? ''}
          choices={people}
          onChange={(id) => setDraft({ ...draft, deputy: id || null })}
        />
      </div>
      <p>
        The lead is called at once, here and by e-mail where it is set up; the deputy when nobody
        has opened a concern for {HOURS_TO_OPEN} working hours (Monday to Friday, 9 to 5). Without a
        lead, all moderators are called.
      </p>
      <h3>Quiet hours</h3>
      <div className="safeguarding-fields">
        <SelectField
          label="Nothing calls young people from"
          value={String(quiet.from)}
          choices={hours(QUIET_FROM)}
          onChange={(typed) => {
            const from = QUIET_FROM.find((hour) => String(hour) === typed)
            if (from !== undefined) setDraft({ ...draft, quiet: { ...quiet, from } })
          }}
        />
        <SelectField
          label="until"
          value={String(quiet.to)}
          choices={hours(QUIET_TO)}
          onChange={(typed) => {
            const to = QUIET_TO.find((hour) => String(hour) === typed)
            if (to !== undefined) setDraft({ ...draft, quiet: { ...quiet, to } })
          }}
        />
      </div>
      <p>What tells them that answers are there waits until the morning.</p>
      {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
      <div className="concern-actions">
        <Button type="submit" kind="primary" isPending={isPending}>
          Keep this
        </Button>
      </div>
    </form>
  )
}

function hours(all: readonly number[]): { value: string; label: string }[] {
  return all.map((hour) => ({
    value: String(hour),
    label: `${String(hour).padStart(2, '0')}:00`,
  }))
}
